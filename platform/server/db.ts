import {
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import type { DB } from '#db/types.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { Random, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { isLater, type Statement, sendTogether } from './together.ts'
import type { Vault } from './vault.ts'

// The one place that says how database values look in the code.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text))
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => Temporal.PlainDate.from(text))
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
// pg asks a value for `toPostgres` before it falls back to JSON.
for (const kind of [Temporal.Instant, Temporal.PlainDate]) {
  Object.defineProperty(kind.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
}

export type Database = Kysely<DB>

/** A reaction to an event, in the transaction that wrote it. */
export type Reaction = (tx: Tx, event: RecordedEvent) => Promise<void>

/** What every command carries beside its transaction. */
export type Work = {
  readonly actor: Actor
  readonly now: Instant
  readonly random: Random
  readonly vault: Vault
  /** The one territory that is written to, if any. */
  readonly territoryId: TerritoryId | null
  /** Events appended and not yet written: all of a command are written at once, before its commit. */
  readonly pending: RecordedEvent[]
  /** Same-transaction reactions by event type, in the wiring table's order. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>
}

/** A transaction opened by `route()` or `runDue`: always the first argument of a store. */
export type Tx = Transaction<DB> & { readonly work: Work }

/** How many statements a connection keeps prepared; texts beyond these are sent whole each time. */
const PREPARED_LIMIT = 400
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= PREPARED_LIMIT) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** As `pg` writes a value on the wire. Called before anything is sent: what cannot be written stops its own statement. */
const { prepareValue } = (
  pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => unknown } }
).utils

const preparing = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** What a statement that waits for the next one answers. */
const NOTHING = { command: '', rowCount: 0, rows: [] }

/**
 * The client, preparing each statement once: planning under row-level security costs more than running. A message
 * costs about as much as what it asks: `begin`, and statements that end with `LATER`, leave with the next one.
 */
function prepared(client: pg.PoolClient): PostgresPoolClient {
  const known = preparing.get(client)
  if (known) return known
  const waiting: Statement[] = []
  let isOpen = false
  const send = (statement: Statement) => {
    const { text, name, values } = statement
    if (waiting.length > 0) return sendTogether(client, [...waiting.splice(0), statement])
    return client.query({ text, values: [...values], ...(name !== undefined && { name }) })
  }
  const query = async (text: unknown, values: readonly unknown[] = []) => {
    if (typeof text !== 'string') throw new TypeError('cursors are not used here')
    const statement = { text, name: nameOf(text), values: values.map(prepareValue) }
    if (text === 'rollback') {
      isOpen = false
      // A transaction that never began has nothing to take back.
      return waiting.splice(0)[0]?.text === 'begin' ? NOTHING : await send(statement)
    }
    if (text === 'begin') isOpen = true
    else if (!isLater(text)) {
      isOpen &&= text !== 'commit'
      return await send(statement)
    }
    if (!isOpen) throw new Error('only a statement of a transaction can wait for the next one')
    waiting.push(statement)
    return NOTHING
  }
  const made: PostgresPoolClient = Object.create(client, { query: { value: query } })
  preparing.set(client, made)
  // A connection that breaks while it works fails its statement; without a listener it would also end the process.
  client.on('error', () => undefined)
  return made
}

function preparingPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => prepared(await pool.connect()),
    end: () => pool.end(),
  }
}

/** Opens a pool. The application role may be neither superuser nor owner: `assertServingRole` checks it. */
export function openDatabase(url: string, size: number): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    options: '-c timezone=UTC -c lock_timeout=4000 -c idle_in_transaction_session_timeout=15000',
    application_name: 'approdo',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) }),
    pool,
  }
}

/** Refuses to serve as a role that row-level security does not bind. */
export async function assertServingRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ unbound: boolean; owns: boolean }>(
    `select (rolsuper or rolbypassrls) as unbound,
            exists (select from pg_tables where schemaname = 'platform' and tableowner = current_user) as owns
       from pg_roles where rolname = current_user`,
  )
  const role = rows[0]
  if (!role || role.unbound || role.owns) {
    throw new Error(
      'DATABASE_URL deve usare il ruolo approdo_app: il ruolo dato scavalca la separazione tra territori.',
    )
  }
}
