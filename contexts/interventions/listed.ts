import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Tx } from '#platform/server/db.ts'
import { boardRows, openFiles } from './board.ts'
import type { BoardRow } from './contract.ts'
import { interventionPolicy } from './policy.ts'

/** The open files of a territory as the board shows them to this person: of a protected one, maybe only that it exists. */
export async function openRowsOf(
  tx: Tx,
  actor: PersonActor,
  territoryId: string,
): Promise<readonly BoardRow[]> {
  return await boardRows(tx, actor, await openFiles(tx, actor, { territoryId }))
}

/** Which of these files the lists of this person may show, whatever their state. */
export function listedOf(
  tx: Tx,
  actor: PersonActor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return allowedOf(tx, actor, 'intervention.list', ids)
}

/** Which of these files this person may read the words of, whatever their state. */
export function wordsReadableOf(
  tx: Tx,
  actor: PersonActor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return allowedOf(tx, actor, 'intervention.read-words', ids)
}

async function allowedOf(
  tx: Tx,
  actor: PersonActor,
  action: 'intervention.list' | 'intervention.read-words',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('interventions.intervention as i')
    .select('i.id')
    .where('i.id', 'in', [...new Set(ids)])
    .where(interventionPolicy.where(actor, action, 'i'))
    .execute()
  return new Set(rows.map((row) => row.id))
}
