import type { z } from 'zod'
import type { Instant } from '#platform/kernel/time.ts'
import { officeState } from './competence.ts'
import type { Configuration, Office } from './configuration.ts'
import type {
  CoverageView,
  InChargeView,
  OfficeView,
  TerritoryProfile,
  TerritoryView,
} from './contract.ts'
import type { guaranteedCoverage } from './guarantee.ts'
import type { InCharge } from './in-charge.ts'
import type { Territory } from './model.ts'
import { reasonText } from './texts.ts'

/** A territory as it stands in the list. */
export function territoryView({ id, version, configuration }: Territory): TerritoryView {
  const { key, name, service, access } = configuration
  return { id, key, name, version, mode: service.mode, access: access.mode }
}

/** What the screens of a territory need, without listed numbers and people. */
export function profileView(territory: Territory): z.input<typeof TerritoryProfile> {
  const { configuration } = territory
  const { answers, hasMobileUnit } = configuration.service
  return {
    ...territoryView(territory),
    description: configuration.description,
    serviceNumber: { label: answers.label, phone: answers.phone, answering: answers.kind },
    hasMobileUnit,
    accessPolicy: mutable(configuration.access),
    classes: mutable(configuration.triage.classes),
    languages: [...configuration.languages],
    municipalities: configuration.municipalities.map((one) => ({
      code: one.code,
      name: one.name,
      office: one.office,
      distance: one.distance,
      lat: one.lat,
      lon: one.lon,
    })),
    offices: mutable(configuration.offices),
    service: mutable(configuration.service),
    calendars: mutable(configuration.calendars),
    timeBands: mutable(configuration.timeBands),
    stayLimits: mutable(configuration.stayLimits),
    places: mutable(configuration.places),
    chase: mutable(configuration.chase),
    rota: mutable(configuration.rota),
    switchboard: mutable(configuration.switchboard),
    escalation: mutable(configuration.escalation),
  }
}

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T

/** The same value for a reply: schemas infer mutable types, replies are written once. */
export function mutable<T>(value: T): Mutable<T> {
  return value as Mutable<T>
}

/** Who is in charge, for the wire. */
export function inChargeView(
  configuration: Configuration,
  result: InCharge,
  at: Instant,
): InChargeView {
  const office = (one: Office | null) => one && officeView(configuration, one, at)
  const { answer, access, classification, recipient, target } = result
  return {
    at: at.toString(),
    who: whoView(configuration, answer.who, at),
    until: answer.untilAt?.toString() ?? null,
    access: {
      taken: access.taken,
      outcome: access.outcome,
      script: access.script,
      mayReport: [...result.mayReport],
      channels: result.channels.map(({ kind, label, value }) => ({ kind, label, value })),
      verification: result.verification.status,
    },
    class: classView(classification.class),
    target: target && {
      acknowledgeMinutes: target.acknowledgeMinutes,
      arriveMinutes: target.arriveMinutes,
    },
    recipient: {
      purpose: recipient.purpose,
      office: office(recipient.office),
      outsideMunicipality: recipient.outsideMunicipality,
      meanwhile: office(recipient.meanwhile),
    },
    handOn: [...result.handOn],
    reasons: result.reasons.map((reason) => ({
      about: reason.about,
      code: reason.code,
      text: reasonText(reason),
    })),
  }
}

/** The hours of a day and who answers in each. */
export function coverageView(hours: ReturnType<typeof guaranteedCoverage>): CoverageView {
  return {
    hours: hours.map(({ at, answer }) => {
      const { who } = answer
      const named = who.kind === 'office' ? { label: who.office.name, ...who.office } : who.answerer
      const reasons = answer.reasons.map((code) => reasonText({ about: 'answer', code }))
      const { label, phone } = named
      return { at: at.toString(), who: { kind: who.kind, label, phone }, reasons }
    }),
  }
}

function classView(one: InCharge['classification']['class']): InChargeView['class'] {
  return { key: one.key, name: one.name, rank: one.rank, sign: one.sign, colour: one.colour }
}

function whoView(
  configuration: Configuration,
  who: InCharge['answer']['who'],
  at: Instant,
): InChargeView['who'] {
  if (who.kind === 'office') {
    const office = officeView(configuration, who.office, at)
    return { kind: 'office', label: who.office.name, phone: who.office.phone, role: null, office }
  }
  const { label, phone, role } = who.answerer
  return { kind: who.kind, label, phone, role, office: null }
}

function officeView(configuration: Configuration, office: Office, at: Instant): OfficeView {
  const { key, name, address, phone, email, pec } = office
  const { nextSwitchAt } = officeState(configuration, office, at)
  return {
    key,
    name,
    address,
    phone,
    email,
    pec,
    opensOrClosesAt: nextSwitchAt?.toString() ?? null,
  }
}
