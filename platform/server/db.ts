import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '#db/types.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { Random, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
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

/** A client that prepares each statement once: planning under row-level security costs more than running. */
class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of the library are passed through unchanged
  override query(...args: any[]): any {
    const [text, values] = args
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    // @ts-expect-error the overloads of the library are passed through unchanged
    if (name === undefined) return super.query(...args)
    return super.query({ name, text, values })
  }
}

/** Opens a pool. The application role may be neither superuser nor owner: `assertServingRole` checks it. */
export function openDatabase(url: string, size: number): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: size,
    options: '-c timezone=UTC -c lock_timeout=4000 -c idle_in_transaction_session_timeout=15000',
    application_name: 'approdo',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
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
