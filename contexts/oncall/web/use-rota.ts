import { useRead } from '#platform/web/queries.ts'
import { RotaReply } from '../contract.ts'

export const ROTA_KEY = ['oncall', 'rota']
export const SWAPS_KEY = ['oncall', 'swaps']
/** All that shows turns: old as soon as one comes or goes. */
export const ROTA_READINGS = [ROTA_KEY, SWAPS_KEY, ['oncall', 'month'], ['oncall', 'draft']]
const MINUTE_MS = 60_000

/** The rota of this desk's territory. */
export function useRota() {
  return useRead({ key: ROTA_KEY, path: '/api/rota', reply: RotaReply, every: MINUTE_MS })
}
