import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { openWords, Recipient } from './sealing.ts'
import { findHandover, territoryOf } from './store.ts'

/** The number of whom a file was handed over to by name, for whoever may have it rung. */
export async function recipientPhone(
  tx: Tx,
  file: InterventionId,
  handoverId: string,
): Promise<string | null> {
  const found = await findHandover(tx, handoverId)
  if (found?.interventionId !== file) return null
  return openWords(tx, Recipient, territoryOf(tx), found.sealedRecipient)?.phone ?? null
}
