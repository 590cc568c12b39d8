import { findStaff } from '#contexts/access/public.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type ContactChannel, contactTestsOf, voidTest } from './contact-store.ts'
import { voidTries } from './drill-store.ts'
import { isProven } from './model-staff.ts'
import { territoryOf, write } from './store.ts'

const PHONE = 'oncall.phone'
const EMAIL = 'oncall.email'

/** How somebody is reached; null: not known. */
export type Reach = { readonly phone: string | null; readonly email: string | null }

/** Sets how a person is reached in the territory. */
export async function setReach(tx: Tx, staffId: StaffId, reach: Reach): Promise<void> {
  const { vault, now, random } = tx.work
  const territoryId = territoryOf(tx)
  const before = (await reachesOf(tx, territoryId, [staffId])).get(staffId)
  // Who had said nothing had neither: a telephone written now proves nothing against their mail.
  if ((before?.phone ?? null) !== reach.phone) await contactChanged(tx, staffId, 'phone')
  if ((before?.email ?? null) !== reach.email) await contactChanged(tx, staffId, 'mail')
  const sealed = (purpose: string, text: string | null) =>
    text === null ? null : vault.seal(territoryId, purpose, text)
  const values = {
    sealed_phone: sealed(PHONE, reach.phone),
    sealed_email: sealed(EMAIL, reach.email),
  }
  const row = await tx
    .insertInto('oncall.reach')
    .values({
      territory_id: territoryId,
      staff_id: staffId,
      version: 1,
      id: uuid7(now, random),
      ...values,
    })
    .onConflict((c) =>
      c
        .columns(['territory_id', 'staff_id'])
        .doUpdateSet((e) => ({ ...values, version: e('oncall.reach.version', '+', 1) })),
    )
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  const data = { staffId, hasPhone: reach.phone !== null, hasEmail: reach.email !== null }
  await write(tx, row.id, row.version, { type: 'ReachSet', data })
}

async function contactChanged(tx: Tx, staffId: StaffId, channel: ContactChannel): Promise<void> {
  await voidTest(tx, staffId, channel)
  await voidTries(tx, staffId, channel)
}

/** How these people are reached in the territory; who has said nothing is absent. */
export async function reachesOf(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, Reach>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('oncall.reach')
    .select(['staff_id', 'sealed_phone', 'sealed_email'])
    .where('territory_id', '=', territoryId)
    .where('staff_id', 'in', [...ids])
    .execute()
  const { vault } = tx.work
  const opened = (purpose: string, sealed: Buffer | null) =>
    sealed === null ? null : vault.open(territoryId, purpose, sealed)
  return new Map(
    rows.map((row) => [
      row.staff_id as StaffId,
      { phone: opened(PHONE, row.sealed_phone), email: opened(EMAIL, row.sealed_email) },
    ]),
  )
}

/** How a person is called: without an address for calls, the one of their sign-in. */
export async function reachOf(tx: Tx, territoryId: TerritoryId, id: StaffId): Promise<Reach> {
  const known = (await reachesOf(tx, territoryId, [id])).get(id)
  if (known?.email) return known
  const staff = await findStaff(tx, id)
  return { phone: known?.phone ?? null, email: staff?.email ?? null }
}

/** The telephone of a person, once it has answered a test; null: there is none, or nobody knows whether it rings. */
export async function provenPhone(
  tx: Tx,
  territoryId: TerritoryId,
  id: StaffId,
): Promise<string | null> {
  const tests = await contactTestsOf(tx, territoryId, [id])
  if (!tests.some((one) => one.channel === 'phone' && isProven(one))) return null
  return (await reachesOf(tx, territoryId, [id])).get(id)?.phone ?? null
}
