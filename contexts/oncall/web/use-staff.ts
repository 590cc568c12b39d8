import { useRead } from '#platform/web/queries.ts'
import { StaffReply } from '../contract-staff.ts'

export const STAFF_KEY = ['oncall', 'staff']
const MINUTE_MS = 60_000

/** The records of the people of this desk's rota. */
export function useStaff() {
  return useRead({ key: STAFF_KEY, path: '/api/rota/staff', reply: StaffReply, every: MINUTE_MS })
}
