import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { competenceFor, openOffice } from './competence.ts'
import type { Configuration } from './configuration.ts'
import { whoIsInCharge } from './in-charge.ts'
import { answerAt } from './service.ts'
import { YES_NO_FACTS } from './situation.ts'
import { aConfiguration } from './testing/configuration.ts'

const base = aConfiguration()
const [office] = base.offices
if (!office) throw new RangeError('the test configuration has an office')
const two: Configuration = {
  ...base,
  offices: [
    { ...office, calendar: 'sera', standIn: 'centrale' },
    { ...office, key: 'centrale', name: 'Ufficio centrale' },
  ],
  calendars: [
    ...base.calendars,
    {
      key: 'sera',
      openOnNationalHolidays: false,
      closings: [],
      openings: [],
      weekly: {
        monday: [],
        tuesday: [],
        wednesday: ['17:00-19:00'],
        thursday: [],
        friday: [],
        saturday: [],
        sunday: [],
      },
    },
  ],
}
const wednesday = instant('2026-11-18T11:00:00+01:00')
const day = Temporal.PlainDate.from('2026-11-18')

test('residence in the territory decides, wherever the person was found', () => {
  expect(competenceFor(base, 'L219', 'A944', day)).toEqual({
    reason: 'residence-in-territory',
    municipality: 'A944',
    officeKey: 'ufficio',
    meanwhile: 'ufficio',
  })
})

test('without a known residence the place of finding decides', () => {
  expect(competenceFor(base, 'L219', null, day).reason).toBe('residence-unknown')
})

test('a resident of elsewhere belongs to that municipality, and the place of finding helps meanwhile', () => {
  expect(competenceFor(base, 'L219', 'H501', day)).toEqual({
    reason: 'residence-elsewhere',
    municipality: 'H501',
    officeKey: null,
    meanwhile: 'ufficio',
  })
})

test('a municipality that left the territory is outside from the next day', () => {
  const left = {
    ...base,
    municipalities: base.municipalities.map((one) => ({ ...one, to: '2026-11-17' })),
  }
  expect(competenceFor(left, 'A944', null, day).reason).toBe('nowhere-in-territory')
  const before = Temporal.PlainDate.from('2026-11-17')
  expect(competenceFor(left, 'A944', null, before).reason).toBe('residence-unknown')
})

test('while an office is closed the one that stands in for it answers, and says so', () => {
  expect(openOffice(two, 'ufficio', wednesday)?.office.key).toBe('centrale')
  expect(answerAt(two, 'A944', wednesday)).toMatchObject({
    who: { kind: 'office', office: { key: 'centrale' } },
    reasons: ['services-open', 'office-closed-stand-in'],
  })
})

test('when every office of an open service is closed the service itself answers', () => {
  const shut = { ...two, offices: two.offices.map((one) => ({ ...one, calendar: 'sera' })) }
  expect(answerAt(shut, 'A944', wednesday)).toMatchObject({
    who: { kind: 'on-call' },
    reasons: ['services-open', 'no-office-open'],
  })
})

test('offices that stand in for each other and are closed do not turn in a circle', () => {
  const ring = {
    ...two,
    offices: two.offices.map((one) => ({ ...one, calendar: 'sera', standIn: 'ufficio' })),
  }
  expect(openOffice(ring, 'centrale', wednesday)).toBeUndefined()
})

test('a service with hours of its own answers in them; outside, the office or who is named for it', () => {
  const { answers } = base.service
  const night = { ...answers, label: 'Coordinatrice reperibile', phone: '+390655509002' }
  const own: Configuration = {
    ...two,
    service: { ...base.service, mode: 'hours', hours: 'sera', outside: night },
  }
  const at = (iso: string) => answerAt(own, 'A944', instant(iso))
  expect(at('2026-11-18T18:00:00+01:00').reasons).toEqual(['service-hours'])
  expect(at('2026-11-18T11:00:00+01:00').who.kind).toBe('office')
  expect(at('2026-11-18T22:00:00+01:00')).toMatchObject({
    who: { kind: 'on-call', answerer: night },
    reasons: ['outside-every-hour', 'weekly-hours'],
  })
})

test('at any minute of two years, for any place and facts, somebody answers and nothing throws', () => {
  const start = instant('2026-01-01T00:00:00Z')
  const place = fc.constantFrom('A944', 'L219', 'H501', null)
  const facts = fc.dictionary(fc.constantFrom(...YES_NO_FACTS), fc.boolean())
  const minutes = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 })
  fc.assert(
    fc.property(minutes, place, place, facts, (minute, foundIn, residence, known) => {
      const at = start.add({ minutes: minute })
      const ask = { at, foundIn, residence, reporter: 'citizen', facts: known } as const
      const { answer } = whoIsInCharge(two, ask)
      const { who, untilAt } = answer
      const phone = who.kind === 'office' ? who.office.phone : who.answerer.phone
      const later = untilAt === null || Temporal.Instant.compare(untilAt, at) > 0
      return phone.startsWith('+39') && later && answer.reasons.length > 0
    }),
    { numRuns: 300 },
  )
})
