import * as z from 'zod'
import { ask } from './api.ts'
import { raiseSignal } from './signals.ts'

/** Locks this desk: the server refuses all but unlocking, every tab goes blank. */
export async function lockDesk(): Promise<void> {
  raiseSignal('locked')
  await ask({ method: 'POST', path: '/api/session/lock', body: {}, reply: z.unknown() })
}

/** Opens the desk again with the person's password; throws `ApiProblem` when it is wrong. */
export async function unlockDesk(password: string): Promise<void> {
  await ask({ method: 'POST', path: '/api/session/unlock', body: { password }, reply: z.unknown() })
  raiseSignal('unlocked')
}

/** Ends the sign-in. */
export async function signOut(): Promise<void> {
  await ask({ method: 'POST', path: '/api/session/sign-out', body: {}, reply: z.unknown() })
  raiseSignal('signed-out')
}

/** Works for another territory from this desk; everything on screen is read anew. */
export async function changeDesk(territoryId: string): Promise<void> {
  await ask({
    method: 'POST',
    path: '/api/session/desk',
    body: { territoryId },
    reply: z.unknown(),
  })
  location.reload()
}
