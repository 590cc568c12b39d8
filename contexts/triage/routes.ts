import { readConfiguration } from '#contexts/territory/public.ts'
import { type Route, route } from '#platform/server/route.ts'
import { Evaluation, EvaluationBody } from './contract.ts'
import { evaluationOf, proposalFor } from './evaluate.ts'

/** What the protocol proposes, before anything is saved: facts without identity, nothing recorded. */
const evaluate = route({
  id: 'triage.evaluate',
  method: 'POST',
  path: '/api/triage/evaluations',
  summary: 'La proposta del protocollo per i fatti noti, con i suoi motivi',
  may: 'triage.evaluate',
  writes: 'desk',
  body: EvaluationBody,
  reply: { 200: Evaluation },
  async run({ tx, body }) {
    const { triage } = await readConfiguration(tx, tx.work.territoryId ?? '')
    return { status: 200, body: evaluationOf(triage, await proposalFor(triage, body.facts)) }
  },
})

export const routes: readonly Route[] = [evaluate]
