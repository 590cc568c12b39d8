import { type Callable, callableNow } from '#contexts/oncall/public.ts'
import { OWNING_ROLES } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { endAttempts } from './attempt-store.ts'
import { nameOf, namesText, roleNamed } from './calling.ts'
import { lockedInForce, take } from './commands.ts'
import type { PassTo } from './contract.ts'
import type { Page, Way } from './model.ts'
import { passOn, passRefusal } from './model-named.ts'
import type { PagingNeeds } from './ports.ts'
import { appendAll, pageInForce, territoryOf } from './store.ts'

/** To whom the person who is called may hand the call on: those who may own a file here and have not said no. */
export async function colleaguesToPass(tx: Tx, pageId: string, me: StaffId): Promise<PassTo[]> {
  const page = await pageInForce(tx, pageId)
  if (page?.state !== 'pending' || !page.asked.includes(me)) return []
  const out = [me, ...page.asked, ...page.declined]
  const people = await callableNow(tx, territoryOf(tx), OWNING_ROLES, tx.work.now)
  return people.filter(({ staffId }) => !out.includes(staffId)).map(passTo)
}

function passTo({ staffId, name, role, level, phone, hasMail }: Callable): PassTo {
  return { staffId, name, role, isOnCall: level !== null, hasPhone: phone !== null, hasMail }
}

/** Who hands a call on, to whom, and how they said it. */
export type Passing = { readonly from: StaffId; readonly to: StaffId; readonly way: Way }

/**
 * *Passa la chiamata a*: the named one is called at once, and the plan goes on when it would have gone on. Refuses
 * `page-answered` and `step-taken` with the names, `pass-self`, `pass-asked`, `pass-declined`, `pass-not-offered`.
 */
export async function passCall(
  tx: Tx,
  needs: PagingNeeds,
  pageId: string,
  { from, to, way }: Passing,
): Promise<void> {
  const found = await pageInForce(tx, pageId)
  if (!found) throw new NotFoundError('page')
  const page = await lockedInForce(tx, found)
  await refuseLate(tx, page, from)
  // The list may be of a minute ago, and what is sent need not come from it: the same question is asked again.
  const offered = await colleaguesToPass(tx, page.id, from)
  if (!offered.some((one) => one.staffId === to))
    throw new RefusalError(passRefusal(page, { from, staffId: to }) ?? 'pass-not-offered')
  const role = await roleNamed(tx, to)
  const events = unwrap(passOn(page, { from, staffId: to, role, way }, tx.work.now))
  // Of earlier rounds nobody handed anything on: they were not answered.
  await endAttempts(tx, page.id, from, 'passed-on', { round: page.round })
  await endAttempts(tx, page.id, from, 'cancelled')
  await take(tx, needs, await appendAll(tx, page, events), tx.work.now)
}

/** Whoever comes too late hears who was quicker. */
async function refuseLate(tx: Tx, page: Page, from: StaffId): Promise<void> {
  if (page.state !== 'pending')
    throw new RefusalError('page-answered', { by: await nameOf(tx, page.answeredBy) })
  if (!page.asked.includes(from))
    throw new RefusalError('step-taken', { by: await namesText(tx, page.asked) })
}
