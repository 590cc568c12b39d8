import { expect, test } from 'vitest'
import type { EscalationPolicy } from '#contexts/territory/escalation.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { holesOf, type UncoveredStep, uncoveredSteps, usedByHand } from './model-uncovered.ts'

const step = (role: 'social-worker' | 'crew' | 'coordinator', afterMinutes: number) => {
  return { role, afterMinutes, channels: ['voice' as const], fallback: [] }
}
const NIGHT = { kind: 'clock', band: 'notte' } as const
const policy: EscalationPolicy = {
  class: 'emergenza',
  steps: [step('social-worker', 0), step('coordinator', 10)],
  repeatMinutes: 10,
  bands: [{ when: NIGHT, steps: [step('crew', 0), step('coordinator', 5)], repeatMinutes: 5 }],
}
const plans = {
  escalation: [policy],
  calendars: [],
  timeBands: [{ key: 'notte', windows: ['22:00-06:00'] }],
}

// Saturday 28 November: the night is over at six, the next one begins at 22.
const from: Instant = instant('2026-11-28T02:00:00Z')
const wanted = Array.from({ length: 24 }, (_, hour) => from.add({ hours: hour }).toString())

test.each([
  ['everybody is on call', [], []],
  [
    'no crew by night, no worker at one hour of the day: each in the hours of its own plan',
    [
      { role: 'crew', hours: wanted },
      { role: 'social-worker', hours: [wanted[0] ?? '', wanted[5] ?? ''] },
      { role: 'coordinator', hours: wanted },
    ],
    ['-1 1 social-worker 1 some 2026-11-28T07:00:00Z', '0 1 crew 8 all 2026-11-28T02:00:00Z'],
  ],
] as const)('%s', (_, roles, expected) => {
  const all = ['crew', 'social-worker', 'coordinator'] as const
  const known = all.map((role) => {
    return { role, hours: roles.find((one) => one.role === role)?.hours ?? [] }
  })
  const found = uncoveredSteps(plans, { roles: known, wanted })
  expect(
    found.map(
      (one) =>
        `${one.band} ${one.number} ${one.role} ${one.hours} ${one.isAll ? 'all' : 'some'} ${one.first}`,
    ),
  ).toEqual(expected)
})

test('the same hole in several steps is told once, with them; of other hours it is another', () => {
  const uncovered = {
    band: -1,
    number: 1,
    role: 'crew',
    hours: 8,
    isAll: false,
    first: 'a',
  } as const
  const steps: readonly UncoveredStep[] = [
    { ...uncovered, classKey: 'emergenza' },
    { ...uncovered, classKey: 'urgenza', number: 2 },
    { ...uncovered, classKey: 'urgenza', band: 0, first: 'b' },
    { ...uncovered, classKey: 'emergenza', role: 'social-worker', isAll: true },
    { ...uncovered, classKey: 'urgenza', role: 'social-worker', isAll: true, hours: 3, first: 'b' },
  ]
  expect(
    holesOf(steps).map((hole) => [hole.role, hole.steps.map((one) => one.classKey).join(' ')]),
  ).toEqual([
    ['crew', 'emergenza urgenza'],
    ['crew', 'urgenza'],
    ['social-worker', 'emergenza urgenza'],
  ])
})

test('of what nobody carries only that is said which a plan uses', () => {
  expect(usedByHand(plans, ['voice', 'sms'])).toEqual(['voice'])
  expect(usedByHand(plans, ['sms'])).toEqual([])
  const [first] = policy.bands
  const bands = first
    ? [{ ...first, steps: [{ ...step('crew', 0), fallback: ['sms' as const] }] }]
    : []
  expect(usedByHand({ escalation: [{ ...policy, bands }] }, ['sms'])).toEqual(['sms'])
})
