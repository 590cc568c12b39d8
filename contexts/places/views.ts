import { type SqlBool, sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { openNote } from './commands.ts'
import type {
  CallView,
  CandidateView,
  FacilityView,
  PlacementView,
  PlacesView,
} from './contract.ts'
import { candidateOf, type FacilityNow, facilitiesNow, openDetails } from './facility-store.ts'
import { missingFor, type Placement, stateAt } from './model.ts'
import type { Household } from './model-household.ts'
import { type Ranked, rank } from './model-search.ts'
import type { CallResult, NoReason } from './model-words.ts'
import { readNeed } from './need.ts'
import { neighboursView } from './neighbours.ts'
import { placementsOf } from './placement-store.ts'
import { ratificationWords } from './ratifications.ts'
import { type Refusal, refusalsOf } from './refusals.ts'
import { suggestedFor } from './suggested.ts'
import { openUnmet } from './unmet.ts'

/** An instant for the wire. */
export const text = (at: Instant | null): string | null => at?.toString() ?? null

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
  {
    mayKnow,
    refusals,
  }: { readonly mayKnow: boolean; readonly refusals: ReadonlyMap<string, Refusal> },
): Promise<readonly CandidateView[]> {
  const { now } = tx.work
  const facilities = await activeIn(tx, territoryId, now)
  const byId = new Map(facilities.map((one) => [one.id, one]))
  const candidates = facilities.map((one) => ({
    ...candidateOf(tx, one, mayKnow),
    saidNo: refusals.has(one.id),
  }))
  return rank(candidates, household, now).flatMap((said) => {
    const facility = byId.get(said.id)
    return facility ? [candidateView(tx, facility, said, refusals.get(said.id))] : []
  })
}

function candidateView(
  tx: Tx,
  facility: FacilityNow,
  said: Ranked,
  refusal: Refusal | undefined,
): CandidateView {
  return {
    facility: facilityView(tx, facility),
    verdict: said.verdict,
    refusal: refusal ? { reason: refusal.reason, at: refusal.at.toString() } : null,
    exclusions: [...said.exclusions],
    cautions: [...said.cautions],
    rooms: facility.rooms.filter((room) => said.fit?.roomIds.includes(room.id)).map((r) => r.name),
    missing: said.missing,
    isNearestMiss: said.isNearestMiss,
  }
}

/** A placement as the file shows it, in its state at `now`. */
function placementView(
  placement: Placement,
  traits: FacilityTraits | undefined,
  now: Instant,
  ratification: string,
): PlacementView {
  const { id, facilityId, facility, people, minors, saidName, saidRole, title } = placement
  return {
    id,
    facilityId,
    facility,
    isSecret: traits?.isSecret === true,
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
    stayHours: traits?.stayHours ?? null,
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
  { mayRead, ...can }: PlacesView['can'] & { readonly mayRead: boolean },
): Promise<Omit<PlacesView, 'followedBy'>> {
  const { now } = tx.work
  const need = await readNeed(tx, file)
  const territoryId = facts.territoryId
  const traits = await facilityTraits(tx, territoryId)
  const search = { mayKnow: can.disclose, refusals: await refusalsOf(tx, file) }
  const decided = await ratificationWords(tx, file)
  return {
    need: need ?? null,
    suggested: await suggestedFor(tx, file, { secret: facts.isProtected === true, mayRead }),
    candidates: need ? [...(await candidatesFor(tx, territoryId, need, search))] : [],
    placements: (await placementsOf(tx, file)).map((one) =>
      placementView(one, traits.get(one.facilityId), now, decided.get(one.id) ?? ''),
    ),
    calls: await callsOf(tx, file),
    unmet: await openUnmet(tx, file),
    neighbours: await neighboursView(tx, territoryId, file),
    municipalities: await municipalitiesOf(tx, territoryId),
    can,
    now: now.toString(),
  }
}

type FacilityTraits = { readonly isSecret: boolean; readonly stayHours: number | null }

async function facilityTraits(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<ReadonlyMap<string, FacilityTraits>> {
  const { stayLimits } = await readConfiguration(tx, territoryId)
  const rows = await tx
    .selectFrom('places.facility')
    .select(['id', 'is_secret', 'stay_limit'])
    .where('territory_id', '=', territoryId)
    .execute()
  const hoursOf = (key: string | null) => stayLimits.find((one) => one.key === key)?.maxHours
  return new Map(
    rows.map((row) => [
      row.id,
      { isSecret: row.is_secret, stayHours: hoursOf(row.stay_limit) ?? null },
    ]),
  )
}

/** The municipalities of a territory, to choose from. */
export async function municipalitiesOf(tx: Tx, territoryId: TerritoryId) {
  const { municipalities } = await readConfiguration(tx, territoryId)
  return municipalities.map(({ code, name }) => ({ code, name }))
}
