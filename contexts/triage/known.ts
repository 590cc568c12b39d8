import type { SituationFacts } from '#contexts/territory/situation.ts'
import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import type { KnownEvent } from './model.ts'
import { readSheet } from './store.ts'

/** The facts that the next decision starts from: those of the last decision, then what came to be known since. */
export async function factsKnown(tx: Tx, id: InterventionId): Promise<SituationFacts> {
  const sheet = await readSheet(tx, id)
  return { ...sheet?.facts, ...(await factsKept(tx, id)) }
}

/** What came to be known of a file, apart from what its last decision weighed. */
export async function factsKept(tx: Tx, id: InterventionId): Promise<SituationFacts> {
  return ((await readKnown(tx, id))?.facts ?? {}) as SituationFacts
}

/**
 * Keeps what is known of a file as triage weighs it, so that whoever chooses its class later is told what was said.
 * The caller holds the file's lock. Facts that are kept already write nothing.
 */
export async function keepFacts(tx: Tx, id: InterventionId, facts: SituationFacts): Promise<void> {
  const { territoryId, now, random } = tx.work
  if (territoryId === null) throw new Error('facts need their territory')
  const before = await readKnown(tx, id)
  if (sameFacts(before?.facts, facts)) return
  const values = {
    territory_id: territoryId,
    intervention_id: id,
    id: before?.id ?? uuid7(now, random),
    version: (before?.version ?? 0) + 1,
    facts: JSON.stringify(facts),
  }
  const event: KnownEvent = { type: 'FactsNoted', data: { facts } }
  const about = { room: 'triage', aggregateId: values.id, version: values.version }
  await append(tx, { ...about, interventionId: id, at: now, event })
  await tx
    .insertInto('triage.known')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'intervention_id']).doUpdateSet(values))
    .modifyEnd(LATER)
    .execute()
}

async function readKnown(tx: Tx, id: InterventionId) {
  return await tx
    .selectFrom('triage.known')
    .select(['id', 'version', 'facts'])
    .where('intervention_id', '=', id)
    .executeTakeFirst()
}

function sameFacts(before: unknown, after: SituationFacts): boolean {
  const ordered = (facts: object) =>
    JSON.stringify(Object.entries(facts).toSorted(([a], [b]) => a.localeCompare(b)))
  if (typeof before !== 'object' || before === null) return Object.keys(after).length === 0
  return ordered(before) === ordered(after)
}
