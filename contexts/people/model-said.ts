import type { Known, Need, Sex } from './model.ts'

/** What a report says of the people, before anybody has written them. */
export type Said = {
  /** All together; null when nobody counted them. */
  readonly count: number | null
  /** Of them, the minors. */
  readonly minors: number | null
  readonly names: string
  /** As they were told, such as `34, 7 e 3 anni`. */
  readonly ages: string
  readonly hasWoman: boolean
  readonly hasMan: boolean
  readonly isPregnant: boolean
  /** The minors are children of the first. */
  readonly areChildren: boolean
  readonly language: string | null
  readonly health: string
  readonly animals: string
}

const MAJORITY = 18
const MOST = 12
const UNDER_A_YEAR = /^(mes[ei]|settiman|giorn)/iu

/** The ages in words of a report: months and days are less than a year. */
export function agesIn(text: string): readonly number[] {
  return [...text.matchAll(/(\d{1,3})\s*(\p{L}*)/gu)].flatMap(([, digits = '', unit = '']) => {
    const age = UNDER_A_YEAR.test(unit) ? 0 : Number(digits)
    return age <= 120 ? [age] : []
  })
}

function namesIn(text: string): readonly string[] {
  return text
    .split(/[,;\n]|\s+(?:e|con)\s+/u)
    .map((name) => name.trim().replace(/^(?:e|con)\s+/u, ''))
    .filter((name) => name !== '')
}

/**
 * The people as a report tells them, grown-ups first, each to be completed. What cannot be laid on one of them stands in
 * the note of the first. Empty when the report says nothing of them.
 */
export function peopleSaid(said: Said): readonly Known[] {
  const ages = agesIn(said.ages)
  const young = ages.filter((age) => age < MAJORITY)
  const minors = Math.max(said.minors ?? 0, young.length)
  const grown = Math.max((said.count ?? 0) - minors, grownSaid(said), ages.length - young.length)
  const count = Math.min(grown + minors, MOST)
  const ofGrown = ages.filter((age) => age >= MAJORITY)
  const names = namesIn(said.names)
  const isNamed = names.length === count || names.length === 1
  return Array.from({ length: count }, (_, at) => {
    const isMinor = at >= grown
    const age = (isMinor ? young[at - grown] : ofGrown[at]) ?? null
    const isFirst = at === 0
    return {
      part: 'helped',
      tie: tieOf(said, isFirst, isMinor),
      sex: isFirst && !isMinor ? sexOf(said) : 'unknown',
      age,
      ageFrom: age === null ? 'unknown' : 'said',
      isMinor,
      document: 'unknown',
      language: said.language,
      needs: isFirst ? needsOf(said, isMinor) : [],
      words: {
        name: (isNamed ? names[at] : undefined) ?? '',
        health: isFirst ? said.health : '',
        note: isFirst && !isNamed ? said.names : '',
      },
    }
  })
}

/** At least whom the report names as there: a woman, a man. */
function grownSaid({ hasWoman, hasMan, isPregnant }: Said): number {
  return Number(hasWoman || isPregnant) + Number(hasMan)
}

function tieOf(said: Said, isFirst: boolean, isMinor: boolean): Known['tie'] {
  if (isFirst) return 'self'
  return isMinor && said.areChildren ? 'child' : 'other'
}

/** Of a woman and a man nobody knows who comes first. */
function sexOf({ hasWoman, hasMan, isPregnant }: Said): Sex {
  if (isPregnant) return 'female'
  if (hasWoman === hasMan) return 'unknown'
  return hasWoman ? 'female' : 'male'
}

function needsOf({ isPregnant, animals }: Said, isMinor: boolean): Need[] {
  return [
    ...(isPregnant && !isMinor ? (['pregnant'] as const) : []),
    ...(animals.trim() === '' ? [] : (['pet'] as const)),
  ]
}
