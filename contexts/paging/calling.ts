import { namesOf } from '#contexts/access/public.ts'
import { devicesOf, dutyAt, type OnDuty, reachOf } from '#contexts/oncall/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendMail, sendToTelephone } from '#platform/server/outbox.ts'
import { isCarried } from '#platform/server/telephony.ts'
import { addAttempts, attemptsOf, type NewAttempt } from './attempt-store.ts'
import {
  isOnScreen,
  levelOf,
  type Page,
  type PeopleFor,
  planOf,
  type Step,
  type StepChannel,
} from './model.ts'
import { type Contacts, type Ways, waysLeft, waysOf } from './model-ways.ts'
import { sendNotices } from './notices.ts'
import type { PagingNeeds, ReachNeeds } from './ports.ts'
import { appendAll, territoryOf } from './store.ts'

/** The link by which somebody who is called says yes or no. */
export const LINK_KIND = 'page-answer'
const LINK_HOURS = 24

/** Who is at the file is asked there. */
const ON_SCREEN = { channels: ['board'] } as const

type Plan = Pick<Page, 'steps' | 'declined'>

/** Whom each step of a page would call at this instant. */
export async function peopleAt(tx: Tx, page: Plan, at: Instant): Promise<PeopleFor> {
  const territoryId = territoryOf(tx)
  const duty = await dutyAt(tx, territoryId, at)
  const bosses = await coordinators(tx)
  const standing = await standingAmong(tx, page)
  const last = page.steps.length - 1
  return (step) => {
    const named = page.steps[step]?.staffId
    // Who was named is called, however they answered before; who works here no more is not.
    if (named !== undefined) return standing.includes(named) ? [named] : []
    const asked = step === last ? duty : duty.filter((one) => !page.declined.includes(one.staffId))
    const called = onStep(page, asked, step)
    // The last step is never left without anybody who answers for the service.
    return called.length === 0 && step === last ? bosses : called
  }
}

/** Who has the level that the step asks for, else the nearest one below it, else the first that is covered. */
function onStep(page: Plan, duty: readonly OnDuty[], step: number): readonly StaffId[] {
  const level = levelOf(page.steps, step)
  const role = page.steps[step]?.role
  const holders = duty.filter((one) => one.role === role)
  const found = holders.findLast((one) => one.level <= level) ?? holders[0]
  return found ? [found.staffId] : []
}

/** Whether one of these people may own a file: judged for every step that could be called at this instant. */
export async function ownersAt(
  tx: Tx,
  needs: Pick<PagingNeeds, 'worksHere'>,
  page: Plan,
  peopleFor: PeopleFor,
): Promise<(people: readonly StaffId[]) => boolean> {
  const ids = new Set(page.steps.flatMap((_, step) => peopleFor(step)))
  const owners = new Set<StaffId>()
  for (const id of ids) if (await needs.worksHere(tx, id)) owners.add(id)
  return (people) => people.some((id) => owners.has(id))
}

/** Those of the people named in a plan who still hold a role here. */
async function standingAmong(tx: Tx, page: Plan): Promise<readonly StaffId[]> {
  const named = page.steps.flatMap((step) => step.staffId ?? [])
  if (named.length === 0) return []
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .distinct()
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', 'in', named)
    .execute()
  return rows.flatMap((row) => (row.staff_id === null ? [] : [row.staff_id as StaffId]))
}

/** Roles by which a person is named in a plan, the one that says most first. */
const NAMED_AS = ['social-worker', 'psychologist', 'crew', 'coordinator', 'operator'] as const

/** As what somebody works here who is called by name. */
export async function roleNamed(tx: Tx, staffId: StaffId): Promise<Role> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('role')
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .execute()
  return NAMED_AS.find((role) => rows.some((row) => row.role === role)) ?? 'operator'
}

/** Whom the first of these steps at which anybody is on call would call at this instant. */
export async function firstCalled(tx: Tx, steps: readonly Step[]): Promise<readonly StaffId[]> {
  const plan = { steps: planOf(steps), declined: [] }
  const people = await peopleAt(tx, plan, tx.work.now)
  return plan.steps.map((_, step) => people(step)).find((called) => called.length > 0) ?? []
}

async function coordinators(tx: Tx): Promise<readonly StaffId[]> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .distinct()
    .where('territory_id', '=', territoryOf(tx))
    .where('role', '=', 'coordinator')
    .orderBy('staff_id')
    .execute()
  return rows.flatMap((row) => (row.staff_id === null ? [] : [row.staff_id as StaffId]))
}

/** Calls everybody whom the step just taken asks, by each of its channels; mail goes beside all but the board. */
export async function callPeople(tx: Tx, needs: PagingNeeds, page: Page): Promise<Page> {
  const step = page.steps[page.step]
  let next = page
  if (step === undefined) return next
  for (const staffId of page.asked) {
    const by = isOnScreen(next, staffId, tx.work.now) ? ON_SCREEN : step
    const ways = waysOf(by, await contactsOf(tx, needs, staffId))
    next = await tellCalled(tx, next, staffId, await reachPerson(tx, needs, next, staffId, ways))
  }
  return next
}

/** A step as it was called: the one under way, or one before it. */
export type Called = Pick<Page, 'step' | 'round' | 'asked'>

/**
 * A channel has failed for somebody whom a step calls: the next of its fallback is tried at once. The waits of the plan
 * stay as they are.
 */
export async function callAnotherWay(
  tx: Tx,
  needs: PagingNeeds,
  page: Page,
  staffId: StaffId,
  called: Called = page,
): Promise<Page> {
  const step = page.steps[called.step]
  if (page.state !== 'pending' || step === undefined || !called.asked.includes(staffId)) return page
  const tried = (await attemptsOf(tx, page.id))
    .filter((one) => one.round === called.round && one.staffId === staffId)
    .map((one) => one.channel)
  const [way] = waysLeft(step, tried, await contactsOf(tx, needs, staffId))
  if (way === undefined) return page
  const ways: Ways = { channels: [way], missing: [], mail: false, byHand: false }
  const attempts = await reachPerson(tx, needs, page, staffId, ways)
  return await tellCalled(tx, page, staffId, attempts, called)
}

/** What there is to reach somebody by. */
export async function contactsOf(tx: Tx, needs: ReachNeeds, staffId: StaffId): Promise<Contacts> {
  const reach = await reachOf(tx, territoryOf(tx), staffId)
  const devices = needs.sendsNotices ? await devicesOf(tx, staffId) : []
  return {
    hasPhone: reach.phone !== null,
    hasMail: reach.email !== null,
    hasDevice: devices.length > 0,
    carried: carriedOf(needs),
  }
}

/** What somebody brings to telephones here. */
function carriedOf({ telephone }: ReachNeeds): Contacts['carried'] {
  const carried = (['voice', 'sms'] as const).filter((one) => isCarried(telephone, one))
  return telephone?.showsNotices === true ? [...carried, 'push'] : carried
}

async function tellCalled(
  tx: Tx,
  page: Page,
  staffId: StaffId,
  attempts: readonly Try[],
  { step, round }: Pick<Page, 'step' | 'round'> = page,
): Promise<Page> {
  const role = page.steps[step]?.role ?? 'coordinator'
  const made = attempts.map((one) => ({ ...one, staffId, role }))
  await addAttempts(tx, { ...page, step, round }, made)
  const channels = [...new Set(made.map((one) => one.channel))]
  return await appendAll(tx, page, [{ type: 'PersonCalled', data: { staffId, channels } }])
}

type Try = Pick<NewAttempt, 'id' | 'channel' | 'state' | 'messageId'>

async function reachPerson(
  tx: Tx,
  needs: PagingNeeds,
  page: Page,
  staffId: StaffId,
  { channels, mail, byHand }: Ways,
): Promise<readonly Try[]> {
  const tries: Try[] = channels.includes('board') ? [{ channel: 'board', state: 'delivered' }] : []
  const carried = channels.filter((channel) => channel !== 'board')
  if (carried.length === 0 && !mail && !byHand) return tries
  const reach = await reachOf(tx, territoryOf(tx), staffId)
  const link = await linkFor(tx, needs, page, staffId)
  if (mail && reach.email !== null) {
    const subject = m.paging_mail_subject()
    const text = m.paging_mail_text({ link })
    tries.push({
      channel: 'mail',
      state: 'queued',
      messageId: await sendMail(tx, { to: reach.email, subject, text }),
    })
  }
  if (byHand) tries.push({ channel: 'voice', state: 'by-hand' })
  const notices = carried.includes('push') ? await sendNotices(tx, needs, page, staffId, link) : []
  // Who has a device of their own is not shown the same on a telephone.
  const rung = carried.filter((channel) => channel !== 'push' || notices.length === 0)
  return [...tries, ...notices, ...(await ring(tx, reach.phone, rung, link))]
}

async function ring(
  tx: Tx,
  to: string | null,
  kinds: readonly Exclude<StepChannel, 'board'>[],
  link: string,
): Promise<readonly Try[]> {
  const tries: Try[] = []
  if (to === null) return tries
  for (const kind of kinds) {
    const text = kind === 'voice' ? m.paging_voice_text() : m.paging_message_text({ link })
    const messageId = await sendToTelephone(tx, { kind, to, text })
    tries.push({ channel: kind, state: 'queued', messageId })
  }
  return tries
}

async function linkFor(tx: Tx, needs: PagingNeeds, page: Page, staffId: StaffId): Promise<string> {
  const expiresAt = tx.work.now.add({ hours: LINK_HOURS })
  const token = await makeLink(tx, { kind: LINK_KIND, key: page.id, holder: staffId, expiresAt })
  return `${needs.address()}/r/${token}`
}

/** The name of a person, empty for nobody. */
export async function nameOf(tx: Tx, id: StaffId | null): Promise<string> {
  return id === null ? '' : ((await namesOf(tx, [id])).get(id) ?? '')
}

/** The names of people as one text. */
export async function namesText(tx: Tx, ids: readonly StaffId[]): Promise<string> {
  const names = await namesOf(tx, [...ids])
  return ids.map((id) => names.get(id) ?? '').join(', ')
}
