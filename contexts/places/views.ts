import { type SqlBool, sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { householdOf } from '#contexts/people/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import { openNote } from './commands.ts'
import type {
  CallView,
  CandidateView,
  FacilityView,
  PlacementView,
  PlacesView,
  SuggestedNeed,
} from './contract.ts'
import type { OwnView, TonightView } from './contract-facility.ts'
import { candidateOf, type FacilityNow, facilitiesNow, openDetails } from './facility-store.ts'
import { missingFor, type Placement, stateAt } from './model.ts'
import type { Household } from './model-household.ts'
import { type Ranked, rank } from './model-search.ts'
import type { CallResult, NoReason } from './model-words.ts'
import { readNeed } from './need.ts'
import { neighboursView } from './neighbours.ts'
import { guestsOf, placementsOf } from './placement-store.ts'
import { facilityPolicy } from './policy.ts'
import { ratificationWords } from './ratifications.ts'
import { openUnmet } from './unmet.ts'

const text = (at: Instant | null): string | null => at?.toString() ?? null

/** A facility for whoever looks for a place: of a secret one the alias and nothing of where it is. */
export function facilityView(tx: Tx, facility: FacilityNow): FacilityView {
  const { rooms } = facility
  return {
    id: facility.id,
    label: facility.label,
    kind: facility.kind,
    isSecret: facility.isSecret,
    capacity: facility.capacity,
    hasAgreement: facility.hasAgreement,
    municipality: facility.municipality,
    opensAt: facility.opensAt,
    closesAt: facility.closesAt,
    nightAuthority: facility.nightAuthority,
    isActive: facility.isActive,
    declaredAt: text(facility.declaredAt),
    beds: rooms.reduce((sum, room) => sum + room.beds.length, 0),
    freeBeds: rooms.reduce((sum, room) => sum + room.free.length, 0),
    freeRooms: rooms.filter((room) => !room.shared && room.free.length === room.beds.length).length,
    contact: facility.isSecret ? null : contactOf(tx, facility),
  }
}

function contactOf(tx: Tx, facility: FacilityNow) {
  const { address, phone, headPhone } = openDetails(tx, facility)
  return { address, phone, headPhone }
}

async function activeIn(tx: Tx, territoryId: TerritoryId, now: Instant) {
  const condition = sql<SqlBool>`r.territory_id = ${territoryId}::uuid and r.is_active`
  return await facilitiesNow(tx, now, condition)
}

/** The facilities of a territory ranked for these people, with every reason. */
export async function candidatesFor(
  tx: Tx,
  territoryId: TerritoryId,
  household: Household,
  mayKnow: boolean,
): Promise<readonly CandidateView[]> {
  const { now } = tx.work
  const facilities = await activeIn(tx, territoryId, now)
  const byId = new Map(facilities.map((one) => [one.id, one]))
  const candidates = facilities.map((one) => candidateOf(tx, one, mayKnow))
  return rank(candidates, household, now).flatMap((said) => {
    const facility = byId.get(said.id)
    return facility ? [candidateView(tx, facility, said)] : []
  })
}

function candidateView(tx: Tx, facility: FacilityNow, said: Ranked): CandidateView {
  return {
    facility: facilityView(tx, facility),
    verdict: said.verdict,
    exclusions: [...said.exclusions],
    cautions: [...said.cautions],
    rooms: facility.rooms.filter((room) => said.fit?.roomIds.includes(room.id)).map((r) => r.name),
    missing: said.missing,
    isNearestMiss: said.isNearestMiss,
  }
}

/** A placement as the file shows it, in its state at `now`. */
export function placementView(
  placement: Placement,
  secret: ReadonlySet<string>,
  now: Instant,
  ratification: string,
): PlacementView {
  const { id, facilityId, facility, people, minors, saidName, saidRole, title } = placement
  return {
    id,
    facilityId,
    facility,
    isSecret: secret.has(facilityId),
    state: stateAt(placement, now),
    people,
    minors,
    holdUntil: placement.holdUntil.toString(),
    saidName,
    saidRole,
    title,
    needsAuthorisation: placement.needsAuthorisation,
    authorisation: placement.authorisation,
    ratification,
    missing: missingFor(placement) ?? null,
    askedAt: text(placement.askedAt),
    confirmedAt: text(placement.confirmedAt),
    confirmedBy: placement.confirmedBy,
    confirmedRole: placement.confirmedRole,
    confirmedWay: placement.confirmedWay,
    expectedAt: text(placement.expectedAt),
    lateLevel: placement.lateLevel,
    noReason: placement.noReason,
    arrivedAt: text(placement.arrivedAt),
    stayUntil: text(placement.stayUntil),
    isWarned: placement.warnedAt !== null,
    isOverrun: placement.overrunAt !== null,
    endedAt: text(placement.endedAt),
  }
}

async function callsOf(tx: Tx, file: InterventionId): Promise<CallView[]> {
  const rows = await tx
    .selectFrom('places.call as c')
    .innerJoin('places.facility as f', (join) =>
      join.onRef('f.territory_id', '=', 'c.territory_id').onRef('f.id', '=', 'c.facility_id'),
    )
    .selectAll('c')
    .select('f.label')
    .where('c.intervention_id', '=', file)
    .orderBy('c.called_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute()
  const names = await namesOf(
    tx,
    rows.map((row) => row.called_by as StaffId),
  )
  return rows.map((row) => ({
    id: row.id,
    facility: row.label,
    facilityId: row.facility_id,
    result: row.result as CallResult,
    reason: row.reason as NoReason | null,
    saidName: row.said_name,
    saidRole: row.said_role,
    note: openNote(tx, row.territory_id, row.sealed_note),
    calledAt: row.called_at.toString(),
    by: names.get(row.called_by as StaffId) ?? '',
  }))
}

/** Everything of the tab *Posto* of one file. */
export async function placesView(
  tx: Tx,
  file: InterventionId,
  facts: Facts,
  can: PlacesView['can'],
): Promise<Omit<PlacesView, 'followedBy'>> {
  const { now } = tx.work
  const need = await readNeed(tx, file)
  const territoryId = facts.territoryId
  const secret = await secretsIn(tx)
  const decided = await ratificationWords(tx, file)
  return {
    need: need ?? null,
    suggested: await suggestedFor(tx, file, facts.isProtected === true),
    candidates: need ? [...(await candidatesFor(tx, territoryId, need, can.disclose))] : [],
    placements: (await placementsOf(tx, file)).map((one) =>
      placementView(one, secret, now, decided.get(one.id) ?? ''),
    ),
    calls: await callsOf(tx, file),
    unmet: await openUnmet(tx, file),
    neighbours: await neighboursView(tx, territoryId, file),
    municipalities: await municipalitiesOf(tx, territoryId),
    can,
    now: now.toString(),
  }
}

/** A protected file asks for an address that nobody knows, until somebody says that it need not be. */
async function suggestedFor(tx: Tx, file: InterventionId, secret: boolean): Promise<SuggestedNeed> {
  const household = await householdOf(tx, file)
  return { ...household, secret, people: household.people.map(({ sex, age }) => ({ sex, age })) }
}

async function secretsIn(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('places.facility')
    .select('id')
    .where('is_secret', '=', true)
    .execute()
  return new Set(rows.map((row) => row.id))
}

async function municipalitiesOf(tx: Tx, territoryId: TerritoryId) {
  const { municipalities } = await readConfiguration(tx, territoryId)
  return municipalities.map(({ code, name }) => ({ code, name }))
}

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
