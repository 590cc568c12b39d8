import { namesOf } from '#contexts/access/public.ts'
import { type Brief, pageForClass, USUAL_STEPS } from '#contexts/paging/public.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import { type Configuration, municipalityOf } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { proposalFor } from '#contexts/triage/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { answer, type Intervention, UNCLASSED_RANK } from './model.ts'
import { endsCalls } from './model-answer.ts'
import { callsOf, isCallWanted, rankOf } from './page-following.ts'
import { lockOwners, rolesHeld, worksIn } from './people.ts'
import { progressOfOne } from './progress.ts'
import { appendAll, lockFile } from './store.ts'

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a page needs its territory')
  return tx.work.territoryId
}

/**
 * A class was decided: whoever is on call is called as the territory says, while nobody answers. A need that is proposed
 * as not pertinent stops nothing: the closing of the file does, once somebody qualified has confirmed it.
 */
export async function pageByClass(
  tx: Tx,
  configuration: Configuration,
  after: Intervention,
): Promise<void> {
  const { classKey, classRank } = after
  if (classKey === null || classRank === null) return
  if (!(await isCallWanted(tx, configuration, after))) return
  const steps = callsOf(configuration, classKey, tx.work.now)
  // A page begun by hand or by the protocol's proposal has a class of its own, or none: the file's says nothing of it.
  const isGraverThan = (calledFor: string | null) => classRank < rankOf(configuration, calledFor)
  await pageForClass(tx, after.id, { classKey, steps, isGraverThan })
}

/**
 * A report came with nobody of the service on the line: whoever is on call is called as for the class that the protocol
 * proposes, before anybody has chosen one (I1, I2). A proposal that is not pertinent calls nobody: the file waits on the board.
 */
export async function pageByProposal(
  tx: Tx,
  id: InterventionId,
  facts: SituationFacts,
): Promise<void> {
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const proposed = (await proposalFor(configuration.triage, facts)).class
  if (proposed.meaning === 'not-pertinent') return
  const state = await lockFile(tx, id)
  if (state.answeredBy !== null || state.state === 'closed') return
  const of = (key: string | undefined) => callsOf(configuration, key ?? '', tx.work.now)
  const steps = of(proposed.key) ?? of(configuration.escalation[0]?.class) ?? USUAL_STEPS
  await pageForClass(tx, id, { classKey: proposed.key, steps, isGraverThan: () => false })
}

/**
 * Same-transaction reaction to `PageAcknowledged`: who said yes owns the file and answers for it. Refuses
 * `not-of-territory` to who does not work here (any more), `already-answered` as the model.
 */
export async function answeredByPage(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.interventionId === null) throw new Error('a page belongs to a file')
  const by = event.data['by'] as StaffId
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, event.interventionId)
  if (!(await worksIn(tx, territoryOf(tx), by))) throw new RefusalError('not-of-territory')
  // Somebody may follow it already: a page that was under way until now was for who takes it from them.
  await appendAll(tx, state, unwrap(answer(state, by, true)))
}

/** Taken by a page that is answered, before any file. */
export async function lockOwnersForPage(tx: Tx): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
}

/** Whether who was called still works here and may own a file. */
export async function worksHereForPage(tx: Tx, staffId: StaffId): Promise<boolean> {
  return await worksIn(tx, territoryOf(tx), staffId)
}

/** After every class: nobody waits for help there while it is asked whether they do. */
const TO_CONFIRM_RANK = 99

/** What who is called may know before saying yes: words without names, and no place of a protected file. */
export async function briefOf(tx: Tx, id: InterventionId): Promise<Brief | undefined> {
  const row = await tx
    .selectFrom('interventions.intervention')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const configuration = await readConfiguration(tx, row.territory_id)
  const on = italianDay(row.received_at)
  const shown = <T>(value: T): T | null => (row.is_protected ? null : value)
  const answeredBy = row.answered_by as StaffId | null
  const mayCall = answeredBy === null || (await isUnassessed(tx, id, answeredBy))
  return {
    number: row.number,
    classKey: row.class_key,
    className: classWord(configuration, row),
    rank: row.not_pertinent === 'proposed' ? TO_CONFIRM_RANK : (row.class_rank ?? UNCLASSED_RANK),
    receivedAt: row.received_at,
    municipality: shown(municipalityOf(configuration, row.municipality, on)?.name ?? null),
    people: shown(row.people_label),
    need: shown(row.need_label),
    mayCall,
    answeredBy:
      answeredBy === null ? null : ((await namesOf(tx, [answeredBy])).get(answeredBy) ?? ''),
  }
}

/** Whoever is called for a need that nobody confirmed as not pertinent reads that it was not. */
function classWord(
  { triage }: Configuration,
  row: { readonly class_key: string | null; readonly not_pertinent: string },
): string | null {
  const known = triage.classes.find((one) => one.key === row.class_key)
  if (known === undefined) return null
  const { name, meaning } = known
  if (meaning !== 'not-pertinent') return name
  if (row.not_pertinent === 'rejected') return m.interventions_class_rejected({ name })
  const isOpen = row.not_pertinent === 'proposed' || row.not_pertinent === 'lapsed'
  return isOpen ? m.interventions_class_to_confirm({ name }) : name
}

async function isUnassessed(tx: Tx, id: InterventionId, by: StaffId): Promise<boolean> {
  const { needsPlace } = await progressOfOne(tx, id)
  return needsPlace === null && !endsCalls(await rolesHeld(tx, by), USUAL_STEPS)
}
