import { useRead } from '#platform/web/queries.ts'
import { RotaReply } from '../contract.ts'

export const ROTA_KEY = ['oncall', 'rota']
export const SWAPS_KEY = ['oncall', 'swaps']
/** All that shows turns: old as soon as one comes or goes. */
export const ROTA_READINGS = [ROTA_KEY, SWAPS_KEY, ['oncall', 'month'], ['oncall', 'draft']]
const MINUTE_MS = 60_000
const QUARTER_MS = 15_000

/** The rota of this desk's territory; `isLookedAt`: on its own page, where somebody waits for what others do. */
export function useRota(isLookedAt = false) {
  const every = isLookedAt ? QUARTER_MS : MINUTE_MS
  return useRead({ key: ROTA_KEY, path: '/api/rota', reply: RotaReply, every })
}
