import { findStaff } from '#contexts/access/public.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { territoryOf } from './store.ts'

/** Somebody who receives for a service: chosen from a list, never typed from memory. */
export type Receiver = {
  readonly staffId: StaffId
  readonly name: string
  readonly mailbox: string
}

/** Who works here for a competent service, by the body that they work for. */
export async function receiversByBody(tx: Tx): Promise<ReadonlyMap<string, readonly Receiver[]>> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'body_id'])
    .distinct()
    .where('territory_id', '=', territoryOf(tx))
    .where('role', '=', 'competent-service')
    .orderBy('staff_id')
    .execute()
  const found = new Map<string, Receiver[]>()
  for (const { staff_id, body_id } of rows) {
    const staff = staff_id === null ? undefined : await findStaff(tx, staff_id)
    if (!staff || body_id === null) continue
    found.set(body_id, [
      ...(found.get(body_id) ?? []),
      { staffId: staff_id as StaffId, name: staff.name, mailbox: staff.email },
    ])
  }
  return found
}

/** The account of this body with this mailbox; null where who was chosen has none here. */
export async function receiverIn(
  tx: Tx,
  bodyId: string | null,
  mailbox: string | null | undefined,
): Promise<StaffId | null> {
  if (bodyId === null || !mailbox) return null
  const known = (await receiversByBody(tx)).get(bodyId) ?? []
  const wanted = mailbox.toLowerCase()
  return known.find((one) => one.mailbox.toLowerCase() === wanted)?.staffId ?? null
}
