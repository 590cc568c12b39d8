import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { type Route, route } from '#platform/server/route.ts'
import type { aboutSubject } from '#platform/server/subject.ts'
import { recordCall, recordReceipt } from './chasing.ts'
import { CallBody, HandoverParams, HandoverReply, LetterParams, ReceiptBody } from './contract.ts'

/** What is recorded by hand while an answer is awaited: calls that were made, receipts that came. */
export function chaseRoutes(about: ReturnType<typeof aboutSubject>): readonly Route[] {
  const call = route({
    id: 'handover.call',
    method: 'POST',
    path: '/api/interventions/:id/handovers/:handoverId/calls',
    summary: 'Registra una telefonata al servizio: parlato, non risponde, richiamare',
    may: 'handover.send',
    ...about,
    params: HandoverParams,
    body: CallBody,
    reply: { 200: HandoverReply },
    async run({ tx, params, body }) {
      const { level, result, again, ...words } = body
      const { id, state } = await recordCall(tx, params.id as InterventionId, params.handoverId, {
        level,
        result,
        words,
        again: again === undefined ? undefined : instant(again),
      })
      return { status: 200, body: { id, state } }
    },
  })
  const receipt = route({
    id: 'handover.receipt',
    method: 'POST',
    path: '/api/interventions/:id/handovers/:handoverId/letters/:letterId/receipt',
    summary:
      'Registra la ricevuta di una lettera: accettata dal gestore, consegnata, non consegnata',
    may: 'handover.send',
    ...about,
    params: LetterParams,
    body: ReceiptBody,
    reply: { 200: HandoverReply },
    async run({ tx, params, body }) {
      const { id, state } = await recordReceipt(
        tx,
        params.id as InterventionId,
        params.handoverId,
        params.letterId,
        body.receipt,
      )
      return { status: 200, body: { id, state } }
    },
  })
  return [call, receipt]
}
