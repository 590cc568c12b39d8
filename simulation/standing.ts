import { nowOf, type World } from './world.ts'

/** A file as it stands in the tables: what a worker sees of it who opens it. */
export type Standing = {
  readonly state: 'new' | 'waiting' | 'working' | 'to-confirm' | 'closed'
  readonly owner_id: string
  readonly answered_by: string | null
  readonly class_key: string | null
  readonly authorities_due: readonly string[]
  readonly is_protected: boolean
  readonly is_called: boolean
  readonly page_id: string | null
  readonly round: number | null
  /** Whom the page called last. */
  readonly rung_id: string | null
  readonly needs_place: boolean | null
  readonly place: {
    readonly id: string
    readonly state: string
    readonly minors: number
    readonly title: string | null
    readonly needs_authorisation: boolean
    readonly authorisation: string | null
    readonly asked_at: string | null
  } | null
  readonly handover: {
    readonly id: string
    readonly state: string
    readonly step: number
    readonly next_chase_at: string | null
    readonly calls: readonly {
      readonly level: string
      readonly tries: number
      readonly dueAt: string
    }[]
  } | null
}

const STANDING = `select f.state, f.owner_id, f.answered_by, f.class_key, f.authorities_due, f.is_protected,
  p.id is not null as is_called, p.id as page_id, p.round,
  (select a.staff_id from paging.attempt a where a.territory_id = f.territory_id and a.page_id = p.id
    order by a.made_at desc limit 1) as rung_id,
  (select a.needs_place from interventions.assessment a
    where a.territory_id = f.territory_id and a.intervention_id = f.id order by a.version desc limit 1) as needs_place,
  (select jsonb_build_object('id', id, 'state', state, 'minors', minors, 'title', title, 'needs_authorisation',
      needs_authorisation, 'authorisation', authorisation, 'asked_at', asked_at) from places.placement l
    where l.territory_id = f.territory_id and l.intervention_id = f.id order by l.id desc limit 1) as place,
  (select jsonb_build_object('id', id, 'state', state, 'step', step, 'next_chase_at', next_chase_at, 'calls', calls)
    from handover.handover h where h.territory_id = f.territory_id and h.intervention_id = f.id
    order by h.id desc limit 1) as handover
 from interventions.intervention f
 left join paging.page p on p.territory_id = f.territory_id and p.intervention_id = f.id and p.state = 'pending'
 where f.territory_id = $1 and f.id = $2`

/** How a file stands now. */
export async function standingOf(world: World, id: string): Promise<Standing> {
  const { books, territoryId } = world.house
  const [row] = await books.ask<Standing>(STANDING, [territoryId, id], 'standing')
  if (!row) throw new Error(`at ${nowOf(world).toString()}: no file ${id}`)
  return row
}
