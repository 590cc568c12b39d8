import { sql } from 'kysely'
import type { Tx } from '#platform/server/db.ts'
import { facilitiesNow, openDetails } from './facility-store.ts'

/**
 * Words that were written while a facility was open are shown with its alias once it is secret. Answers what does so;
 * the names themselves leave this room never.
 */
export async function aliasing(tx: Tx): Promise<(text: string) => string> {
  const secret = await facilitiesNow(tx, tx.work.now, sql<boolean>`r.is_secret`)
  const told = secret.flatMap((one) => {
    const { name, address } = openDetails(tx, one)
    return [name, address].filter(isTelling).map((words) => [words, one.label] as const)
  })
  return (text) => told.reduce((now, [words, label]) => now.replaceAll(words, label), text)
}

/** One short word may be anything. */
function isTelling(words: string): boolean {
  return words.length >= 4
}
