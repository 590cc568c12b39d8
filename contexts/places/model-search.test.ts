import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { type Admission, fitRooms, type Room } from './model-facility.ts'
import { type Guest, type Household, kindOf } from './model-household.ts'
import { type Candidate, isOpenAt, judge, rank } from './model-search.ts'

const NOW = instant('2026-11-22T01:40:00Z')

const ALL: Admission = {
  women: true,
  men: true,
  minorsWithParent: true,
  minorsAlone: true,
  pets: true,
  intoxicated: true,
  stepFree: true,
  care: true,
  minAge: null,
  maxAge: null,
  maxBoyAge: null,
}

const room = (beds: number, over: Partial<Room> = {}): Room => {
  const ids = Array.from({ length: beds }, (_, n) => `${over.id ?? 'r'}-${n}`)
  return {
    id: 'r',
    name: 'Stanza',
    shared: false,
    sex: 'unknown',
    cots: 0,
    beds: ids,
    free: ids,
    ...over,
  }
}

const place = (over: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  admission: ALL,
  capacity: 'beds',
  isSecret: false,
  hasAgreement: true,
  municipality: 'A944',
  opensAt: null,
  closesAt: null,
  declaredAt: NOW,
  rooms: [room(4)],
  ...over,
})

const household = (people: readonly Guest[], over: Partial<Household> = {}): Household => ({
  people,
  pets: false,
  stepFree: false,
  intoxicated: false,
  care: false,
  secret: false,
  mayBeSplit: false,
  avoid: [],
  ...over,
})

const MOTHER: Guest = { sex: 'female', age: 34 }
const GIRL: Guest = { sex: 'female', age: 3 }
const BOY: Guest = { sex: 'male', age: 13 }
const MAN: Guest = { sex: 'male', age: 50 }
const BABY: Guest = { sex: 'female', age: 1 }

describe('every exclusion', () => {
  it.each([
    ['women', { admission: { ...ALL, women: false } }, household([MOTHER])],
    ['men', { admission: { ...ALL, men: false } }, household([MAN])],
    [
      'minors-with-parent',
      { admission: { ...ALL, minorsWithParent: false } },
      household([MOTHER, GIRL]),
    ],
    ['minors-alone', { admission: { ...ALL, minorsAlone: false } }, household([BOY])],
    ['age-low', { admission: { ...ALL, minAge: 65 } }, household([MAN])],
    ['age-high', { admission: { ...ALL, maxAge: 40 } }, household([MAN])],
    ['boy-age', { admission: { ...ALL, maxBoyAge: 12 } }, household([MOTHER, BOY])],
    ['pets', { admission: { ...ALL, pets: false } }, household([MAN], { pets: true })],
    [
      'intoxicated',
      { admission: { ...ALL, intoxicated: false } },
      household([MAN], { intoxicated: true }),
    ],
    ['steps', { admission: { ...ALL, stepFree: false } }, household([MAN], { stepFree: true })],
    ['care', { admission: { ...ALL, care: false } }, household([MAN], { care: true })],
    ['not-secret', {}, household([MOTHER], { secret: true })],
    ['only-secret', { isSecret: true }, household([MOTHER])],
    ['avoid', {}, household([MOTHER], { avoid: ['A944'] })],
    ['no-room', { rooms: [room(1)] }, household([MOTHER, GIRL])],
  ] as const)('%s', (code, over, people) => {
    const said = judge(place(over), people, NOW)
    expect(said).toMatchObject({ verdict: 'excluded', exclusions: [code] })
    expect(judge(place(), household(people.people, { mayBeSplit: true }), NOW).verdict).toBe('fits')
  })
})

it.each([
  [MOTHER, 'female'],
  [{ sex: 'male', age: null }, 'male'],
  [{ sex: 'male', age: 18 }, 'male'],
  [{ sex: 'female', age: 17 }, 'teen_female'],
  [{ sex: 'unknown', age: 14 }, 'teen_unknown'],
  [GIRL, 'child_female'],
] as const)('%o is called %s', (guest, word) => {
  expect(kindOf(guest)).toBe(word)
})

describe('what is settled by telephone', () => {
  it.each([
    ['no-agreement', { hasAgreement: false }],
    ['by-phone', { capacity: 'by-phone' as const, rooms: [] }],
    ['door-closed', { opensAt: '18:00', closesAt: '23:00' }],
    ['stale', { declaredAt: NOW.subtract({ hours: 13 }) }],
  ] as const)('%s', (code, over) => {
    expect(judge(place(over), household([MAN]), NOW)).toMatchObject({
      verdict: 'exception',
      cautions: [code],
    })
  })

  it.each([
    ['02:40 inside 18:00-09:00', '18:00', '09:00', true],
    ['02:40 outside 18:00-23:00', '18:00', '23:00', false],
    ['02:40 inside 00:00-06:00', '00:00', '06:00', true],
    ['02:40 outside from the closing minute', '18:00', '02:40', false],
  ])('%s', (_, opensAt, closesAt, open) => {
    expect(isOpenAt({ opensAt, closesAt }, NOW)).toBe(open)
  })
})

describe('rooms', () => {
  it('a household takes the tightest room whole', () => {
    const rooms = [room(5, { id: 'big' }), room(3, { id: 'small' })]
    expect(fitRooms(rooms, household([MOTHER, GIRL, BOY]))).toEqual({
      fit: { roomIds: ['small'], bedIds: ['small-0', 'small-1', 'small-2'] },
    })
  })

  it('a room in which somebody sleeps is not for another household, a shared one is', () => {
    const half = room(2, { free: ['r-1'] })
    expect(fitRooms([half], household([MAN]))).toEqual({ missing: 1 })
    expect(fitRooms([{ ...half, shared: true, sex: 'male' }], household([MAN]))).toEqual({
      fit: { roomIds: ['r'], bedIds: ['r-1'] },
    })
    expect(fitRooms([{ ...half, shared: true, sex: 'female' }], household([MAN]))).toEqual({
      missing: 1,
    })
  })

  it('a cot is for a baby, and never the only place of a mother', () => {
    expect(fitRooms([room(1, { cots: 1 })], household([MOTHER, BABY]))).toHaveProperty('fit')
    expect(fitRooms([room(1)], household([MOTHER, BABY]))).toEqual({ missing: 1 })
  })

  it('a couple is split only when it may be', () => {
    const rooms = [room(1, { id: 'x' }), room(1, { id: 'y' })]
    expect(fitRooms(rooms, household([MOTHER, MAN]))).toEqual({ missing: 1 })
    expect(fitRooms(rooms, household([MOTHER, MAN], { mayBeSplit: true }))).toEqual({
      fit: { roomIds: ['x', 'y'], bedIds: ['x-0', 'y-0'] },
    })
  })

  it('children are never alone in a room', () => {
    const rooms = [room(2, { id: 'x' }), room(2, { id: 'y' })]
    const split = household([MOTHER, GIRL, BOY], { mayBeSplit: true })
    expect(fitRooms(rooms, split)).toEqual({ missing: 1 })
  })

  it('three more children lack three beds at most', () => {
    expect(fitRooms([], household([MOTHER, GIRL, BOY]))).toEqual({ missing: 3 })
  })
})

describe('order', () => {
  it('who said no to this file comes after all who may take them, and before who cannot', () => {
    const list = rank(
      [
        place({ id: 'excluded', admission: { ...ALL, men: false }, saidNo: true }),
        place({ id: 'no', saidNo: true }),
        place({ id: 'hotel', hasAgreement: false, capacity: 'by-phone', rooms: [] }),
      ],
      household([MAN]),
      NOW,
    )
    expect(list.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['hotel', 'exception'],
      ['no', 'refused'],
      ['excluded', 'excluded'],
    ])
  })

  it('what fits comes first, then what is asked by telephone, then the nearest miss', () => {
    const list = rank(
      [
        place({ id: 'two-reasons', admission: { ...ALL, men: false, pets: false } }),
        place({ id: 'hotel', hasAgreement: false, capacity: 'by-phone', rooms: [] }),
        place({ id: 'one-reason', admission: { ...ALL, men: false } }),
        place({ id: 'big', rooms: [room(6)] }),
        place({ id: 'tight', rooms: [room(1)] }),
      ],
      household([MAN], { pets: true }),
      NOW,
    )
    expect(list.map((one) => one.id)).toEqual([
      'tight',
      'big',
      'hotel',
      'one-reason',
      'two-reasons',
    ])
    expect(list.filter((one) => one.isNearestMiss).map((one) => one.id)).toEqual(['one-reason'])
  })
})

const someRoom = fc
  .record({
    beds: fc.integer({ min: 0, max: 5 }),
    taken: fc.integer({ min: 0, max: 5 }),
    cots: fc.integer({ min: 0, max: 2 }),
    shared: fc.boolean(),
    sex: fc.constantFrom('female' as const, 'male' as const, 'unknown' as const),
  })
  .map(({ beds, taken, ...over }) => ({ beds, taken, over }))

const someRooms = fc.array(someRoom, { maxLength: 5 }).map((list) =>
  list.map(({ beds, taken, over }, n) => {
    const whole = room(beds, { ...over, id: `r${n}` })
    return { ...whole, free: whole.beds.slice(taken) }
  }),
)
const somebody: fc.Arbitrary<Guest> = fc.record({
  sex: fc.constantFrom('female', 'male', 'unknown'),
  age: fc.option(fc.integer({ min: 0, max: 90 })),
})
const someone = fc
  .record({
    people: fc.array(somebody, { minLength: 1, maxLength: 5 }),
    pets: fc.boolean(),
    secret: fc.boolean(),
    mayBeSplit: fc.boolean(),
  })
  .map(({ people, ...over }) => household(people, over))
const somePlaces = fc
  .array(fc.record({ rooms: someRooms, pets: fc.boolean(), isSecret: fc.boolean() }), {
    maxLength: 6,
  })
  .map((list) =>
    list.map(({ rooms, pets, isSecret }, n) =>
      place({ id: `p${n}`, rooms, isSecret, admission: { ...ALL, pets } }),
    ),
  )

describe('for any rooms and people', () => {
  it('only free beds are promised, enough of them, each once', () => {
    fc.assert(
      fc.property(someRooms, someone, (rooms, people) => {
        const found = fitRooms(rooms, people)
        if ('missing' in found) {
          expect(found.missing).toBeGreaterThan(0)
          return
        }
        const { bedIds, roomIds } = found.fit
        const taken = rooms.filter((one) => roomIds.includes(one.id))
        const cots = taken.reduce((sum, one) => sum + one.cots, 0)
        expect(new Set(bedIds).size).toBe(bedIds.length)
        for (const bed of bedIds) expect(taken.some((one) => one.free.includes(bed))).toBe(true)
        expect(bedIds.length + cots).toBeGreaterThanOrEqual(people.people.length)
        if (!people.mayBeSplit) expect(roomIds).toHaveLength(1)
      }),
    )
  })

  it('each excluded facility says why, and the order does not depend on how they are given', () => {
    fc.assert(
      fc.property(somePlaces, someone, (places, people) => {
        const list = rank(places, people, NOW)
        expect(list).toHaveLength(places.length)
        for (const one of list) expect(one.verdict === 'excluded').toBe(one.exclusions.length > 0)
        expect(rank(places.toReversed(), people, NOW)).toEqual(list)
        const excluded = list.filter((one) => one.verdict === 'excluded').length
        expect(list.filter((one) => one.isNearestMiss)).toHaveLength(Math.min(1, excluded))
      }),
    )
  })

  it('one bed more never excludes', () => {
    fc.assert(
      fc.property(someRooms, someone, (rooms, people) => {
        const before = judge(place({ rooms }), people, NOW)
        const after = judge(place({ rooms: [...rooms, room(9, { id: 'new' })] }), people, NOW)
        expect(after.exclusions.length).toBeLessThanOrEqual(before.exclusions.length)
      }),
    )
  })
})
