import { ZONE } from '#platform/kernel/time.ts'
import { accessFor, REPORTER_CATEGORIES } from './access-policy.ts'
import type { Configuration } from './configuration.ts'
import { type Answer, answerAt } from './service.ts'
import {
  GUARANTEED_SITUATIONS,
  type GuaranteedNeed,
  guaranteedNeeds,
  type SituationFacts,
} from './situation.ts'
import { classify, targetOf } from './triage-classes.ts'

export type BreachCode =
  | 'guaranteed-need-not-pertinent'
  | 'guaranteed-need-without-class'
  | 'guaranteed-need-without-target'
  | 'guaranteed-need-without-answer'
  | 'guaranteed-need-refused'
  | 'guaranteed-script-without-112'

/** A way in which a configuration would leave a guaranteed need without an answer. */
export type Breach = {
  readonly path: readonly (string | number)[]
  readonly code: BreachCode
  readonly facts: Readonly<Record<string, string | number>>
}

/**
 * Tries the configuration against the two needs that must always be answered (national sheet 3.7.1;
 * mission T4): protocol, targets, hours and access. An empty list means that none is switched off.
 */
export function guaranteeBreaches(configuration: Configuration): readonly Breach[] {
  const situations = GUARANTEED_SITUATIONS.flatMap((facts) => breachesOf(configuration, facts))
  return [
    ...firstOfEach(situations),
    ...hoursBreaches(configuration),
    ...scriptBreaches(configuration),
  ]
}

function breachesOf(configuration: Configuration, facts: SituationFacts): readonly Breach[] {
  const needs = guaranteedNeeds(facts)
  const found = classify(configuration.triage, facts)
  const shown = { need: needs.join(', '), facts: describe(facts) }
  if (!found) {
    return [{ path: ['triage', 'otherwise'], code: 'guaranteed-need-without-class', facts: shown }]
  }
  const classAt = configuration.triage.classes.indexOf(found.class)
  const breaches: Breach[] = []
  if (found.class.meaning === 'not-pertinent') {
    const rule = found.rules.find((one) => one.class === found.class.key)
    const path = rule
      ? ['triage', 'rules', configuration.triage.rules.indexOf(rule)]
      : ['triage', 'otherwise']
    breaches.push({ path, code: 'guaranteed-need-not-pertinent', facts: shown })
  } else if (!targetOf(found.class, null, null)) {
    const path = ['triage', 'classes', classAt, 'targets']
    breaches.push({ path, code: 'guaranteed-need-without-target', facts: shown })
  }
  return [...breaches, ...refusals(configuration, needs, shown)]
}

function refusals(
  configuration: Configuration,
  needs: readonly GuaranteedNeed[],
  facts: Breach['facts'],
): readonly Breach[] {
  const refused = REPORTER_CATEGORIES.some(
    (category) => !accessFor(configuration.access, category, needs, false).taken,
  )
  return refused ? [{ path: ['access'], code: 'guaranteed-need-refused', facts }] : []
}

function firstOfEach(breaches: readonly Breach[]): readonly Breach[] {
  const seen = new Map<string, Breach>()
  for (const breach of breaches) {
    const key = `${breach.code} ${breach.path.join('.')}`
    if (!seen.has(key)) seen.set(key, breach)
  }
  return [...seen.values()]
}

function hoursBreaches(configuration: Configuration): readonly Breach[] {
  const { mode, hours, outside } = configuration.service
  if (mode !== 'hours') return []
  const breaches: Breach[] = []
  const code = 'guaranteed-need-without-answer'
  if (hours === null) breaches.push({ path: ['service', 'hours'], code, facts: { mode } })
  if (outside === null) breaches.push({ path: ['service', 'outside'], code, facts: { mode } })
  return breaches
}

function scriptBreaches(configuration: Configuration): readonly Breach[] {
  if (configuration.access.mode === 'open') return []
  if (configuration.access.guaranteedScript.includes('112')) return []
  return [
    { path: ['access', 'guaranteedScript'], code: 'guaranteed-script-without-112', facts: {} },
  ]
}

function describe(facts: SituationFacts): string {
  return Object.entries(facts)
    .filter(([fact]) => fact !== 'requestKind')
    .map(([fact, value]) => `${fact}: ${String(value)}`)
    .join(', ')
}

/** Hour by hour of one day, who answers a guaranteed need in a municipality: what the editor shows. */
export function guaranteedCoverage(
  configuration: Configuration,
  municipality: string,
  day: Temporal.PlainDate,
): readonly { readonly at: Temporal.Instant; readonly answer: Answer }[] {
  const start = day.toZonedDateTime(ZONE)
  const hours = Math.round(start.hoursInDay)
  return Array.from({ length: hours }, (_, hour) => {
    const at = start.toInstant().add({ hours: hour })
    return { at, answer: answerAt(configuration, municipality, at) }
  })
}
