import type { Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { contactsOf, ownersAt, peopleAt } from './calling.ts'
import { type Page, type PageEvent, type Step, type StepChannel, start } from './model.ts'
import { acknowledge } from './model-answers.ts'
import { evolve } from './model-evolve.ts'
import { actsNow, lookedAt } from './model-successor.ts'
import { type Contacts, type Ways, waysLeft, waysOf } from './model-ways.ts'
import type { PagingNeeds, ReachNeeds } from './ports.ts'

/** A call that is only thought: of which plan, from when, and who answers it. */
export type Asked = {
  readonly steps: readonly Step[]
  readonly classKey: string
  readonly at: Instant
  readonly answers: 'nobody' | 'second'
}

/** What happens at one instant: a step that calls, or one that is passed over because nobody is on call. */
export type Act = {
  readonly at: Instant
  readonly step: number
  readonly role: Role
  readonly isEmpty: boolean
  readonly isLast: boolean
  readonly calls: readonly Call[]
}

export type Call = Ways & {
  readonly staffId: StaffId
  /** What follows at once when one of the channels fails. */
  readonly fallback: readonly StepChannel[]
  readonly contacts: Contacts
  readonly mayOwn: boolean
}

export type Rehearsal = { readonly acts: readonly Act[]; readonly answeredBy: StaffId | null }

/** No plan is longer: a page whose steps are all taken stands at the last one. */
const MOST_ALARMS = 400

/**
 * Runs a page that is never written, by the same decisions as a real one: whoever is on call by the published rota at
 * the instant of each step, the same waits, the same ways. Ends when somebody answers, or once the last step has come again.
 */
export async function rehearse(
  tx: Tx,
  needs: ReachNeeds & Pick<PagingNeeds, 'worksHere'>,
  { steps, classKey, at, answers }: Asked,
): Promise<Rehearsal> {
  const acts: Act[] = []
  let page = next(undefined, start(steps, classKey, at), at)
  let now = notAfter(page.nextAt, at) ? at : lookedAt(page, at)
  for (let alarm = 0; alarm < MOST_ALARMS && !isOver(page, acts); alarm += 1) {
    page = await lookAt({ tx, needs, now, answers }, page, acts)
    now = lookedAt(page, now)
  }
  return { acts, answeredBy: page.answeredBy }
}

type Looking = Omit<Around, 'mayOwn' | 'needs'> & {
  readonly needs: ReachNeeds & Pick<PagingNeeds, 'worksHere'>
  readonly answers: Asked['answers']
}

/** What an alarm does: the steps that are due, or whoever came on call meanwhile; what they do is added to `acts`. */
async function lookAt(
  { tx, needs, now, answers }: Looking,
  before: Page,
  acts: Act[],
): Promise<Page> {
  const people = await peopleAt(tx, before, now)
  const mayOwn = await ownersAt(tx, needs, before, people)
  let page = before
  for (;;) {
    const events = actsNow(page, now, people, mayOwn, page === before)
    if (events.length === 0) return page
    for (const event of events) {
      page = next(page, event, now)
      acts.push(...(await actOf({ tx, needs, now, mayOwn }, page, event)))
    }
    const second = answers === 'second' ? secondCalled(acts) : undefined
    const yes = second === undefined ? undefined : acknowledge(page, second, 'voice')
    if (yes?.accepted) for (const event of yes.events) page = next(page, event, now)
  }
}

function isOver(page: Page, acts: readonly Act[]): boolean {
  return page.state === 'settled' || acts.filter((one) => one.isLast).length > 1
}

function next(page: Page | undefined, event: PageEvent, at: Instant): Page {
  const frame = { aggregateId: 'prova', interventionId: 'prova' as InterventionId }
  return evolve(page, { ...frame, version: (page?.version ?? 0) + 1, at, ...event })
}

/** The second one of those called who may keep the file. */
function secondCalled(acts: readonly Act[]): StaffId | undefined {
  const calls = acts.flatMap((one) => one.calls)
  const isFirstTime = ({ staffId }: Call, at: number) =>
    calls.findIndex((one) => one.staffId === staffId) === at
  return calls
    .filter(isFirstTime)
    .slice(1)
    .find((one) => one.mayOwn)?.staffId
}

type Around = {
  readonly tx: Tx
  readonly needs: ReachNeeds
  readonly now: Instant
  readonly mayOwn: (people: readonly StaffId[]) => boolean
}

async function actOf(around: Around, page: Page, event: PageEvent): Promise<readonly Act[]> {
  if (event.type !== 'StepEmpty' && event.type !== 'StepTaken') return []
  const { step, role } = event.data
  const isLast = step === page.steps.length - 1
  // The last step is taken in any case: it says itself that it found nobody.
  if (event.type === 'StepEmpty' && isLast) return []
  const people = event.type === 'StepTaken' ? event.data.people : []
  const asked = page.steps[step]
  const calls: Call[] = []
  for (const staffId of people) if (asked) calls.push(await callOf(around, asked, staffId))
  return [{ at: around.now, step, role, isEmpty: people.length === 0, isLast, calls }]
}

async function callOf({ tx, needs, mayOwn }: Around, asked: Step, staffId: StaffId): Promise<Call> {
  const contacts = await contactsOf(tx, needs, staffId)
  const ways = waysOf(asked, contacts)
  const fallback = waysLeft(asked, ways.channels, contacts)
  return { ...ways, fallback, staffId, contacts, mayOwn: mayOwn([staffId]) }
}
