import { readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import { plusMinutes } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { endLinks } from '#platform/server/link.ts'
import { staffActing } from '#platform/server/person.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { endLapsedClaims } from './claim-store.ts'
import type { CallInput } from './contract.ts'
import { type Facility, facilityNow, lockFacility } from './facility-store.ts'
import {
  authorise,
  confirm,
  extendHold,
  hold,
  keepsBeds,
  lapseHold,
  type Placement,
  recordTitle,
  refusePlace,
  release,
  stateAt,
} from './model.ts'
import { fitRooms } from './model-facility.ts'
import { type Household, minorsIn } from './model-household.ts'
import type { AuthorisedNow, NoReason, ReleaseReason, Speaker, Title, Way } from './model-words.ts'
import { appendSearch, readHousehold } from './need.ts'
import { appendPlacement, fileOfPlacement, lockPlacement, placementsOf } from './placement-store.ts'
import { nextWorkingMorning } from './working-morning.ts'
import { territoryOf } from './written-in.ts'

/** The kind of the link by which a facility confirms in writing. */
export const CONFIRM_LINK = 'place-confirm'
const CALL_PURPOSE = 'place-call'
const AUTHORISATION_PURPOSE = 'place-authorisation'

/**
 * A telephone call to a facility, and with its yes the hold. Refuses `need-missing`,
 * `facility-inactive`, and as `hold`; 400 when a no has no reason, or an answer nobody who gave it.
 */
export async function recordFacilityCall(
  tx: Tx,
  file: InterventionId,
  input: CallInput,
): Promise<Placement | undefined> {
  checkCall(input)
  await lockIntervention(tx, file)
  const facility = await lockFacility(tx, input.facilityId)
  const callId = await saveCall(tx, file, facility, input)
  await appendSearch(
    tx,
    file,
    {
      type: 'FacilityCalled',
      data: {
        facility: facility.label,
        facilityId: facility.id,
        result: input.result,
        name: input.name,
        role: input.role,
        reason: input.reason ?? null,
        by: staffActing(tx),
      },
    },
    { id: callId, version: 1 },
  )
  return input.result === 'yes' ? await holdPlace(tx, file, facility, input) : undefined
}

function checkCall(input: CallInput): void {
  const wrong: { path: string; code: string }[] = []
  if (input.result !== 'no-answer') {
    if (input.name === '') wrong.push({ path: 'name', code: 'required' })
    if (input.role === '') wrong.push({ path: 'role', code: 'required' })
  }
  if (input.result === 'no' && !input.reason) wrong.push({ path: 'reason', code: 'required' })
  if (wrong.length > 0) throw new BadInputError(wrong)
}

async function saveCall(tx: Tx, file: InterventionId, facility: Facility, input: CallInput) {
  const id = uuid7(tx.work.now, tx.work.random)
  const { vault } = tx.work
  await tx
    .insertInto('places.call')
    .values({
      territory_id: facility.territoryId,
      id,
      intervention_id: file,
      facility_id: facility.id,
      result: input.result,
      reason: input.result === 'no' ? (input.reason ?? null) : null,
      said_name: input.name,
      said_role: input.role,
      sealed_note: input.note ? vault.seal(facility.territoryId, CALL_PURPOSE, input.note) : null,
      called_by: staffActing(tx),
      called_at: tx.work.now,
    })
    .execute()
  return id
}

/** The note of a call, opened. */
export function openNote(tx: Tx, territoryId: string, sealed: Buffer | null): string {
  return sealed ? tx.work.vault.open(territoryId, CALL_PURPOSE, sealed) : ''
}

async function holdPlace(
  tx: Tx,
  file: InterventionId,
  facility: Facility,
  input: CallInput,
): Promise<Placement> {
  if (!facility.isActive) throw new RefusalError('facility-inactive')
  const household = await readHousehold(tx, file)
  if (!household) throw new RefusalError('need-missing')
  await endLapsedClaims(tx, facility.id)
  const bedIds = await bedsIn(tx, facility, household)
  const others = await placementsOf(tx, file)
  const events = unwrap(
    hold({
      facility: facility.label,
      facilityId: facility.id,
      people: household.people.length,
      minors: minorsIn(household),
      hasBeds: bedIds !== undefined,
      alongside: input.alongside,
      othersActive: others.filter((one) => keepsBeds(stateAt(one, tx.work.now))).length,
      needsAuthorisation: !facility.hasAgreement,
      minutes: input.minutes ?? (await holdMinutesOf(tx, facility)),
      now: tx.work.now,
      speaker: { name: input.name, role: input.role },
      by: staffActing(tx),
    }),
  )
  return await appendPlacement(tx, undefined, events, { file, bedIds: bedIds ?? [] })
}

/** How long a yes by telephone keeps the beds: as the facility says, else as the territory does. */
async function holdMinutesOf(tx: Tx, { holdMinutes }: Facility): Promise<number> {
  if (holdMinutes !== null) return holdMinutes
  return (await readConfiguration(tx, territoryOf(tx))).places.holdMinutes
}

/** The beds that these people would have; none where numbers are asked by telephone; undefined when they do not fit. */
async function bedsIn(
  tx: Tx,
  facility: Facility,
  household: Household,
): Promise<readonly string[] | undefined> {
  if (facility.capacity === 'by-phone') return []
  const { rooms } = await facilityNow(tx, facility.id, tx.work.now)
  const found = fitRooms(rooms, household)
  return 'fit' in found ? found.fit.bedIds : undefined
}

/** A placement of a file. */
export type About = { readonly file: InterventionId; readonly id: string }

/** Takes the file's lock, then the placement's row. */
export const lockAbout = (tx: Tx, { file, id }: About): Promise<Placement> =>
  lockPlacement(tx, id, file)

/** Proroga of a hold, by the facility's usual minutes when none are said. Refuses as the model. */
export async function extendPlace(tx: Tx, about: About, minutes?: number): Promise<void> {
  const state = await lockAbout(tx, about)
  const facility = await lockFacility(tx, state.facilityId)
  const length = minutes ?? (await holdMinutesOf(tx, facility))
  await appendPlacement(tx, state, unwrap(extendHold(state, tx.work.now, length)))
}

/** Gives a place back. Refuses as the model. */
export async function releasePlace(tx: Tx, about: About, reason: ReleaseReason): Promise<void> {
  const state = await lockAbout(tx, about)
  await appendPlacement(tx, state, unwrap(release(state, tx.work.now, reason)))
  await endLinks(tx, CONFIRM_LINK, state.id)
}

/** On what ground the minors enter. Refuses `no-minor`. */
export async function titlePlace(tx: Tx, about: About, title: Title): Promise<void> {
  const state = await lockAbout(tx, about)
  await appendPlacement(tx, state, unwrap(recordTitle(state, title, staffActing(tx))))
}

/** Who authorised a place outside the agreement, or why nobody could be asked. */
export async function authorisePlace(
  tx: Tx,
  about: About,
  mode: AuthorisedNow,
  words: string,
): Promise<void> {
  const state = await lockAbout(tx, about)
  const territoryId = territoryOf(tx)
  const morning = nextWorkingMorning(await readConfiguration(tx, territoryId), tx.work.now)
  await appendPlacement(tx, state, authorise(state, mode, staffActing(tx), morning))
  await tx
    .updateTable('places.placement')
    .set({ sealed_authorisation: tx.work.vault.seal(territoryId, AUTHORISATION_PURPOSE, words) })
    .where('id', '=', state.id)
    .execute()
}

/** Who authorised a place outside the agreement, or why nobody could be asked; empty before anybody said so. */
export async function openAuthorisation(tx: Tx, id: string): Promise<string> {
  const row = await tx
    .selectFrom('places.placement')
    .select(['territory_id', 'sealed_authorisation'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.sealed_authorisation) return ''
  return tx.work.vault.open(row.territory_id, AUTHORISATION_PURPOSE, row.sealed_authorisation)
}

/** The facility's yes that stands, by voice or by link. Refuses as the model. */
export async function confirmPlace(
  tx: Tx,
  about: About,
  { arrivesIn, ...said }: Speaker & { readonly way: Way; readonly arrivesIn?: number | undefined },
): Promise<void> {
  const state = await lockAbout(tx, about)
  const { now } = tx.work
  const { places } = await readConfiguration(tx, territoryOf(tx))
  const expectedAt = plusMinutes(now, arrivesIn ?? places.arrivalMinutes)
  await appendPlacement(tx, state, unwrap(confirm(state, now, { ...said, expectedAt })))
  await endLinks(tx, CONFIRM_LINK, state.id)
}

/** The facility takes its yes back. Refuses as the model. */
export async function refuseHeldPlace(
  tx: Tx,
  about: About,
  said: Speaker & { readonly way: Way; readonly reason: NoReason },
): Promise<void> {
  const state = await lockAbout(tx, about)
  await appendPlacement(tx, state, unwrap(refusePlace(state, tx.work.now, said)))
  await endLinks(tx, CONFIRM_LINK, state.id)
}

/** The hour of a hold passed. Does nothing on a false alarm. */
export async function recordLapse(tx: Tx, id: string): Promise<void> {
  const state = await lockPlacement(tx, id, await fileOfPlacement(tx, id))
  await appendPlacement(tx, state, lapseHold(state, tx.work.now))
}
