import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate, migrationsIn } from '#platform/server/migrate.ts'

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))
const PASSWORD = 'prova'

/** A database of its own for one test file, made from a migrated template. */
export type TestDatabase = {
  readonly name: string
  readonly appUrl: string
  readonly ownerUrl: string
  readonly adminUrl: string
  readonly drop: () => Promise<void>
}

/** A fresh, migrated database on the cluster of the test run. */
export async function freshDatabase(): Promise<TestDatabase> {
  const adminUrl = clusterUrl()
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    return await copyOf(admin, await ensureTemplate(admin, adminUrl))
  } finally {
    await admin.end()
  }
}

/**
 * A database that begins as `fill` left a fresh one: filled once for each `key` in a test run, then copied. Files that start
 * together wait for whoever fills. `fill` leaves no connection open.
 */
export async function filledDatabase(
  key: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const adminUrl = clusterUrl()
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const template = `filled_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
  try {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [template])
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [
      template,
    ])
    if (!rowCount) {
      const draft = await freshDatabase()
      await fill(draft)
      await admin.query(`alter database ${draft.name} rename to ${template}`)
    }
    return await copyOf(admin, template)
  } finally {
    await admin.end()
  }
}

async function copyOf(admin: pg.Client, template: string): Promise<TestDatabase> {
  const adminUrl = clusterUrl()
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name} template ${template} owner approdo_owner`)
  return {
    name,
    appUrl: urlFor(adminUrl, name, 'approdo_app'),
    ownerUrl: urlFor(adminUrl, name, 'approdo_owner'),
    adminUrl: urlFor(adminUrl, name),
    drop: () => dropDatabase(adminUrl, name),
  }
}

function clusterUrl(): string {
  const adminUrl = process.env['APPRODO_TEST_ADMIN_URL']
  if (!adminUrl)
    throw new Error('APPRODO_TEST_ADMIN_URL is missing: run through vitest or npm test')
  return adminUrl
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`drop database if exists ${name} with (force)`)
  } finally {
    await admin.end()
  }
}

/** One template per set of migrations; test files that start together wait for each other. */
async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
  const migrations = migrationsIn(MIGRATIONS)
  const hash = createHash('sha256')
    .update(migrations.map((m) => m.checksum).join())
    .digest('hex')
  const name = `template_${hash.slice(0, 16)}`
  await admin.query("select pg_advisory_lock(hashtextextended('approdo template', 0))")
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    for (const role of ['approdo_owner', 'approdo_app'])
      await admin.query(`alter role ${role} with login password '${PASSWORD}'`)
    const draft = `${name}_draft`
    await admin.query(`drop database if exists ${draft} with (force)`)
    await admin.query(`create database ${draft} owner approdo_owner`)
    await migrate(urlFor(adminUrl, draft, 'approdo_owner'), migrations)
    await admin.query(`alter database ${draft} rename to ${name}`)
    return name
  } finally {
    await admin.query("select pg_advisory_unlock(hashtextextended('approdo template', 0))")
  }
}

function urlFor(adminUrl: string, database: string, role?: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (role) {
    url.username = role
    url.password = PASSWORD
  }
  return url.toString()
}
