import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { Tx } from '#platform/server/db.ts'
import { endLinks } from '#platform/server/link.ts'
import { tellCoordinators } from './coordinators.ts'
import { shield } from './model.ts'
import { appendHandover, handoversOf, LINK_KIND, lockHandover } from './store.ts'

/**
 * Same-transaction reaction to `HeadChanged`: where a file became protected (I7), what had been passed on as open is
 * shut in the same instant: its links end, its chase is the coordinator's.
 */
export async function shieldHandovers(tx: Tx, event: RecordedEvent): Promise<void> {
  const head = event.data['head'] as { readonly isProtected: boolean }
  if (event.interventionId === null || !head.isProtected) return
  const all = await handoversOf(tx, event.interventionId)
  for (const { id } of all) {
    const state = await lockHandover(tx, id)
    for (const next of shield(state)) {
      await appendHandover(tx, id, state.interventionId, state, next)
      await endLinks(tx, LINK_KIND, id)
      await tellCoordinators(tx, 'shielded', state.fileNumber)
    }
  }
}
