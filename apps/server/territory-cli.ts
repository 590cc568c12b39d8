// `npm run territory -- check FILE…`, `apply FILE…`, `streets FILE.csv…` and `boundaries FILE.json…`.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BoundaryFile } from '#contexts/territory/contract-where.ts'
import type { ListedMunicipality } from '#contexts/territory/municipality-list.ts'
import {
  applyBoundaries,
  applyMunicipalities,
  applyStreets,
  faultText,
} from '#contexts/territory/public.ts'
import type { FiledPlace } from '#contexts/territory/street-file.ts'
import type { FileIssue, TerritoryFile } from '#contexts/territory/territory-file.ts'
import { m } from '#platform/i18n/texts.ts'
import { systemClock } from '#platform/server/clock.ts'
import { readConfig } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/db.ts'
import { migrate, migrationsIn } from '#platform/server/migrate.ts'
import { openKeyFile } from '#platform/server/vault.ts'
import type { WorkTools } from '#platform/server/work.ts'
import {
  type AppliedFile,
  applyTerritoryFile,
  municipalityList,
  openTerritoryFile,
} from './territory-files.ts'
import { openBoundaryFile, openStreetFile } from './where-files.ts'

type Valid = Extract<TerritoryFile, { valid: true }>

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))

function place(issue: FileIssue) {
  const { file, line, column, path } = issue
  return { file, line, column, path, text: faultText(issue) }
}

/** Says what is wrong with a file, line by line; the valid file, or undefined. */
function checked(path: string, list: ReturnType<typeof municipalityList>): Valid | undefined {
  let file: TerritoryFile
  try {
    file = openTerritoryFile(path, list)
  } catch {
    // the file system's own words are English; the person needs the name only
    console.error(m.territory_cli_no_file({ file: path }))
    return undefined
  }
  if (!file.valid) {
    for (const issue of file.issues) console.error(m.territory_cli_issue(place(issue)))
    return undefined
  }
  for (const issue of file.warnings) console.log(m.territory_cli_warning(place(issue)))
  return file
}

function outcome(file: string, done: AppliedFile): string {
  const { name, version } = done
  switch (done.outcome) {
    case 'opened':
      return m.territory_cli_opened({ file, name })
    case 'changed':
      return m.territory_cli_changed({ file, name, version, sections: done.sections.join(', ') })
    case 'unchanged':
      return m.territory_cli_unchanged({ file, name, version })
  }
}

async function withDatabase(run: (tools: WorkTools) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, [])
  if (config.ownerUrl) await migrate(config.ownerUrl, migrationsIn(MIGRATIONS))
  const { db } = openDatabase(config.databaseUrl, 2)
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  try {
    await run({ db, random, vault: openKeyFile(config.keyFile), reactions: new Map() })
  } finally {
    await db.destroy()
  }
}

/** Says what is wrong with a street file, line by line; its entries, or undefined. */
function checkedStreets(
  path: string,
  list: readonly ListedMunicipality[],
): readonly FiledPlace[] | undefined {
  try {
    const file = openStreetFile(path, list)
    if (file.valid) return file.places
    for (const { line, code, what } of file.issues) {
      const text = faultText({ code: `street-${code}`, facts: { what } })
      console.error(m.territory_cli_street_issue({ file: path, line, text }))
    }
  } catch {
    console.error(m.territory_cli_no_file({ file: path }))
  }
  return undefined
}

function checkedBoundaries(
  path: string,
  list: readonly ListedMunicipality[],
): BoundaryFile | undefined {
  try {
    const file = openBoundaryFile(path, list)
    if (!file) console.error(m.territory_cli_no_boundaries({ file: path }))
    return file
  } catch {
    console.error(m.territory_cli_no_file({ file: path }))
    return undefined
  }
}

/** One wrong file stops all: half of what was asked for would be worse than nothing. */
function allOf<T>(
  paths: readonly string[],
  open: (path: string) => T | undefined,
): readonly (readonly [string, T])[] | undefined {
  const files = paths.map((path) => [path, open(path)] as const)
  const valid = files.flatMap(([path, file]) => (file === undefined ? [] : [[path, file] as const]))
  return valid.length < files.length ? undefined : valid
}

async function streets(paths: readonly string[]): Promise<number> {
  const list = municipalityList()
  const files = allOf(paths, (path) => checkedStreets(path, list))
  if (!files) return 1
  await withDatabase(async (tools) => {
    const now = systemClock().now()
    await applyMunicipalities(tools, list, now)
    for (const [file, places] of files) {
      const count = await applyStreets(tools, places, now)
      const municipalities = new Set(places.map((one) => one.municipality)).size
      console.log(m.territory_cli_streets({ file, count, municipalities }))
    }
  })
  return 0
}

async function boundaries(paths: readonly string[]): Promise<number> {
  const list = municipalityList()
  const files = allOf(paths, (path) => checkedBoundaries(path, list))
  if (!files) return 1
  await withDatabase(async (tools) => {
    const now = systemClock().now()
    await applyMunicipalities(tools, list, now)
    for (const [file, found] of files) {
      const count = await applyBoundaries(tools, found, now)
      console.log(m.territory_cli_boundaries({ file, count }))
    }
  })
  return 0
}

function check(paths: readonly string[]): number {
  const list = municipalityList()
  const files = allOf(paths, (path) => checked(path, list))
  for (const [file, { configuration }] of files ?? []) {
    console.log(m.territory_cli_valid({ file, name: configuration.name }))
  }
  return files ? 0 : 1
}

async function apply(paths: readonly string[]): Promise<number> {
  const list = municipalityList()
  const files = allOf(paths, (path) => checked(path, list))
  if (!files) return 1
  await withDatabase(async (tools) => {
    const now = systemClock().now()
    const count = await applyMunicipalities(tools, list, now)
    if (count > 0) console.log(m.territory_cli_municipalities({ count }))
    for (const [path, file] of files) {
      console.log(outcome(join(path), await applyTerritoryFile(tools, file, now)))
    }
  })
  return 0
}

const COMMANDS = new Map<string, (paths: readonly string[]) => number | Promise<number>>([
  ['check', check],
  ['apply', apply],
  ['streets', streets],
  ['boundaries', boundaries],
])

async function main([name = '', ...paths]: readonly string[]): Promise<number> {
  const command = COMMANDS.get(name)
  if (command === undefined || paths.length === 0) {
    console.error(m.territory_cli_usage())
    return 2
  }
  return await command(paths)
}

process.exitCode = await main(process.argv.slice(2))
