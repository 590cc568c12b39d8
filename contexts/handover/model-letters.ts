import {
  type CallLevel,
  CHASE_LEVELS,
  type Handover,
  type HandoverEvent,
  PENDING,
  type Receipt,
} from './model.ts'

/** What became of a letter. One that did not arrive is made good by a call, while an answer is awaited. */
export function receipt(
  state: Handover,
  ask: { readonly letterId: string; readonly call: CallLevel; readonly receipt: Receipt },
): readonly HandoverEvent[] {
  const { letterId, call } = ask
  // Of what was shut because its file became protected nobody is rung.
  const isShut = state.isProtected && state.step >= CHASE_LEVELS.length
  const isAwaited = PENDING.includes(state.state) && !isShut
  if (ask.receipt === 'failed' && isAwaited)
    return [{ type: 'HandoverUndelivered', data: { letterId, call } }]
  return [{ type: 'HandoverReceipt', data: { letterId, receipt: ask.receipt } }]
}

/** Its file became protected: what had been sent as open is shut (I7). No event when it was sent as protected. */
export function shield({ isProtected }: Handover): readonly HandoverEvent[] {
  return isProtected ? [] : [{ type: 'HandoverShielded', data: { isProtected: true } }]
}
