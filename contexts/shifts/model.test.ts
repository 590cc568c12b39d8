import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turnsOf } from '#contexts/oncall/model.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant, minutesBetween, wallClock } from '#platform/kernel/time.ts'
import {
  changesIn,
  confirm,
  confirmerOf,
  endOfTurn,
  isLate,
  isSoon,
  lateAtOf,
  nearestShiftEnd,
  type RotaSpan,
  sign,
} from './model.ts'

const ANNA = 'anna' as StaffId
const BRUNO = 'bruno' as StaffId
const role = 'social-worker' as const

/** Turns of an hour each, from 00:00 on, of these people; null: nobody. */
function hours(people: readonly (StaffId | null)[]): readonly RotaSpan[] {
  const from = instant('2026-11-22T00:00:00Z')
  return people.flatMap((staffId, n) => {
    const startsAt = from.add({ hours: n })
    return staffId === null ? [] : [{ staffId, role, startsAt, endsAt: startsAt.add({ hours: 1 }) }]
  })
}
const at = (hour: number) => instant('2026-11-22T00:00:00Z').add({ minutes: Math.floor(hour * 60) })

describe('the changes of a rota', () => {
  it.each([
    ['one after the other', [ANNA, BRUNO], 1, [ANNA, BRUNO]],
    ['nobody follows', [ANNA, null], 1, [ANNA, null]],
    ['the same goes on', [ANNA, ANNA, BRUNO], 1, undefined],
    ['the end of who went on', [ANNA, ANNA, BRUNO], 2, [ANNA, BRUNO]],
    ['nothing ended', [ANNA, BRUNO], 0.5, undefined],
  ])('%s', (_name, people, until, expected) => {
    const [change] = changesIn(hours(people), at(0), at(until))
    expect(change && [change.outgoingId, change.incomingId]).toEqual(expected)
  })

  it('of a role that changed many times while nothing ran only the last is owed', () => {
    const changes = changesIn(hours([ANNA, BRUNO, ANNA, BRUNO]), at(0), at(3.5))
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ outgoingId: ANNA, incomingId: BRUNO, at: at(3) })
  })

  it('looked at in two parts or at once, the last change is the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(ANNA, BRUNO, null), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 12, noNaN: true }),
        (people, middle) => {
          const turns = hours(people)
          const whole = changesIn(turns, at(0), at(12))
          const parts = [
            ...changesIn(turns, at(0), at(middle)),
            ...changesIn(turns, at(middle), at(12)),
          ]
          expect(parts.slice(-1)).toEqual(whole)
        },
      ),
    )
  })

  it('my turn ends where the last of those that follow each other does', () => {
    const turns = hours([ANNA, ANNA, BRUNO])
    expect(endOfTurn(turns, ANNA, at(0.5))).toMatchObject({ at: at(2), incomingId: BRUNO })
    expect(endOfTurn(turns, BRUNO, at(0.5))).toBeUndefined()
    // The end belongs to the next one.
    expect(endOfTurn(turns, ANNA, at(2))).toBeUndefined()
  })

  it('a night in which the clocks change is nine or eleven hours, and its change is at eight all the same', () => {
    for (const [from, length] of [
      ['2026-03-28', 9],
      ['2026-10-24', 11],
    ] as const) {
      const day = Temporal.PlainDate.from(from)
      const pattern = { from: day, days: 2, changes: ['08:00', '22:00'], people: [ANNA, BRUNO] }
      const turns = turnsOf(pattern).map((turn) => ({ ...turn, role }))
      const night = turns.find((turn) => turn.staffId === BRUNO)
      if (!night) throw new Error('no night')
      expect(minutesBetween(night.startsAt, night.endsAt)).toBe(length * 60)
      const change = endOfTurn(turns, BRUNO, night.startsAt.add({ hours: 3 }))
      expect(wallClock(change?.at ?? at(0)).hour).toBe(8)
      expect(change?.incomingId).toBe(ANNA)
    }
  })
})

describe('the hours of the territory', () => {
  it.each([
    ['2026-11-22T06:40:00Z', '2026-11-22T07:00:00Z'],
    ['2026-11-22T07:20:00Z', '2026-11-22T07:00:00Z'],
    ['2026-11-22T23:30:00Z', '2026-11-22T19:00:00Z'],
    ['2026-11-22T13:00:00Z', '2026-11-22T19:00:00Z'],
    // An hour shorter, and an hour longer.
    ['2026-03-29T05:30:00Z', '2026-03-29T06:00:00Z'],
    ['2026-10-25T06:30:00Z', '2026-10-25T07:00:00Z'],
  ])('at %s the change is that of %s', (now, expected) => {
    expect(nearestShiftEnd(['08:00', '20:00'], instant(now)).toString()).toBe(expected)
  })
})

describe('who signs and who confirms', () => {
  it.each([
    [undefined, true],
    ['owed', true],
    ['signed', false],
    ['confirmed', false],
    ['replaced', false],
  ] as const)('%s is signed: %s', (state, accepted) => {
    expect(sign(state && { state }).accepted).toBe(accepted)
  })

  it.each([
    ['owed', null, 'shift-notes-unsigned'],
    ['replaced', null, 'shift-notes-unsigned'],
    ['signed', ANNA, 'shift-notes-own'],
    ['signed', BRUNO, undefined],
    ['confirmed', BRUNO, 'shift-notes-confirmed'],
  ] as const)('Anna confirms what is %s by %s: %s', (state, signedBy, refusal) => {
    const decision = confirm({ state, signedBy }, ANNA)
    expect(decision.accepted ? undefined : decision.refusal).toBe(refusal)
  })

  it('the time to confirm counts from the change, or from a signature that came after it', () => {
    expect(lateAtOf(at(8), at(7.5), 30)).toEqual(at(8.5))
    expect(lateAtOf(at(8), at(9), 30)).toEqual(at(9.5))
  })

  it('is late at its minute, never once it is confirmed', () => {
    const late = { state: 'signed', lateAt: at(8.5) } as const
    expect([isLate(late, at(8.49)), isLate(late, at(8.5))]).toEqual([false, true])
    expect(isLate({ ...late, state: 'confirmed' }, at(9))).toBe(false)
  })

  it('is asked for from an hour before', () => {
    expect([isSoon({ at: at(8) }, at(6.9)), isSoon({ at: at(8) }, at(7))]).toEqual([false, true])
  })
})

it('is confirmed by who comes, and what they have signed themselves by whoever left', () => {
  const boss = 'boss' as StaffId
  const by = (signedBy: StaffId) => confirmerOf({ outgoingId: ANNA, incomingId: BRUNO, signedBy })
  expect([by(ANNA), by(boss), by(BRUNO)]).toEqual([BRUNO, BRUNO, ANNA])
})
