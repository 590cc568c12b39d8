import { allow, recordReading } from '#contexts/access/public.ts'
import type { Ratifier } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type Actor, rolesIn } from '#platform/kernel/actor.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { staffActing } from '#platform/server/person.ts'
import { type SubjectPort, subjectFor } from '#platform/server/subject.ts'
import { type About, lockAbout, openAuthorisation } from './commands.ts'
import type { RatifyInput, ToRatifyView } from './contract-ratify.ts'
import { type Placement, stateAt } from './model.ts'
import { isToRatify, ratify, remindRatifier } from './model-ratify.ts'
import {
  appendPlacement,
  fileOfPlacement,
  lockPlacement,
  placementsToRatify,
} from './placement-store.ts'
import { nextWorkingMorning } from './working-morning.ts'
import { territoryOf } from './written-in.ts'

const PURPOSE = 'place-ratification'

/** A morning of work begins and nobody has ratified. Does nothing on a false alarm. */
export async function recordRatifyDue(tx: Tx, id: string): Promise<void> {
  const state = await lockPlacement(tx, id, await fileOfPlacement(tx, id))
  const nextAt = nextWorkingMorning(await readConfiguration(tx, territoryOf(tx)), tx.work.now)
  await appendPlacement(tx, state, remindRatifier(state, tx.work.now, nextAt))
}

/**
 * Ratifies a place that was taken before anybody could authorise it, or says why not. Refuses as the model, and
 * `ratified-by` to who does not decide it here.
 */
export async function ratifyPlace(
  tx: Tx,
  about: About,
  input: RatifyInput,
  subjectOf: SubjectPort,
): Promise<void> {
  const state = await lockAbout(tx, about)
  const { facts } = await subjectFor(tx, subjectOf, about.file)
  const { places } = await readConfiguration(tx, territoryOf(tx))
  if (!decides(tx.work.actor, facts, places.ratifiedBy))
    throw new RefusalError('ratified-by', { role: ratifierOf(facts, places.ratifiedBy) })
  await appendPlacement(tx, state, unwrap(ratify(state, input.decision, staffActing(tx))))
  await tx
    .updateTable('places.placement')
    .set({ sealed_ratification: tx.work.vault.seal(territoryOf(tx), PURPOSE, input.words) })
    .where('id', '=', state.id)
    .execute()
}

/** What was said when the places of a file were ratified, or not, by placement. */
export async function ratificationWords(
  tx: Tx,
  file: InterventionId,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('places.placement')
    .select(['id', 'territory_id', 'sealed_ratification'])
    .where('intervention_id', '=', file)
    .where('sealed_ratification', 'is not', null)
    .execute()
  return new Map(
    rows.flatMap(({ id, territory_id, sealed_ratification: sealed }) =>
      sealed ? [[id, tx.work.vault.open(territory_id, PURPOSE, sealed)] as const] : [],
    ),
  )
}

/** Why nobody could authorise a place, for who ratifies it: a reading of its file. Throws NotFoundError. */
export async function whyToRatify(tx: Tx, { file, id }: About): Promise<string> {
  if ((await fileOfPlacement(tx, id)) !== file) throw new NotFoundError('placement')
  await recordReading(tx, file)
  return await openAuthorisation(tx, id)
}

/** A protected file is not told to the lead body: its coordinator ratifies. */
function ratifierOf({ isProtected }: Facts, ratifiedBy: Ratifier): Ratifier {
  return isProtected === true ? 'coordinator' : ratifiedBy
}

function decides(actor: Actor, facts: Facts, ratifiedBy: Ratifier): boolean {
  return rolesIn(actor, facts.territoryId).includes(ratifierOf(facts, ratifiedBy))
}

/** What waits to be ratified in a territory, the oldest first, as far as this person may see it. */
export async function toRatify(
  tx: Tx,
  actor: Actor,
  territoryId: TerritoryId,
  subjectOf: SubjectPort,
): Promise<readonly ToRatifyView[]> {
  const { places } = await readConfiguration(tx, territoryId)
  const waiting = await placementsToRatify(tx, territoryId)
  const rows: ToRatifyView[] = []
  for (const one of waiting.filter(isToRatify)) {
    if (stateAt(one, tx.work.now) === 'lapsed') continue
    const subject = await subjectOf(tx, one.interventionId)
    if (!subject || !allow(actor, 'place.ratify', subject.facts).allowed) continue
    const can = { ratify: decides(actor, subject.facts, places.ratifiedBy) }
    rows.push({ ...rowOf(tx, one), number: subject.number, can })
  }
  return rows
}

function rowOf(tx: Tx, one: Placement): Omit<ToRatifyView, 'number' | 'can'> {
  return {
    id: one.id,
    interventionId: one.interventionId satisfies InterventionId,
    facility: one.facility,
    state: one.state,
    people: one.people,
    minors: one.minors,
    since: (one.arrivedAt ?? one.confirmedAt ?? tx.work.now).toString(),
    stayUntil: one.stayUntil?.toString() ?? null,
  }
}
