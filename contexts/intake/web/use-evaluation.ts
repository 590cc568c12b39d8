import { useEffect, useState } from 'react'
import { Evaluation } from '#contexts/triage/contract.ts'
import { ask } from '#platform/web/api.ts'
import { useOnline } from '#platform/web/online.ts'
import type { ReportContent } from '../model.ts'
import { factsOf } from '../model-facts.ts'

/** What the protocol proposes for what is known now; undefined while unknown or while the server is away. */
export type Proposal = {
  readonly evaluation: Evaluation | undefined
  readonly away: boolean
  /** False while the facts have changed and the protocol has not answered to them yet. */
  readonly current: boolean
}

type Answer = Omit<Proposal, 'current'> & { readonly to: string }

const QUIET_MS = 250

/** Asks the protocol again 250 ms after the facts have changed. Facts have no identity in them. */
export function useEvaluation(report: ReportContent, territoryId: string | undefined): Proposal {
  const [answer, setAnswer] = useState<Answer>({ evaluation: undefined, away: false, to: '' })
  const facts = JSON.stringify(factsOf(report))
  const isOnline = useOnline()
  useEffect(() => {
    // Asked with the network: what could not be asked without it is asked when it is back.
    if (!isOnline) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask({
        method: 'POST',
        path: '/api/triage/evaluations',
        body: {
          facts: JSON.parse(facts) as unknown,
          ...(territoryId === undefined ? {} : { territoryId }),
        },
        reply: Evaluation,
        signal: stop.signal,
      }).then(
        (evaluation) => setAnswer({ evaluation, away: false, to: facts }),
        // The person chooses without a proposal; the next change of facts asks again.
        () => {
          if (!stop.signal.aborted) setAnswer((before) => ({ ...before, away: true, to: facts }))
        },
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [facts, territoryId, isOnline])
  const { evaluation, away, to } = answer
  return { evaluation, away, current: to === facts }
}
