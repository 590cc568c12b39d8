import type { SituationFacts } from '#contexts/territory/situation.ts'
import type { TriageClass, TriageProtocol } from '#contexts/territory/triage-classes.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { ClassView, Evaluation } from './contract.ts'
import { zenTables } from './engine.ts'
import { type Because, type Proposal, propose } from './protocol.ts'

const tables = zenTables()

/** What the territory's protocol proposes for these facts. 0.1 ms once its table is compiled. */
export async function proposalFor(
  protocol: TriageProtocol,
  facts: SituationFacts,
): Promise<Proposal> {
  return propose(protocol, facts, await tables.fired(protocol, facts))
}

/** A class as screens show it. */
export function classView(one: TriageClass): ClassView {
  const { key, name, meaning, rank, sign, colour, digit } = one
  return { key, name, meaning, rank, sign, token: colour, digit }
}

/** The classes of a territory, gravest first. */
export function classViews(protocol: TriageProtocol): ClassView[] {
  return protocol.classes.map(classView).toSorted((a, b) => a.rank - b.rank)
}

/** A class that the territory's scale may not have any more: shown by its key and old rank. */
export function classViewOf(protocol: TriageProtocol, key: string, rank: number): ClassView {
  const found = protocol.classes.find((one) => one.key === key)
  if (found) return classView(found)
  return { key, name: key, meaning: 'urgency', rank, sign: '■', token: 'azzurro', digit: 0 }
}

/** The reason of one row in Italian: the territory's own words, or ours for what it cannot switch off. */
export function becauseText(one: Because): string {
  switch (one.kind) {
    case 'rule':
      return one.rule.reason
    case 'guaranteed-need':
      return textOf(`triage_need_${one.need.replaceAll('-', '_')}`) ?? m.triage_need()
    case 'otherwise':
      return m.triage_otherwise()
  }
}

/** The rule, or what stands in its place, as the record names it. */
export function becauseId(one: Because): string {
  if (one.kind === 'rule') return one.rule.id
  return one.kind === 'guaranteed-need' ? one.need : 'otherwise'
}

/** The proposal for the wire. */
export function evaluationOf(protocol: TriageProtocol, proposal: Proposal): Evaluation {
  return {
    proposed: classView(proposal.class),
    reasons: proposal.because.map((one) => ({
      rule: becauseId(one),
      text: becauseText(one),
      decides: one.decides,
    })),
    authorities: [...proposal.authorities],
    guaranteedNeeds: [...proposal.needs],
    classes: classViews(protocol),
  }
}
