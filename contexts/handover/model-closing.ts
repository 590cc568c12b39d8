import { type Handover, type HandoverState, PENDING, TAKEN } from './model.ts'

/** States with which a file may close (I4). */
const CLOSING: readonly HandoverState[] = ['accepted', 'not-needed', 'unanswered', 'not-due']
/** Answers that leave something to somebody: what was settled before them settles no more. */
const REOPENING: readonly HandoverState[] = ['returned', 'partial']

/** What I4 asks of the handovers of a file before it closes. */
export type Closable =
  | { readonly closable: true; readonly by: HandoverState }
  | { readonly closable: false; readonly why: 'handover-missing' | 'handover-pending' }

/** One handover as I4 looks at it. */
export type Settling = Pick<Handover, 'state' | 'answeredAt' | 'leads'>

/**
 * May a file with these handovers close? No answer may be awaited, and one must stand that settles it: not before the
 * last that was returned or accepted in part. Of several services the one that leads settles it (Q54); where it took the
 * file, or its part, what was left to others is settled by whoever takes that. Where it took only a part, a service beside
 * that needs to do nothing leaves the rest to nobody.
 */
export function closableWith(all: readonly Settling[]): Closable {
  if (all.some(({ state }) => PENDING.includes(state)))
    return { closable: false, why: 'handover-pending' }
  const reopened = Math.max(
    ...all.filter(({ state }) => REOPENING.includes(state)).map(answeredWhen),
    Number.NEGATIVE_INFINITY,
  )
  const after = all.filter((one) => answeredWhen(one) >= reopened)
  const isLed = all.some(({ leads, state }) => leads && TAKEN.includes(state))
  const isWhole = all.some(({ leads, state }) => leads && state === 'accepted')
  const beside = isWhole ? after : after.filter(({ state }) => state !== 'not-needed')
  const by =
    closingIn(after.filter(({ leads }) => leads)) ?? (isLed ? closingIn(beside) : undefined)
  return by === undefined ? { closable: false, why: 'handover-missing' } : { closable: true, by }
}

function closingIn(all: readonly Settling[]): HandoverState | undefined {
  return CLOSING.find((one) => all.some(({ state }) => state === one))
}

function answeredWhen({ answeredAt }: Settling): number {
  return answeredAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
}
