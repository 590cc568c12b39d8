import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReadBackBody, type ReadBackFacts } from './contract-read-back.ts'
import {
  ACTS,
  COMES,
  ESCORTS,
  INFORMS,
  LISTENER_KINDS,
  type ListenerKind,
  listenerKind,
  listenersOf,
  openChoices,
  placeSaid,
  type ReadBackChoices,
  STAYS,
} from './model-read-back.ts'
import { isMeetingUnsaid, isSameReading, mailLines, scriptLines } from './read-back-words.ts'

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
  arrivedAt: null,
  desk: null,
}
/** Listeners who hear all that is not the person's or a citizen's. */
const BODIES = ['officer', 'health', 'service'] as const
const choices = fc.record({
  kind: fc.constantFrom(...BODIES),
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
    isGivenUp: false,
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
    ['when nobody looks for one any more', { hasPlace: false, isGivenUp: true }, 'not-sought'],
    ['when one was found after all', { isGivenUp: true }, 'told'],
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
    const none = {
      kind: 'officer',
      comes: null,
      minutes: null,
      stays: null,
      escorts: null,
      acts: [],
      informs: null,
    } as const
    const text = scriptLines(FACTS, none, '', hour).join(' ')
    for (const word of ['magistrato', 'resta', 'Accompagna', 'Viene'])
      expect(text).not.toContain(word)
    expect(openChoices(none, false)).toEqual(['comes', 'stays', 'escorts', 'informs'])
    const chosen = { ...none, comes: 'crew', informs: 'not-due' } as const
    expect(scriptLines(FACTS, chosen, '', hour).join(' ')).toContain('Non serve informare')
    expect(openChoices(chosen, false)).toEqual(['minutes', 'stays', 'escorts'])
    expect(openChoices({ ...chosen, minutes: 20 }, false)).toEqual(['stays', 'escorts'])
    expect(openChoices({ ...chosen, comes: 'nobody' }, false)).toEqual(['stays', 'escorts'])
    expect(openChoices({ ...chosen, kind: 'citizen' }, false)).toEqual([])
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

/** Words by which each thing that is told can be recognised in the script. */
const SAYS = {
  class: 'Emergenza',
  place: 'Faro',
  comes: 'Viene: l',
  minutes: '25 minuti',
  stays: 'Intanto resta',
  escorts: 'Accompagna',
  acts: 'annotazione di servizio',
  magistrate: 'magistrato',
  more: 'non possiamo dire altro',
  worse: 'In pericolo chiami il 112',
} as const
type Says = keyof typeof SAYS

const ALL_CHOSEN: Omit<ReadBackChoices, 'kind'> = {
  comes: 'crew',
  minutes: 25,
  stays: 'patrol',
  escorts: 'crew',
  acts: ['note'],
  informs: 'them',
}

const SENT = {
  ...{ officer: 'Prova', comes: null, minutes: null, meetingPoint: '', stays: null, escorts: null },
  ...{ acts: [], informs: null, mail: false, release: false },
}

describe('what each kind of listener hears, whatever was chosen', () => {
  const body: readonly Says[] = [
    ...(['class', 'place', 'comes', 'minutes', 'stays', 'escorts', 'magistrate'] as const),
  ]
  const HEARS: Readonly<Record<ListenerKind, readonly Says[]>> = {
    officer: [...body, 'acts'],
    health: body,
    service: body,
    person: ['place', 'comes', 'minutes', 'escorts', 'worse'],
    citizen: ['more', 'worse'],
  }
  it.each(LISTENER_KINDS)('%s', (kind) => {
    const text = scriptLines(FACTS, { ...ALL_CHOSEN, kind }, '', hour).join('\n')
    expect(text).toContain('Pronto intervento sociale')
    const heard = Object.entries(SAYS).filter(([, word]) => text.includes(word))
    expect(heard.map(([says]) => says).toSorted()).toEqual([...HEARS[kind]].toSorted())
  })

  it.each([
    ['police', 'officer'],
    ['municipal-police', 'officer'],
    ['hospital', 'health'],
    ['emergency-services', 'health'],
    ['social-service', 'service'],
    ['person-in-need', 'person'],
    ['citizen', 'citizen'],
    [null, null],
    [undefined, null],
  ] as const)('who reported as %s listens as %s', (category, kind) => {
    expect(listenerKind(category)).toBe(kind)
  })

  it('who takes the person to a protected place is told where to meet, or that we ring first', () => {
    const facts = { ...FACTS, placeSaid: 'meeting-point' } as const
    const told = (escorts: ReadBackChoices['escorts'], kind: ListenerKind, at: string) =>
      scriptLines(facts, { ...ALL_CHOSEN, kind, escorts }, at, hour).join(' ')
    expect(told('patrol', 'officer', ' ')).toContain('Il punto d’incontro ve lo diciamo')
    expect(told('ambulance', 'health', '')).toContain('Il punto d’incontro ve lo diciamo')
    expect(told('patrol', 'officer', 'Piazza Prova')).toContain('Ci incontriamo qui: Piazza Prova')
    expect(told('patrol', 'officer', 'Piazza Prova')).not.toContain('ve lo diciamo')
    expect(told('crew', 'officer', '')).not.toContain('ve lo diciamo')
    for (const kind of ['person', 'citizen'] as const)
      expect(told('patrol', kind, '')).not.toContain('ve lo diciamo')
  })

  it.each([
    ['where somebody comes', {}, '', true],
    ['once it is said', {}, 'Piazza Prova', false],
    [
      'where nobody comes and nobody takes them',
      { comes: 'nobody', escorts: 'not-needed' },
      '',
      false,
    ],
    ['where nobody has chosen who takes them', { comes: 'nobody', escorts: null }, '', true],
    ['to a citizen', { kind: 'citizen' }, '', false],
  ] as const)('where to meet at a place that is not told is asked: %s', (_, over, at, expected) => {
    const chosen = { ...ALL_CHOSEN, kind: 'officer', ...over } as const
    const facts = (placeSaid: 'told' | 'meeting-point') => ({ placeSaid, arrivedAt: null })
    expect(isMeetingUnsaid(facts('meeting-point'), chosen, at)).toBe(expected)
    expect(isMeetingUnsaid(facts('told'), chosen, at)).toBe(false)
  })

  it('of people who have arrived nobody is told who comes, stays or takes them there: they are there', () => {
    const facts = { ...FACTS, placeSaid: 'meeting-point', arrivedAt: FACTS.decidedAt } as const
    for (const kind of LISTENER_KINDS) {
      const text = scriptLines(facts, { ...ALL_CHOSEN, kind }, '', hour).join(' ')
      expect(text).not.toMatch(/Viene|resta con|Accompagna|incontr/u)
      expect(/Sono già arrivati/u.test(text)).toBe(kind !== 'citizen')
      const none = { ...ALL_CHOSEN, kind, comes: null, stays: null, escorts: null }
      expect(openChoices(none, true)).toEqual([])
      expect(ReadBackBody.safeParse({ ...SENT, kind, seen: facts }).success).toBe(true)
    }
  })

  it('a citizen is not told that there is a place, nor a meeting point', () => {
    for (const placeSaid of ['told', 'meeting-point', 'not-verified', 'no-place'] as const) {
      for (const kind of ['citizen', null] as const) {
        const chosen = { ...ALL_CHOSEN, kind }
        const facts = { ...FACTS, placeSaid }
        expect(scriptLines(facts, chosen, 'Piazza Prova', hour).join(' ')).not.toMatch(
          /posto|Piazza/u,
        )
        expect(mailLines(facts, chosen, hour).join(' ')).not.toContain('posto')
      }
    }
  })

  it('the person, who may have said never to call her back, is promised no call', () => {
    const facts = { ...FACTS, placeSaid: 'no-place' } as const
    const toldTo = (kind: ListenerKind) =>
      scriptLines(facts, { ...ALL_CHOSEN, kind }, '', hour).join(' ')
    expect(toldTo('person')).toContain('Il posto non c’è ancora')
    expect(toldTo('person')).not.toContain('richiamiamo')
    expect(toldTo('officer')).toContain('richiamiamo')
  })

  it('who comes is asked where it is told', () => {
    const officer = ReadBackBody.safeParse({ ...SENT, kind: 'officer', seen: FACTS })
    expect(officer.error?.issues).toMatchObject([{ path: ['comes'] }])
    expect(ReadBackBody.safeParse({ ...SENT, kind: 'citizen', seen: FACTS }).success).toBe(true)
  })
})

it.each(LISTENER_KINDS)(
  'of a class that goes to a walk-in desk, %s hears which one and when',
  (kind) => {
    const desk = 'Sportello di prova, Via delle Prove 1, aperto martedì 15:00-18:00'
    const text = scriptLines({ ...FACTS, desk }, { ...ALL_CHOSEN, kind }, '', hour).join(' ')
    expect(text.includes(desk)).toBe(kind !== 'citizen')
  },
)

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
