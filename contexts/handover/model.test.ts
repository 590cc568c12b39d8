import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import { instant, plusMinutes } from '#platform/kernel/time.ts'
import {
  ANSWERS,
  type AnswerAsk,
  answer,
  CHASE_LEVELS,
  chase,
  giveUp,
  HANDOVER_STATES,
  type Handover,
  PENDING,
} from './model.ts'
import { afterOpenMinutes, chaseAt } from './model-chase.ts'
import { closableWith } from './model-closing.ts'
import { after, aHandover, BY, SENT } from './testing/sent.ts'

const ask = (over: Partial<AnswerAsk> = {}): AnswerAsk => ({
  kind: 'accepted',
  how: 'voice',
  at: SENT,
  hasName: true,
  hasReason: true,
  hasAssignee: true,
  sealedAnswer: '',
  ...over,
})

describe('answers', () => {
  it('acceptance asks for a name, refusals also for a reason', () => {
    const state = aHandover()
    for (const kind of ANSWERS) {
      const nameless = answer(state, ask({ kind, hasName: false }), SENT)
      expect(nameless.accepted, kind).toBe(kind === 'received')
      const nobody = answer(state, ask({ kind, hasAssignee: false }), SENT)
      expect(nobody.accepted, kind).toBe(kind !== 'assigned')
      const mute = answer(state, ask({ kind, hasReason: false }), SENT)
      expect(mute.accepted, kind).toBe(!['partial', 'not-needed', 'returned'].includes(kind))
    }
  })

  it('an hour after now or before the sending is refused', () => {
    const late = ask({ at: plusMinutes(SENT, 1) })
    expect(answer(aHandover(), late, SENT)).toMatchObject({ refusal: 'handover-hour-wrong' })
    const early = ask({ at: plusMinutes(SENT, -1) })
    expect(answer(aHandover(), early, SENT)).toMatchObject({ refusal: 'handover-hour-wrong' })
  })

  it('whatever is said in whatever order: once settled nothing moves, and nothing settled is chased', () => {
    const steps = fc.array(fc.constantFrom(...ANSWERS, 'chase', 'give-up'), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (names) => {
        let state = aHandover()
        for (const name of names) {
          const before = state
          const now = plusMinutes(SENT, 100_000)
          if (name === 'chase')
            state = after(
              state,
              chase(
                state,
                now,
                () => null,
                () => null,
              ),
            )
          else {
            const decided =
              name === 'give-up'
                ? giveUp(state, BY, '')
                : answer(state, ask({ kind: name as never }), now)
            if (decided.accepted) state = after(state, decided.events)
          }
          if (!PENDING.includes(before.state)) expect(state).toEqual(before)
          if (PENDING.includes(state.state)) continue
          expect(state.nextChaseAt).toBeNull()
          expect(state.calls).toEqual([])
        }
      }),
    )
  })
})

describe('chase', () => {
  it('takes each step once, in order, and only then the coordinator may give up', () => {
    let state = aHandover()
    const nextAt = (step: number) =>
      step < CHASE_LEVELS.length ? plusMinutes(SENT, 120 * (step + 1)) : null
    const levels: string[] = []
    for (let step = 0; step < 10; step += 1) {
      expect(giveUp(state, BY, '').accepted).toBe(step >= CHASE_LEVELS.length)
      const events = chase(state, plusMinutes(SENT, 120 * (step + 1)), nextAt, () => null)
      for (const event of events) if (event.type === 'HandoverChased') levels.push(event.data.level)
      state = after(state, events)
    }
    expect(levels).toEqual(CHASE_LEVELS)
    expect(
      after(state, [{ type: 'HandoverUnanswered', data: { by: BY, sealedAnswer: '' } }]).state,
    ).toBe('unanswered')
  })

  it('a false alarm does nothing', () => {
    expect(
      chase(
        aHandover(),
        plusMinutes(SENT, 119),
        () => null,
        () => null,
      ),
    ).toEqual([])
  })

  it('counts opening hours: sent on Saturday at night, the first step is Monday at ten', () => {
    const configuration = aConfiguration()
    const office = configuration.offices[0]
    const saturday = instant('2026-11-21T23:40:00Z')
    expect(chaseAt(configuration, office, 0, saturday)?.toString()).toBe('2026-11-23T09:00:00Z')
    expect(chaseAt(configuration, office, CHASE_LEVELS.length, saturday)).toBeNull()
    // Six hours a day: five open hours from Monday at ten end on Tuesday at nine.
    const calendar = configuration.calendars[0]
    if (!calendar) throw new Error('no calendar')
    const monday = instant('2026-11-23T09:00:00Z')
    expect(afterOpenMinutes(calendar, [], monday, 300).toString()).toBe('2026-11-24T08:00:00Z')
  })

  it('an office that never opens is chased all the same', () => {
    const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
    const weekly = Object.fromEntries(week.map((day) => [day, []])) as never
    const shut = { key: 'x', weekly, openOnNationalHolidays: false, closings: [], openings: [] }
    expect(afterOpenMinutes(shut, [], SENT, 120)).toEqual(plusMinutes(SENT, 120))
  })
})

describe('closing (I4)', () => {
  type At = readonly [Handover['state'], minute: number | null, beside?: 'beside']
  const verdictOf = (...all: readonly At[]) =>
    closableWith(
      all.map(([state, minute, beside]) => ({
        state,
        leads: beside === undefined,
        answeredAt: minute === null ? null : plusMinutes(SENT, minute),
      })),
    )

  it('never closes while an answer is awaited or with none that settles', () => {
    const settling = ['accepted', 'not-needed', 'unanswered', 'not-due']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HANDOVER_STATES), { maxLength: 4 }), (states) => {
        const verdict = verdictOf(...states.map((state, at): At => [state, at]))
        const awaited = states.some((one) => PENDING.includes(one))
        const last = states.findLast((one) => !PENDING.includes(one))
        const settled = states
          .slice(states.findLastIndex((one) => one === 'returned' || one === 'partial') + 1)
          .some((one) => settling.includes(one))
        expect(verdict.closable).toBe(!awaited && last !== undefined && settled)
      }),
    )
  })

  it.each<[string, readonly At[], boolean]>([
    ['nothing', [], false],
    ['returned', [['returned', 1]], false],
    [
      'not due, then sent and returned',
      [
        ['not-due', 0],
        ['returned', 480],
      ],
      false,
    ],
    [
      'not due, then accepted in part',
      [
        ['not-due', 0],
        ['partial', 480],
      ],
      false,
    ],
    [
      'accepted, then returned by another',
      [
        ['accepted', 5],
        ['returned', 6],
      ],
      false,
    ],
    [
      'returned, then accepted by another',
      [
        ['accepted', 6],
        ['returned', 5],
      ],
      true,
    ],
    [
      'accepted in part, then none is due',
      [
        ['not-due', 9],
        ['partial', 5],
      ],
      true,
    ],
    ['accepted by a service that stands beside alone', [['accepted', 5, 'beside']], false],
    [
      'accepted by both',
      [
        ['accepted', 5, 'beside'],
        ['accepted', 6],
      ],
      true,
    ],
    [
      'returned by the one that leads, then accepted by the other',
      [
        ['returned', 5],
        ['accepted', 6, 'beside'],
      ],
      false,
    ],
    [
      'accepted by the one that leads, not needed by the other',
      [
        ['accepted', 5],
        ['not-needed', 6, 'beside'],
      ],
      true,
    ],
    [
      'accepted in part by the one that leads, the rest by the other',
      [
        ['partial', 5],
        ['accepted', 6, 'beside'],
      ],
      true,
    ],
    [
      'accepted in part by the one that leads, the rest needed by nobody for the one beside',
      [
        ['partial', 5],
        ['not-needed', 6, 'beside'],
      ],
      false,
    ],
    [
      'accepted in part by the one that leads, beside nobody is needed, and the rest stands without a service',
      [
        ['partial', 5],
        ['not-needed', 6, 'beside'],
        ['not-due', 7],
      ],
      true,
    ],
    [
      'accepted in part by the one that leads, after the other had accepted',
      [
        ['accepted', 4, 'beside'],
        ['partial', 5],
      ],
      false,
    ],
    [
      'accepted by the one that leads, given back beside it, then accepted by another beside it',
      [
        ['accepted', 5],
        ['returned', 6, 'beside'],
        ['accepted', 7, 'beside'],
      ],
      true,
    ],
    [
      'none was due, then returned by the one that leads, then accepted by the other',
      [
        ['not-due', 0],
        ['returned', 5],
        ['accepted', 6, 'beside'],
      ],
      false,
    ],
    [
      'accepted, another awaited',
      [
        ['accepted', 5],
        ['sent', null],
      ],
      false,
    ],
  ])('%s', (_name, all, isClosable) => {
    expect(verdictOf(...all).closable).toBe(isClosable)
  })
})
