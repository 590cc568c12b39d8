import { searchForm } from '#platform/kernel/text.ts'

/** A municipality as it is offered; of one of the territory the province goes without saying. */
export type Place = {
  readonly code: string
  readonly name: string
  readonly province?: string | undefined
}

/** Two places of one name are told apart by their province. */
export function labelOf({ name, province }: Place): string {
  return province === undefined ? name : `${name} (${province})`
}

/** Those of the territory, then the others that were found. */
export function withOthers(own: readonly Place[], found: readonly Place[]): readonly Place[] {
  return [...own, ...found.filter((one) => !own.some(({ code }) => code === one.code))]
}

/** The one municipality that is called exactly so. */
export function exactOf(typed: string, known: readonly Place[]): string | undefined {
  const asked = plain(typed)
  const fits = known.filter((one) => plain(one.name) === asked || plain(labelOf(one)) === asked)
  return fits.length === 1 ? fits[0]?.code : undefined
}

/** As it is compared: without case, accents and the apostrophe that stands for one (`Cantu'`). */
function plain(name: string): string {
  return searchForm(name).replace(/['’]$/u, '')
}

/** The municipality that the words of a place end with, after a comma: `Via Dante 4, Tivoli`. */
export function endingIn(place: string, known: readonly Place[]): string | undefined {
  const at = place.lastIndexOf(',')
  return at === -1 ? undefined : exactOf(place.slice(at + 1), known)
}

const LEAST = 3

/** The one municipality that begins so, where three letters are there: no further key. */
export function onlyOf(typed: string, known: readonly Place[]): string | undefined {
  const asked = plain(typed)
  if (asked.length < LEAST) return undefined
  const fits = known.filter((one) => plain(one.name).startsWith(asked))
  return fits.length === 1 ? fits[0]?.code : undefined
}
