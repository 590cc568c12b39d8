import { type SqlBool, sql } from 'kysely'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import type { OwnView, TonightView } from './contract-facility.ts'
import { facilitiesNow } from './facility-store.ts'
import { type Placement, stateAt } from './model.ts'
import { guestsOf } from './placement-store.ts'
import { facilityPolicy } from './policy.ts'
import { facilityView, municipalitiesOf, text } from './views.ts'

/** `/posti`: the facilities of the desk at this hour. */
export async function tonightView(
  tx: Tx,
  actor: Actor,
  territoryId: TerritoryId,
): Promise<Omit<TonightView, 'stays'>> {
  const { now } = tx.work
  const manage = facilityPolicy.allow(actor, 'facility.manage', {
    territory_id: territoryId,
    body_id: null,
  }).allowed
  const condition = manage ? sql<SqlBool>`true` : sql<SqlBool>`r.is_active`
  const facilities = await facilitiesNow(
    tx,
    now,
    sql<SqlBool>`r.territory_id = ${territoryId}::uuid and ${condition}`,
  )
  const { stayLimits } = await readConfiguration(tx, territoryId)
  return {
    facilities: facilities.map((one) => facilityView(tx, one)),
    can: { manage },
    bodies: manage ? await bodiesIn(tx, territoryId) : [],
    stayLimits: stayLimits.map(({ key, label }) => ({ key, label })),
    municipalities: await municipalitiesOf(tx, territoryId),
    now: now.toString(),
  }
}

async function bodiesIn(tx: Tx, territoryId: TerritoryId) {
  const rows = await tx
    .selectFrom('territory.v_body')
    .select(['id', 'name'])
    .where('territory_id', '=', territoryId)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ id: String(row.id), name: String(row.name) }))
}

/** What a facility sees of its own: numbers of files and people, no names. */
export async function ownView(tx: Tx, actor: Actor, subjectOf: SubjectPort): Promise<OwnView> {
  const { now } = tx.work
  const facilities = await facilitiesNow(tx, now, facilityPolicy.where(actor, 'facility.own', 'r'))
  const guests = await guestsOf(
    tx,
    facilities.map((one) => one.id),
  )
  const present = guests.filter((one) => stateAt(one, now) === one.state)
  const views = await Promise.all(present.map((one) => guestView(tx, one, subjectOf)))
  return {
    facilities: facilities.map((facility) => {
      const { id, label, declaredAt, beds, freeBeds } = facilityView(tx, facility)
      const own = views.filter((one) => one.facilityId === id).map((one) => one.guest)
      return { id, label, declaredAt, beds, freeBeds, guests: own }
    }),
    now: now.toString(),
  }
}

async function guestView(tx: Tx, one: Placement, subjectOf: SubjectPort) {
  const number = (await subjectOf(tx, one.interventionId))?.number ?? ''
  const { id, state, people, minors } = one
  return {
    facilityId: one.facilityId,
    guest: {
      id,
      number,
      state,
      people,
      minors,
      holdUntil: one.holdUntil.toString(),
      arrivedAt: text(one.arrivedAt),
      stayUntil: text(one.stayUntil),
    },
  }
}
