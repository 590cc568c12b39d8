import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, cellIndex, OFF, type Roster, type RosterProblem } from './problem.ts'
import { scoreRoster } from './score.ts'
import { type Progress, searchRoster } from './search.ts'

const DAYS = 3
const SHIFTS = 2
const CELLS: readonly Cell[] = Array.from({ length: DAYS * SHIFTS }, (_, n) => ({
  day: Math.floor(n / SHIFTS),
  shift: n % SHIFTS,
}))

const cell = fc.constantFrom(...CELLS)
const weight = fc.integer({ min: 1, max: 9 })
const terms = fc.uniqueArray(
  cell.map((one) => ({ ...one, weight: 1 })),
  {
    selector: (term) => cellIndex(term, SHIFTS),
    minLength: 1,
  },
)
const person = (id: string) =>
  fc.record({
    id: fc.constant(id),
    barred: fc
      .uniqueArray(fc.integer({ min: 0, max: CELLS.length - 1 }), { maxLength: 3 })
      .map((some) => new Set(some)),
    clashes: fc.array(
      fc
        .record({ first: cell, second: cell })
        .filter(({ first, second }) => second.day > first.day),
      { maxLength: 5 },
    ),
    limits: fc.array(
      fc.record({ rule: fc.constant('turns'), terms, max: fc.integer({ min: 0, max: 4 }) }),
      { maxLength: 2 },
    ),
    runs: fc.constantFrom(
      { maxOn: 4, minOn: 1, minOff: 1 },
      { maxOn: 2, minOn: 2, minOff: 1 },
      { maxOn: 3, minOn: 1, minOff: 2 },
    ),
    maxWeekends: fc.integer({ min: 0, max: 2 }),
  })

const problems: fc.Arbitrary<RosterProblem> = fc.record({
  days: fc.constant(DAYS),
  shifts: fc.constant(SHIFTS),
  people: fc.tuple(person('a'), person('b')),
  cover: fc.constant(CELLS.map((one) => ({ ...one, required: 1, under: 100, over: 3 }))),
  wishes: fc.array(
    cell.chain((one) =>
      fc.record({
        day: fc.constant(one.day),
        shift: fc.constant(one.shift),
        person: fc.integer({ min: 0, max: 1 }),
        wants: fc.boolean(),
        weight,
      }),
    ),
    { maxLength: 6 },
  ),
  balances: fc.array(
    fc.record({
      name: fc.constant('nights'),
      weight,
      people: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), terms).map(([a, b, counted]) => [
        { person: 0, before: a, terms: counted },
        { person: 1, before: b, terms: counted },
      ]),
    }),
    { maxLength: 2 },
  ),
  weekends: fc.constant([[0, 1], [2]]),
})

/** The best that trying every roster finds: what the search has to find too. */
function cheapest(problem: RosterProblem): number {
  const choices = SHIFTS + 1
  let best = Infinity
  for (let n = 0; n < choices ** (DAYS * 2); n += 1) {
    const at = (place: number) => (Math.floor(n / choices ** place) % choices) + OFF
    const roster: Roster = [0, 1].map((who) =>
      Array.from({ length: DAYS }, (_, day) => at(who * DAYS + day)),
    )
    const { cost, broken } = scoreRoster(problem, roster)
    if (broken.length === 0) best = Math.min(best, cost)
  }
  return best
}

/** All that the search tells, from a clock that stands still. */
async function search(problem: RosterProblem): Promise<readonly Progress[]> {
  const told: Progress[] = []
  const limits = { seconds: 20, wholeSeconds: 20, clock: () => 0, random: () => 0.5 }
  for await (const progress of searchRoster(problem, limits)) told.push(progress)
  return told
}

test('on problems small enough to try every roster, the search finds the cheapest that keeps all rules', {
  timeout: 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(problems, async (problem) => {
      const found = (await search(problem)).at(-1)
      const scored = found && scoreRoster(problem, found.roster)
      expect(scored?.broken).toEqual([])
      expect(scored?.cost).toBeCloseTo(cheapest(problem), 5)
      expect(found?.cost).toBeCloseTo(scored?.cost ?? Number.NaN, 5)
      expect(found?.bound).toBeLessThanOrEqual((found?.cost ?? 0) + 1e-6)
    }),
    { numRuns: 40 },
  )
})

test('what a roster breaks is named with its rule, its person and its day', () => {
  const rota: RosterProblem = {
    days: 5,
    shifts: 1,
    people: [
      {
        id: 'a',
        barred: new Set([0]),
        clashes: [{ first: { day: 0, shift: 0 }, second: { day: 1, shift: 0 } }],
        limits: [
          { rule: 'turns', max: 2, terms: [0, 1, 2].map((day) => ({ day, shift: 0, weight: 1 })) },
        ],
        runs: { maxOn: 2, minOn: 2, minOff: 2 },
        maxWeekends: 0,
      },
    ],
    cover: [{ day: 0, shift: 0, required: 2, under: 10, over: 1 }],
    wishes: [{ person: 0, day: 4, shift: 0, wants: false, weight: 7 }],
    balances: [],
    weekends: [[4]],
  }
  const { cost, broken } = scoreRoster(rota, [[0, 0, 0, OFF, 0]])
  expect(broken.map(({ rule, day }) => `${rule} ${day}`)).toEqual([
    'barred 0',
    'rest 1',
    'turns 0',
    'longest-run 0',
    'shortest-off 3',
    'weekends 0',
  ])
  expect(cost).toBe(10 + 7)
})

test('a rest that is told twice is one rest', async () => {
  const rest = { first: { day: 0, shift: 0 }, second: { day: 1, shift: 0 } }
  const told = await search({
    days: 2,
    shifts: 1,
    people: [{ id: 'a', barred: new Set(), clashes: [rest, rest], limits: [] }],
    cover: [{ day: 1, shift: 0, required: 1, under: 5, over: 5 }],
    wishes: [],
    balances: [],
    weekends: [],
  })
  expect(told.at(-1)).toMatchObject({ cost: 0, roster: [[OFF, 0]] })
})

test.each([
  { why: 'two days of which rest allows one', barred: new Set<number>(), min: 2 },
  { why: 'a day that is barred', barred: new Set([0]), min: 2 },
  { why: 'only barred days', barred: new Set([0, 1]), min: 1 },
])('rules that nobody can keep, $why, are answered with nothing', async ({ barred, min }) => {
  const days = [0, 1].map((day) => ({ day, shift: 0 }))
  const told = await search({
    days: 2,
    shifts: 1,
    people: [
      {
        id: 'a',
        barred,
        clashes: [{ first: { day: 0, shift: 0 }, second: { day: 1, shift: 0 } }],
        limits: [{ rule: 'turns', min, terms: days.map((day) => ({ ...day, weight: 1 })) }],
      },
    ],
    cover: days.map((day) => ({ ...day, required: 1, under: 1, over: 1 })),
    wishes: [],
    balances: [],
    weekends: [],
  })
  expect(told).toEqual([])
})
