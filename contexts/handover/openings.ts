import { type EventId, type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { letterOfLink, letterOpened } from './letter-store.ts'
import type { Handover, HandoverEvent } from './model.ts'

/**
 * Puts on the log that page one was read by link: whose letter, when, never the token. Once in ten minutes for each link.
 * A mail program may open it too: so nothing counts as received.
 */
export async function recordPageOpened(tx: Tx, state: Handover, token: string): Promise<void> {
  const known = await letterOfLink(tx, token)
  const letterId = await letterOpened(tx, token)
  // A link made before letters were kept has no holder to name: each of its openings is told.
  if (known !== undefined && letterId === undefined) return
  const data = { handoverId: state.id, letterId: letterId ?? null }
  await say(tx, state.interventionId, { type: 'HandoverPageOpened', data })
}

/** The same with a paper; each time. */
export async function recordPaperOpened(
  tx: Tx,
  state: Handover,
  token: string,
  documentId: string,
): Promise<void> {
  const letterId = (await letterOfLink(tx, token)) ?? null
  const data = { handoverId: state.id, letterId, documentId }
  await say(tx, state.interventionId, { type: 'HandoverPaperOpened', data })
}

async function say(tx: Tx, interventionId: InterventionId, event: HandoverEvent): Promise<void> {
  const { now, random } = tx.work
  // Openings do not wait for one another: each is an aggregate of its own.
  const aggregateId = uuid7<EventId>(now, random)
  await append(tx, { room: 'handover', aggregateId, version: 1, interventionId, at: now, event })
}
