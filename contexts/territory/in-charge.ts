import type { Instant } from '#platform/kernel/time.ts'
import {
  type AccessAnswer,
  accessFor,
  channelsFor,
  entitledCategories,
  type ReporterCategory,
  type ReportingChannel,
  type Verification,
  verificationOf,
} from './access-policy.ts'
import {
  type Competence,
  type CompetenceReason,
  competenceFor,
  italianDay,
  officeOf,
  openDesks,
} from './competence.ts'
import { type Configuration, municipalityOf, type Office } from './configuration.ts'
import { type Answer, type AnswerReason, answerAt } from './service.ts'
import { type GuaranteedNeed, guaranteedNeeds, type SituationFacts } from './situation.ts'
import {
  type Classification,
  classify,
  type ResponseTarget,
  targetOf,
  timeBandAt,
} from './triage-classes.ts'

/** What is asked: when, where, for whom, by whom, with which facts. Codes are Belfiore codes. */
export type InChargeQuestion = {
  readonly at: Instant
  readonly foundIn: string | null
  readonly residence: string | null
  readonly reporter: ReporterCategory
  readonly phone?: string | undefined
  readonly facts: SituationFacts
}

/** Where the file goes next: the competent office, or the service of a municipality elsewhere. */
export type Recipient = {
  readonly purpose: 'handover' | 'orientation'
  readonly office: Office | null
  readonly outsideMunicipality: string | null
  readonly meanwhile: Office | null
  readonly reason: CompetenceReason
}

export type Reason =
  | { readonly about: 'answer'; readonly code: AnswerReason }
  | { readonly about: 'access'; readonly code: AccessAnswer['outcome'] }
  | { readonly about: 'guaranteed'; readonly code: GuaranteedNeed }
  | { readonly about: 'class'; readonly code: string; readonly text: string }
  | { readonly about: 'competence'; readonly code: CompetenceReason }

/** The whole answer: who, until when, may this reporter report and how, class, target, recipient, why. */
export type InCharge = {
  readonly answer: Answer
  readonly access: AccessAnswer
  readonly mayReport: readonly ReporterCategory[]
  readonly channels: readonly ReportingChannel[]
  readonly verification: Verification
  readonly classification: Classification
  readonly target: ResponseTarget | null
  readonly recipient: Recipient
  readonly handOn: readonly string[]
  readonly reasons: readonly Reason[]
}

/** Who answers for a report and what follows from the territory's configuration. Pure; `at` is the clock. */
export function whoIsInCharge(configuration: Configuration, ask: InChargeQuestion): InCharge {
  const day = italianDay(ask.at)
  const answer = answerAt(configuration, calledMunicipality(configuration, ask), ask.at)
  const needs = guaranteedNeeds(ask.facts)
  const access = accessAt(configuration, answer, ask, needs)
  const classification = classify(configuration.triage, ask.facts)
  if (!classification) throw new RangeError('the protocol names a class that it does not have')
  const competence = competenceFor(configuration, ask.foundIn, ask.residence, day)
  const recipient = recipientOf(configuration, competence, classification)
  return {
    answer,
    access,
    mayReport: entitledCategories(configuration.access),
    channels: channelsAt(configuration, answer, ask),
    verification: verificationOf(configuration.accredited, ask.reporter, ask.phone, day),
    classification,
    target: targetAt(configuration, classification, ask),
    recipient,
    handOn: [...new Set([...access.handOn, ...classification.authorities])],
    reasons: reasonsOf(answer, access, needs, classification, competence),
  }
}

/** Where a territory sends callers by residence, that calendar counts; else the place of finding. */
function calledMunicipality(configuration: Configuration, ask: InChargeQuestion): string | null {
  if (configuration.service.officeBy === 'found') return ask.foundIn
  const home = municipalityOf(configuration, ask.residence, italianDay(ask.at))
  return home?.code ?? ask.foundIn
}

function accessAt(
  configuration: Configuration,
  answer: Answer,
  ask: InChargeQuestion,
  needs: readonly GuaranteedNeed[],
): AccessAnswer {
  if (answer.who.kind === 'office') {
    return { taken: true, outcome: 'office-open-to-all', script: null, handOn: [] }
  }
  const inDanger = ask.facts.immediateDanger === true
  return accessFor(configuration.access, ask.reporter, needs, inDanger)
}

function channelsAt(
  configuration: Configuration,
  answer: Answer,
  ask: InChargeQuestion,
): readonly ReportingChannel[] {
  const desks = openDesks(configuration, ask.foundIn, ask.at).map(
    (desk): ReportingChannel => ({
      kind: 'desk',
      label: desk.name,
      value: desk.address,
      audience: [],
    }),
  )
  if (answer.who.kind !== 'office') {
    return [...channelsFor(configuration.access, ask.reporter), ...desks]
  }
  const { office } = answer.who
  return [
    { kind: 'number', label: office.name, value: office.phone, audience: [] },
    { kind: 'desk', label: office.name, value: office.address, audience: [] },
    ...desks,
  ]
}

function targetAt(
  configuration: Configuration,
  classification: Classification,
  ask: InChargeQuestion,
): ResponseTarget | null {
  const found = municipalityOf(configuration, ask.foundIn, italianDay(ask.at))
  const time = timeBandAt(configuration.timeBands, ask.at)
  return targetOf(classification.class, found?.distance ?? null, time) ?? null
}

function recipientOf(
  configuration: Configuration,
  competence: Competence,
  classification: Classification,
): Recipient {
  const orientation = classification.class.meaning === 'not-pertinent'
  return {
    purpose: orientation ? 'orientation' : 'handover',
    office: officeOf(configuration, competence.officeKey) ?? null,
    outsideMunicipality: competence.officeKey === null ? competence.municipality : null,
    meanwhile: officeOf(configuration, competence.meanwhile) ?? null,
    reason: competence.reason,
  }
}

function reasonsOf(
  answer: Answer,
  access: AccessAnswer,
  needs: readonly GuaranteedNeed[],
  classification: Classification,
  competence: Competence,
): readonly Reason[] {
  return [
    ...answer.reasons.map((code) => ({ about: 'answer' as const, code })),
    { about: 'access', code: access.outcome },
    ...needs.map((code) => ({ about: 'guaranteed' as const, code })),
    ...classification.rules.map((rule) => ({
      about: 'class' as const,
      code: rule.id,
      text: rule.reason,
    })),
    { about: 'competence', code: competence.reason },
  ]
}
