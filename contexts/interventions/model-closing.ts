import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import {
  type Intervention,
  type InterventionEvent,
  type Outcome,
  WITHOUT_HANDOVER,
} from './model.ts'

export const HANDOVER_EVIDENCE = ['missing', 'pending', 'settled', 'unanswered'] as const
/** How the handovers of a file stand for its closing; `unanswered`: the coordinator said so after the whole chase. */
export type HandoverEvidence = (typeof HANDOVER_EVIDENCE)[number]

export type CloseRefusal =
  | 'intervention-closed'
  | 'handover-missing'
  | 'handover-awaited'
  | 'coordinator-only'
  | 'not-pertinent-unconfirmed'
  | 'reason-required'
  | 'review-required'
  | 'place-open'
  | 'duplicate-unknown'
  | 'caller-heard'

/** How somebody asks to close a file. */
export type Closing = {
  readonly outcome: Outcome
  readonly reason: string | null
  readonly reviewAt: Instant | null
  /** Of a duplicate: the number of another file of the territory that goes on; null when there is no such file. */
  readonly duplicateOf: string | null
  readonly handover: HandoverEvidence
  /** A place is held or confirmed and nobody has recorded who came. */
  readonly hasOpenPlace: boolean
  readonly isCoordinator: boolean
  /** A call that nobody answered opened it, and its caller was not heard. */
  readonly isUnheard: boolean
  readonly now: Instant
}

/**
 * Closes with an outcome and its words. I4: a duplicate, which names the file that goes on, a mistake, a lost call whose caller was never heard and a confirmed
 * not-pertinent need no handover, but while an office has the file only the coordinator closes it so; all else closes only when an office answered for it, a reason why none is due was given, or, by the coordinator
 * alone, nobody answered up to the lead municipality. A temporary answer says when it is looked at again.
 */
export function close(
  state: Intervention,
  ask: Closing,
): Decision<InterventionEvent, CloseRefusal> {
  const { outcome, reason } = ask
  if (state.state === 'closed') return refuse('intervention-closed')
  // A bed is promised: closed over it, nobody would look whether somebody came, and it would stay taken.
  if (ask.hasOpenPlace) return refuse('place-open')
  const missing = lacksFor(state, ask)
  if (missing) return refuse(missing)
  if (!reason) return refuse('reason-required')
  return accept({ type: 'InterventionClosed', data: { outcome, reason, ...besides(ask) } })
}

function besides({ outcome, reviewAt, duplicateOf }: Closing) {
  if (outcome === 'temporary' && reviewAt) return { reviewAt: reviewAt.toString() }
  return outcome === 'duplicate' && duplicateOf ? { duplicateOf } : {}
}

function lacksFor(state: Intervention, ask: Closing): CloseRefusal | undefined {
  if (ask.outcome === 'not-pertinent')
    return state.notPertinent === 'confirmed' ? undefined : 'not-pertinent-unconfirmed'
  if (ask.outcome === 'duplicate' && ask.duplicateOf === null) return 'duplicate-unknown'
  return closingLacks(ask.outcome, ask) ?? lacksReview(ask)
}

/** What keeps a file from closing with this outcome now, whatever else is written of it; undefined: nothing does. */
export function closingLacks(
  outcome: Outcome,
  ask: Pick<Closing, 'handover' | 'hasOpenPlace' | 'isCoordinator' | 'isUnheard'>,
): CloseRefusal | undefined {
  if (ask.hasOpenPlace) return 'place-open'
  if (outcome === 'unheard' && !ask.isUnheard) return 'caller-heard'
  if (WITHOUT_HANDOVER.some((one) => one === outcome))
    return ask.handover === 'pending' && !ask.isCoordinator ? 'coordinator-only' : undefined
  return lacksHandover(ask)
}

function lacksHandover({
  handover,
  isCoordinator,
}: Pick<Closing, 'handover' | 'isCoordinator'>): CloseRefusal | undefined {
  if (handover === 'missing') return 'handover-missing'
  if (handover === 'pending') return 'handover-awaited'
  return handover === 'unanswered' && !isCoordinator ? 'coordinator-only' : undefined
}

function lacksReview({ outcome, reviewAt, now }: Closing): CloseRefusal | undefined {
  if (outcome !== 'temporary') return undefined
  return reviewAt && !notAfter(reviewAt, now) ? undefined : 'review-required'
}
