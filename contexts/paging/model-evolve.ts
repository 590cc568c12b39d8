import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { isAtTheTop, type Page, type PageEvent, type PageId } from './model.ts'

/** What of an entry of the log a page is made from. */
type Entry = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'>

/** The page after one event: what the store writes, and what a replay of its events gives. */
export function evolve(page: Page | undefined, event: Entry & PageEvent): Page {
  if (event.type === 'PageStarted') return started(event)
  if (page === undefined) throw new Error(`${event.type} of a page that was never started`)
  return { ...page, ...changeOf(page, event), version: event.version }
}

function started(event: Entry & Extract<PageEvent, { type: 'PageStarted' }>): Page {
  if (event.interventionId === null) throw new Error('a page belongs to a file')
  return {
    id: event.aggregateId as PageId,
    interventionId: event.interventionId,
    version: event.version,
    state: 'pending',
    classKey: event.data.classKey,
    steps: event.data.steps,
    step: -1,
    round: 0,
    asked: [],
    declined: [],
    empty: [],
    startedAt: event.at,
    nextAt: instant(event.data.nextAt),
    answeredBy: null,
    settledAt: null,
  }
}

type Naming = Extract<PageEvent, { type: 'CallPassedOn' | 'OwnerNamed' }>

function changeOf(page: Page, event: Entry & PageEvent): Partial<Page> {
  return event.type === 'CallPassedOn' || event.type === 'OwnerNamed'
    ? namedIn(page, event)
    : movedOn(page, event)
}

function movedOn(page: Page, event: Entry & Exclude<PageEvent, Naming>): Partial<Page> {
  switch (event.type) {
    case 'StepEmpty':
      return { empty: [...new Set([...page.empty, event.data.step])] }
    case 'StepTaken': {
      const { step, people, nextAt } = event.data
      return { step, asked: people, round: page.round + 1, nextAt: instant(nextAt) }
    }
    case 'PageDeclined':
      return withoutPerson(page, event.data.staffId, event.at)
    case 'StepSkipped':
      return { nextAt: earlier(page.nextAt, event.at) }
    case 'PageAcknowledged':
      return { state: 'settled', answeredBy: event.data.by, settledAt: event.at }
    case 'PageSettled':
      return { state: 'settled', answeredBy: event.data.ownerId, settledAt: event.at }
    case 'CallEnded': {
      const { staffId, result } = event.data
      return result === 'cannot-own' ? withoutPerson(page, staffId, event.at) : {}
    }
    case 'PageStarted':
    case 'PersonCalled':
      return {}
  }
}

/** Somebody was named: the plan has a step for them, due now. Whoever handed the call on is waited for no more. */
function namedIn(page: Page, event: Entry & Naming): Partial<Page> {
  const { steps } = event.data
  const left = event.type === 'CallPassedOn' ? withoutGiver(page, event.data.from, event.at) : {}
  return { ...left, steps, nextAt: earlier(page.nextAt, event.at) }
}

/** The last one of the plan is asked again, whomever they named. */
function withoutGiver(page: Page, staffId: StaffId, at: Instant): Partial<Page> {
  return isAtTheTop(page) ? {} : withoutPerson(page, staffId, at)
}

/** Who said no, or may own no file, is not waited for; when it was the last one asked, the next one is called at once. */
function withoutPerson(page: Page, staffId: StaffId, at: Instant): Partial<Page> {
  const asked = page.asked.filter((one) => one !== staffId)
  const declined = [...new Set([...page.declined, staffId])]
  const isLastOne = asked.length === 0 && page.asked.length > 0
  return { asked, declined, ...(isLastOne ? { nextAt: earlier(page.nextAt, at) } : {}) }
}

function earlier(a: Instant, b: Instant): Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}
