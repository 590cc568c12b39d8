import pg from 'pg'
import { CLAIM, OF_FILES, OF_TIME, type Promises } from './promises.ts'

/** One promise that is broken, and the file it was broken for. */
export type Violation = {
  readonly promise: string
  readonly line: string
  readonly file: string | null
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
  readonly sinceLast: (now: string) => Promise<readonly Violation[]>
  /** How many files `sinceLast` has looked at. */
  readonly touched: () => number
  readonly ask: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
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
  seen as (select max(seq) as seq from platform.unsealed),
  file as (select f.* from touched t
    join interventions.intervention f on f.territory_id = t.territory_id and f.id = t.intervention_id),
  page as ${mine('paging.page')},
  placement as ${mine('places.placement')},
  handover as ${mine('handover.handover')},
  claim as (${CLAIM} where bed_id in (
    select c.bed_id from places.claim c join placement p on p.id = c.placement_id
     where p.state in ('held', 'confirmed', 'arrived')))
select null as promise, (select seq from seen)::text as line, null::uuid as file
union all select null, (select count(*) from touched)::text, null
union all ${union(OF_FILES)} union all ${union(OF_TIME)}`

/** Opens the tables of a database, past every wall of its territories. */
export async function openBooks(adminUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const ask: Books['ask'] = async (text, values = []) =>
    (await client.query(text, [...values])).rows
  let seq = 0
  let touched = 0
  const whole = (now: string) => ask<Violation>(ALL, [now])
  return {
    ask,
    whole,
    touched: () => touched,
    broken: async (now) => (await whole(now)).map(({ promise, line }) => `${promise}: ${line}`),
    async sinceLast(now) {
      const name = 'since-last'
      const { rows } = await client.query<Violation>({ name, text: TOUCHED, values: [now, seq] })
      const [newest, count, ...violations] = rows
      seq = Math.max(seq, Number(newest?.line ?? 0))
      touched += Number(count?.line ?? 0)
      return violations
    },
    close: () => client.end(),
  }
}
