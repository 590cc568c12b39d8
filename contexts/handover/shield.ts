import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { endLinks } from '#platform/server/link.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { tellCoordinators } from './coordinators.ts'
import { shield } from './model-letters.ts'
import { appendHandover, handoversOf, LINK_KIND, lockHandover } from './store.ts'

/**
 * Same-transaction reaction to `HeadChanged`: where a file became protected (I7), what had been passed on as open is
 * shut in the same instant: its links end, its chase is the coordinator's.
 */
export async function shieldHandovers(tx: Tx, event: RecordedEvent): Promise<void> {
  const head = event.data['head'] as { readonly isProtected: boolean }
  if (event.interventionId !== null && head.isProtected) await shut(tx, event.interventionId)
}

/** The same for a file that is known to be protected: what was passed on before this was looked at. */
export async function shieldFile(tx: Tx, id: InterventionId): Promise<void> {
  await lockIntervention(tx, id)
  await shut(tx, id)
}

async function shut(tx: Tx, interventionId: InterventionId): Promise<void> {
  const numbers = new Set<string>()
  for (const { id } of await handoversOf(tx, interventionId)) {
    const state = await lockHandover(tx, id)
    for (const next of shield(state)) {
      await appendHandover(tx, id, interventionId, state, next)
      await endLinks(tx, LINK_KIND, id)
      // Where nothing had left, there is nothing to tell.
      if (state.officeName !== null) numbers.add(state.fileNumber)
    }
  }
  for (const number of numbers)
    await tellCoordinators(tx, 'shielded', { file: interventionId, number })
}
