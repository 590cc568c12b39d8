import pg from 'pg'
import type { Instant } from '#platform/kernel/time.ts'
import { CLAIM, OF_FILES, OF_TIME, type Promises } from './promises.ts'

/** One promise that is broken, and the file it was broken for. */
export type Violation = {
  readonly promise: string
  readonly line: string
  readonly file: string | null
  /** True where time alone breaks it. */
  readonly isOfTime?: boolean
}

/** One look at what was touched, with the next instants at which anything happens by itself. */
export type Look = {
  readonly violations: readonly Violation[]
  readonly dueAt: Instant | undefined
  readonly leavesAt: Instant | undefined
  /** How many files were touched, and how many events wait to be sealed. */
  readonly touched: number
  readonly unsealed: number
}

/** The tables of a story, read beside the product. */
export type Books = {
  /** What is broken at this instant of business time, one line each; nothing when all is well. */
  readonly broken: (now: string) => Promise<readonly string[]>
  /** The same with the file of each line. */
  readonly whole: (now: string) => Promise<readonly Violation[]>
  /**
   * The same of the files that were touched since the last time and of whatever breaks by itself when time passes.
   * Sees an event once: before it is sealed.
   */
  readonly sinceLast: (now: string) => Promise<Look>
  readonly ask: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    /** With a name it stays prepared. */
    name?: string,
  ) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

const union = (promises: Promises) =>
  Object.entries(promises)
    .map(
      ([promise, text]) =>
        `select '${promise}' as promise, line, file from (${text}) as broken (file, line)`,
    )
    .join('\nunion all\n')

const ALL = `with clock (now) as (values ($1::timestamptz)),
  file as not materialized (select * from interventions.intervention),
  page as not materialized (select * from paging.page),
  placement as not materialized (select * from places.placement),
  handover as not materialized (select * from handover.handover),
  claim as (${CLAIM})
${union(OF_FILES)} union all ${union(OF_TIME)}`

const mine = (table: string) =>
  `(select o.* from touched t join ${table} o on o.territory_id = t.territory_id and o.intervention_id = t.intervention_id)`

const TOUCHED = `with clock (now) as (values ($1::timestamptz)),
  touched as (select distinct territory_id, intervention_id from platform.unsealed
    where seq > $2 and intervention_id is not null),
  file as (select f.* from touched t
    join interventions.intervention f on f.territory_id = t.territory_id and f.id = t.intervention_id),
  page as ${mine('paging.page')},
  placement as ${mine('places.placement')},
  handover as ${mine('handover.handover')},
  claim as (${CLAIM} where bed_id in (
    select c.bed_id from places.claim c join placement p on p.id = c.placement_id
     where p.state in ('held', 'confirmed', 'arrived')))
select '#seq' as promise, max(seq)::text as line, null::uuid as file from platform.unsealed
union all select '#unsealed', count(*)::text, null from platform.unsealed
union all select '#touched', count(*)::text, null from touched
union all select '#due', ceil(1000 * extract(epoch from min(due_at)))::text, null from platform.due
union all select '#leaves', ceil(1000 * extract(epoch from min(next_attempt_at)))::text, null
  from platform.outbox where state = 'waiting'
union all ${union(OF_FILES)} union all ${union(OF_TIME)}`

/** Opens the tables of a database, past every wall of its territories. */
export async function openBooks(adminUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const ask: Books['ask'] = async (text, values = [], name) =>
    (await client.query({ text, values: [...values], ...(name !== undefined && { name }) })).rows
  let seq = 0
  const whole = (now: string) => ask<Violation>(ALL, [now])
  return {
    ask,
    whole,
    broken: async (now) => (await whole(now)).map(({ promise, line }) => `${promise}: ${line}`),
    async sinceLast(now) {
      const rows = await ask<Violation>(TOUCHED, [now, seq], 'since-last')
      const told = new Map(rows.map(({ promise, line }) => [promise, line]))
      const count = (key: string) => Number(told.get(key) ?? 0)
      const at = (key: string) => {
        const text = told.get(key) ?? null
        return text === null ? undefined : Temporal.Instant.fromEpochMilliseconds(Number(text))
      }
      seq = Math.max(seq, count('#seq'))
      return {
        violations: rows
          .filter(({ promise }) => !promise.startsWith('#'))
          .map((one) => ({ ...one, isOfTime: one.promise in OF_TIME })),
        dueAt: at('#due'),
        leavesAt: at('#leaves'),
        touched: count('#touched'),
        unsealed: count('#unsealed'),
      }
    },
    close: () => client.end(),
  }
}
