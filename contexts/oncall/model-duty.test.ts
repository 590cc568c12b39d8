import { expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Level, RotaTurn, TurnId } from './model.ts'
import { dutyOf } from './model-duty.ts'
import type { Absence } from './model-staff.ts'

const [anna, bruno, carla] = ['anna' as StaffId, 'bruno' as StaffId, 'carla' as StaffId]
const NOW = instant('2026-12-05T12:00:00Z')
const at = (hours: number) => NOW.add({ hours })

function turn(staffId: StaffId, from: number, to: number, level: Level = 1): RotaTurn {
  return {
    ...{ id: `${staffId} ${from}` as TurnId, staffId, role: 'social-worker', level },
    ...{ startsAt: at(from), endsAt: at(to), state: 'published', leaves: false, setAside: null },
  }
}
const away = (staffId: StaffId, from: string, until: string | null): Absence => ({
  ...{ staffId, kind: 'absent', from: Temporal.PlainDate.from(from) },
  until: until === null ? null : Temporal.PlainDate.from(until),
})
const said = (
  turns: readonly RotaTurn[],
  absences: readonly Absence[] = [],
  left: readonly StaffId[] = [],
) => {
  const { now, next } = dutyOf(turns, absences, (id) => !left.includes(id), NOW)
  return [
    now.map((one) => `${one.turn.staffId} ${one.until}`),
    next.map((one) => `${one.staffId} ${one.startsAt}`),
  ]
}
const TURNS = [turn(anna, -4, 8), turn(carla, -4, 8, 2), turn(bruno, 8, 20), turn(carla, 20, 32)]

test('whoever has the turn that runs answers, and the next first level is named', () => {
  expect(said(TURNS)).toEqual([
    ['anna 2026-12-05T20:00:00Z', 'carla 2026-12-05T20:00:00Z'],
    ['bruno 2026-12-05T20:00:00Z'],
  ])
})

test('nobody who is away then is named as next, and nobody whose role has ended', () => {
  const next = (absences: readonly Absence[], left: readonly StaffId[] = []) =>
    said(TURNS, absences, left)[1]
  expect(next([away(bruno, '2026-12-04', '2026-12-07')])).toEqual(['carla 2026-12-06T08:00:00Z'])
  expect(next([], [bruno])).toEqual(['carla 2026-12-06T08:00:00Z'])
  expect(next([away(bruno, '2026-12-04', null), away(carla, '2026-12-06', null)])).toEqual([])
  // Back within the turn: from midnight in Italy.
  expect(next([away(bruno, '2026-12-05', '2026-12-05')])).toEqual(['bruno 2026-12-05T23:00:00Z'])
})

test('who is away from midnight on answers until then, and who is away answers not at all', () => {
  const late = [turn(anna, -4, 20)]
  expect(said(late, [away(anna, '2026-12-06', null)])[0]).toEqual(['anna 2026-12-05T23:00:00Z'])
  expect(said(late, [away(anna, '2026-12-05', null)])).toEqual([[], []])
})
