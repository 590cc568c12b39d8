import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import {
  addNote,
  answer,
  changeHead,
  classed,
  confirmed,
  correctNote,
  type Head,
  handOn,
  type Intervention,
  type InterventionEvent,
  missTarget,
  numberOf,
  OUTCOMES,
  releasePatrol,
  returned,
} from './model.ts'
import { type Closing, close } from './model-closing.ts'
import { evolve } from './model-evolve.ts'
import { NO_PROGRESS, nextStep } from './model-next-step.ts'

const PEOPLE = ['anna', 'bruno', 'carla'] as readonly string[] as readonly StaffId[]
const [ANNA, BRUNO] = PEOPLE as [StaffId, StaffId]
const START = instant('2026-11-22T01:40:00Z')

const EVIDENCE = ['missing', 'pending', 'settled', 'unanswered'] as const

const HEAD: Head = {
  placeLabel: 'Piazza',
  municipality: 'A944',
  peopleLabel: 'uomo solo',
  needLabel: 'freddo',
  sourceLabel: 'Cittadino',
  isProtected: false,
  patrolWaitingSince: START.toString(),
  sourceCheck: null,
}

function step(state: Intervention | undefined, event: InterventionEvent, minute = 0): Intervention {
  const version = (state?.version ?? 0) + 1
  return evolve(state, {
    aggregateId: 'file',
    version,
    at: START.add({ minutes: minute }),
    ...event,
  })
}

const opened = step(undefined, {
  type: 'InterventionOpened',
  data: { number: '26-0412', receivedAt: START.toString(), ownerId: ANNA, head: HEAD },
})

const someEvent = fc.oneof(
  fc.constantFrom(...PEOPLE).map((by) => (s: Intervention) => eventsOf(answer(s, by))),
  fc
    .record({ to: fc.constantFrom(...PEOPLE), toWorksHere: fc.boolean() })
    .map(
      (ask) => (s: Intervention) =>
        eventsOf(handOn(s, { ...ask, reason: 'turno', cause: 'passed' })),
    ),
  fc
    .record({
      classRank: fc.integer({ min: 1, max: 5 }),
      notPertinent: fc.constantFrom('no' as const, 'proposed' as const, 'confirmed' as const),
      minutes: fc.option(fc.integer({ min: 1, max: 60 })),
      authoritiesDue: fc.subarray(['112', '118']),
    })
    .map((given) => (s: Intervention) => {
      const at = (minutes: number) => START.add({ minutes }).toString()
      return eventsOf(
        classed(s, {
          classKey: `c${given.classRank}`,
          classRank: given.classRank,
          targetAt: given.minutes === null ? null : at(given.minutes),
          notPertinent: given.notPertinent,
          confirmBy: given.notPertinent === 'proposed' ? at(300) : null,
          authoritiesDue: given.authoritiesDue,
        }),
      )
    }),
  fc.constant((s: Intervention) => eventsOf(confirmed(s))),
  fc
    .constantFrom('rejected' as const, 'not-confirmed' as const)
    .map((reason) => (s: Intervention) => eventsOf(returned(s, reason))),
  fc
    .record({
      outcome: fc.constantFrom(...OUTCOMES),
      reason: fc.constantFrom('perché', null),
      handover: fc.constantFrom(...EVIDENCE),
      hasOpenPlace: fc.boolean(),
      isCoordinator: fc.boolean(),
      isUnheard: fc.boolean(),
      reviewAt: fc.constantFrom(null, START.add({ hours: 48 })),
      duplicateOf: fc.constantFrom(null, '26-0007'),
    })
    .map((given) => (s: Intervention) => eventsOf(close(s, { ...given, now: START }))),
  fc.constant((s: Intervention) => missTarget(s, START.add({ minutes: 30 }))),
  fc.constant((s: Intervention) => eventsOf(releasePatrol(s))),
  fc.constant((s: Intervention) => changeHead(s, { ...HEAD, needLabel: 'freddo, febbre' })),
  fc.constant(() => eventsOf(addNote('nota', ANNA, { happenedAt: START, now: START }))),
  fc.constant(() => [correctNote('nota', 'altra nota', ANNA)]),
)

function eventsOf(decision: {
  readonly accepted: boolean
  readonly events?: readonly InterventionEvent[]
}): readonly InterventionEvent[] {
  return decision.events ?? []
}

describe('a file, whatever is done to it', () => {
  it('has exactly one owner at every step, a next step until it closes, and stays closed', () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 25 }), (commands) => {
        let state = opened
        for (const command of commands) {
          const before = state
          for (const event of command(state)) state = step(state, event, state.version)
          expect(PEOPLE).toContain(state.ownerId)
          expect(state.state === 'closed').toBe(state.outcome !== null)
          expect(state.state === 'closed').toBe(state.closedAt !== null)
          expect(state.state === 'to-confirm').toBe(state.confirmBy !== null)
          expect(state.answeredBy === null).toBe(state.answeredAt === null)
          expect(nextStep(state, NO_PROGRESS).key === 'nothing').toBe(state.state === 'closed')
          if (before.state === 'closed') expect(state.state).toBe('closed')
          if (state.state === 'closed') expect(state.head.patrolWaitingSince).toBeNull()
        }
      }),
      { numRuns: 400 },
    )
  })

  it('gives the same row when its events are folded again', () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 15 }), (commands) => {
        const log: { event: InterventionEvent; minute: number }[] = []
        let state = opened
        for (const command of commands)
          for (const event of command(state)) {
            log.push({ event, minute: state.version })
            state = step(state, event, state.version)
          }
        let again = opened
        for (const { event, minute } of log) again = step(again, event, minute)
        expect(again).toEqual(state)
      }),
    )
  })
})

describe('Rispondo io', () => {
  it('makes who answers the owner, and names them to the next one', () => {
    const [event] = eventsOf(answer(opened, BRUNO))
    if (!event) throw new Error('refused')
    const state = step(opened, event, 3)
    expect(state).toMatchObject({ ownerId: BRUNO, answeredBy: BRUNO, state: 'working' })
    expect(answer(state, ANNA)).toMatchObject({
      refusal: 'already-answered',
      facts: { byId: BRUNO },
    })
  })
})

describe('closing (I4)', () => {
  const ask = (over: Partial<Closing>): Closing => ({
    outcome: 'made-safe',
    reason: 'fatto',
    reviewAt: null,
    duplicateOf: null,
    handover: 'settled',
    hasOpenPlace: false,
    isCoordinator: false,
    isUnheard: false,
    now: START,
    ...over,
  })
  it.each<[string, Partial<Closing>, string]>([
    ['a place is held or confirmed', { hasOpenPlace: true }, 'place-open'],
    ['nothing was handed over', { handover: 'missing' }, 'handover-missing'],
    ['the office has not answered', { handover: 'pending' }, 'handover-awaited'],
    ['the office accepted', {}, 'accepted'],
    ['nobody answered, and a social worker closes', { handover: 'unanswered' }, 'coordinator-only'],
    [
      'nobody answered, and the coordinator closes',
      { handover: 'unanswered', isCoordinator: true },
      'accepted',
    ],
    [
      'an unmet need is handed over too',
      { outcome: 'unmet', handover: 'missing' },
      'handover-missing',
    ],
    ['a temporary answer', { outcome: 'temporary' }, 'review-required'],
    [
      'a temporary answer looked at yesterday',
      { outcome: 'temporary', reviewAt: START.subtract({ hours: 24 }) },
      'review-required',
    ],
    [
      'a temporary answer looked at again',
      { outcome: 'temporary', reviewAt: START.add({ hours: 24 }) },
      'accepted',
    ],
    ['no words', { reason: null }, 'reason-required'],
    [
      'a duplicate of a file that goes on',
      { outcome: 'duplicate', duplicateOf: '26-0007', handover: 'missing' },
      'accepted',
    ],
    ['a duplicate of no file', { outcome: 'duplicate' }, 'duplicate-unknown'],
    [
      'a mistake while an office has it',
      { outcome: 'wrong', handover: 'pending' },
      'coordinator-only',
    ],
    [
      'the same by the coordinator',
      { outcome: 'wrong', handover: 'pending', isCoordinator: true },
      'accepted',
    ],
    ['not pertinent', { outcome: 'not-pertinent' }, 'not-pertinent-unconfirmed'],
    [
      'a lost call whose caller was never heard',
      { outcome: 'unheard', handover: 'missing', isUnheard: true },
      'accepted',
    ],
    ['the same of a caller who was heard', { outcome: 'unheard' }, 'caller-heard'],
  ])('%s', (_, over, expected) => {
    const decision = close(opened, ask(over))
    expect(decision.accepted ? 'accepted' : decision.refusal).toBe(expected)
  })

  it('without evidence of a handover no outcome that needs one ever closes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OUTCOMES), fc.boolean(), (outcome, isCoordinator) => {
        const duplicateOf = '26-0007'
        const over = { outcome, isCoordinator, duplicateOf, handover: 'missing' } as const
        const decision = close(opened, ask(over))
        if (decision.accepted) expect(['duplicate', 'wrong']).toContain(outcome)
      }),
    )
  })
})

describe('the number of a file', () => {
  it('is two digits of the year and a serial of at least four', () => {
    expect(numberOf(2026, 412)).toBe('26-0412')
    expect(numberOf(2103, 12345)).toBe('03-12345')
  })
})
