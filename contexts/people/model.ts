import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'

export const PARTS = ['helped', 'helper', 'excluded'] as const
/** Helped; one who helps (a grandmother, a neighbour with the keys); one who must not know. */
export type Part = (typeof PARTS)[number]

export const TIES = [
  'self',
  'partner',
  'child',
  'parent',
  'sibling',
  'relative',
  'friend',
  'neighbour',
  'professional',
  'other',
] as const
export type Tie = (typeof TIES)[number]

export const SEXES = ['female', 'male', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

export const AGE_SOURCES = ['unknown', 'presumed', 'said', 'document'] as const
export type AgeSource = (typeof AGE_SOURCES)[number]

export const DOCUMENTS = ['unknown', 'none', 'seen'] as const
export type DocumentSeen = (typeof DOCUMENTS)[number]

export const NEEDS = ['step-free', 'care', 'therapy', 'pregnant', 'intoxicated', 'pet'] as const
export type Need = (typeof NEEDS)[number]

/** What identifies or is delicate: sealed wherever it is kept. */
export type Words = {
  /** Name, alias, or how they let themselves be called. */
  readonly name: string
  readonly health: string
  /** Anything else: how to speak to them, what they fear. */
  readonly note: string
}

/** What is known of one person of a file. Nothing but the part is asked for. */
export type Known = {
  readonly part: Part
  readonly tie: Tie
  readonly sex: Sex
  readonly age: number | null
  readonly ageFrom: AgeSource
  /** Said by hand while the age is not known; below eighteen it follows from the age. */
  readonly isMinor: boolean
  readonly document: DocumentSeen
  readonly language: string | null
  readonly needs: readonly Need[]
  readonly words: Words
}

/** One person in force. */
export type Person = Known & {
  readonly id: string
  readonly version: number
  readonly isStruck: boolean
}

const MAJORITY = 18

/** What is written agrees with itself: an age has a source, and says whether the person is a minor. */
export function settled(known: Known): Known {
  if (known.age === null) return { ...known, ageFrom: 'unknown' }
  const ageFrom = known.ageFrom === 'unknown' ? 'presumed' : known.ageFrom
  return { ...known, ageFrom, isMinor: known.age < MAJORITY }
}

/** Which person it is, for who reads the chronology: without a name. */
type Told = { readonly part: Part; readonly tie: Tie; readonly isMinor: boolean }

/** What an event says of a person. */
export function toldOf({ part, tie, isMinor }: Known): Told {
  return { part, tie, isMinor }
}

/** Events hold what has no name; the words stay sealed in the rows. */
export type PeopleEvent =
  | DomainEvent<'PersonWritten', Told>
  | DomainEvent<'PersonCorrected', Told & { readonly corrects: number }>
  | DomainEvent<'PersonStruck', Told>

export type ChangeRefusal = 'person-struck' | 'changed-meanwhile' | 'nothing-changed'

/**
 * New knowledge of a person: the version before is kept. `version` is the one that was read. Refuses
 * `changed-meanwhile`, `person-struck`, and `nothing-changed` when every word is the same.
 */
export function correct(
  person: Person,
  next: Known,
  version: number,
): Decision<PeopleEvent, ChangeRefusal> {
  if (person.isStruck) return refuse('person-struck')
  if (person.version !== version) return refuse('changed-meanwhile')
  if (sameWords(person, next)) return refuse('nothing-changed')
  return accept({
    type: 'PersonCorrected',
    data: { ...toldOf(next), corrects: person.version },
  })
}

function sameWords(person: Person, next: Known): boolean {
  const { id: _, version: __, isStruck: ___, ...known } = person
  const text = (one: Known) =>
    JSON.stringify([
      ...Object.entries(one)
        .filter(([key]) => key !== 'words')
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      one.words.name,
      one.words.health,
      one.words.note,
    ])
  return text(known) === text(next)
}

/** Written by mistake: struck, and kept. Refuses `person-struck`. */
export function strike(person: Person): Decision<PeopleEvent, 'person-struck'> {
  if (person.isStruck) return refuse('person-struck')
  return accept({ type: 'PersonStruck', data: toldOf(person) })
}

/** As papers name them: the reference person first, grown-ups before minors, the older ones first. */
export function inOrder<P extends Known>(people: readonly P[]): readonly P[] {
  const rank = ({ tie, isMinor }: P) => (tie === 'self' ? 0 : isMinor ? 2 : 1)
  return people.toSorted((a, b) => rank(a) - rank(b) || (b.age ?? 0) - (a.age ?? 0))
}

/** Whom a place is looked for: sexes, ages, who is a minor, and needs; nobody's name. */
export type Household = {
  readonly people: readonly Pick<Known, 'sex' | 'age' | 'isMinor'>[]
  readonly pets: boolean
  readonly stepFree: boolean
  readonly intoxicated: boolean
  readonly care: boolean
}

/** The people helped, as a search for a place asks for them. */
export function householdIn(people: readonly (Known & { isStruck: boolean })[]): Household {
  const helped = people.filter((one) => one.part === 'helped' && !one.isStruck)
  const some = (need: Need) => helped.some((one) => one.needs.includes(need))
  return {
    people: helped.map(({ sex, age, isMinor }) => ({ sex, age, isMinor })),
    pets: some('pet'),
    stepFree: some('step-free'),
    intoxicated: some('intoxicated'),
    care: some('care'),
  }
}
