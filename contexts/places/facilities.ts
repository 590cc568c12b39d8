import { bodyIdsOf, readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { staffActing } from '#platform/server/person.ts'
import { endLapsedClaims } from './claim-store.ts'
import type { FacilityEditView, FacilityInput } from './contract-facility.ts'
import {
  type Facility,
  facilityNow,
  lockFacility,
  openDetails,
  saveFacility,
  sealDetails,
} from './facility-store.ts'
import type { FacilityEvent } from './model-events.ts'
import { appendSearch } from './need.ts'
import { keepRooms } from './room-store.ts'
import { territoryOf } from './written-in.ts'

/** Adds a facility with its rooms; answers its id. 400 as `checked`. */
export async function addFacility(tx: Tx, input: FacilityInput): Promise<string> {
  await check(tx, input)
  const id = uuid7(tx.work.now, tx.work.random)
  await write(tx, { id, version: 1, declaredAt: tx.work.now }, input, 'FacilityAdded')
  return id
}

/** Changes a facility and its rooms. Refuses `changed-meanwhile`, `bed-in-use`; 400 as `addFacility`. */
export async function changeFacility(tx: Tx, id: string, input: FacilityInput): Promise<void> {
  await check(tx, input)
  const before = await lockFacility(tx, id)
  if (before.version !== input.version) throw new RefusalError('changed-meanwhile')
  await endLapsedClaims(tx, id)
  const { declaredAt } = before
  await write(tx, { id, version: before.version + 1, declaredAt }, input, 'FacilityChanged')
  const label = labelOf(input)
  if (label !== before.label) await tellFiles(tx, id, label)
}

const labelOf = (input: FacilityInput): string => (input.isSecret ? input.alias : input.name)

/** Every file that ever called it or had a place there is read again by whoever has it open, with the new word. */
async function tellFiles(tx: Tx, facilityId: string, facility: string): Promise<void> {
  const rows = await tx
    .selectFrom('places.placement')
    .select('intervention_id')
    .where('facility_id', '=', facilityId)
    .union((e) =>
      e.selectFrom('places.call').select('intervention_id').where('facility_id', '=', facilityId),
    )
    .orderBy('intervention_id')
    .execute()
  const data = { facility, facilityId, by: staffActing(tx) }
  for (const row of rows)
    await appendSearch(
      tx,
      row.intervention_id as InterventionId,
      { type: 'FacilityRenamed', data },
      { id: uuid7(tx.work.now, tx.work.random), version: 1 },
    )
}

async function check(tx: Tx, input: FacilityInput): Promise<void> {
  const wrong: { path: string; code: string }[] = []
  if (input.isSecret && input.alias === '') wrong.push({ path: 'alias', code: 'required' })
  if ((input.opensAt === null) !== (input.closesAt === null))
    wrong.push({ path: input.opensAt === null ? 'opensAt' : 'closesAt', code: 'required' })
  const territoryId = territoryOf(tx)
  const bodies = [...(await bodyIdsOf(tx, territoryId)).values()] as string[]
  if (input.bodyId !== null && !bodies.includes(input.bodyId))
    wrong.push({ path: 'bodyId', code: 'unknown-reference' })
  const { stayLimits } = await readConfiguration(tx, territoryId)
  if (input.stayLimit !== null && !stayLimits.some((one) => one.key === input.stayLimit))
    wrong.push({ path: 'stayLimit', code: 'unknown-reference' })
  wrong.push(...roomsTwice(input))
  if (wrong.length > 0) throw new BadInputError(wrong)
}

/** The rooms given again: their beds would be counted, added or taken away once more. */
function roomsTwice({ rooms }: FacilityInput): readonly { path: string; code: string }[] {
  const ids = rooms.map((room) => room.id)
  return ids.flatMap((id, n) =>
    id && ids.indexOf(id) < n ? [{ path: `rooms.${n}.id`, code: 'invalid' }] : [],
  )
}

async function write(
  tx: Tx,
  kept: Pick<Facility, 'id' | 'version' | 'declaredAt'>,
  input: FacilityInput,
  type: 'FacilityAdded' | 'FacilityChanged',
): Promise<void> {
  const facility = facilityFrom(tx, kept, input)
  await appendFacility(tx, facility, {
    type,
    data: { facility: facility.label, by: staffActing(tx) },
  })
  await saveFacility(tx, facility)
  await keepRooms(tx, facility, facility.capacity === 'beds' ? input.rooms : [])
}

function facilityFrom(
  tx: Tx,
  kept: Pick<Facility, 'id' | 'version' | 'declaredAt'>,
  input: FacilityInput,
): Facility {
  const territoryId = territoryOf(tx)
  const { name, address, phone, headPhone, email } = input
  return {
    ...kept,
    territoryId,
    label: labelOf(input),
    kind: input.kind,
    bodyId: input.bodyId,
    isSecret: input.isSecret,
    capacity: input.capacity,
    hasAgreement: input.hasAgreement,
    // Where a secret facility is goes nowhere but into the sealed part.
    municipality: input.isSecret ? null : input.municipality,
    admission: input.admission,
    opensAt: input.opensAt,
    closesAt: input.closesAt,
    nightAuthority: input.nightAuthority,
    stayLimit: input.stayLimit,
    holdMinutes: input.holdMinutes,
    isActive: input.isActive,
    sealedDetails: sealDetails(tx, territoryId, {
      ...{ name, address, phone, headPhone, email },
      municipality: input.municipality,
    }),
  }
}

async function appendFacility(tx: Tx, facility: Facility, event: FacilityEvent): Promise<void> {
  const { id, version } = facility
  await append(tx, { room: 'places', aggregateId: id, version, at: tx.work.now, event })
}

/** *Aggiornato ora*: the free beds shown are those that are free. */
export async function declareAvailability(tx: Tx, id: string): Promise<void> {
  const before = await lockFacility(tx, id)
  const facility = { ...before, version: before.version + 1, declaredAt: tx.work.now }
  const data = { facility: facility.label, by: staffActing(tx) }
  await appendFacility(tx, facility, { type: 'AvailabilityDeclared', data })
  await saveFacility(tx, facility)
}

/** The whole of a facility for its editor; the opening of a secret one is written on the log. */
export async function openFacility(tx: Tx, id: string): Promise<FacilityEditView> {
  const facility = await facilityNow(tx, id, tx.work.now)
  if (facility.isSecret) await recordDisclosure(tx, facility)
  const { version, kind, bodyId, isSecret, capacity, hasAgreement, admission } = facility
  const { opensAt, closesAt, nightAuthority, stayLimit, holdMinutes, isActive } = facility
  const details = openDetails(tx, facility)
  return {
    id,
    version,
    kind,
    bodyId,
    isSecret,
    capacity,
    hasAgreement,
    admission,
    opensAt,
    closesAt,
    nightAuthority,
    stayLimit,
    holdMinutes,
    isActive,
    ...details,
    municipality: facility.municipality ?? details.municipality ?? null,
    alias: facility.isSecret ? facility.label : '',
    rooms: facility.rooms.map((room) => ({
      id: room.id,
      name: room.name,
      beds: room.beds.length,
      cots: room.cots,
      shared: room.shared,
      sex: room.sex,
    })),
  }
}

async function recordDisclosure(tx: Tx, facility: Facility): Promise<void> {
  const data = { facility: facility.label, facilityId: facility.id, by: staffActing(tx) }
  await append(tx, {
    room: 'places',
    aggregateId: uuid7(tx.work.now, tx.work.random),
    version: 1,
    at: tx.work.now,
    event: { type: 'PlaceDisclosed', data },
  })
}
