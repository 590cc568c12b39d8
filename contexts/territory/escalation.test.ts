import { describe, expect, it, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import type { Configuration } from './configuration.ts'
import { configurationFaults, configurationWarnings } from './consistency.ts'
import {
  bandAt,
  type EscalationBand,
  type EscalationPlan,
  planAt,
  planWarnings,
  rolesCalled,
} from './escalation.ts'
import { EscalationSchema } from './schema-terms.ts'
import { aConfiguration } from './testing/configuration.ts'

const plan = (...roles: ('social-worker' | 'crew' | 'coordinator')[]): EscalationPlan => ({
  steps: roles.map((role, at) => {
    return { role, afterMinutes: at * 4, channels: ['voice' as const], fallback: [] }
  }),
  repeatMinutes: 10,
})

const silent: EscalationPlan = {
  ...plan('social-worker', 'coordinator'),
  steps: [
    { role: 'social-worker', afterMinutes: 0, channels: ['push'], fallback: ['voice'] },
    { role: 'coordinator', afterMinutes: 4, channels: ['voice'], fallback: [] },
  ],
}

const NIGHT = { kind: 'clock', band: 'notte' } as const
const FESTIVE = { kind: 'festive' } as const
const CLOSED = { kind: 'closed', calendar: 'uffici' } as const
const OPEN = { kind: 'open', calendar: 'uffici' } as const

/** The smallest territory, with a night and these bands for its gravest class. */
function configured(bands: readonly EscalationBand[], own = plan('social-worker', 'coordinator')) {
  const smallest = aConfiguration()
  return aConfiguration({
    timeBands: [{ key: 'notte', windows: ['22:00-06:00'] }],
    escalation: smallest.escalation.map((one) =>
      one.class === 'emergenza' ? { ...one, ...own, bands: [...bands] } : one,
    ),
  })
}

const bandsOf = (...whens: EscalationBand['when'][]) =>
  whens.map((when) => ({ when, ...plan('social-worker', 'coordinator') }))

/** The band that a call of the gravest class begins in. */
function begunAt(configuration: Configuration, at: string): number {
  const [policy] = configuration.escalation
  if (!policy) throw new RangeError('no plan')
  return bandAt(configuration, policy, instant(at))
}

describe('the plan that a call begins with', () => {
  // The offices of the smallest territory are open from Monday to Friday, 8 to 14.
  test.each([
    ['Saturday 03:00', '2026-11-28T02:00:00Z', [0, -1, 0, -1]],
    [
      'Sunday 03:00: night and feast, the first that is written holds',
      '2026-11-22T02:00:00Z',
      [0, 0, 0, -1],
    ],
    ['Sunday 15:00', '2026-11-22T14:00:00Z', [-1, 0, 0, -1]],
    ['Wednesday 10:00', '2026-11-18T09:00:00Z', [-1, -1, -1, 0]],
    ['Wednesday 13:59, the last minute of the offices', '2026-11-18T12:59:00Z', [-1, -1, -1, 0]],
    ['Wednesday 14:00, they have just closed', '2026-11-18T13:00:00Z', [-1, -1, 0, -1]],
    ['Wednesday 21:59, a minute before the night', '2026-11-18T20:59:00Z', [-1, -1, 0, -1]],
    ['Wednesday 22:00, the night begins', '2026-11-18T21:00:00Z', [0, -1, 0, -1]],
    ['Thursday 06:00, the night is over', '2026-11-19T05:00:00Z', [-1, -1, 0, -1]],
    ['Tuesday 8 December, a holiday, 10:00', '2026-12-08T09:00:00Z', [-1, 0, 0, -1]],
    ['29 March 01:59, before the hour that is skipped', '2026-03-29T00:59:00Z', [0, 0, 0, -1]],
    ['29 March 03:00, after it', '2026-03-29T01:00:00Z', [0, 0, 0, -1]],
    ['29 March 06:00, an hour of night less', '2026-03-29T04:00:00Z', [-1, 0, 0, -1]],
    ['25 October 02:30, the first time', '2026-10-25T00:30:00Z', [0, 0, 0, -1]],
    ['25 October 02:30, the second time', '2026-10-25T01:30:00Z', [0, 0, 0, -1]],
    ['25 October 05:59, an hour of night more', '2026-10-25T04:59:00Z', [0, 0, 0, -1]],
  ])('%s', (_, at, expected) => {
    const found = [NIGHT, FESTIVE, CLOSED, OPEN].map((when) =>
      begunAt(configured(bandsOf(when)), at),
    )
    expect(found).toEqual(expected)
  })

  it('is that of the first band that holds, in the order of the territory', () => {
    const both = '2026-11-22T02:00:00Z'
    expect(begunAt(configured(bandsOf(NIGHT, FESTIVE)), both)).toBe(0)
    expect(begunAt(configured(bandsOf(FESTIVE, NIGHT)), both)).toBe(0)
    expect(begunAt(configured(bandsOf(FESTIVE, NIGHT)), '2026-11-28T02:00:00Z')).toBe(1)
  })

  it('is the same at every hour in a configuration written before plans had hours', () => {
    const before = EscalationSchema.parse({
      class: 'emergenza',
      steps: [{ role: 'coordinator', afterMinutes: 0, channels: ['voice'] }],
    })
    expect(before).toMatchObject({ bands: [], repeatMinutes: 10, steps: [{ fallback: [] }] })
    const configuration = aConfiguration({ escalation: [before] })
    for (const at of ['2026-11-22T02:00:00Z', '2026-11-18T09:00:00Z'])
      expect(planAt(configuration, 'emergenza', instant(at))?.steps).toEqual(before.steps)
    expect(planAt(configuration, 'non-pertinente', instant('2026-11-22T02:00:00Z'))).toBeUndefined()
  })

  it('at whatever hour counts for whom the class calls', () => {
    const [policy] = configured(bandsOf(NIGHT), plan('crew', 'coordinator')).escalation
    expect(policy && rolesCalled(policy)).toEqual(['crew', 'coordinator', 'social-worker'])
  })
})

const known = new Map([
  ['A944', 'Bologna'],
  ['L219', 'Torino'],
])

describe('what is wrong with a band is said at its place', () => {
  test.each([
    [{ kind: 'clock', band: 'sera' }, 'escalation.0.bands.0.when.band', 'unknown-reference'],
    [
      { kind: 'open', calendar: 'altro' },
      'escalation.0.bands.0.when.calendar',
      'unknown-reference',
    ],
  ] as const)('%o', (when, path, code) => {
    const faults = configurationFaults(configured(bandsOf(when)), known)
    expect(faults.map((one) => [one.path.join('.'), one.code])).toEqual([[path, code]])
  })

  it('a band that does not end with the coordinator is refused', () => {
    const faults = configurationFaults(configured([{ when: NIGHT, ...plan('crew') }]), known)
    expect(faults.map((one) => [one.path.join('.'), one.code])).toEqual([
      ['escalation.0.bands.0.steps', 'escalation-not-to-coordinator'],
    ])
  })
})

it('minutes out of order are said at the minutes, not of who is called last', () => {
  const steps = plan('crew', 'coordinator').steps.map((step) =>
    step.role === 'crew' ? { ...step, afterMinutes: 30 } : step,
  )
  const disordered = { ...plan('crew'), steps }
  const faults = configurationFaults(configured([{ when: NIGHT, ...disordered }]), known)
  expect(faults.map((one) => [one.path.join('.'), one.code, one.facts['latest']])).toEqual([
    ['escalation.0.bands.0.steps.1.afterMinutes', 'escalation-after-the-last', 30],
  ])
})

describe('what a coordinator is told of the plans', () => {
  const told = (configuration: Configuration) =>
    planWarnings(configuration)
      .filter((one) => one.class === 'emergenza')
      .map(({ band, warning }) => `${band} ${warning.code}`)

  it('nothing of plans that call by voice within the target', () => {
    expect(told(configured(bandsOf(NIGHT)))).toEqual([])
  })

  it('the gravest class without a voice call first at night, by whichever plan holds then', () => {
    expect(told(configured([], silent))).toEqual(['-1 no-voice-call-first'])
    expect(told(configured(bandsOf(NIGHT), silent))).toEqual([])
    expect(told(configured([{ when: NIGHT, ...silent }]))).toEqual(['0 no-voice-call-first'])
    expect(told(configured([{ when: OPEN, ...silent }]))).toEqual([])
    expect(told(configured(bandsOf(OPEN, CLOSED), silent))).toEqual([])
    const [saved] = configurationWarnings(configured([{ when: NIGHT, ...silent }]))
    expect(saved?.path.join('.')).toBe('escalation.0.bands.0.steps.0.channels')
  })

  it('a plan longer than the target, one that nobody can end, one whose hours never come', () => {
    const long = plan('social-worker', 'social-worker', 'coordinator')
    expect(planWarnings(configured([], long))).toContainEqual({
      class: 'emergenza',
      band: -1,
      warning: { code: 'later-than-target', after: 8, target: 5 },
    })
    expect(told(configured([], plan('social-worker', 'crew')))).toEqual(['-1 last-cannot-own'])
    expect(told(configured(bandsOf(OPEN, CLOSED, NIGHT)))).toEqual(['2 never-holds'])
  })

  it('a plan that calls nobody who can assess before the coordinators', () => {
    expect(told(configured([], plan('crew', 'coordinator')))).toEqual(['-1 nobody-assesses'])
    expect(told(configured([{ when: NIGHT, ...plan('crew', 'coordinator') }]))).toEqual([
      '0 nobody-assesses',
    ])
  })
})
