import pg from 'pg'

/** Owned by who migrates, beside the list of migrations: it is there while the night behind is being played. */
const MARK = 'public.approdo_demo_half'

/** The one fill of a database at a time, and whether an earlier one was cut short. */
export type FirstFill = {
  /** True when half a night stood there and was wiped: the database is as new, without its schema. */
  readonly wiped: boolean
  /** From here until `done` what stands in the database is half a night. */
  readonly begin: () => Promise<void>
  readonly done: () => Promise<void>
  /** Lets the next server in. */
  readonly close: () => Promise<void>
}

/**
 * Opens the fill of the demo before the schema is made. Half a night, of a start that was killed, is wiped and made anew: nobody
 * can have worked in it, since no server listens before its night is whole. A server that fills at this moment is waited for.
 */
export async function openFirstFill(ownerUrl: string): Promise<FirstFill> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtextextended('approdo demo', 0))")
    const { rows } = await client.query<{ is_half: boolean }>(
      'select to_regclass($1) is not null as is_half',
      [MARK],
    )
    const wiped = rows[0]?.is_half === true
    if (wiped) await wipe(client)
    return {
      wiped,
      begin: async () => void (await client.query(`create table if not exists ${MARK} ()`)),
      done: async () => void (await client.query(`drop table if exists ${MARK}`)),
      close: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

/** All that the migrations of this owner made goes in one transaction, the mark with it. */
async function wipe(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace
      where nspowner = current_user::regrole and nspname <> 'public' and nspname not like 'pg\\_%'`,
  )
  const schemas = rows.map(({ name }) => name).join(', ')
  await client.query('begin')
  if (schemas !== '') await client.query(`drop schema ${schemas} cascade`)
  await client.query(`drop table if exists public.approdo_migration, ${MARK}`)
  await client.query('commit')
}
