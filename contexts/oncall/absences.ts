import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Absence } from './model-staff.ts'
import { rolesHere } from './staff.ts'
import { addAbsence, endAbsence } from './staff-store.ts'
import { territoryOf } from './store.ts'
import { askForHoles } from './substitutes.ts'
import { withdrawForAbsence } from './swap-store.ts'
import { tell } from './telling.ts'

/** Writes an absence or a wish; what an absence opens of the published rota asks for a substitute. */
export async function beginAbsence(tx: Tx, absence: Absence): Promise<void> {
  await addAbsence(tx, absence)
  await askForHoles(tx, [absence.staffId])
}

/** Ends an absence with its last day, or takes it back; what it no longer opens asks for nobody any more. */
export async function closeAbsence(
  tx: Tx,
  id: string,
  until: Temporal.PlainDate | null,
): Promise<void> {
  await withdrawForAbsence(tx, id)
  // Another absence may hold over the same days: its hours were asked for by the one that ends.
  await askForHoles(tx, [await endAbsence(tx, id, until)])
}

/** Tells the coordinators by mail, without a name, that somebody has written days of their own. */
export async function tellOfOwnDays(tx: Tx, writer: StaffId): Promise<void> {
  const roles = await rolesHere(tx, territoryOf(tx))
  const coordinators = [...roles].filter(
    ([id, held]) => id !== writer && held.includes('coordinator'),
  )
  await tell(
    tx,
    coordinators.map(([id]) => id),
    'days',
  )
}
