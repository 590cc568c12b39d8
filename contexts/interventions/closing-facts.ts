import { allow } from '#contexts/access/public.ts'
import { closable, givenBack } from '#contexts/handover/public.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { InterventionView } from './contract.ts'
import type { Closing, HandoverEvidence } from './model-closing.ts'
import { openEnds } from './progress.ts'

/** What the closing of a file rests on, for who asks. */
export async function closingFacts(
  tx: Tx,
  id: InterventionId,
  territoryId: TerritoryId,
): Promise<Pick<Closing, 'handover' | 'hasOpenPlace' | 'isCoordinator' | 'isUnheard'>> {
  return {
    handover: evidenceOf(await closable(tx, id)),
    ...(await openEnds(tx, id)),
    isCoordinator: allow(tx.work.actor, 'handover.settle', { territoryId }).allowed,
  }
}

/** How its handovers stand, for the view of a file: nothing for who may not read it, since a held place tells the kind of case. */
export async function handedView(
  tx: Tx,
  id: InterventionId,
  territoryId: TerritoryId,
  mayReadWords: boolean,
): Promise<Pick<InterventionView, 'givenBack' | 'closing'>> {
  if (!mayReadWords) return { givenBack: null, closing: null }
  return {
    givenBack: await givenBack(tx, id),
    closing: await closingFacts(tx, id, territoryId),
  }
}

function evidenceOf(found: Awaited<ReturnType<typeof closable>>): HandoverEvidence {
  if (!found.closable) return found.why === 'handover-pending' ? 'pending' : 'missing'
  return found.by === 'unanswered' ? 'unanswered' : 'settled'
}
