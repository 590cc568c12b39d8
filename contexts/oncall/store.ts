import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { constraintOf } from '#platform/server/sql-state.ts'
import {
  isComing,
  type Level,
  type OncallEvent,
  type RotaRole,
  type RotaTurn,
  type SetAside,
  type Turn,
  type TurnId,
} from './model.ts'
import { turnPolicy } from './policy.ts'

/** The territory that the transaction writes in. Throws without one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a turn needs its territory')
  return tx.work.territoryId
}

type TurnRow = {
  id: string
  staff_id: string
  role: string
  level: number
  starts_at: Instant
  ends_at: Instant
  state: string
  leaves: boolean
  reason: string | null
  broke: string[]
  set_aside_by: string | null
  set_aside_at: Instant | null
}

function turnOf(row: TurnRow): RotaTurn {
  return {
    id: row.id as TurnId,
    staffId: row.staff_id as StaffId,
    role: row.role as RotaRole,
    level: row.level as Level,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state === 'draft' ? 'draft' : 'published',
    leaves: row.leaves,
    setAside: setAsideOf(row),
  }
}

function setAsideOf(row: TurnRow): SetAside | null {
  const { reason, broke } = row
  if (reason === null) return null
  return { reason, broke, by: row.set_aside_by as StaffId | null, at: row.set_aside_at }
}

/**
 * The turns of a territory that touch a stretch of time, in order, as far as this person may see them; drafts only for
 * whoever makes the rota.
 */
export async function turnsBetween(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
  edits: boolean,
): Promise<readonly RotaTurn[]> {
  const asked = touching(tx, territoryId, from, until).where(
    turnPolicy.where(tx.work.actor, 'rota.read', 't'),
  )
  if (edits) return (await asked.execute()).map(turnOf)
  const rows = await asked.where('t.state', '=', 'published').execute()
  // That a turn is to leave is known with the publication.
  return rows.map((row) => ({ ...turnOf(row), leaves: false }))
}

/** The rota as it will be, for who has been allowed to change it, and for the search. */
export async function comingTurns(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly RotaTurn[]> {
  return (await touching(tx, territoryId, from, until).execute()).map(turnOf).filter(isComing)
}

/** What the next publication would change: turns that come, and turns that leave. What has ended meanwhile stays as it was. */
export async function draftedTurns(tx: Tx, territoryId: TerritoryId): Promise<readonly RotaTurn[]> {
  const rows = await turnsOfRota(tx, territoryId)
    .where((e) =>
      e.or([
        e('t.state', '=', 'draft'),
        e.and([e('t.leaves', '=', true), e('t.ends_at', '>', tx.work.now)]),
      ]),
    )
    .execute()
  return rows.map(turnOf)
}

/** The rota in force, whoever asks: for who has shown a right of their own, and for counts. */
export async function publishedTurns(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly RotaTurn[]> {
  const rows = await touching(tx, territoryId, from, until)
    .where('t.state', '=', 'published')
    .execute()
  return rows.map(turnOf)
}

/** A turn that is not removed; undefined when there is none. */
export async function turnById(tx: Tx, id: string): Promise<RotaTurn | undefined> {
  const row = await turnsOfRota(tx, territoryOf(tx)).where('t.id', '=', id).executeTakeFirst()
  return row && turnOf(row)
}

function touching(tx: Tx, territoryId: TerritoryId, from: Instant, until: Instant) {
  return turnsOfRota(tx, territoryId).where('t.ends_at', '>', from).where('t.starts_at', '<', until)
}

function turnsOfRota(tx: Tx, territoryId: TerritoryId) {
  return tx
    .selectFrom('oncall.turn as t')
    .select(['t.id', 't.staff_id', 't.role', 't.level', 't.starts_at', 't.ends_at'])
    .select(['t.state', 't.leaves'])
    .select(['t.reason', 't.broke', 't.set_aside_by', 't.set_aside_at'])
    .where('t.territory_id', '=', territoryId)
    .where('t.removed_at', 'is', null)
    .orderBy('t.starts_at')
    .orderBy('t.level')
}

/** Refuses `role-not-held` to a turn of somebody who does not hold the role here. */
export async function checkHolds(tx: Tx, staffId: StaffId, role: Role): Promise<void> {
  const row = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .where('role', '=', role)
    .executeTakeFirst()
  if (!row) throw new RefusalError('role-not-held')
}

/** Somebody on call at an instant. */
export type OnDuty = { readonly staffId: StaffId; readonly role: Role; readonly level: number }

/**
 * Who is on call by the published rota of the territory at this instant and still holds the turn's role there, by role and
 * level; who is absent that day is not called.
 */
export async function dutyAt(
  tx: Tx,
  territoryId: TerritoryId,
  at: Instant,
): Promise<readonly OnDuty[]> {
  const today = wallClock(at).toPlainDate()
  const { rows } = await sql<{ staff_id: string; role: string; level: number }>`
    select t.staff_id, t.role, t.level from oncall.turn t
     where t.territory_id = ${territoryId} and t.removed_at is null and t.state = 'published'
       and t.ends_at > ${at} and t.starts_at <= ${at}
       and exists (select from access.v_grant g
                    where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role)
       and not exists (select from oncall.absence a
                        where a.territory_id = t.territory_id and a.staff_id = t.staff_id and a.kind = 'absent'
                          and a.withdrawn_at is null and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today}))
     order by t.role, t.level`.execute(tx)
  return rows.map((row) => ({
    staffId: row.staff_id as StaffId,
    role: row.role as Role,
    level: row.level,
  }))
}

/** The person on call for a role at this instant: the first level that is covered. Undefined: nobody. */
export async function onDuty(
  tx: Tx,
  territoryId: TerritoryId,
  role: Role,
  at: Instant,
): Promise<StaffId | undefined> {
  return (await dutyAt(tx, territoryId, at)).find((one) => one.role === role)?.staffId
}

/** Puts an event of this room on the log. */
export async function write(
  tx: Tx,
  aggregateId: string,
  version: number,
  event: OncallEvent,
): Promise<void> {
  await append(tx, { room: 'oncall', aggregateId, version, at: tx.work.now, event })
}

/** Adds a turn that is in force at once. Refuses with `turn-overlap` where somebody has that role and level already. */
export async function addTurn(
  tx: Tx,
  turn: Omit<Turn, 'id'>,
  how: { readonly leaves?: boolean; readonly setAside?: SetAside | null } = {},
): Promise<TurnId> {
  const id = await insertTurn(tx, turn, {
    ...{ state: 'published', leaves: false, setAside: null },
    ...how,
  })
  await write(tx, id, 1, { type: 'TurnAdded', data: dataOf(turn) })
  return id
}

/** What whoever makes a rota knows that it breaks, and why all the same. */
export type Override = { readonly reason: string; readonly broke: readonly string[] }

/** Adds a turn to the draft: nobody is called by it before it is published. Refuses as `addTurn` does. */
export async function draftTurn(
  tx: Tx,
  turn: Omit<Turn, 'id'>,
  override?: Override,
): Promise<TurnId> {
  const setAside = override === undefined ? null : setAsideBy(tx, override)
  const id = await insertTurn(tx, turn, { state: 'draft', leaves: false, setAside })
  const data = { ...dataOf(turn), broke: override?.broke ?? [] }
  await write(tx, id, 1, { type: 'TurnDrafted', data })
  return id
}

/** Rules set aside by whoever acts, now. */
export function setAsideBy(tx: Tx, { reason, broke }: Override): SetAside {
  const { actor, now } = tx.work
  const by = actor.kind === 'person' ? actor.staffId : null
  return { reason, broke: [...new Set(broke)], by, at: now }
}

function dataOf({ staffId, role, level, startsAt, endsAt }: Omit<Turn, 'id'>) {
  return { staffId, role, level, startsAt: startsAt.toString(), endsAt: endsAt.toString() }
}

async function insertTurn(
  tx: Tx,
  turn: Omit<Turn, 'id'>,
  { state, leaves, setAside }: Pick<RotaTurn, 'state' | 'leaves' | 'setAside'>,
): Promise<TurnId> {
  const id = uuid7<TurnId>(tx.work.now, tx.work.random)
  const row = {
    ...{ territory_id: territoryOf(tx), id, staff_id: turn.staffId, role: turn.role },
    ...{ level: turn.level, starts_at: turn.startsAt, ends_at: turn.endsAt },
    ...{ state, leaves, removed_at: null },
    ...{ reason: setAside?.reason ?? null, broke: [...(setAside?.broke ?? [])] },
    ...{ set_aside_by: setAside?.by ?? null, set_aside_at: setAside?.at ?? null },
  }
  await refusingOverlap(turn.startsAt, async () => {
    await tx.insertInto('oncall.turn').values(row).execute()
  })
  return id
}

const OVERLAPS = ['turn_overlap', 'turn_published_overlap']

/** Refuses `turn-overlap` where the database finds two turns of one role and level at once. */
export async function refusingOverlap(at: Instant | null, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (OVERLAPS.some((name) => name === constraintOf(error)))
      throw new RefusalError('turn-overlap', at === null ? {} : { at: at.toString() })
    throw error
  }
}

/** Takes a turn out of the rota at once. Throws NotFoundError when there is none (any more). */
export async function removeTurn(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .updateTable('oncall.turn')
    .set({ removed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(['staff_id', 'role'])
    .executeTakeFirst()
  if (!row) throw new NotFoundError('turn')
  const data = { staffId: row.staff_id as StaffId, role: row.role as RotaRole }
  await write(tx, id, 2, { type: 'TurnRemoved', data })
}
