import { describe, expect, it } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import type { Household } from './model-household.ts'
import { type Candidate, judge } from './model-search.ts'

const NOW = instant('2026-11-22T01:40:00Z')
const FLAGS = { pets: false, stepFree: false, intoxicated: false, care: false }
const shelter: Candidate = {
  ...{ id: 'shelter', capacity: 'beds', isSecret: true, hasAgreement: true, municipality: null },
  ...{ opensAt: null, closesAt: null, declaredAt: NOW },
  admission: {
    ...{ women: true, men: false, minorsWithParent: true, minorsAlone: false, pets: false },
    ...{ intoxicated: false, stepFree: false, care: false },
    ...{ minAge: null, maxAge: null, maxBoyAge: null },
  },
  rooms: [
    {
      ...{ id: 'r', name: 'Stanza', shared: false, sex: 'unknown', cots: 0 },
      ...{ beds: ['b'], free: ['b'] },
    },
  ],
}
const household = (avoid: readonly string[]): Household => ({
  ...{ people: [{ sex: 'female', age: 34 }], ...FLAGS, secret: true, mayBeSplit: false, avoid },
})

describe('a secret facility and the municipalities to avoid', () => {
  const near = { ...shelter, secretMunicipality: 'A944' }
  const secretly = household(['A944'])

  it('is excluded for its position, for who may know where it is', () => {
    const found = judge(near, secretly, NOW)
    expect([found.verdict, found.exclusions]).toEqual(['excluded', ['location']])
    const far = judge({ ...near, secretMunicipality: 'L219' }, secretly, NOW)
    expect([far.exclusions, far.cautions]).toEqual([[], []])
  })

  it('says to everybody else the same, wherever it is', () => {
    const found = judge(shelter, secretly, NOW)
    expect([found.exclusions, found.cautions]).toEqual([[], ['location']])
    expect(judge(shelter, household([]), NOW).cautions).toEqual([])
  })
})
