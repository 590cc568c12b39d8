import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Turn, TurnId } from './model.ts'
import { hoursBetween } from './model-rules.ts'
import type { Absence } from './model-staff.ts'
import {
  absentIn,
  cut,
  cutsOf,
  presentIn,
  SWAP_ACTS,
  type Swap,
  type SwapAct,
  type SwapId,
  swapAfter,
} from './model-swap.ts'

const [anna, bruno, carla] = ['anna' as StaffId, 'bruno' as StaffId, 'carla' as StaffId]
const NOW = instant('2026-12-05T12:00:00Z')
const at = (hours: number) => NOW.add({ hours })

const swap = (over: Partial<Swap> = {}): Swap => ({
  id: 's' as SwapId,
  state: 'asked',
  turnId: 't' as TurnId,
  staffId: anna,
  from: at(10),
  until: at(22),
  askedOf: bruno,
  backTurnId: null,
  takerId: null,
  ...over,
})
const who = (staffId: StaffId, edits = false, holdsRole = true) => ({
  staffId,
  edits,
  holdsRole,
})
const accepted = swap({ state: 'accepted', takerId: bruno })
const toAnyone = swap({ askedOf: null })

describe('an exchange', () => {
  test.each<[string, Swap, SwapAct, ReturnType<typeof who>, string]>([
    ['the one who is asked accepts', swap(), 'accept', who(bruno), 'accepted'],
    ['or cannot', swap(), 'decline', who(bruno), 'declined'],
    ['nobody else does', swap(), 'accept', who(carla), 'swap-not-yours'],
    ['whose turn it is takes it back', swap(), 'withdraw', who(anna), 'withdrawn'],
    ['and takes none of their own', toAnyone, 'accept', who(anna), 'swap-not-yours'],
    ['who holds the role takes what is asked of all', toAnyone, 'accept', who(carla), 'accepted'],
    ['who does not, does not', toAnyone, 'accept', who(carla, false, false), 'swap-not-yours'],
    ['one who cannot leaves it to the others', toAnyone, 'decline', who(carla), 'swap-not-yours'],
    ['what is accepted is not taken twice', accepted, 'accept', who(bruno), 'swap-over'],
    [
      'the coordinator approves what is accepted',
      accepted,
      'approve',
      who(carla, true),
      'approved',
    ],
    ['and nothing before', swap(), 'approve', who(carla, true), 'swap-not-accepted'],
    ['nobody else approves', accepted, 'approve', who(bruno), 'swap-not-yours'],
    ['the coordinator may say no', accepted, 'refuse', who(carla, true), 'refused'],
    [
      'hours that are gone are not exchanged',
      swap({ until: at(0) }),
      'accept',
      who(bruno),
      'swap-begun',
    ],
  ])('%s', (_, one, act, by, expected) => {
    const ruled = swapAfter(one, act, by, NOW)
    expect('to' in ruled ? ruled.to : ruled.refused).toBe(expected)
  })

  test('what is decided stays decided, whoever acts', () => {
    const over = fc.constantFrom('approved', 'declined', 'withdrawn', 'refused')
    fc.assert(
      fc.property(over, fc.constantFrom(...SWAP_ACTS), fc.boolean(), (state, act, edits) => {
        const ruled = swapAfter(
          swap({ state: state as Swap['state'] }),
          act,
          who(bruno, edits),
          NOW,
        )
        expect(ruled).toEqual({ refused: 'swap-over' })
      }),
    )
  })
})

const turn: Turn = {
  ...{ id: 't' as TurnId, staffId: anna, role: 'crew', level: 2 },
  ...{ startsAt: at(0), endsAt: at(12) },
}

describe('real segments', () => {
  test('a turn is cut where the part begins and ends, without gap or overlap, whatever is asked', () => {
    const hour = fc.integer({ min: -5, max: 17 })
    fc.assert(
      fc.property(hour, fc.integer({ min: 1, max: 12 }), (from, long) => {
        fc.pre(from < 12 && from + long > 0)
        const parts = cut(turn, at(from), at(from + long), bruno)
        const hours = parts.map((one) => hoursBetween(one.startsAt, one.endsAt))
        expect(hours.every((one) => one > 0)).toBe(true)
        expect(hours.reduce((sum, one) => sum + one, 0)).toBe(12)
        for (const [n, one] of parts.slice(1).entries())
          expect(one.startsAt).toEqual(parts[n]?.endsAt)
        const taken = parts.filter((one) => one.staffId === bruno)
        expect(taken).toHaveLength(1)
        expect(parts.every((one) => one.role === 'crew' && one.level === 2)).toBe(true)
      }),
    )
  })

  test('its hours are real ones where it can be cut: thirteen in the night the clocks go back, eleven when they go on', () => {
    const night = (day: string, hours: number) => {
      const startsAt = Temporal.PlainDateTime.from(`${day}T20:00`)
        .toZonedDateTime('Europe/Rome')
        .toInstant()
      return { startsAt, endsAt: startsAt.add({ hours }) }
    }
    const told = (span: ReturnType<typeof night>, now = NOW) =>
      cutsOf(span, now).map((cut) => cut.toZonedDateTimeISO('Europe/Rome').hour)
    const before = instant('2026-01-01T00:00:00Z')
    const twice = [20, 21, 22, 23, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8]
    expect(told(night('2026-10-24', 13), before)).toEqual(twice)
    expect(told(night('2027-03-27', 11))).toEqual([20, 21, 22, 23, 0, 1, 3, 4, 5, 6, 7, 8])
    const runs = night('2026-12-10', 12)
    const now = runs.startsAt.add({ hours: 8, minutes: 40 })
    expect(told(runs, now)).toEqual([5, 6, 7, 8])
    expect(told({ ...runs, startsAt: runs.startsAt.add({ minutes: 30 }) }).slice(0, 2)).toEqual([
      20, 21,
    ])
  })

  const away = (from: string, until: string | null): Absence => ({
    ...{ staffId: anna, kind: 'absent', from: Temporal.PlainDate.from(from) },
    until: until === null ? null : Temporal.PlainDate.from(until),
  })
  // From Saturday 13:00 in Italy until one in the night.
  const hoursOf = (spans: readonly { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[]) =>
    spans.map((one) => hoursBetween(one.startsAt, one.endsAt))

  test('an absence leaves its days without anybody, and what is before and after as it was', () => {
    expect(hoursOf(presentIn(turn, [away('2026-12-06', null)]))).toEqual([11])
    expect(hoursOf(presentIn(turn, [away('2026-12-01', '2026-12-05')]))).toEqual([1])
    expect(hoursOf(presentIn(turn, [away('2026-12-05', null)]))).toEqual([])
    const wish = { ...away('2026-12-05', null), kind: 'rather-not' as const }
    expect(hoursOf(presentIn(turn, [wish]))).toEqual([12])
    const others = { ...away('2026-12-05', null), staffId: bruno }
    expect(hoursOf(presentIn(turn, [others]))).toEqual([12])
  })

  test('a substitute is asked for what is to come of the part', () => {
    const part = (absence: Absence, now = NOW) => {
      const found = absentIn(turn, absence, now)
      return found && hoursBetween(found.startsAt, found.endsAt)
    }
    expect(part(away('2026-12-06', null))).toBe(1)
    expect(part(away('2026-12-05', '2026-12-05'))).toBe(11)
    expect(part(away('2026-12-05', null), at(4))).toBe(8)
    expect(part(away('2026-12-07', null))).toBeUndefined()
    expect(part(away('2026-12-05', null), at(12))).toBeUndefined()
  })
})
