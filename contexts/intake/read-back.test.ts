import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadBackFacts } from './contract-read-back.ts'
import {
  ACTS,
  COMES,
  ESCORTS,
  INFORMS,
  listenersOf,
  openChoices,
  placeSaid,
  STAYS,
} from './model-read-back.ts'
import { isSameReading, mailLines, scriptLines } from './read-back-words.ts'

const FACTS: ReadBackFacts = {
  me: 'Maria Rossi',
  role: 'assistente sociale',
  territory: 'Ambito inventato',
  phone: '06 5550 0100',
  number: '26-0412',
  className: 'Emergenza',
  decidedAt: '2026-11-22T01:45:00Z',
  placeSaid: 'told',
  place: 'Casa del Faro',
}
const choices = fc.record({
  comes: fc.constantFrom(...COMES),
  minutes: fc.option(fc.integer({ min: 0, max: 600 })),
  stays: fc.constantFrom(...STAYS),
  escorts: fc.constantFrom(...ESCORTS),
  acts: fc.subarray([...ACTS]),
  informs: fc.constantFrom(...INFORMS),
})
const hour = (): string => '02:45'

describe('what is said of the place', () => {
  const ask = {
    hasPlace: true,
    needsPlace: true,
    isSecret: false,
    isProtected: false,
    isVerified: true,
  }
  it.each([
    ['to a verified unit', {}, 'told'],
    ['to a caller not verified', { isVerified: false }, 'not-verified'],
    ['of a secret facility', { isSecret: true }, 'meeting-point'],
    ['of a protected file', { isProtected: true }, 'meeting-point'],
    ['before there is one', { hasPlace: false }, 'no-place'],
    ['when none is needed', { hasPlace: false, needsPlace: false }, 'not-needed'],
  ])('%s', (_, over, expected) => {
    expect(placeSaid({ ...ask, ...over })).toBe(expected)
  })

  it('the place itself is said only when it may be told', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom('meeting-point', 'not-verified'), (chosen, said) => {
        const facts = { ...FACTS, placeSaid: said } as const
        expect(scriptLines(facts, chosen, '', hour).join(' ')).not.toContain('Faro')
      }),
    )
    const anyChoice = fc.sample(choices, 1)[0]
    if (anyChoice === undefined) throw new Error('no choice')
    expect(scriptLines(FACTS, anyChoice, '', hour).join(' ')).toContain('Faro')
  })
})

describe('the script', () => {
  it('says only what was chosen: what nobody touched is no fact', () => {
    const none = { comes: null, minutes: null, stays: null, escorts: null, acts: [], informs: null }
    const text = scriptLines(FACTS, none, '', hour).join(' ')
    for (const word of ['magistrato', 'resta', 'Accompagna', 'Viene'])
      expect(text).not.toContain(word)
    expect(openChoices(none)).toEqual(['comes', 'stays', 'escorts', 'informs'])
    const chosen = { ...none, comes: 'crew', informs: 'not-due' } as const
    expect(scriptLines(FACTS, chosen, '', hour).join(' ')).toContain('Non serve informare')
    expect(openChoices(chosen)).toEqual(['stays', 'escorts'])
  })

  it('says who we are, the number, the decision with its hour, and who informs the magistrate', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const text = scriptLines(FACTS, chosen, '', hour).join(' ')
        for (const word of ['Maria Rossi', '26-0412', 'Emergenza, alle 02:45', 'magistrato'])
          expect(text).toContain(word)
        expect(text).not.toMatch(/undefined|null/u)
      }),
    )
  })

  it('the text for the mailbox never holds the place nor the meeting point', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const text = mailLines(FACTS, chosen, hour).join(' ')
        expect(text).not.toContain('Faro')
        expect(text).toContain('solo a voce')
      }),
    )
  })
})

describe('a reading', () => {
  it('is the same while the words are, whatever else moved; another place, class or hour is another', () => {
    const chosen = fc.sample(choices, 1)[0]
    if (chosen === undefined) throw new Error('no choice')
    const lines = (facts: Partial<ReadBackFacts>) =>
      scriptLines({ ...FACTS, ...facts }, chosen, '', (at) => at.slice(11, 16))
    expect(isSameReading(lines({}), lines({ decidedAt: '2026-11-22T01:45:59Z' }))).toBe(true)
    for (const moved of [
      { place: 'Altra casa' },
      { className: 'Urgenza' },
      { decidedAt: '2026-11-22T01:46:00Z' },
      { placeSaid: 'meeting-point' },
    ] as const)
      expect(isSameReading(lines({}), lines(moved))).toBe(false)
  })
})

describe('who may be verified as who listens', () => {
  const unit = (key: string, category: 'police' | 'hospital') => ({
    ...{ key, name: key, category, phones: ['+390655500112'], email: null, portal: false },
    protocol: null,
  })
  const list = [unit('cc', 'police'), unit('ps', 'hospital'), unit('pm', 'police')]
  it.each([
    ['the unit that is said to have reported', 'cc', 'police', ['cc']],
    ['where it is not on the list, those of its kind', 'altro', 'police', ['cc', 'pm']],
    ['of a citizen nobody', null, 'citizen', []],
  ] as const)('%s', (_, claimedReporter, category, expected) => {
    expect(listenersOf(list, { claimedReporter, category }).map((one) => one.reporter)).toEqual(
      expected,
    )
  })
})
