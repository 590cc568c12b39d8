import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import { climb, LEAST_WAIT_MINUTES, type Page, type PageEvent, type PeopleFor } from './model.ts'

/** Turns change on the quarters of an hour: at each of them it is asked anew who is on call. */
const LOOK_SECONDS = 15 * 60

/** When a page that is pending is looked at again: at its next step, or before it on the next quarter of an hour. */
export function lookedAt({ nextAt }: Pick<Page, 'nextAt'>, now: Instant): Instant {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const quarter = (Math.floor(seconds / LOOK_SECONDS) + 1) * LOOK_SECONDS
  const look = Temporal.Instant.fromEpochMilliseconds(quarter * 1000)
  return notAfter(nextAt, look) ? nextAt : look
}

/**
 * Whoever has come on call for the step under way since it was called, because a turn has ended or somebody took it: called
 * at once, while who went home is waited for no more. The next step comes when it would have come, or once the successor
 * has had the least time there is to answer. Nothing for a step that names somebody, nor once the next step is due.
 */
function callSuccessors(page: Page, now: Instant, peopleFor: PeopleFor): readonly PageEvent[] {
  const step = page.steps[page.step]
  if (page.state !== 'pending' || step === undefined || notAfter(page.nextAt, now)) return []
  if (step.staffId !== undefined || page.asked.length === 0) return []
  const people = peopleFor(page.step).filter((one) => !page.asked.includes(one))
  if (people.length === 0) return []
  const least = plusMinutes(now, LEAST_WAIT_MINUTES)
  const nextAt = (notAfter(page.nextAt, least) ? least : page.nextAt).toString()
  return [{ type: 'StepTaken', data: { step: page.step, role: step.role, people, nextAt } }]
}

/**
 * What an alarm does to a page, a real one and one that is only thought: the step that is due, else a turn that has ended, or was
 * taken over, since the step was called (`isFirst`: asked once for each alarm).
 */
export function actsNow(
  page: Page,
  now: Instant,
  peopleFor: PeopleFor,
  mayOwn: (people: readonly StaffId[]) => boolean,
  isFirst: boolean,
): readonly PageEvent[] {
  const due = climb(page, now, peopleFor, mayOwn)
  return due.length > 0 || !isFirst ? due : callSuccessors(page, now, peopleFor)
}
