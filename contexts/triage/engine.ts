import { type ZenDecision, ZenEngine } from '@gorules/zen-engine'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import type { TriageProtocol } from '#contexts/territory/triage-classes.ts'
import { cellOf } from './protocol.ts'

/** Which rows of a protocol hold for these facts: the port behind which the rule engine stands. */
export type TableEngine = {
  readonly fired: (protocol: TriageProtocol, facts: SituationFacts) => Promise<ReadonlySet<string>>
}

const RULE_COLUMN = 'rule'

/** The decision table of a protocol in the engine's own format: one column per fact, collect hit policy. */
export function tableOf(protocol: TriageProtocol): object {
  const facts = [...new Set(protocol.rules.flatMap((rule) => Object.keys(rule.when)))]
  // The engine reads a missing cell as no match; an empty one as any value.
  const blank = Object.fromEntries(facts.map((fact) => [fact, '']))
  const rows = protocol.rules.map((rule) => {
    const cells = Object.entries(rule.when).map(([fact, value]) => {
      const { values } = cellOf(fact as keyof SituationFacts, value)
      return [fact, values.map((one) => JSON.stringify(one)).join(', ')] as const
    })
    return {
      _id: rule.id,
      ...blank,
      ...Object.fromEntries(cells),
      [RULE_COLUMN]: JSON.stringify(rule.id),
    }
  })
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'facts', position: { x: 0, y: 0 } },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'protocol',
        position: { x: 1, y: 0 },
        content: {
          hitPolicy: 'collect',
          inputs: facts.map((fact) => ({ id: fact, name: fact, field: fact })),
          outputs: [{ id: RULE_COLUMN, name: RULE_COLUMN, field: RULE_COLUMN }],
          rules: rows,
        },
      },
      { id: 'out', type: 'outputNode', name: 'proposal', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  }
}

const KEPT = 64

/** The engine of the product: tables are compiled once for each wording of a protocol's rules. */
export function zenTables(): TableEngine {
  const engine = new ZenEngine()
  const compiled = new Map<string, ZenDecision>()
  const tableFor = (protocol: TriageProtocol): ZenDecision => {
    const wording = JSON.stringify(protocol.rules)
    const known = compiled.get(wording)
    if (known) return known
    if (compiled.size >= KEPT) compiled.clear()
    const made = engine.createDecision(tableOf(protocol))
    compiled.set(wording, made)
    return made
  }
  return {
    async fired(protocol, facts) {
      if (protocol.rules.length === 0) return new Set()
      const { result } = await tableFor(protocol).evaluate(known(facts))
      const rows: unknown = result
      return new Set(Array.isArray(rows) ? rows.flatMap(ruleOf) : ruleOf(rows))
    },
  }
}

/** Only what is known is told to the engine: an absent fact matches no row that names it. */
function known(facts: SituationFacts): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function ruleOf(row: unknown): readonly string[] {
  if (typeof row !== 'object' || row === null || !(RULE_COLUMN in row)) return []
  const id = row[RULE_COLUMN]
  return typeof id === 'string' ? [id] : []
}
