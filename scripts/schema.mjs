// Writes what follows from the migrations: db/types.ts (by kysely-codegen) and db/schema.sql (from the
// catalogues). `--check` writes nothing and fails when they differ.
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTestCluster } from './test-cluster.mjs'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const TYPES = path.join(ROOT, 'db/types.ts')
const SCHEMA = path.join(ROOT, 'db/schema.sql')

const cluster = await openTestCluster()
try {
  process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl
  const { freshDatabase } = await import('../platform/testing/database.ts')
  const { describeSchema } = await import('../platform/testing/schema-text.ts')
  const database = await freshDatabase()
  const types = typesOf(database.ownerUrl)
  const schema = await describeSchema(database.ownerUrl)
  if (process.argv.includes('--check')) check(types, schema)
  else {
    fs.writeFileSync(TYPES, types)
    fs.writeFileSync(SCHEMA, schema)
    console.log('db/types.ts e db/schema.sql scritti')
  }
} finally {
  await cluster.close()
}

/** @param {string} url */
function typesOf(url) {
  const out = path.join(os.tmpdir(), `approdo-types-${process.pid}.ts`)
  const mapping = {
    timestamptz: 'Temporal.Instant',
    date: 'Temporal.PlainDate',
    int8: 'number',
    numeric: 'string',
    jsonb: 'JsonValue',
  }
  const codegen = path.join(ROOT, 'node_modules/kysely-codegen/dist/cli/bin.js')
  execFileSync(
    process.execPath,
    [
      codegen,
      '--dialect=postgres',
      `--url=${url}`,
      `--out-file=${out}`,
      '--exclude-pattern=public.*',
      `--type-mapping=${JSON.stringify(mapping)}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const text = fs.readFileSync(out, 'utf8')
  fs.rmSync(out)
  return text
}

/**
 * @param {string} types
 * @param {string} schema
 */
function check(types, schema) {
  const stale = []
  if (fs.readFileSync(TYPES, 'utf8') !== types) stale.push('db/types.ts')
  if (fs.readFileSync(SCHEMA, 'utf8') !== schema) stale.push('db/schema.sql')
  if (stale.length === 0) return
  console.error(`${stale.join(' e ')} non corrispondono alle migrazioni: npm run db:schema`)
  process.exitCode = 1
}
