import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Role } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant, minutesBetween, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import {
  climb,
  hasAskedEverybody,
  hearEnd,
  isAtTheTop,
  levelOf,
  type Page,
  type PageEvent,
  type PeopleFor,
  planOf,
  REPEAT_MINUTES,
  type Step,
  settle,
  skip,
  start,
  stepsOf,
} from './model.ts'
import { acknowledge, decline } from './model-answers.ts'
import { evolve } from './model-evolve.ts'
import { nameOwner, passOn } from './model-named.ts'

const at = instant('2026-11-22T01:10:00Z')
const [first, second, boss] = ['prima', 'seconda', 'capo'] as StaffId[] as [
  StaffId,
  StaffId,
  StaffId,
]
const PLAN: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice', 'push'] },
  { role: 'social-worker', afterMinutes: 5, channels: ['voice'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice', 'board'] },
]
const all: PeopleFor = (step) => [[first], [second], [boss]][step] ?? []

function applied(page: Page | undefined, events: readonly PageEvent[], now = at): Page {
  let next = page
  for (const event of events) next = evolve(next, recorded(event, (next?.version ?? 0) + 1, now))
  if (next === undefined) throw new Error('no page')
  return next
}

function recorded(event: PageEvent, version: number, now: Temporal.Instant) {
  const frame = {
    id: 'e',
    territoryId: 't',
    room: 'paging',
    aggregateId: 'p',
    interventionId: 'i' as InterventionId,
    actor: 'system:test',
  }
  return { ...frame, version, at: now, recordedAt: now, ...event } as RecordedEvent & PageEvent
}

const begun = (steps = PLAN) => applied(undefined, [start(steps, 'emergenza', at)])

function taken(events: readonly PageEvent[]) {
  return events.flatMap((event) => (event.type === 'StepTaken' ? [event.data] : []))
}

function accepted(decision: ReturnType<typeof decline>): readonly PageEvent[] {
  if (!decision.accepted) throw new Error(decision.refusal)
  return decision.events
}

describe('a night in which nobody answers', () => {
  it('level 1 at once, level 2 at +5, the coordinator at +10, then again every ten minutes', () => {
    let page = begun()
    const calls: string[] = []
    for (let minute = 0; minute <= 32; minute += 1) {
      const now = plusMinutes(at, minute)
      const events = climb(page, now, all)
      for (const step of taken(events)) calls.push(`+${minute} ${step.people.join()}`)
      page = applied(page, events, now)
    }
    expect(calls).toEqual(['+0 prima', '+5 seconda', '+10 capo', '+20 capo', '+30 capo'])
    expect(isAtTheTop(page)).toBe(true)
  })

  it('the last step comes again as often as the territory says', () => {
    const steps = stepsOf({ steps: PLAN, repeatMinutes: 4 })
    let page = begun(steps)
    const calls: number[] = []
    for (let minute = 0; minute <= 20; minute += 1) {
      const now = plusMinutes(at, minute)
      const events = climb(page, now, all)
      if (taken(events).length > 0) calls.push(minute)
      page = applied(page, events, now)
    }
    expect(calls).toEqual([0, 5, 10, 14, 18])
  })

  test.each([
    ['half a minute too early', 4.5, []],
    ['on time', 5, ['seconda']],
    ['after a stop of three hours: one step, not all', 180, ['seconda']],
  ])('%s', (_, minute, expected) => {
    const page = applied(begun(), climb(begun(), at, all))
    const now = plusMinutes(at, minute)
    const events = climb(page, now, all)
    expect(taken(events).map((step) => step.people.join())).toEqual(expected)
    const next = applied(page, events, now)
    if (expected.length > 0) expect(minutesBetween(now, next.nextAt)).toBe(5)
  })

  it('passes over steps without anybody at once, and says so', () => {
    const events = climb(begun(), at, (step) => (step === 2 ? [boss] : []))
    expect(events.map((event) => event.type)).toEqual(['StepEmpty', 'StepEmpty', 'StepTaken'])
    expect(taken(events)[0]).toMatchObject({ step: 2, people: [boss] })
    expect(applied(begun(), events).empty).toEqual([0, 1])
  })

  it('with nobody anywhere goes on trying, and says once that the last step is empty', () => {
    const nobody: PeopleFor = () => []
    const page = applied(begun(), climb(begun(), at, nobody))
    expect(page).toMatchObject({ state: 'pending', step: 2, empty: [0, 1, 2] })
    const later = plusMinutes(at, REPEAT_MINUTES)
    expect(climb(page, later, nobody).map((event) => event.type)).toEqual(['StepTaken'])
  })
})

describe('answers', () => {
  const called = () => applied(begun(), climb(begun(), at, all))

  it('the first yes settles; a second one is refused, and nothing falls due any more', () => {
    const decision = acknowledge(called(), first, 'link')
    if (!decision.accepted) throw new Error(decision.refusal)
    const page = applied(called(), decision.events)
    expect(page).toMatchObject({ state: 'settled', answeredBy: first })
    expect(acknowledge(page, second, 'voice')).toMatchObject({ refusal: 'page-answered' })
    expect(decline(page, second, 'link')).toMatchObject({ refusal: 'page-answered' })
    expect(skip(page)).toMatchObject({ refusal: 'page-answered' })
    expect(climb(page, plusMinutes(at, 600), all)).toEqual([])
    expect(settle(page, 'closed', null)).toEqual([])
  })

  it('who cannot makes the next one be called at once; who was called before changes nothing', () => {
    const now = plusMinutes(at, 2)
    const page = applied(called(), accepted(decline(called(), first, 'link')), now)
    expect(taken(climb(page, now, all))[0]).toMatchObject({ step: 1, people: [second] })
    const after = applied(page, climb(page, now, all), now)
    const again = applied(after, accepted(decline(after, first, 'hand')), now)
    expect(again.nextAt.equals(after.nextAt)).toBe(true)
    expect(again.declined).toEqual([first])
  })

  it('the coordinator cannot decline; what they say on the telephone is recorded, and they are called again', () => {
    const page = applied(
      begun(),
      climb(begun(), at, (step) => (step === 2 ? [boss] : [])),
    )
    expect(decline(page, boss, 'link')).toMatchObject({ refusal: 'cannot-decline' })
    const said = applied(page, accepted(decline(page, boss, 'hand')), at)
    expect(said).toMatchObject({ asked: [boss], nextAt: page.nextAt, step: page.step })
  })

  it('who was called by hand after the coordinator says no as anybody does', () => {
    const page = applied(
      begun(),
      climb(begun(), at, (step) => (step === 2 ? [boss] : [])),
    )
    const said = applied(page, accepted(decline(page, second, 'hand')), at)
    expect(said).toMatchObject({ asked: [boss], declined: [second], nextAt: page.nextAt })
  })
})

test.each([
  ['no steps', [], ['social-worker', 'coordinator']],
  ['a coordinator last', PLAN, ['social-worker', 'social-worker', 'coordinator']],
  ['nobody accountable last', PLAN.slice(0, 1), ['social-worker', 'coordinator']],
  ['out of order', PLAN.toReversed(), ['social-worker', 'social-worker', 'coordinator']],
])('the plan from %s', (_, steps, roles) => {
  expect(planOf(steps).map((step) => step.role)).toEqual(roles)
})

test('the second step for one role asks its second level', () => {
  expect(PLAN.map((_, index) => levelOf(PLAN, index))).toEqual([1, 2, 1])
})

describe('the file is handed on while somebody is called', () => {
  const climbed = (page: Page, now = at) =>
    applied(
      page,
      climb(page, now, () => [first]),
      now,
    )
  const named = (page: Page, staffId: StaffId) =>
    applied(page, nameOwner(page, { staffId, role: 'operator' }, at))
  const whoOf = ({ steps }: Page) => steps.map((step) => step.staffId ?? step.role)

  it('the new owner is called between the steps, and the plan goes on where it was', () => {
    const page = named(climbed(begun()), second)
    expect(hasAskedEverybody(page)).toBe(false)
    expect(whoOf(page)).toEqual(['social-worker', second, 'social-worker', 'coordinator'])
    expect(page.nextAt).toEqual(at)
    expect(page.steps.map((_, index) => levelOf(page.steps, index)).slice(2)).toEqual([2, 1])
  })

  it('by every way by which their role is called, and never by fewer than were used so far', () => {
    const plan: readonly Step[] = [
      { role: 'operator', afterMinutes: 0, channels: ['board'] },
      { role: 'social-worker', afterMinutes: 3, channels: ['voice', 'push'], fallback: ['sms'] },
      { role: 'coordinator', afterMinutes: 6, channels: ['voice', 'board'] },
    ]
    const calledAs = (page: Page, role: Role) => {
      const next = applied(page, nameOwner(page, { staffId: second, role }, at))
      const { channels, fallback } = next.steps.find((step) => step.staffId === second) ?? {}
      return { channels: [...(channels ?? [])].toSorted(), fallback }
    }
    const onFirst = climbed(begun(plan))
    const onSecond = climbed(onFirst, plusMinutes(at, 3))
    expect(calledAs(onFirst, 'social-worker')).toEqual({
      channels: ['board', 'push', 'voice'],
      fallback: ['sms'],
    })
    expect(calledAs(begun(plan), 'coordinator').channels).toEqual(['board', 'voice'])
    // Nobody of their role is in the plan: as whoever was called until now.
    expect(calledAs(onFirst, 'crew').channels).toEqual(['board'])
    expect(calledAs(onSecond, 'crew')).toEqual({
      channels: ['board', 'push', 'voice'],
      fallback: ['sms'],
    })
    expect(calledAs(onSecond, 'operator').channels).toEqual(['board', 'push', 'voice'])
  })

  it('twice before the first one is called: only who owns it now is', () => {
    expect(whoOf(named(named(climbed(begun()), second), boss))).toEqual([
      'social-worker',
      boss,
      'social-worker',
      'coordinator',
    ])
  })

  it('twice before anybody is called: the plan waits once for who owns it now, not twice', () => {
    const page = named(named(begun(), second), boss)
    expect(whoOf(page)).toEqual([boss, 'social-worker', 'social-worker', 'coordinator'])
    expect(page.steps.map((step) => step.afterMinutes)).toEqual([0, 5, 10, 15])
  })

  it('at the last step: the coordinator who was called stays the last one, not one of a second level', () => {
    let page = begun()
    for (let minute = 0; !isAtTheTop(page); minute += 10)
      page = climbed(page, plusMinutes(at, minute))
    page = named(page, second)
    expect(hasAskedEverybody(page)).toBe(true)
    expect(hasAskedEverybody(climbed(page, plusMinutes(at, 40)))).toBe(true)
    expect(whoOf(page).slice(-3)).toEqual(['coordinator', second, 'coordinator'])
    expect(levelOf(page.steps, page.steps.length - 1)).toBe(1)
  })
})

describe('in any night', () => {
  const aStep: fc.Arbitrary<Step> = fc.record({
    role: fc.constantFrom('social-worker', 'crew', 'coordinator', 'operator'),
    afterMinutes: fc.integer({ min: 0, max: 60 }),
    channels: fc.constant(['voice' as const]),
  })
  const anAct = fc.record({
    wait: fc.integer({ min: 0, max: 90 }),
    does: fc.constantFrom('alarm', 'skip', 'decline', 'pass', 'alarm', 'alarm'),
    duty: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  })

  it('a pending page always has a next step, never goes down, and ends with the coordinator', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 5 }), fc.array(anAct), (steps, acts) => {
        let page = begun(steps)
        let now = at
        expect(page.steps.at(-1)?.role).toBe('coordinator')
        for (const { wait, does, duty } of acts) {
          now = plusMinutes(now, wait)
          const people: PeopleFor = (step) => (duty[step % 8] ? [first] : [])
          const before = page
          if (does === 'skip') {
            const decision = skip(page)
            if (decision.accepted) page = applied(page, decision.events, now)
          }
          if (does === 'decline') {
            const decision = decline(page, first, 'link')
            if (decision.accepted) page = applied(page, decision.events, now)
          }
          if (does === 'pass') {
            const passing = { from: first, staffId: second, role: 'crew', way: 'link' } as const
            const decision = passOn(page, passing, now)
            if (decision.accepted) page = applied(page, decision.events, now)
            expect(page.steps.at(-1)?.role).toBe('coordinator')
          }
          const events = climb(page, now, people)
          page = applied(page, events, now)
          expect(taken(events).length).toBeLessThanOrEqual(1)
          expect(page.state).toBe('pending')
          expect(page.step).toBeGreaterThanOrEqual(before.step)
          // After an alarm nothing is due any more until later.
          expect(notAfter(page.nextAt, now)).toBe(false)
        }
      }),
    )
  })
})

test('of who was passed over with a key nobody says that they did not answer', () => {
  const ringing = applied(
    begun(),
    climb(begun(), at, all, () => true),
  )
  const ends = (page: Page) => hearEnd(page, first, 'no-answer').map(({ data }) => data)
  expect(ends(ringing)).toEqual([{ staffId: first, result: 'no-answer' }])
  const skipped = applied(ringing, accepted(skip(ringing)))
  const next = applied(
    skipped,
    climb(skipped, at, all, () => true),
  )
  expect(next.asked).toEqual([second])
  expect(ends(next)).toEqual([{ staffId: first, result: 'passed-over' }])
})
