import type { Instant } from '#platform/kernel/time.ts'
import { type DayReason, nextSwitch, opennessAt } from './calendar.ts'
import { italianDay, officeOf, openOffice } from './competence.ts'
import {
  type Answerer,
  type Configuration,
  calendarOf,
  municipalityOf,
  type Office,
  patronsOf,
} from './configuration.ts'

/** Why this one answers at this instant. Each has an Italian text `territory_reason_<code>`. */
export type AnswerReason =
  | 'service-always-on'
  | 'services-closed'
  | 'services-open'
  | 'office-closed-stand-in'
  | 'no-office-open'
  | 'municipality-outside'
  | 'service-hours'
  | 'outside-every-hour'
  | DayReason

/** Who answers now: the service itself, or the office of the territorial services. */
export type WhoAnswers =
  | { readonly kind: 'operations-room' | 'on-call'; readonly answerer: Answerer }
  | { readonly kind: 'office'; readonly office: Office }

/** The answer with the instant until which it holds (null: no change within 60 days) and why. */
export type Answer = {
  readonly who: WhoAnswers
  readonly untilAt: Instant | null
  readonly reasons: readonly AnswerReason[]
}

function service(answerer: Answerer, untilAt: Instant | null, reasons: AnswerReason[]): Answer {
  return { who: { kind: answerer.kind, answerer }, untilAt, reasons }
}

/**
 * Who answers for a municipality at an instant. Never nobody: when the calendar says the territorial
 * services are open but no office of the chain is, the service itself answers.
 */
export function answerAt(
  configuration: Configuration,
  municipality: string | null,
  at: Instant,
): Answer {
  const { mode, answers } = configuration.service
  if (mode === 'always-on') return service(answers, null, ['service-always-on'])
  if (mode === 'hours') {
    const inHours = answerInServiceHours(configuration, at)
    if (inHours) return inHours
  }
  return answerInClosingHours(configuration, municipality, at)
}

function answerInServiceHours(configuration: Configuration, at: Instant): Answer | undefined {
  const { hours, answers } = configuration.service
  if (hours === null) return undefined
  const calendar = calendarOf(configuration, hours)
  if (!opennessAt(calendar, [], at).open) return undefined
  return service(answers, nextSwitch(calendar, [], at) ?? null, ['service-hours'])
}

/** Outside its own hours a service of mode `hours` leaves the answer to `outside`. */
function closedHoursAnswerer(configuration: Configuration): Answerer {
  const { mode, answers, outside } = configuration.service
  return mode === 'hours' && outside ? outside : answers
}

function answerInClosingHours(
  configuration: Configuration,
  code: string | null,
  at: Instant,
): Answer {
  const answerer = closedHoursAnswerer(configuration)
  const municipality = municipalityOf(configuration, code, italianDay(at))
  if (!municipality) return service(answerer, null, ['municipality-outside'])
  const calendar = calendarOf(configuration, municipality.calendar)
  const patrons = patronsOf(configuration, municipality.code)
  const { open, reason } = opennessAt(calendar, patrons, at)
  const untilAt = nextSwitch(calendar, patrons, at) ?? null
  if (!open) {
    const why = configuration.service.mode === 'hours' ? 'outside-every-hour' : 'services-closed'
    return service(answerer, untilAt, [why, reason])
  }
  const state = openOffice(configuration, municipality.office, at)
  if (!state) return service(answerer, untilAt, ['services-open', 'no-office-open'])
  const direct = state.office.key === officeOf(configuration, municipality.office)?.key
  const until = earlier(untilAt, state.nextSwitchAt)
  const reasons: AnswerReason[] = direct
    ? ['services-open', reason]
    : ['services-open', 'office-closed-stand-in']
  return { who: { kind: 'office', office: state.office }, untilAt: until, reasons }
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}

/** The number by which people know the service: what whoever is called by it sees, and rings back. */
export function serviceNumber({ access, service }: Configuration): string {
  const numbers = access.channels.filter((one) => one.kind === 'number' && E164.test(one.value))
  const forAll = numbers.find((one) => one.audience.length === 0)
  return (forAll ?? numbers[0])?.value ?? service.answers.phone
}

const E164 = /^\+[1-9]\d{5,14}$/u
