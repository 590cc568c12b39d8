/** Is there somebody (family, friends, neighbours) who can take care of the person? Asked in every triage. */
export type Network = 'yes' | 'no' | 'unknown'

export const REQUEST_KINDS = [
  'person-in-need',
  'information',
  'rent-help',
  'home-care',
  'advice-to-police',
  'other',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Yes-or-no facts of a situation. Absent = not known: never read as no. */
export const YES_NO_FACTS = [
  'immediateDanger',
  'violence',
  'strangulation',
  'weapons',
  'minorInvolved',
  'minorAlone',
  'childLeftAlone',
  'pregnant',
  'healthNeed',
  'hypothermiaRisk',
  'confusedAlone',
  'homeless',
  'extremePoverty',
  'coldPlanActive',
  'refusal',
  'eviction',
  'trafficking',
  'intoxicated',
  'hasShelterTonight',
] as const
export type YesNoFact = (typeof YES_NO_FACTS)[number]

/** What is known of a situation, without any identity. */
export type SituationFacts = {
  readonly [fact in YesNoFact]?: boolean | undefined
} & {
  readonly network?: Network | undefined
  readonly requestKind?: RequestKind | undefined
}

/** The two needs that must always reach an answer (national sheet 3.7.1). */
export type GuaranteedNeed = 'extreme-poverty-at-risk' | 'abandonment-without-network'

function atGraveRisk(facts: SituationFacts): boolean {
  return (
    facts.immediateDanger === true ||
    facts.healthNeed === true ||
    facts.hypothermiaRisk === true ||
    facts.hasShelterTonight === false
  )
}

function abandoned(facts: SituationFacts): boolean {
  const alone =
    facts.confusedAlone === true || facts.minorAlone === true || facts.childLeftAlone === true
  return alone || (facts.homeless === true && atGraveRisk(facts))
}

/**
 * Which guaranteed needs these facts show. Extreme poverty counts with grave risk for the person;
 * abandonment counts with risk and while no network is known (unknown is not yes).
 */
export function guaranteedNeeds(facts: SituationFacts): readonly GuaranteedNeed[] {
  const needs: GuaranteedNeed[] = []
  if (facts.extremePoverty === true && atGraveRisk(facts)) needs.push('extreme-poverty-at-risk')
  if (abandoned(facts) && facts.network !== 'yes') needs.push('abandonment-without-network')
  return needs
}

/** The smallest sets of facts that show a guaranteed need: what a protocol is tried against. */
export const GUARANTEED_SITUATIONS: readonly SituationFacts[] = (() => {
  const risks: readonly SituationFacts[] = [
    { immediateDanger: true },
    { healthNeed: true },
    { hypothermiaRisk: true },
    { hasShelterTonight: false },
  ]
  const poor = risks.map((risk) => ({ extremePoverty: true, ...risk }))
  const homeless = risks.map((risk) => ({ homeless: true, ...risk }))
  const alone: readonly SituationFacts[] = [
    { confusedAlone: true },
    { minorAlone: true },
    { childLeftAlone: true },
  ]
  const abandonment = [...homeless, ...alone].flatMap((facts) => [
    { ...facts, network: 'no' as const },
    { ...facts, network: 'unknown' as const },
  ])
  return [...poor, ...abandonment].map((facts) => ({ ...facts, requestKind: 'person-in-need' }))
})()
