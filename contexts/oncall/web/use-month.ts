import { useRead } from '#platform/web/queries.ts'
import { MonthReply } from '../contract-month.ts'

const MINUTE_MS = 60_000

/** A month of this desk's rota; undefined: the one that runs. */
export function useMonth(month: string | undefined) {
  return useRead({
    key: ['oncall', 'month', month ?? 'now'],
    path: '/api/rota/month',
    ...(month === undefined ? {} : { query: { month } }),
    reply: MonthReply,
    every: MINUTE_MS,
  })
}
