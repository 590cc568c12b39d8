import type * as z from 'zod'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { TonightView } from '../contract-facility.ts'
import { KEEPERS, TONIGHT_KEY } from './readings.ts'

const MINUTE = 60_000

/** What is free tonight, read each minute; whoever only watches the board is not refused a reading each minute. */
export function useTonight(): z.output<typeof TonightView> | undefined {
  const roles = useSession().data?.roles ?? []
  return useRead({
    key: TONIGHT_KEY,
    path: '/api/facilities',
    reply: TonightView,
    every: MINUTE,
    when: roles.some((role) => KEEPERS.includes(role)),
  }).data
}
