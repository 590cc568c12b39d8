import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** A migration as it lies in `db/migrations`. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

/** The migrations of a folder, in order. */
export function migrationsIn(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the schema up to date as the owner: forward only, each file once in its own transaction, one
 * migrator at a time. Refuses when a file that has already run was changed or is missing.
 * Answers the names of those that ran.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtextextended('approdo migrate', 0))")
    await client.query(`create table if not exists public.approdo_migration (
      name text primary key, checksum text not null)`)
    const done = await applied(client)
    refuseChanged(migrations, done)
    const fresh = migrations.filter((migration) => !done.has(migration.name))
    for (const migration of fresh) await apply(client, migration)
    return fresh.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.approdo_migration',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function refuseChanged(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of done) {
    if (known.get(name) === undefined)
      throw new Error(
        `La base dati conosce la migrazione ${name}, che qui manca: versione più vecchia?`,
      )
    if (known.get(name) !== checksum)
      throw new Error(`La migrazione ${name} è cambiata dopo essere stata applicata.`)
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '5s'")
    await client.query(migration.sql)
    await client.query('insert into public.approdo_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migrazione ${migration.name} non riuscita: ${String(error)}`, { cause: error })
  }
}
