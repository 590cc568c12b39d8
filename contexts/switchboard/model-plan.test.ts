import { describe, expect, it } from 'vitest'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { type Duty, planAt } from './model-plan.ts'

const NIGHT = instant('2026-11-21T01:40:00Z')
const MONDAY_MORNING = instant('2026-11-23T09:00:00Z')
const [anna, bruno, clara] = ['anna', 'bruno', 'clara'] as StaffId[] as [StaffId, StaffId, StaffId]
const duty = (staffId: StaffId, level: number, role: Duty['role'] = 'social-worker'): Duty => ({
  ...{ staffId, level, role },
})
const within = (people: readonly Duty[], silent: readonly StaffId[] = []) => ({
  duty: people,
  coordinators: [clara],
  hasPhone: (id: StaffId) => !silent.includes(id),
})
const names = (people: readonly Duty[], at = NIGHT) =>
  planAt(aConfiguration(), within(people), at).map((one) => one.staffId ?? one.office)

describe('whom a call rings', () => {
  it('by night: the levels of who is on call, then who coordinates', () => {
    expect(names([duty(bruno, 2), duty(anna, 1)])).toEqual([anna, bruno, clara])
    const boss = duty(bruno, 1, 'coordinator')
    expect(names([duty(anna, 1), boss])).toEqual([anna, bruno])
  })

  it('nobody twice, also with two roles in one night', () => {
    expect(names([duty(clara, 1), duty(clara, 1, 'coordinator')])).toEqual([clara])
  })

  it('who has no telephone stands in it, and is known to have none', () => {
    const plan = planAt(aConfiguration(), within([duty(anna, 1)], [anna]), NIGHT)
    expect(plan.map((one) => one.hasPhone)).toEqual([false, true])
  })

  it('in the order that the territory says', () => {
    const { switchboard } = aConfiguration()
    const roles = ['coordinator', 'social-worker'] as const
    const turned = aConfiguration({ switchboard: { ...switchboard, roles } })
    const plan = planAt(turned, within([duty(anna, 1)]), NIGHT)
    expect(plan.map((one) => one.staffId)).toEqual([clara, anna])
  })

  it('where an office answers for everybody now, the office first', () => {
    const [office] = names([duty(anna, 1)], MONDAY_MORNING)
    expect(aConfiguration().offices.map((one) => one.key)).toContain(office)
    expect(names([duty(anna, 1)], MONDAY_MORNING).slice(1)).toEqual([anna, clara])
  })
})
