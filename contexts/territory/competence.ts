import { type Instant, wallClock } from '#platform/kernel/time.ts'
import { nextSwitch, opennessAt } from './calendar.ts'
import {
  type Configuration,
  calendarOf,
  municipalityOf,
  type Office,
  patronsOf,
} from './configuration.ts'

/** Why an office is competent, or why nobody of the territory is. */
export type CompetenceReason =
  | 'residence-in-territory'
  | 'residence-unknown'
  | 'residence-elsewhere'
  | 'nowhere-in-territory'

/**
 * Who the competent social service is. `officeKey` null: the municipality of residence is outside the
 * territory and `municipality` names it; `meanwhile` then is the office of the place of finding.
 */
export type Competence = {
  readonly reason: CompetenceReason
  readonly municipality: string | null
  readonly officeKey: string | null
  readonly meanwhile: string | null
}

/**
 * Competence by municipality of residence, else where the person was found (L. 328/2000 art. 6).
 * `residence` null = not known.
 */
export function competenceFor(
  configuration: Configuration,
  foundIn: string | null,
  residence: string | null,
  on: Temporal.PlainDate,
): Competence {
  const found = municipalityOf(configuration, foundIn, on)
  const home = municipalityOf(configuration, residence, on)
  const meanwhile = found?.office ?? null
  if (home) {
    const officeKey = home.office
    return { reason: 'residence-in-territory', municipality: home.code, officeKey, meanwhile }
  }
  if (residence !== null) {
    return { reason: 'residence-elsewhere', municipality: residence, officeKey: null, meanwhile }
  }
  if (found) {
    const officeKey = found.office
    return { reason: 'residence-unknown', municipality: found.code, officeKey, meanwhile }
  }
  return { reason: 'nowhere-in-territory', municipality: null, officeKey: null, meanwhile: null }
}

/** The office with this key, if any. */
export function officeOf(configuration: Configuration, key: string | null): Office | undefined {
  return configuration.offices.find((one) => one.key === key)
}

export type OfficeState = {
  readonly office: Office
  readonly open: boolean
  readonly nextSwitchAt: Instant | null
}

/** Is this office open now, and when does that change. The patron saint of its seat closes it. */
export function officeState(
  configuration: Configuration,
  office: Office,
  at: Instant,
): OfficeState {
  const calendar = calendarOf(configuration, office.calendar)
  const patrons = patronsOf(configuration, office.municipality)
  return {
    office,
    open: opennessAt(calendar, patrons, at).open,
    nextSwitchAt: nextSwitch(calendar, patrons, at) ?? null,
  }
}

/** The first open office along the chain of stand-ins, beginning with the one asked for. */
export function openOffice(
  configuration: Configuration,
  key: string | null,
  at: Instant,
): OfficeState | undefined {
  const seen = new Set<string>()
  let office = officeOf(configuration, key)
  while (office && !seen.has(office.key)) {
    const state = officeState(configuration, office, at)
    if (state.open) return state
    seen.add(office.key)
    office = officeOf(configuration, office.standIn)
  }
  return undefined
}

/** The walk-in desks of a municipality that are open now. */
export function openDesks(
  configuration: Configuration,
  municipality: string | null,
  at: Instant,
): readonly Office[] {
  return configuration.offices.filter(
    (one) =>
      one.kind === 'social-desk' &&
      one.municipality === municipality &&
      officeState(configuration, one, at).open,
  )
}

/** The day in Italy. */
export function italianDay(at: Instant): Temporal.PlainDate {
  return wallClock(at).toPlainDate()
}
