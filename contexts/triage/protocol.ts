import {
  type GuaranteedNeed,
  guaranteedNeeds,
  type SituationFacts,
  YES_NO_FACTS,
  type YesNoFact,
} from '#contexts/territory/situation.ts'
import type {
  Authority,
  TriageClass,
  TriageProtocol,
  TriageRule,
} from '#contexts/territory/triage-classes.ts'

/** Facts that say what kind of situation it is: a protocol may have a milder class for one than for nothing known. */
const SITUATIONS: readonly YesNoFact[] = ['homeless', 'eviction', 'coldPlanActive', 'refusal']

/** Facts of which yes means danger; of a shelter for tonight it is the no. */
export const DANGERS: readonly YesNoFact[] = YES_NO_FACTS.filter(
  (fact) => fact !== 'hasShelterTonight' && !SITUATIONS.includes(fact),
)

const NETWORK_DANGER = ['yes', 'unknown', 'no'] as const

/** One cell of the table: the values of a fact with which the row still holds. */
export type Cell = { readonly fact: keyof SituationFacts; readonly values: readonly unknown[] }

/**
 * The values that satisfy a condition, widened towards danger: a row that holds without a danger also
 * holds with it, so that adding a danger can never lose a row.
 */
export function cellOf(fact: keyof SituationFacts, value: unknown): Cell {
  if (fact === 'network') {
    const from = NETWORK_DANGER.indexOf(value as (typeof NETWORK_DANGER)[number])
    return { fact, values: NETWORK_DANGER.slice(Math.max(0, from)) }
  }
  if (fact === 'hasShelterTonight')
    return { fact, values: value === true ? [true, false] : [false] }
  if ((DANGERS as readonly string[]).includes(fact)) {
    return { fact, values: value === false ? [false, true] : [true] }
  }
  return { fact, values: [value] }
}

/** True when this fact stands at a value that is a danger. */
function isDanger(fact: string, facts: SituationFacts): boolean {
  if (fact === 'network') return facts.network === 'no' || facts.network === 'unknown'
  if (fact === 'hasShelterTonight') return facts.hasShelterTonight === false
  const known: Readonly<Record<string, unknown>> = facts
  return (DANGERS as readonly string[]).includes(fact) && known[fact] === true
}

/** True when the row holds exactly as the territory wrote it. */
function holds(rule: TriageRule, facts: SituationFacts): boolean {
  const known: Readonly<Record<string, unknown>> = facts
  return Object.entries(rule.when).every(([fact, value]) => known[fact] === value)
}

/** A row that leans on no danger: only such a row may go below the class of `otherwise`. */
function isFirm(rule: TriageRule, facts: SituationFacts): boolean {
  return holds(rule, facts) && !Object.keys(rule.when).some((fact) => isDanger(fact, facts))
}

/** Why a class is proposed: a row of the protocol, a guaranteed need, or the absence of rows. */
export type Because =
  | { readonly kind: 'rule'; readonly rule: TriageRule; readonly decides: boolean }
  | { readonly kind: 'guaranteed-need'; readonly need: GuaranteedNeed; readonly decides: boolean }
  | { readonly kind: 'otherwise'; readonly decides: boolean }

/** The protocol's proposal: a person decides. */
export type Proposal = {
  readonly class: TriageClass
  readonly because: readonly Because[]
  readonly authorities: readonly Authority[]
  readonly needs: readonly GuaranteedNeed[]
}

/**
 * The proposal from the rows that fired (ids from the engine's trace): the gravest class, never below an
 * urgency for a guaranteed need, never lowered by one more danger. Throws RangeError when the protocol
 * names a class that it does not have.
 */
export function propose(
  protocol: TriageProtocol,
  facts: SituationFacts,
  fired: ReadonlySet<string>,
): Proposal {
  const rows = protocol.rules.filter((rule) => fired.has(rule.id))
  const silent = !rows.some((rule) => isFirm(rule, facts))
  const needs = guaranteedNeeds(facts)
  const grave = [
    ...rows.map((rule) => classOf(protocol, rule.class)),
    ...(silent ? [classOf(protocol, protocol.otherwise)] : []),
    ...(needs.length > 0 ? [floorOf(protocol)] : []),
  ]
  const found = grave.reduce((a, b) => (b.rank < a.rank ? b : a))
  return {
    class: found,
    because: becauseOf(protocol, facts, rows, needs, found),
    authorities: [...new Set(rows.filter((r) => holds(r, facts)).flatMap((r) => r.authorities))],
    needs,
  }
}

function becauseOf(
  protocol: TriageProtocol,
  facts: SituationFacts,
  rows: readonly TriageRule[],
  needs: readonly GuaranteedNeed[],
  found: TriageClass,
): readonly Because[] {
  const floor = needs.length > 0 && floorOf(protocol).key === found.key
  const said: Because[] = rows
    .filter((rule) => holds(rule, facts) || rule.class === found.key)
    .map((rule) => ({ kind: 'rule', rule, decides: rule.class === found.key }))
  const all: Because[] = [
    ...said,
    ...needs.map((need): Because => ({ kind: 'guaranteed-need', need, decides: floor })),
  ]
  if (all.some((one) => one.decides)) {
    return all.toSorted((a, b) => Number(b.decides) - Number(a.decides))
  }
  return [{ kind: 'otherwise', decides: true }, ...all]
}

/** The class with this key. Throws RangeError when the protocol does not have it. */
export function classOf(protocol: TriageProtocol, key: string): TriageClass {
  const found = protocol.classes.find((one) => one.key === key)
  if (!found) throw new RangeError(`class ${key} is not in the protocol`)
  return found
}

/** The class below which a guaranteed need never goes: the mildest of those that mean urgency. */
function floorOf(protocol: TriageProtocol): TriageClass {
  const answered = protocol.classes.filter((one) => one.meaning !== 'not-pertinent')
  const urgent = answered.filter((one) => one.meaning === 'urgency')
  const candidates = urgent.length > 0 ? urgent : answered
  const found = candidates.toSorted((a, b) => b.rank - a.rank)[0]
  if (!found) throw new RangeError('the protocol has no class that answers')
  return found
}

/** Services whose duty begins at once; the others are offered to the person first. */
const AT_ONCE: readonly string[] = ['112', '113', '115', '118']

/** Of the proposed authorities those that must be called now, less those already called. */
export function authoritiesDue(
  authorities: readonly string[],
  called: readonly string[],
): readonly string[] {
  return authorities.filter((one) => AT_ONCE.includes(one) && !called.includes(one))
}
