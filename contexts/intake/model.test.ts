import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccessPolicy, AccreditedReporter } from '#contexts/territory/access-policy.ts'
import { YES_NO_FACTS } from '#contexts/territory/situation.ts'
import { instant, plusMinutes } from '#platform/kernel/time.ts'
import {
  ANSWERS,
  asksProtection,
  EMPTY_REPORT,
  INVOLVED,
  mayCallBack,
  missingOf,
  type ReportContent,
} from './model.ts'
import { judgeAccess } from './model-access.ts'
import { completeReport, pathsChanged } from './model-changes.ts'
import { UNDO_MINUTES, withdrawContact } from './model-contact.ts'
import { factsOf, isInDanger, questionsFor } from './model-facts.ts'
import { bodySteps, GUIDED_STEPS, SCRIPT_LINES, scriptFor, unaskedSteps } from './model-script.ts'
import {
  judgeDisclosure,
  VERIFICATIONS,
  verificationAtStart,
  verifyCaller,
} from './model-verification.ts'

const aReport = (given: Partial<ReportContent> = {}): ReportContent => ({
  ...EMPTY_REPORT,
  ...given,
})

const anyReport: fc.Arbitrary<ReportContent> = fc
  .record({
    involved: fc.uniqueArray(fc.constantFrom(...INVOLVED)),
    minorsCount: fc.option(fc.nat(5)),
    freeToSpeak: fc.option(fc.constantFrom(...ANSWERS)),
    answers: fc.dictionary(fc.constantFrom(...YES_NO_FACTS), fc.constantFrom(...ANSWERS)),
  })
  .map((given) => aReport(given as Partial<ReportContent>))

describe('facts of a report', () => {
  it('leaves out what is not known, and never reads it as no', () => {
    const facts = factsOf(
      aReport({ answers: { violence: 'unknown', weapons: 'no', homeless: 'yes' } }),
    )
    expect(facts).toEqual({ weapons: false, homeless: true })
  })

  it('takes a chip and a count as said', () => {
    const facts = factsOf(aReport({ involved: ['homeless', 'pregnant'], minorsCount: 2 }))
    expect(facts).toMatchObject({ homeless: true, pregnant: true, minorInvolved: true })
  })

  it('never loses a danger when a chip or a yes is added', () => {
    fc.assert(
      fc.property(
        anyReport,
        fc.constantFrom(...INVOLVED),
        fc.constantFrom(...YES_NO_FACTS),
        (report, chip, fact) => {
          if (fact === 'hasShelterTonight') return
          const more = {
            ...report,
            involved: [...new Set([...report.involved, chip])],
            answers: { ...report.answers, [fact]: 'yes' as const },
          }
          if (isInDanger(report)) expect(isInDanger(more)).toBe(true)
          for (const [name, value] of Object.entries(factsOf(report)))
            if (value === true) expect(factsOf(more)).toHaveProperty(name, true)
        },
      ),
    )
  })

  it('asks the danger of now first, and nothing that a chip has said already', () => {
    const questions = questionsFor(aReport({ involved: ['homeless', 'children'] }))
    expect(questions.slice(0, 4)).toEqual(['immediateDanger', 'violence', 'weapons', 'healthNeed'])
    expect(questions).toContain('hypothermiaRisk')
    expect(questions).not.toContain('homeless')
    expect(questions).not.toContain('minorInvolved')
  })
})

describe('what is missing', () => {
  it('is a list in the order of asking, empty only when all was asked', () => {
    expect(missingOf(EMPTY_REPORT)[0]).toBe('free-to-speak')
    fc.assert(
      fc.property(
        anyReport,
        (report) => new Set(missingOf(report)).size === missingOf(report).length,
      ),
    )
  })

  it('takes "non so" for the place as an answer', () => {
    expect(missingOf(aReport({ placeUnknown: true }))).not.toContain('place')
  })
})

describe('a person who cannot speak freely', () => {
  const watched = aReport({ freeToSpeak: 'no', phone: '+393000001234', callBack: 'call' })
  it('is never called back, is protected, and hears yes-or-no questions', () => {
    expect(mayCallBack(watched)).toBe(false)
    expect(asksProtection(watched)).toBe(true)
    expect(scriptFor(watched)).toContain('only-yes-no')
    expect(scriptFor(watched)).not.toContain('are-you-safe')
  })
  it('hears no question that asks for more than a yes or a no', () => {
    const open = ['where-exactly', 'who-is-there', 'is-it-cold', 'how-to-reach-you']
    expect(scriptFor(watched).filter((line) => open.includes(line))).toEqual([])
    expect(scriptFor(watched)).toEqual(expect.arrayContaining(['where-yes-no', 'who-yes-no']))
    expect(scriptFor(aReport({ freeToSpeak: 'yes' }))).not.toContain('who-yes-no')
  })
  it('a patrol is asked first who it is, and whether it can speak only when it is none', () => {
    const patrol = bodySteps(aReport({ category: 'police' }))
    expect(patrol[0]).toBe('reporter')
    expect(patrol).not.toContain('free-to-speak')
    expect(bodySteps(aReport({ category: 'citizen' })).slice(0, 2)).toEqual([
      'reporter',
      'free-to-speak',
    ])
  })
  it('before it is saved, what was passed over and is needed soon is named, where it is asked', () => {
    const unasked = (over: Parameters<typeof aReport>[0]) =>
      unaskedSteps(aReport({ municipality: null, category: null, ...over }), GUIDED_STEPS)
    expect(unasked({})).toEqual(['where', 'reporter'])
    expect(unasked({ municipality: 'A323' })).toEqual(['reporter'])
    expect(unasked({ municipality: 'A323', category: 'police' })).toEqual([])
    expect(unaskedSteps(aReport({ municipality: null, category: null }), ['reporter'])).toEqual([
      'reporter',
    ])
  })
  it('every script begins with that question', () => {
    fc.assert(fc.property(anyReport, (report) => scriptFor(report)[0] === SCRIPT_LINES[0]))
  })
})

const CLOSED: AccessPolicy = {
  mode: 'police-only',
  entitled: ['police'],
  refusalScript: 'Questo numero è per le Forze dell’ordine.',
  guaranteedScript: 'Chiami il 112, intanto la ascoltiamo.',
  channels: [],
}

describe('who may report', () => {
  it.each([
    ['a patrol', { category: 'police' }, false, true, 'entitled'],
    ['a citizen without danger', { category: 'citizen' }, false, false, 'not-entitled'],
    ['a citizen in office hours', { category: 'citizen' }, true, true, 'office-hours'],
    [
      'a citizen who sees a weapon',
      { category: 'citizen', answers: { weapons: 'yes' } },
      false,
      true,
      'immediate-danger',
    ],
    [
      'a citizen for a man in the cold',
      { category: 'citizen', involved: ['homeless'], answers: { hypothermiaRisk: 'yes' } },
      false,
      true,
      'guaranteed-need',
    ],
    ['nobody knows who', {}, false, true, 'reporter-unknown'],
  ] as const)('%s', (_, given, officeOpen, taken, outcome) => {
    expect(judgeAccess(CLOSED, aReport(given as Partial<ReportContent>), officeOpen)).toMatchObject(
      { taken, outcome },
    )
  })

  it('turns away nobody in danger, whatever the category', () => {
    fc.assert(
      fc.property(
        anyReport,
        fc.constantFrom('citizen', 'school', 'third-sector'),
        (report, category) => {
          const asked = { ...report, category } as ReportContent
          const judged = judgeAccess(CLOSED, asked, false)
          if (isInDanger(asked)) expect(judged).toMatchObject({ taken: true, handOn: ['112'] })
        },
      ),
    )
  })
})

const POST: AccreditedReporter = {
  key: 'carabinieri-centro',
  name: 'Carabinieri, Centrale Operativa',
  category: 'police',
  phones: ['+390655500112'],
  email: null,
  portal: false,
  protocol: { reference: 'Protocollo 3', from: '2024-01-01', to: '2025-12-31' },
}
const ON = Temporal.PlainDate.from('2026-11-18')
const attempt = {
  method: 'call-back',
  result: 'verified',
  reporter: POST.key,
  calledNumber: '+390655500112',
} as const

describe('verification of who reports', () => {
  it('recognises a listed number without taking it as verified', () => {
    expect(verificationAtStart([POST], 'police', '+390655500112')).toBe('listed')
    expect(verificationAtStart([POST], 'police', '+393000009999')).toBe('to-verify')
    expect(verificationAtStart([POST], 'citizen', '+390655500112')).toBe('not-needed')
  })
  it('counts a call-back only on the listed number', () => {
    expect(verifyCaller([POST], { ...attempt, calledNumber: '+393000009999' }, ON)).toMatchObject({
      refusal: 'number-not-listed',
    })
    expect(verifyCaller([], attempt, ON)).toMatchObject({ refusal: 'reporter-not-listed' })
    expect(
      verifyCaller([{ ...POST, protocol: null }], { ...attempt, method: 'word' }, ON),
    ).toMatchObject({
      refusal: 'no-protocol',
    })
  })
  it('says that a protocol has expired and accepts', () => {
    expect(verifyCaller([POST], attempt, ON)).toMatchObject({
      accepted: true,
      events: [{ data: { isProtocolExpired: true } }],
    })
  })
  it('discloses nothing by rule, and is refused until verified by call-back or word', () => {
    for (const state of VERIFICATIONS)
      expect(judgeDisclosure(state)).toBe(state === 'verified' ? 'by-person' : 'refused')
  })
})

describe('taking a call ending back', () => {
  const loggedAt = instant('2026-11-18T01:00:00Z')
  const ending = { kind: 'nuisance', loggedAt, isWithdrawn: false } as const
  it.each([
    [ending, 1, undefined],
    [ending, UNDO_MINUTES + 1, 'contact-too-old'],
    [{ ...ending, isWithdrawn: true }, 1, 'contact-withdrawn'],
    [{ ...ending, kind: 'dropped' as const }, 1, 'contact-has-file'],
  ])('%o after %i minutes: %s', (contact, minutes, refusal) => {
    const decided = withdrawContact(contact, plusMinutes(loggedAt, minutes))
    expect(decided.accepted ? undefined : decided.refusal).toBe(refusal)
  })
})

describe('two people complete one report', () => {
  const state = {
    version: 3,
    content: aReport({ happening: 'prima' }),
    fieldVersions: { happening: 3 },
  }
  it('is a conflict only when the same field moved since it was seen', () => {
    expect(completeReport(state, { happening: 'dopo' }, 2)).toMatchObject({
      refusal: 'field-changed-meanwhile',
      facts: { field: 'happening' },
    })
    expect(completeReport(state, { animals: 'un cane' }, 2)).toMatchObject({ accepted: true })
    expect(completeReport(state, { happening: 'prima' }, 2)).toMatchObject({
      events: [{ paths: [] }],
    })
  })
  it('merges questions one by one', () => {
    const answered = {
      ...state,
      content: aReport({ answers: { weapons: 'no' } }),
      fieldVersions: { 'answers.weapons': 3 },
    }
    const decided = completeReport(answered, { answers: { violence: 'yes' } }, 2)
    expect(decided).toMatchObject({ events: [{ paths: ['answers.violence'] }] })
    expect(completeReport(answered, { answers: { weapons: 'yes' } }, 2)).toMatchObject({
      accepted: false,
    })
  })
  it('changes nothing of a report whose personal data were wiped', () => {
    expect(completeReport({ ...state, content: null }, { animals: 'x' }, 3)).toMatchObject({
      refusal: 'report-forgotten',
    })
  })
  it('finds no path between a report and itself', () => {
    fc.assert(fc.property(anyReport, (report) => pathsChanged(report, { ...report }).length === 0))
  })
})
