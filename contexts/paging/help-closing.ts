import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import { withdrawSupport } from './model-support.ts'
import { lockHelpCalls } from './service-call-store.ts'
import { dropServiceCall } from './service-calls.ts'
import { keepSupport, lockOpenSupports } from './support-store.ts'

/**
 * The file is closed: whoever was called to help with it is free in this instant, and a telephone that still rings for it
 * stops. Who is talking is not cut off. In the caller's transaction, which holds the file's lock.
 */
export async function endHelp(tx: Tx, file: InterventionId): Promise<void> {
  for (const one of await lockOpenSupports(tx, file))
    await keepSupport(tx, one, unwrap(withdrawSupport(one, tx.work.now)))
  for (const call of await lockHelpCalls(tx, file)) await dropServiceCall(tx, call)
}
