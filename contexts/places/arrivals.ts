import { readConfiguration } from '#contexts/territory/public.ts'
import { instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import { endLinks } from '#platform/server/link.ts'
import { staffActing } from '#platform/server/person.ts'
import { type About, CONFIRM_LINK, lockAbout } from './commands.ts'
import { arrive, noShow } from './model.ts'
import { arrivalDue, expectArrival } from './model-arrival.ts'
import { appendPlacement, fileOfPlacement, lockPlacement } from './placement-store.ts'
import { limitOf } from './stays.ts'
import { territoryOf } from './written-in.ts'

/** They have arrived, now or at the hour said, never after now: the stay's clock starts. */
export async function recordArrival(tx: Tx, about: About, arrivedAt?: string): Promise<void> {
  const state = await lockAbout(tx, about)
  const { now } = tx.work
  const at = arrivedAt === undefined ? now : instant(arrivedAt)
  const when = notAfter(at, now) ? at : now
  const events = unwrap(arrive(state, now, when, await limitOf(tx, state)))
  await appendPlacement(tx, state, events)
}

/** Mancato arrivo. Refuses `not-held`. */
export async function recordNoShow(tx: Tx, about: About): Promise<void> {
  const state = await lockAbout(tx, about)
  await appendPlacement(tx, state, unwrap(noShow(state)))
  await endLinks(tx, CONFIRM_LINK, state.id)
}

/** They come at another hour. Refuses as the model. */
export async function expectPlaceArrival(tx: Tx, about: About, minutes: number): Promise<void> {
  const state = await lockAbout(tx, about)
  const at = plusMinutes(tx.work.now, minutes)
  await appendPlacement(tx, state, unwrap(expectArrival(state, at, staffActing(tx))))
}

/** Nobody recorded who came: told once to the owner, once to the coordinator. Does nothing on a false alarm. */
export async function recordArrivalDue(tx: Tx, id: string): Promise<void> {
  const state = await lockPlacement(tx, id, await fileOfPlacement(tx, id))
  const { places } = await readConfiguration(tx, territoryOf(tx))
  await appendPlacement(tx, state, arrivalDue(state, tx.work.now, places.coordinatorMinutes))
}
