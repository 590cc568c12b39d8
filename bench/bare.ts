import pg from 'pg'

type Captured = {
  readonly table: string
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly value: string | null
  }[]
}

const SKIPPED_SCHEMAS = "('pg_catalog', 'information_schema', 'public')"

/** The rows that one command adds, table by table, as text values: what the bare peer will write again. */
export async function captureRows(
  adminUrl: string,
  command: () => Promise<unknown>,
): Promise<readonly Captured[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // A command writes no journal row itself: the sealer does. The queue between them is emptied at once, so its
    // rows are made from the events.
    const { rows: tables } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ${SKIPPED_SCHEMAS}
         and n.nspname || '.' || c.relname not in ('platform.journal', 'platform.process', 'platform.reader',
           'platform.unsealed')`,
    )
    await client.query('begin')
    const { rows: marks } = await client.query<{ mark: string }>(
      'select pg_current_xact_id()::text as mark',
    )
    await client.query('commit')
    await command()
    const captured: Captured[] = []
    for (const { name } of tables)
      captured.push(...(await newRows(client, name, marks[0]?.mark ?? '0')))
    return [...captured, ...captured.filter((row) => row.table === 'platform.event').map(queued)]
  } finally {
    await client.end()
  }
}

const QUEUED = new Set(['territory_id', 'intervention_id', 'room', 'type', 'recorded_at'])

function queued(event: Captured): Captured {
  const id = event.columns.find((column) => column.name === 'id')
  return {
    table: 'platform.unsealed',
    columns: [
      ...event.columns.filter((column) => QUEUED.has(column.name)),
      { name: 'event_id', type: 'uuid', value: id?.value ?? null },
      { name: 'content_hash', type: 'bytea', value: `\\x${'00'.repeat(32)}` },
    ],
  }
}

async function newRows(client: pg.Client, table: string, mark: string): Promise<Captured[]> {
  const { rows: columns } = await client.query<{ name: string; type: string; identity: boolean }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attidentity <> '' as identity
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  )
  const kept = columns.filter((column) => !column.identity)
  const list = kept.map((column) => `"${column.name}"::text as "${column.name}"`).join(', ')
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${list} from ${table} where xmin::text::bigint > $1::bigint % 4294967296`,
    [mark],
  )
  return rows.map((row) => ({
    table,
    columns: kept.map(({ name, type }) => ({ name, type, value: row[name] ?? null })),
  }))
}

let number = 10_000

/** Numbers of files are unique: the bare peer counts its own. */
function nextNumber(): number {
  number += 1
  return number
}

const ROW_KEY =
  /^(?:id|event_id|aggregate_id|intervention_id|report_id|contact_id|draft_id|key|subject_id)$/u

/** The bare peer: writes the captured rows with fresh ids, one prepared statement each, in one transaction. */
export type Bare = {
  readonly write: (client: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the bare peer with so many connections. */
export async function openBare(
  adminUrl: string,
  rows: readonly Captured[],
  clients: number,
): Promise<Bare> {
  const opened = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: adminUrl })
      // When one client fails the database is dropped under the others: the first error is the one to show.
      client.on('error', () => undefined)
      await client.connect()
      // The same rows, not the same links between them: ids are fresh, so foreign keys are not asked.
      await client.query("set session_replication_role = 'replica'")
      return client
    }),
  )
  return {
    async write(client) {
      const own = opened[client]
      if (own) await once(own, rows)
    },
    async close() {
      await Promise.all(opened.map((client) => client.end()))
    },
  }
}

async function once(client: pg.Client, rows: readonly Captured[]): Promise<void> {
  const fresh = new Map<string, string>()
  await client.query('begin')
  for (const [index, row] of rows.entries()) {
    const names = row.columns.map((column) => `"${column.name}"`).join(', ')
    const places = row.columns.map((column, n) => `$${n + 1}::${column.type}`).join(', ')
    await client.query({
      name: `bare-${index}`,
      text: `insert into ${row.table} (${names}) values (${places}) on conflict do nothing`,
      values: row.columns.map((column) => renewed(column, fresh)),
    })
  }
  await client.query('commit')
}

function renewed(column: Captured['columns'][number], fresh: Map<string, string>): string | null {
  if (column.value === null) return null
  if (column.name === 'number') return `99-${nextNumber()}`
  if (!ROW_KEY.test(column.name) || !/^[0-9a-f]{8}-/u.test(column.value)) return column.value
  const known = fresh.get(column.value) ?? crypto.randomUUID()
  fresh.set(column.value, known)
  return known
}
