import { readConfiguration } from '#contexts/territory/public.ts'
import { rolesIn } from '#platform/kernel/actor.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { staffActing } from '#platform/server/person.ts'
import { type About, lockAbout } from './commands.ts'
import { lockFacility } from './facility-store.ts'
import type { Placement } from './model.ts'
import { endStay, extendStay, stayDue } from './model-stay.ts'
import type { EndReason, StayLimit } from './model-words.ts'
import { appendPlacement, fileOfPlacement, lockPlacement } from './placement-store.ts'
import { territoryOf } from './written-in.ts'

/** A longer stay. Refuses as the model, and `stay-extension-by` to who may not decide it here. */
export async function extendPlaceStay(tx: Tx, about: About, hours: number): Promise<void> {
  const state = await lockAbout(tx, about)
  const limit = await limitOf(tx, state)
  if (limit?.extendedBy && !rolesIn(tx.work.actor, territoryOf(tx)).includes(limit.extendedBy))
    throw new RefusalError('stay-extension-by', { role: limit.extendedBy })
  const from: Instant = state.stayUntil ?? tx.work.now
  const until = from.add({ hours })
  await appendPlacement(tx, state, unwrap(extendStay(state, until, limit, staffActing(tx))))
}

/** The stay is over. Refuses `not-arrived`. */
export async function recordStayEnd(tx: Tx, about: About, reason: EndReason): Promise<void> {
  const state = await lockAbout(tx, about)
  await appendPlacement(tx, state, unwrap(endStay(state, tx.work.now, reason)))
}

/** The stay's clock: warning, then end passed. Does nothing on a false alarm. */
export async function recordStayDue(tx: Tx, id: string): Promise<void> {
  const state = await lockPlacement(tx, id, await fileOfPlacement(tx, id))
  await appendPlacement(tx, state, stayDue(state, tx.work.now))
}

/** How long one may stay where this placement is; null where the territory sets no limit. */
export async function limitOf(tx: Tx, state: Placement) {
  const { stayLimits } = await readConfiguration(tx, territoryOf(tx))
  const facility = await lockFacility(tx, state.facilityId)
  const found = stayLimits.find((one) => one.key === facility.stayLimit)
  return (found ?? null) satisfies StayLimit | null
}
