import type { DueKind } from '#platform/server/due.ts'
import { forgetNumber, hearSilence } from './calls.ts'
import type { SwitchboardNeeds } from './ports.ts'
import { FORGET_KIND, SILENCE_KIND } from './store.ts'

/** What falls due in this room: a false alarm does nothing. */
export function switchboardDueKinds(needs: SwitchboardNeeds): readonly DueKind[] {
  return [
    { kind: SILENCE_KIND, run: (tx, key, now) => hearSilence(tx, needs, key, now) },
    { kind: FORGET_KIND, run: forgetNumber },
  ]
}

/** The view that the sweeper compares with the alarms. */
export const dueView = 'switchboard.v_due'
