import { describe, expect, it } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import type { Admission } from './model-facility.ts'
import { type Guest, type Household, kindOf, minorsIn } from './model-household.ts'
import { type Candidate, judge, type Ranked } from './model-search.ts'

const NOW = instant('2026-11-22T01:40:00Z')
const MOTHER: Guest = { sex: 'female', age: 34 }
const CHILD: Guest = { sex: 'unknown', age: null, isMinor: true }
const household = (...people: readonly Guest[]): Household => ({
  ...{ people, pets: false, stepFree: false, intoxicated: false, care: false },
  ...{ secret: false, mayBeSplit: false, avoid: [] },
})

/** What a house says that admits everybody but for what is told. */
function said(over: Partial<Admission>, ...people: readonly Guest[]): Ranked {
  const admission: Admission = {
    ...{ women: true, men: true, minorsWithParent: true, minorsAlone: true, pets: true },
    ...{ intoxicated: true, stepFree: true, care: true },
    ...{ minAge: null, maxAge: null, maxBoyAge: null },
    ...over,
  }
  const beds = ['1', '2', '3']
  const room = { id: 'r', name: 'Stanza', shared: false, sex: 'unknown', cots: 0 } as const
  const house: Candidate = {
    ...{ id: 'house', admission, capacity: 'beds', isSecret: false, hasAgreement: true },
    ...{ municipality: null, opensAt: null, closesAt: null, declaredAt: NOW },
    rooms: [{ ...room, beds, free: beds }],
  }
  return judge(house, household(...people), NOW)
}

describe('a minor whose age nobody knows', () => {
  it('is counted and judged as a minor', () => {
    expect(minorsIn(household(MOTHER, CHILD))).toBe(1)
    expect(kindOf(CHILD)).toBe('minor_unknown')
    expect(said({ minorsWithParent: false }, MOTHER, CHILD).exclusions).toEqual([
      'minors-with-parent',
    ])
    expect(said({ men: false }, MOTHER, { ...CHILD, sex: 'male' }).verdict).toBe('fits')
    expect(said({ minorsAlone: false }, CHILD).exclusions).toEqual(['minors-alone'])
  })

  it('is to be asked for the age where boys are admitted up to one', () => {
    expect(said({ maxBoyAge: 12 }, MOTHER, CHILD).cautions).toEqual(['minor-age'])
    expect(said({}, MOTHER, CHILD).cautions).toEqual([])
    expect(said({ maxBoyAge: 12 }, MOTHER, { ...CHILD, sex: 'female' }).cautions).toEqual([])
    expect(said({ maxBoyAge: 12 }, MOTHER, { ...CHILD, age: 9 }).cautions).toEqual([])
  })

  it('is an adult where the age says so', () => {
    expect(minorsIn(household({ sex: 'unknown', age: 34, isMinor: true }))).toBe(0)
    expect(kindOf({ ...MOTHER, isMinor: true })).toBe('female')
  })
})
