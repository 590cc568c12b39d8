import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correct, householdIn, inOrder, type Known, type Person, settled, strike } from './model.ts'

const KNOWN: Known = {
  part: 'helped',
  tie: 'self',
  sex: 'female',
  age: 34,
  ageFrom: 'said',
  isMinor: false,
  document: 'unknown',
  language: null,
  needs: [],
  words: { name: 'Signora in rosso', health: '', note: '' },
}
const person = (over: Partial<Person> = {}): Person => ({
  ...KNOWN,
  id: 'a',
  version: 2,
  isStruck: false,
  ...over,
})

describe('what is written of a person agrees with itself', () => {
  it.each([
    [{ age: 17 }, true, 'said'],
    [{ age: 18 }, false, 'said'],
    [{ age: 0, ageFrom: 'unknown' as const }, true, 'presumed'],
    [{ age: null, isMinor: true }, true, 'unknown'],
  ])('%o', (over, isMinor, ageFrom) => {
    expect(settled({ ...KNOWN, ...over })).toMatchObject({ isMinor, ageFrom })
  })
})

describe('a correction', () => {
  it('names the version that it corrects', () => {
    const decision = correct(person(), { ...KNOWN, age: 36 }, 2)
    expect(decision).toMatchObject({
      accepted: true,
      events: [{ type: 'PersonCorrected', data: { corrects: 2 } }],
    })
  })

  it.each([
    ['of what somebody else has changed', person({ version: 3 }), 'changed-meanwhile'],
    ['of a person struck', person({ isStruck: true }), 'person-struck'],
  ])('%s is refused', (_, of, refusal) => {
    expect(correct(of, { ...KNOWN, age: 36 }, 2)).toMatchObject({ accepted: false, refusal })
  })

  it('that says the same is refused', () => {
    expect(correct(person(), KNOWN, 2)).toMatchObject({ refusal: 'nothing-changed' })
  })

  it('never puts a word of a person into its event', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (secret) => {
        const words = { name: secret, health: secret, note: secret }
        const decision = correct(person(), { ...KNOWN, words }, 2)
        if (!decision.accepted) return
        for (const event of decision.events) expect(Object.values(event.data)).not.toContain(secret)
      }),
    )
  })
})

it('a person is struck once', () => {
  expect(strike(person())).toMatchObject({ accepted: true })
  expect(strike(person({ isStruck: true }))).toMatchObject({ refusal: 'person-struck' })
})

it('only who is helped and not struck needs a place, with the needs of all of them', () => {
  const household = householdIn([
    person(),
    person({ id: 'b', age: 3, isMinor: true, tie: 'child', sex: 'male', needs: ['care'] }),
    person({ id: 'e', age: null, tie: 'child', sex: 'unknown', isMinor: true }),
    person({ id: 'c', part: 'excluded', needs: ['pet'] }),
    person({ id: 'd', isStruck: true, needs: ['step-free'] }),
  ])
  expect(household).toEqual({
    people: [
      { sex: 'female', age: 34, isMinor: false },
      { sex: 'male', age: 3, isMinor: true },
      { sex: 'unknown', age: null, isMinor: true },
    ],
    pets: false,
    stepFree: false,
    intoxicated: false,
    care: true,
  })
})

it('papers name the reference person first, then grown-ups, then minors, the older ones first', () => {
  const of = (id: string, tie: Known['tie'], age: number | null, isMinor = false) =>
    person({ id, tie, age, isMinor })
  const people = [
    of('son', 'child', 4, true),
    of('daughter', 'child', 7, true),
    of('ageless', 'other', null, true),
    of('aunt', 'relative', null),
    of('mother', 'self', 34),
    of('grandmother', 'parent', 71),
  ]
  expect(inOrder(people).map((one) => one.id)).toEqual([
    ...['mother', 'grandmother', 'aunt'],
    ...['daughter', 'son', 'ageless'],
  ])
})
