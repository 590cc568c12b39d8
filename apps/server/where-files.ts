import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  type BoundaryFile,
  BoundaryFile as BoundarySchema,
} from '#contexts/territory/contract-where.ts'
import { type ListedMunicipality, namesByCode } from '#contexts/territory/municipality-list.ts'
import { applyBoundaries, applyStreets } from '#contexts/territory/public.ts'
import { readStreetFile, type StreetFile, streetText } from '#contexts/territory/street-file.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { WorkTools } from '#platform/server/work.ts'

/** Reads a municipality's street file. Throws what the file system throws when it cannot be read. */
export function openStreetFile(path: string, list: readonly ListedMunicipality[]): StreetFile {
  return readStreetFile(streetText(readFileSync(path)), namesByCode(list))
}

/** Reads a file of boundaries; undefined when it is not one. Throws when it cannot be read. */
export function openBoundaryFile(
  path: string,
  list: readonly ListedMunicipality[],
): BoundaryFile | undefined {
  const known = namesByCode(list)
  const read = BoundarySchema.safeParse(jsonOf(readFileSync(path, 'utf8')))
  if (!read.success) return undefined
  return Object.keys(read.data.municipalities).every((code) => known.has(code))
    ? read.data
    : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Applies what stands beside a territory file: `streets/<its name>.csv` and `boundaries/<its name>.json`. A territory
 * without them works: nothing is suggested, and the map is a list. Throws on a file that is not valid.
 */
export async function applyBeside(
  tools: WorkTools,
  path: string,
  list: readonly ListedMunicipality[],
  now: Instant,
): Promise<void> {
  const beside = (folder: string, ending: string) =>
    join(dirname(path), folder, basename(path).replace(/\.ya?ml$/u, ending))
  const streets = beside('streets', '.csv')
  if (existsSync(streets)) {
    const file = openStreetFile(streets, list)
    if (!file.valid) throw new Error(`${streets}: ${JSON.stringify(file.issues[0])}`)
    await applyStreets(tools, file.places, now)
  }
  const boundaries = beside('boundaries', '.json')
  if (existsSync(boundaries)) {
    const file = openBoundaryFile(boundaries, list)
    if (!file) throw new Error(`${boundaries}: not a file of boundaries`)
    await applyBoundaries(tools, file, now)
  }
}
