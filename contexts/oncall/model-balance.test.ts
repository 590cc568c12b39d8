import { expect, test } from 'vitest'
import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { RotaRole, Turn, TurnId } from './model.ts'
import { balanceIn, unfairIn } from './model-balance.ts'

const [anna, bruno, carla] = ['anna', 'bruno', 'carla'] as StaffId[]
const YEAR = { startsAt: instant('2025-12-31T23:00:00Z'), endsAt: instant('2026-12-31T23:00:00Z') }
const RULES = { nightsAboveMean: 2, festiveAboveMean: null } as RotaRules

function night(day: string, staffId = anna, role: RotaRole = 'social-worker'): Turn {
  const startsAt = instant(`${day}T20:00:00+01:00`)
  const id = `${staffId} ${day}` as TurnId
  return {
    id,
    staffId: staffId as StaffId,
    role,
    level: 1,
    startsAt,
    endsAt: startsAt.add({ hours: 12 }),
  }
}

const holders = (role: RotaRole) =>
  role === 'social-worker' ? ([anna, bruno, carla] as StaffId[]) : []

test('a balance counts the year alone, role by role, and knows who has nothing', () => {
  const turns = [
    night('2025-12-31'),
    night('2026-01-01', bruno),
    night('2026-11-07'),
    night('2026-11-09'),
    night('2026-11-09', bruno, 'crew'),
    night('2027-01-01'),
  ]
  const found = balanceIn(turns, holders, YEAR).map(
    ({ role, staffId, tally }) =>
      `${role} ${staffId} ${tally.turns} ${tally.nights} ${tally.festive}`,
  )
  expect(found).toEqual([
    'social-worker anna 2 2 1',
    'social-worker bruno 1 1 1',
    'social-worker carla 0 0 0',
    'crew bruno 1 1 0',
  ])
})

test('who has more nights than the others have on average, by more than is agreed, is told', () => {
  const three = ['2026-11-02', '2026-11-09', '2026-11-16'].map((day) => night(day))
  const told = (turns: readonly Turn[], rules = RULES) =>
    unfairIn(balanceIn(turns, holders, YEAR), rules, YEAR).map(
      (one) => `${one.rule} ${one.staffId} ${one.found}/${one.limit}`,
    )
  expect(told(three)).toEqual(['nights-share anna 3/2'])
  // Bruno has one, Carla none: half a night on average.
  expect(told([...three, night('2026-11-20', bruno)])).toEqual(['nights-share anna 2.5/2'])
  expect(told([...three, night('2026-11-20', bruno), night('2026-11-23', carla)])).toEqual([])
  expect(told(three, { ...RULES, nightsAboveMean: null })).toEqual([])
  expect(
    unfairIn(
      balanceIn(three, () => [], YEAR),
      RULES,
      YEAR,
    ),
  ).toEqual([])
})
