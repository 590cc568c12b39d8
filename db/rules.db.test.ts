import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Tables without a territory policy, each with the reason why nobody can read a person in it. */
const OPEN_TABLES: Readonly<Record<string, string>> = {
  'platform.unsealed': 'ids and hashes',
  'platform.journal': 'ids and hashes',
  'platform.due': 'kinds, keys and instants',
  'platform.outbox': 'envelope; the payload is encrypted',
  'platform.carried': 'names that providers give to messages, and what became of them',
  'platform.idempotency': 'keys and hashes; the reply is encrypted',
  'platform.link': 'hashes of tokens, ids and instants',
  'platform.process': 'heartbeats',
  'platform.reader': 'a position',
  'territory.territory': 'public facts of a service',
  'territory.municipality': 'the public list of municipalities',
  'territory.gazetteer': 'public street names and landmarks',
  'territory.gazetteer_word': 'the words of public street names',
  'territory.house_number': 'public house numbers, without who lives there',
  'territory.boundary': 'public boundaries of municipalities',
  'access.staff': 'sign-in: the people of the service, never who is helped',
  'access.credential': 'sign-in: hash and sealed secret',
  'access.session': 'sign-in: token hashes',
  'access.attempt': 'sign-in: fingerprints and counts',
  'access.invitation': 'sign-in: token hashes',
  'access.role_grant': 'who may do what where',
  'oncall.device': 'ids, browsers and instants of people of the service; the address is encrypted',
}

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

async function names(sql: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql)
  return rows.map((row) => row.name)
}

const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public')`

test('every table has row-level security forced, or stands in the list of open tables', async () => {
  const bare = await names(`select n.nspname || '.' || c.relname as name ${TABLES}
    and not (c.relrowsecurity and c.relforcerowsecurity)`)
  const unknown = bare.filter((name) => OPEN_TABLES[name] === undefined)
  expect(unknown).toEqual([])
})

test('the list of open tables names only tables that are open', async () => {
  const bare = await names(
    `select n.nspname || '.' || c.relname as name ${TABLES} and not c.relrowsecurity`,
  )
  expect(Object.keys(OPEN_TABLES).filter((name) => !bare.includes(name))).toEqual([])
})

test('every protected table has the territory in its keys and in its foreign keys', async () => {
  const missing = await names(`select n.nspname || '.' || c.relname || ' ' || k.conname as name
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relrowsecurity and k.contype = 'f'
      and not exists (select from pg_class r where r.oid = k.confrelid and not r.relrowsecurity)
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'territory_id'
                      and a.attnum = any (k.conkey))`)
  expect(missing).toEqual([])
})

test('every table says its privacy class, and so does every sealed column', async () => {
  const silent = await names(`select n.nspname || '.' || c.relname as name ${TABLES}
    and coalesce(obj_description(c.oid), '') !~ '^P[0-3] '`)
  expect(silent).toEqual([])
  const sealed = await names(`select n.nspname || '.' || c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attname like 'sealed\\_%' and coalesce(col_description(c.oid, a.attnum), '') !~ '^P[23] '`)
  expect(sealed).toEqual([])
})

test('views obey the rights of who asks', async () => {
  const lax = await names(`select n.nspname || '.' || c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')
      and not coalesce(c.reloptions::text, '') like '%security_invoker=true%'`)
  expect(lax).toEqual([])
})

test('the application owns nothing and bypasses nothing', async () => {
  const owned = await names(`select n.nspname || '.' || c.relname as name ${TABLES}
    and pg_get_userbyid(c.relowner) = 'approdo_app'`)
  expect(owned).toEqual([])
  const bound =
    await names(`select rolname as name from pg_roles where rolname in ('approdo_app', 'approdo_owner')
    and (rolsuper or rolbypassrls)`)
  expect(bound).toEqual([])
})

/** Time is an argument: neither the database nor a store reads a clock. */
const CLOCKS =
  /\b(?:now\(\)|NOW\(\)|current_timestamp|current_date|clock_timestamp|new Date|Date\.(?:now|parse|UTC)|Temporal\.Now)/u
const MAY_READ_CLOCKS = ['platform/server/health.ts', 'platform/server/clock.ts']

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => ending.test(name))
}

test('no migration, store or model reads a clock', () => {
  const read = [
    ...files('db/migrations', /\.sql$/u),
    ...files('contexts', /(?<!test)\.ts$/u).filter((name) => !name.includes('/web/')),
    ...files('platform/server', /(?<!test)\.ts$/u),
    ...files('platform/kernel', /(?<!test)\.ts$/u),
  ].filter((name) => !MAY_READ_CLOCKS.includes(name))
  const guilty = read.flatMap((name) =>
    readFileSync(join(ROOT, name), 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        // `clock.now()` is given; only the language's own clock is read behind a room's back.
        CLOCKS.test(
          line.replace(/(?<!\bDate)\.now\(\)/gu, '').replace(/^\s*(?:\*|\/\/|--).*$/u, ''),
        )
          ? [`${name}:${at + 1}`]
          : [],
      ),
  )
  expect(guilty).toEqual([])
})

test('a room writes only its own schema', () => {
  const guilty = files('contexts', /\.ts$/u)
    .filter((name) => !name.includes('.test.'))
    .flatMap((name) => {
      const room = name.split('/')[1] ?? ''
      const text = readFileSync(join(ROOT, name), 'utf8')
      const writes = text.matchAll(
        /(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)\.|(?:insert into|update|delete from)\s+(\w+)\.\w+/gu,
      )
      return [...writes].flatMap((match) => {
        const schema = match[1] ?? match[2]
        return schema === room ? [] : [`${name}: ${schema}`]
      })
    })
  expect(guilty).toEqual([])
})

test('a room reads the rooms below through their views', () => {
  const guilty = files('contexts', /\.ts$/u)
    .filter((name) => !name.includes('.test.') && !name.includes('/testing/'))
    .flatMap((name) => {
      const room = name.split('/')[1] ?? ''
      const text = readFileSync(join(ROOT, name), 'utf8')
      const reads = text.matchAll(
        /(?:selectFrom|[a-z]+Join)\(\s*'(\w+)\.(\w+)|\b(?:from|join)\s+(\w+)\.(\w+)\b/gu,
      )
      return [...reads].flatMap(([, schema = '', table = '', bare = '', named = '']) => {
        const from = schema || bare
        if (from === room || from === 'platform' || (table || named).startsWith('v_')) return []
        return existsSync(join(ROOT, 'contexts', from))
          ? [`${name}: ${from}.${table || named}`]
          : []
      })
    })
  expect(guilty).toEqual([])
})

test('the committed types and schema are those that the migrations make', () => {
  const check = () =>
    execFileSync(process.execPath, ['scripts/schema.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  expect(check).not.toThrow()
})
