import * as z from 'zod'
import { ask } from './api.ts'
import { leaveWithNotices } from './notices/device.ts'
import { raiseSignal } from './signals.ts'

const done = z.unknown()
let lockAsked: Promise<unknown> | undefined

/**
 * Locks this desk: every tab goes blank at once, and the server refuses all but unlocking. When the server
 * cannot be told now, it is told before the desk is opened again: a password must be asked in any case.
 */
export async function lockDesk(): Promise<void> {
  raiseSignal('locked')
  lockAsked = ask({ method: 'POST', path: '/api/session/lock', body: {}, reply: done }).catch(
    () => undefined,
  )
  await lockAsked
}

/** Opens the desk again with the person's password; throws `ApiProblem` when it is wrong. */
export async function unlockDesk(password: string): Promise<void> {
  await lockAsked
  await ask({ method: 'POST', path: '/api/session/lock', body: {}, reply: done })
  await ask({ method: 'POST', path: '/api/session/unlock', body: { password }, reply: done })
  raiseSignal('unlocked')
}

let isLeaving = false

/** True while this person signs out: a request of the page that is refused meanwhile did not end the sign-in. */
export function isSigningOut(): boolean {
  return isLeaving
}

/** Ends the sign-in; the notices of whoever leaves end with it on this device. */
export async function signOut(): Promise<void> {
  isLeaving = true
  try {
    await leaveWithNotices()
    await ask({ method: 'POST', path: '/api/session/sign-out', body: {}, reply: done })
  } catch (error) {
    isLeaving = false
    throw error
  }
  raiseSignal('signed-out')
}

/** Works for another territory from this desk, or for all with null; everything on screen is read anew. */
export async function changeDesk(territoryId: string | null): Promise<void> {
  await ask({ method: 'POST', path: '/api/session/desk', body: { territoryId }, reply: done })
  location.reload()
}
