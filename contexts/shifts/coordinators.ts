import { findStaff } from '#contexts/access/public.ts'
import { dutyAt } from '#contexts/oncall/public.ts'
import type { Tx } from '#platform/server/db.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { territoryOf } from './store.ts'

/** Tells the coordinators on call now by mail, else all of the territory; answers how many. */
export async function tellCoordinators(
  tx: Tx,
  mail: { readonly subject: string; readonly text: string },
): Promise<number> {
  const addresses = await addressesOf(tx)
  for (const to of addresses) await sendMail(tx, { to, ...mail })
  return addresses.length
}

async function addressesOf(tx: Tx): Promise<readonly string[]> {
  const territoryId = territoryOf(tx)
  const duty = await dutyAt(tx, territoryId, tx.work.now)
  const onCall = duty.filter((one) => one.role === 'coordinator').map((one) => one.staffId)
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryId)
    .where('role', '=', 'coordinator')
    .execute()
  const all = rows.flatMap((row) => row.staff_id ?? [])
  const staff = []
  for (const id of new Set<string>(onCall.length > 0 ? onCall : all))
    staff.push(await findStaff(tx, id))
  return staff.flatMap((one) => one?.email ?? [])
}
