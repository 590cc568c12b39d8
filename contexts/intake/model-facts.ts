import type { SituationFacts, YesNoFact } from '#contexts/territory/situation.ts'
import { DANGER_NOW, type Involved, type ReportContent } from './model.ts'

/** What a chip already says, so that it is not asked again. */
const SAID_BY: Readonly<Partial<Record<Involved, YesNoFact>>> = {
  minor: 'minorInvolved',
  children: 'minorInvolved',
  homeless: 'homeless',
  pregnant: 'pregnant',
}

/** The further questions that a chip brings. */
const ASKED_WITH: Readonly<Partial<Record<Involved, readonly YesNoFact[]>>> = {
  woman: ['pregnant'],
  minor: ['minorAlone', 'childLeftAlone'],
  children: ['childLeftAlone'],
  family: ['eviction', 'hasShelterTonight'],
  elderly: ['confusedAlone', 'hypothermiaRisk'],
  homeless: ['hypothermiaRisk', 'hasShelterTonight', 'intoxicated', 'refusal'],
  disability: ['confusedAlone'],
  pregnant: ['hasShelterTonight'],
}

/** The further questions that an answer brings. */
const ASKED_AFTER: Readonly<Partial<Record<YesNoFact, readonly YesNoFact[]>>> = {
  violence: ['strangulation', 'hasShelterTonight', 'trafficking'],
  eviction: ['hasShelterTonight'],
  extremePoverty: ['hasShelterTonight'],
}

/** The facts that are on every form, after the danger of now. */
const ALWAYS: readonly YesNoFact[] = [
  'minorInvolved',
  'homeless',
  'extremePoverty',
  'hasShelterTonight',
]

/** What chips and counts say by themselves. */
export function saidFacts(report: ReportContent): readonly YesNoFact[] {
  const said = report.involved.flatMap((chip) => SAID_BY[chip] ?? [])
  const counted: readonly YesNoFact[] = (report.minorsCount ?? 0) > 0 ? ['minorInvolved'] : []
  return [...new Set([...said, ...counted])]
}

/** What a count denies: "no minors" was said, so it is not asked again. A chip that says otherwise wins. */
function deniedFacts(report: ReportContent): readonly YesNoFact[] {
  const isDenied = report.minorsCount === 0 && !saidFacts(report).includes('minorInvolved')
  return isDenied ? ['minorInvolved', 'minorAlone', 'childLeftAlone'] : []
}

/** The questions that a yes has brought. */
export function followUps(report: ReportContent): readonly YesNoFact[] {
  const said = saidFacts(report)
  return (Object.keys(ASKED_AFTER) as YesNoFact[])
    .filter((fact) => report.answers[fact] === 'yes')
    .flatMap((fact) => ASKED_AFTER[fact] ?? [])
    .filter((fact) => !said.includes(fact))
}

/** The questions of this call in spoken order: danger now first, then what chips and answers bring. */
export function questionsFor(report: ReportContent): readonly YesNoFact[] {
  const said = [...saidFacts(report), ...deniedFacts(report)]
  const byChip = report.involved.flatMap((chip) => ASKED_WITH[chip] ?? [])
  const answered = (Object.keys(report.answers) as YesNoFact[]).filter(
    (fact) => report.answers[fact],
  )
  const asked = new Set<YesNoFact>([
    ...DANGER_NOW,
    ...followUps(report),
    ...byChip,
    ...ALWAYS,
    ...answered,
  ])
  return [...asked].filter((fact) => !said.includes(fact))
}

/**
 * The report as facts for triage, without any identity. A chip or a yes makes a fact true, a no makes it
 * false, "non so" and silence leave it out: unknown is never read as no.
 */
export function factsOf(report: ReportContent): SituationFacts {
  const facts: { [fact in YesNoFact]?: boolean } = {}
  for (const fact of deniedFacts(report)) facts[fact] = false
  for (const [fact, answer] of Object.entries(report.answers) as [YesNoFact, string][]) {
    if (answer === 'yes') facts[fact] = true
    if (answer === 'no') facts[fact] = false
  }
  for (const fact of saidFacts(report)) facts[fact] = true
  return {
    ...facts,
    ...(report.network === null ? {} : { network: report.network }),
    ...(report.requestKind === null ? {} : { requestKind: report.requestKind }),
  }
}

/** Facts that mean somebody is in danger at this moment, whoever calls and whatever the access policy says. */
const IN_DANGER: readonly YesNoFact[] = [
  'immediateDanger',
  'strangulation',
  'weapons',
  'minorAlone',
  'childLeftAlone',
  'hypothermiaRisk',
]

/** True when the report says that somebody is in danger now. */
export function isInDanger(report: ReportContent): boolean {
  const facts = factsOf(report)
  const atHome = facts.violence === true && facts.hasShelterTonight !== true
  return atHome || IN_DANGER.some((fact) => facts[fact] === true)
}
