import { type SqlBool, sql } from 'kysely'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { facilitiesNow, openDetails } from './facility-store.ts'

/** What is needed to ring a facility and to send somebody there. */
export type FacilityLine = {
  readonly label: string
  readonly address: string
  readonly phone: string
  readonly headPhone: string
  /** Null where places are asked for by telephone each time: nothing is counted. */
  readonly beds: number | null
  readonly freeBeds: number
  /** ISO instant at which somebody last said what is free; null: nobody has. */
  readonly declaredAt: string | null
}

/**
 * The active facilities of a territory by label, for who works without a network. Secret ones are not in it at all: what
 * leaves the server to be kept on a desk never says that they exist.
 */
export async function facilityBook(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<readonly FacilityLine[]> {
  const open = sql<SqlBool>`r.territory_id = ${territoryId}::uuid and r.is_active and not r.is_secret`
  const facilities = await facilitiesNow(tx, tx.work.now, open)
  return facilities.map((one) => {
    const { address, phone, headPhone } = openDetails(tx, one)
    return {
      ...{ label: one.label, address, phone, headPhone },
      beds:
        one.capacity === 'beds' ? one.rooms.reduce((sum, room) => sum + room.beds.length, 0) : null,
      freeBeds: one.rooms.reduce((sum, room) => sum + room.free.length, 0),
      declaredAt: one.declaredAt?.toString() ?? null,
    }
  })
}
