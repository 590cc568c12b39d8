import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { Tx } from '#platform/server/db.ts'
import { backTo, openFile } from './place-alarms.ts'
import { progressOfOne } from './progress.ts'

/**
 * Same-transaction reaction to `SearchDue`: nobody took them, and the hour to look again has come. The file waits again
 * on the board of its owner, and its next step is the search.
 */
export async function searchDue(tx: Tx, event: RecordedEvent): Promise<void> {
  const state = await openFile(tx, event)
  if (state?.state !== 'working') return
  if ((await progressOfOne(tx, state.id)).place !== 'none') return
  await backTo(tx, state, state.ownerId, 'search-again', m.places_again_reason())
}
