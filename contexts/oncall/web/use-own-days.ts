import { useRead } from '#platform/web/queries.ts'
import { OwnDaysReply } from '../contract-own.ts'

export const OWN_DAYS_KEY = ['oncall', 'own-days']

/** The days of whoever looks, and the turns that they open. */
export function useOwnDays() {
  return useRead({ key: OWN_DAYS_KEY, path: '/api/own/days', reply: OwnDaysReply })
}
