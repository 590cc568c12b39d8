import pg from 'pg'
import { CLAIM, OF_FILES, OF_TIME, type Promises } from './promises.ts'
import { OF_ROTA } from './promises-rota.ts'

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
  readonly ask: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    /** With a name it stays prepared. */
    name?: string,
  ) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

/** All of the promises as one question. */
export const union = (promises: Promises) =>
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
${union(OF_FILES)} union all ${union(OF_TIME)} union all ${union(OF_ROTA)}`

/** Opens the tables of a database, past every wall of its territories. */
export async function openBooks(adminUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const ask: Books['ask'] = async (text, values = [], name) =>
    (await client.query({ text, values: [...values], ...(name !== undefined && { name }) })).rows
  const whole = (now: string) => ask<Violation>(ALL, [now])
  return {
    ask,
    whole,
    broken: async (now) => (await whole(now)).map(({ promise, line }) => `${promise}: ${line}`),
    close: () => client.end(),
  }
}
