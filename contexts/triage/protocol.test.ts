import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { TerritoryFileSchema } from '#contexts/territory/schema.ts'
import {
  GUARANTEED_SITUATIONS,
  REQUEST_KINDS,
  type SituationFacts,
  YES_NO_FACTS,
} from '#contexts/territory/situation.ts'
import {
  AUTHORITIES,
  classify,
  type TriageClass,
  type TriageProtocol,
} from '#contexts/territory/triage-classes.ts'
import { zenTables } from './engine.ts'
import { authoritiesDue, DANGERS, propose } from './protocol.ts'

const DATA = new URL('../../data/territories/', import.meta.url)
const engine = zenTables()

const territories = readdirSync(DATA)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => TerritoryFileSchema.parse(parse(readFileSync(new URL(name, DATA), 'utf8'))))

const someFacts: fc.Arbitrary<SituationFacts> = fc
  .record(
    {
      ...Object.fromEntries(YES_NO_FACTS.map((fact) => [fact, fc.boolean()])),
      network: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
      requestKind: fc.constantFrom(...REQUEST_KINDS),
    },
    { requiredKeys: [] },
  )
  .map((facts) => facts as SituationFacts)

/** What a row asks: up to three facts. */
const someConditions: fc.Arbitrary<SituationFacts> = fc
  .uniqueArray(
    fc.oneof(
      fc.tuple(fc.constantFrom<string>(...YES_NO_FACTS), fc.boolean()),
      fc.tuple(fc.constant('network'), fc.constantFrom('yes', 'no', 'unknown')),
      fc.tuple(fc.constant('requestKind'), fc.constantFrom(...REQUEST_KINDS)),
    ),
    { selector: ([fact]) => fact, minLength: 1, maxLength: 3 },
  )
  .map((pairs) => Object.fromEntries(pairs) as SituationFacts)

/** The same situation with one danger more. */
const oneMore: readonly ((facts: SituationFacts) => SituationFacts)[] = [
  ...DANGERS.map((fact) => (facts: SituationFacts) => ({ ...facts, [fact]: true })),
  (facts) => ({ ...facts, hasShelterTonight: false }),
  (facts) => ({ ...facts, network: facts.network === 'no' ? 'no' : 'unknown' }),
  (facts) => ({ ...facts, network: 'no' }),
]

const aClass = (key: string, meaning: TriageClass['meaning'], rank: number): TriageClass => ({
  key,
  name: key,
  meaning,
  rank,
  sign: '●',
  colour: 'rosso',
  digit: rank,
  targets: [],
})
const CLASSES = [
  aClass('a', 'emergency', 1),
  aClass('b', 'urgency', 2),
  aClass('c', 'urgency', 3),
  aClass('n', 'not-pertinent', 5),
]

const someProtocol: fc.Arbitrary<TriageProtocol> = fc.record({
  protocol: fc.constant('a protocol'),
  classes: fc.constant(CLASSES),
  otherwise: fc.constantFrom('b', 'c', 'n'),
  rules: fc
    .array(
      fc.record({
        when: someConditions,
        class: fc.constantFrom('a', 'b', 'c', 'n'),
        authorities: fc.subarray([...AUTHORITIES], { maxLength: 1 }),
        reason: fc.constant('because'),
      }),
      { maxLength: 8 },
    )
    .map((rules) => rules.map((rule, at) => ({ ...rule, id: `r${at}` }))),
})

async function rankOf(protocol: TriageProtocol, facts: SituationFacts): Promise<number> {
  return propose(protocol, facts, await engine.fired(protocol, facts)).class.rank
}

describe('the proposal of a protocol', () => {
  it('is never lowered by one more danger, in any protocol that can be written', async () => {
    await fc.assert(
      fc.asyncProperty(someProtocol, someFacts, fc.constantFrom(...oneMore), async (p, f, add) => {
        expect(await rankOf(p, add(f))).toBeLessThanOrEqual(await rankOf(p, f))
      }),
      { numRuns: 300 },
    )
  })

  it('is at least an urgency for the two guaranteed needs, in any protocol', async () => {
    await fc.assert(
      fc.asyncProperty(
        someProtocol,
        fc.constantFrom(...GUARANTEED_SITUATIONS),
        async (p, facts) => {
          const { class: found } = propose(p, facts, await engine.fired(p, facts))
          expect(found.meaning).not.toBe('not-pertinent')
        },
      ),
      { numRuns: 200 },
    )
  })

  it('says why, and what decides, for every situation', async () => {
    await fc.assert(
      fc.asyncProperty(someProtocol, someFacts, async (p, facts) => {
        const { because } = propose(p, facts, await engine.fired(p, facts))
        expect(because.some((one) => one.decides)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  for (const territory of territories) {
    it(`agrees with the plain reading of the protocol of ${territory.key}`, async () => {
      await fc.assert(
        fc.asyncProperty(someFacts, async (facts) => {
          const plain = classify(territory.triage, facts)
          const fired = await engine.fired(territory.triage, facts)
          const proposal = propose(territory.triage, facts, fired)
          expect(plain).toBeDefined()
          expect(proposal.class.rank).toBe(plain?.class.rank)
          for (const rule of plain?.rules ?? []) expect(fired).toContain(rule.id)
          for (const one of plain?.authorities ?? []) expect(proposal.authorities).toContain(one)
        }),
        { numRuns: 150 },
      )
    })
  }

  it('names a class that is not there as a fault of the protocol', () => {
    const protocol: TriageProtocol = { protocol: 'x', classes: CLASSES, otherwise: 'z', rules: [] }
    expect(() => propose(protocol, {}, new Set())).toThrow(RangeError)
  })
})

describe('the authorities to be called at once', () => {
  it('are those of the emergency, less those already called', () => {
    expect(authoritiesDue(['118', '112', '1522', 'antitratta'], ['112'])).toEqual(['118'])
  })
})
