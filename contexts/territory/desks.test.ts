import { describe, expect, it } from 'vitest'
import { WEEKDAYS, type WeeklyHours } from './calendar.ts'
import type { Configuration, Office } from './configuration.ts'
import { deskFor, deskSaid, hoursSaid } from './desks.ts'
import { aConfiguration } from './testing/configuration.ts'

const shut = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as WeeklyHours
const weekly = {
  ...shut,
  tuesday: ['15:00-18:00'],
  thursday: ['15:00-18:00'],
  saturday: ['09:00-12:00'],
}

function withDesks(): Configuration {
  const made = aConfiguration()
  const [office, calendar] = [made.offices[0], made.calendars[0]]
  const [first, ...others] = made.triage.classes
  if (!office || !calendar || !first) throw new Error('no office')
  const desk = (key: string, municipality: string): Office => ({
    ...office,
    ...{ key, municipality, kind: 'social-desk', name: `Sportello ${key}`, calendar: 'sportelli' },
  })
  return {
    ...made,
    calendars: [...made.calendars, { ...calendar, key: 'sportelli', weekly }],
    offices: [...made.offices, desk('uno', 'A944'), desk('due', 'L219')],
    triage: { ...made.triage, classes: [{ ...first, atDesk: true }, ...others] },
  }
}

describe('a walk-in desk', () => {
  it('says where it is, on which days and from when to when', () => {
    expect(hoursSaid({ weekly })).toBe('martedì e giovedì 15:00-18:00, sabato 09:00-12:00')
    const configuration = withDesks()
    const desk = configuration.offices.at(-1)
    expect(desk && deskSaid(configuration, desk)).toBe(
      'Via delle Prove 1, aperto martedì e giovedì 15:00-18:00, sabato 09:00-12:00',
    )
  })

  it('is that of the municipality, for the classes that go to one', () => {
    const configuration = withDesks()
    const [atDesk, other] = configuration.triage.classes
    const name = (classKey: string | undefined, municipality: string | null) =>
      deskFor(configuration, classKey ?? null, municipality)?.key
    expect(name(atDesk?.key, 'L219')).toBe('due')
    expect(name(atDesk?.key, 'A944')).toBe('uno')
    expect(name(atDesk?.key, null)).toBeUndefined()
    expect(name(other?.key, 'L219')).toBeUndefined()
  })
})
