import { useRead } from '#platform/web/queries.ts'
import { MonthReply } from '../contract-month.ts'

const MINUTE_MS = 60_000
const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/u

const reading = (month: string | undefined) => ({
  key: ['oncall', 'month', month ?? 'now'],
  path: '/api/rota/month',
  ...(month === undefined ? {} : { query: { month } }),
  reply: MonthReply,
})

/** A month of this desk's rota; undefined: the one that runs. */
export function useMonth(month: string | undefined) {
  return useRead({ ...reading(month), every: MINUTE_MS })
}

/** The month of a day that is being written, once it is one; not asked where it is not `wanted`. */
export function useMonthOf(day: string, wanted: boolean) {
  const month = day.slice(0, 7)
  return useRead({ ...reading(month), when: wanted && MONTH.test(month) })
}
