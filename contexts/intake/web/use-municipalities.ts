import { MunicipalityList, type MunicipalityView } from '#contexts/territory/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { useRead } from '#platform/web/queries.ts'
import { exactOf, labelOf, onlyOf } from './residence-fit.ts'

const LEAST = 2

/** What is said of a municipality that is typed and is of no list here: that it is outside, and who answers there. */
export function useOutside(typed: string, territoryId: string): string | undefined {
  const { found } = useFound(typed.trim().length > LEAST ? typed : '', territoryId)
  const fit = exactOf(typed, found) ?? onlyOf(typed, found)
  const there = found.find((one) => one.code === fit && !one.inTerritory)
  if (there === undefined) return undefined
  const name = labelOf(there)
  return there.answers === null
    ? m.intake_outside({ name })
    : m.intake_outside_answers({ name, who: there.answers })
}

/** All municipalities of Italy that begin so, or have this code; those of the territory first. */
export function useFound(
  asked: string,
  territoryId: string | undefined,
): { readonly found: readonly MunicipalityView[]; readonly isAwaited: boolean } {
  const q = asked.trim()
  const read = useRead({
    key: ['territory', 'municipalities', territoryId ?? null, q],
    path: '/api/municipalities',
    query: { q, territoryId },
    reply: MunicipalityList,
    when: q.length >= LEAST,
  })
  const isAwaited = q.length >= LEAST && read.data === undefined && !read.error
  return { found: read.data?.municipalities ?? [], isAwaited }
}
