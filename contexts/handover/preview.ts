import { createHash } from 'node:crypto'
import { handoverSections } from '#contexts/documents/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { subjectFor } from '#platform/server/subject.ts'
import { mailboxesFor } from './letters.ts'
import type { HandoverNeeds } from './needs.ts'
import { PageOne } from './sealing.ts'
import type { SendOrder } from './send-order.ts'
import { territoryOf } from './store.ts'
import { targetOf } from './target.ts'

/** Exactly what would leave with this order: page one as it would be sealed, the office, the mailboxes. */
export type Preview = {
  readonly officeName: string
  readonly mailboxes: readonly string[]
  readonly page: PageOne
  /** Another one where anything of it, or of the papers, is another. */
  readonly seal: string
}

/** What `sendHandover` would send now; writes nothing. Refuses `recipient-must-be-named` as it does. */
export async function previewOf(
  tx: Tx,
  needs: HandoverNeeds,
  order: Pick<SendOrder, 'interventionId' | 'to' | 'recipient' | 'words' | 'documentIds'>,
): Promise<Preview> {
  const { interventionId, recipient, words, documentIds } = order
  const subject = await subjectFor(tx, needs.subjectOf, interventionId)
  const isProtected = subject.facts.isProtected === true
  if (isProtected && !recipient?.mailbox) throw new RefusalError('recipient-must-be-named')
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const { office, officeName } = await targetOf(tx, needs, configuration, order)
  const outside = 'outsideName' in order.to ? { outsideMailbox: order.to.mailbox } : {}
  const named = recipient ?? { name: '', role: '', mailbox: null, phone: null }
  const sections = await handoverSections(tx, needs.documents, interventionId, words)
  const shown = {
    officeName,
    mailboxes: mailboxesFor(office, { ...named, ...outside }, isProtected).map(({ to }) => to),
    page: PageOne.parse(sections),
  }
  const all = JSON.stringify([shown, documentIds.toSorted()])
  return { ...shown, seal: createHash('sha256').update(all).digest('base64url') }
}

/**
 * Refuses `handover-preview-changed` where what would leave now is not what was read before it, and
 * `handover-preview-missing` where nobody read what leaves of a protected file.
 */
export async function refuseUnseen(
  tx: Tx,
  needs: HandoverNeeds,
  order: SendOrder,
  isProtected: boolean,
): Promise<void> {
  if (!order.seen) {
    if (isProtected) throw new RefusalError('handover-preview-missing')
    return
  }
  const { seal } = await previewOf(tx, needs, order)
  if (seal !== order.seen) throw new RefusalError('handover-preview-changed')
}
