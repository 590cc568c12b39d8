export const SEXES = ['female', 'male', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

/** One person who needs a place. `isMinor` is what was said where no age is known: without it they count as an adult. */
export type Guest = {
  readonly sex: Sex
  readonly age: number | null
  readonly isMinor?: boolean | undefined
}

/** Whom a place is looked for: facts without identity. `avoid`: municipalities in which they must not be. */
export type Household = {
  readonly people: readonly Guest[]
  readonly pets: boolean
  readonly stepFree: boolean
  readonly intoxicated: boolean
  readonly care: boolean
  readonly secret: boolean
  readonly mayBeSplit: boolean
  readonly avoid: readonly string[]
}

const ADULT_AGE = 18
/** Up to this age a child sleeps in a cot where the room has one. */
const COT_AGE = 2

/** True below eighteen; of an unknown age, what was said counts. */
export function isMinor({ age, isMinor: isSaid }: Guest): boolean {
  return age === null ? isSaid === true : age < ADULT_AGE
}

const TEEN_AGE = 14

/** The kind of person that a guest is, for the word of a text: `female`, `child_male`, `minor_unknown`. */
export function kindOf(guest: Guest): string {
  if (!isMinor(guest)) return guest.sex
  if (guest.age === null) return `minor_${guest.sex}`
  return guest.age < TEEN_AGE ? `child_${guest.sex}` : `teen_${guest.sex}`
}

/** How many minors are among them. */
export function minorsIn(household: Household): number {
  return household.people.filter(isMinor).length
}

/** How many of them fit in a cot. */
export function infantsIn(household: Household): number {
  return household.people.filter(({ age }) => age !== null && age <= COT_AGE).length
}
