import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ListedMunicipality,
  namesByCode,
  readMunicipalities,
} from '#contexts/territory/municipality-list.ts'
import {
  type Applied,
  applyMunicipalities,
  applyTerritory,
  bodyIdsOf,
} from '#contexts/territory/public.ts'
import type { TerritoryPerson } from '#contexts/territory/schema.ts'
import { readTerritoryFile, type TerritoryFile } from '#contexts/territory/territory-file.ts'
import type { BodyId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'
import { applyBeside } from './where-files.ts'

const LIST = fileURLToPath(new URL('../../data/municipalities/municipalities.csv', import.meta.url))

/** The municipalities of Italy as committed in `data/`. */
export function municipalityList(): readonly ListedMunicipality[] {
  return readMunicipalities(readFileSync(LIST, 'utf8'))
}

/** Reads and validates a territory file. Throws what the file system throws when it cannot be read. */
export function openTerritoryFile(
  path: string,
  list: readonly ListedMunicipality[],
): TerritoryFile {
  return readTerritoryFile(readFileSync(path, 'utf8'), basename(path), namesByCode(list))
}

/** A territory file that was applied, with what the demo needs to make its people. */
export type AppliedFile = Applied & {
  readonly key: string
  readonly name: string
  readonly people: readonly TerritoryPerson[]
  readonly bodies: ReadonlyMap<string, BodyId>
}

/** Applies one valid file. The municipalities are brought up to date first by `applyMunicipalities`. */
export async function applyTerritoryFile(
  tools: WorkTools,
  file: Extract<TerritoryFile, { valid: true }>,
  now: Instant,
): Promise<AppliedFile> {
  const applied = await applyTerritory(tools, file.configuration, now)
  const scope = {
    actor: { kind: 'system', name: 'system:territory-file' } as const,
    now,
    read: [applied.territoryId],
    write: null,
  }
  const bodies = await inTransaction(tools, scope, (tx) => bodyIdsOf(tx, applied.territoryId))
  const { key, name } = file.configuration
  return { ...applied, key, name, people: file.people, bodies }
}

/** Applies files in order with the municipalities before them and what stands beside; throws on a file that is not valid. */
export async function applyTerritoryFiles(
  tools: WorkTools,
  paths: readonly string[],
  now: Instant,
): Promise<readonly AppliedFile[]> {
  const list = municipalityList()
  await applyMunicipalities(tools, list, now)
  const applied: AppliedFile[] = []
  for (const path of paths) {
    const file = openTerritoryFile(path, list)
    if (!file.valid) throw new Error(`${path}: ${JSON.stringify(file.issues[0])}`)
    applied.push(await applyTerritoryFile(tools, file, now))
    await applyBeside(tools, path, list, now)
  }
  return applied
}
