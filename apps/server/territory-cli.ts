// `npm run territory -- check FILE…` and `npm run territory -- apply FILE…`.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applyMunicipalities, faultText } from '#contexts/territory/public.ts'
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

async function main([command, ...paths]: readonly string[]): Promise<number> {
  if ((command !== 'check' && command !== 'apply') || paths.length === 0) {
    console.error(m.territory_cli_usage())
    return 2
  }
  const list = municipalityList()
  const files = paths.map((path) => ({ path, file: checked(path, list) }))
  const valid = files.flatMap(({ path, file }) => (file ? [{ path, file }] : []))
  // One wrong file stops all: a half-applied set of territories would be worse than none.
  if (valid.length < files.length) return 1
  if (command === 'check') {
    for (const { path, file } of valid) {
      console.log(m.territory_cli_valid({ file: path, name: file.configuration.name }))
    }
    return 0
  }
  await withDatabase(async (tools) => {
    const now = systemClock().now()
    const count = await applyMunicipalities(tools, list, now)
    if (count > 0) console.log(m.territory_cli_municipalities({ count }))
    for (const { path, file } of valid) {
      console.log(outcome(join(path), await applyTerritoryFile(tools, file, now)))
    }
  })
  return 0
}

process.exitCode = await main(process.argv.slice(2))
