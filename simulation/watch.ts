import pg from 'pg'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import { union, type Violation } from './books.ts'
import { CLAIM, OF_FILES, OF_TIME } from './promises.ts'

/** How the tables stand: when anything happens by itself, and how many events wait to be sealed. */
export type Look = {
  readonly dueAt: Instant | undefined
  readonly leavesAt: Instant | undefined
  readonly unsealed: number
}

/** Asks the promises after each event, of the files that it touched and of all that time alone can break. */
export type Watch = {
  /**
   * Looks at the tables as they stand now, and begins to ask. What was asked goes on beside the next event, in a
   * transaction that sees nothing of it.
   */
  readonly look: (now: Instant) => Promise<Look>
  /** Waits for what was asked, and answers all that was found broken since the last time. */
  readonly settle: () => Promise<readonly Broken[]>
  /** How many files were asked about. */
  readonly files: () => number
  readonly close: () => Promise<void>
}

type Broken = Violation & { readonly at: string }

const mine = (table: string) =>
  `(select o.* from touched t join ${table} o on o.territory_id = t.territory_id and o.intervention_id = t.intervention_id)`

const STANDS = `select (select max(seq) from platform.unsealed) as seq,
  (select count(*) from platform.unsealed) as unsealed,
  (select ceil(1000 * extract(epoch from min(due_at)))::bigint from platform.due) as due,
  (select ceil(1000 * extract(epoch from min(next_attempt_at)))::bigint from platform.outbox where state = 'waiting') as leaves`

const TOUCHED = `with clock (now) as (values ($1::timestamptz)),
  touched as (select distinct territory_id, intervention_id from platform.unsealed
    where seq > $2 and intervention_id is not null),
  file as (select f.* from touched t
    join interventions.intervention f on f.territory_id = t.territory_id and f.id = t.intervention_id),
  page as ${mine('paging.page')},
  placement as ${mine('places.placement')},
  handover as ${mine('handover.handover')},
  claim as (${CLAIM} where bed_id in (
    select c.bed_id from places.claim c join placement p on p.territory_id = c.territory_id and p.id = c.placement_id
     where p.state in ('held', 'confirmed', 'arrived')))
select '#' as promise, count(*)::text as line, null::uuid as file from touched
union all ${union(OF_FILES)}`

const TOUCHED_AND_TIME = `${TOUCHED} union all ${union(OF_TIME)}`

type Stands = { seq: number | null; unsealed: number; due: number | null; leaves: number | null }

/** Opens a watch on a database, past every wall of its territories. */
export async function openWatch(adminUrl: string): Promise<Watch> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('set jit = off')
  // Chained: each look sees the tables as they are when it begins, and nothing of what comes beside it.
  await client.query('begin isolation level repeatable read')
  let seen = 0
  let files = 0
  let asking: Promise<void> = Promise.resolve()
  let broken: Broken[] = []
  const ask = async (now: Instant, since: number, isQuiet: boolean) => {
    const at = now.toString()
    // What is due in this very instant is still to be worked: time has broken nothing yet.
    const query = isQuiet
      ? { name: 'touched-and-time', text: TOUCHED_AND_TIME }
      : { name: 'touched', text: TOUCHED }
    const { rows } = await client.query<Violation>({ ...query, values: [at, since] })
    await client.query('commit and chain')
    for (const one of rows)
      if (one.promise === '#') files += Number(one.line)
      else broken.push({ ...one, at })
  }
  return {
    files: () => files,
    async look(now) {
      await asking
      const { rows } = await client.query<Stands>({ name: 'stands', text: STANDS })
      const [stands] = rows
      const look = lookOf(stands)
      asking = ask(now, seen, look.dueAt === undefined || !notAfter(look.dueAt, now))
      // Whoever asks next, or settles, hears of it.
      asking.catch(() => undefined)
      seen = Math.max(seen, stands?.seq ?? 0)
      return look
    },
    async settle() {
      await asking
      const found = broken
      broken = []
      return found
    },
    async close() {
      // Of a run that failed, what was asked at that moment has failed with it.
      await asking.catch(() => undefined)
      await client.end()
    },
  }
}

function lookOf(stands: Stands | undefined): Look {
  const at = (milliseconds: number | null | undefined) =>
    typeof milliseconds === 'number'
      ? Temporal.Instant.fromEpochMilliseconds(milliseconds)
      : undefined
  return {
    dueAt: at(stands?.due),
    leavesAt: at(stands?.leaves),
    unsealed: stands?.unsealed ?? 0,
  }
}
