import { type Brand, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database, Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import type { Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { newTotpSecret } from './codes.ts'
import type { AccessEvent, InvitationKind } from './model.ts'
import { newToken, tokenHash } from './session-store.ts'

export type InvitationId = Brand<string, 'InvitationId'>

const TOTP = 'invitation.totp'
/** For how long a link can be used. */
export const INVITATION_HOURS: Readonly<Record<InvitationKind, number>> = {
  invitation: 72,
  'first-administrator': 24,
}

/** A link that can still be used. */
export type Invitation = {
  readonly id: InvitationId
  readonly kind: InvitationKind
  readonly staffId: StaffId | null
  readonly territoryId: TerritoryId
  readonly totpSecret: string
}

/**
 * Makes a single-use link and ends the person's earlier ones; answers the token, which is kept nowhere.
 * Written on the log of the transaction's territory.
 */
export async function invite(
  tx: Tx,
  ask: { kind: InvitationKind; staffId: StaffId | null },
): Promise<string> {
  const { now, random, vault, territoryId } = tx.work
  if (territoryId === null) throw new Error('an invitation needs a territory')
  await tx
    .updateTable('access.invitation')
    .set({ expires_at: now })
    .where('kind', '=', ask.kind)
    .where('staff_id', 'is not distinct from', ask.staffId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
  const id = uuid7<InvitationId>(now, random)
  const token = newToken(random)
  await tx
    .insertInto('access.invitation')
    .values({
      id,
      kind: ask.kind,
      staff_id: ask.staffId,
      territory_id: territoryId,
      token_hash: tokenHash(token),
      sealed_totp: vault.seal(INSTALLATION, TOTP, newTotpSecret()),
      created_at: now,
      expires_at: now.add({ hours: INVITATION_HOURS[ask.kind] }),
      used_at: null,
    })
    .execute()
  const data = { staffId: ask.staffId, kind: ask.kind }
  await write(tx, id, 1, { type: 'InvitationSent', data })
  return token
}

async function write(tx: Tx, id: InvitationId, version: number, event: AccessEvent) {
  await append(tx, { room: 'access', aggregateId: id, version, at: tx.work.now, event })
}

/** The invitation of a token, undefined when it is unknown, used or too old: the three look alike. */
export async function openInvitation(
  db: Database,
  vault: Vault,
  kind: InvitationKind,
  token: string,
  now: Instant,
): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom('access.invitation')
    .selectAll()
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id as InvitationId,
    kind,
    staffId: row.staff_id as StaffId | null,
    territoryId: row.territory_id as TerritoryId,
    totpSecret: vault.open(INSTALLATION, TOTP, row.sealed_totp),
  }
}

/** Uses the link: of two at once exactly one gets true. */
export async function useInvitation(
  tx: Tx,
  invitation: Invitation,
  staffId: StaffId,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access.invitation')
    .set({ used_at: tx.work.now })
    .where('id', '=', invitation.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.work.now)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  const data = { staffId, kind: invitation.kind }
  await write(tx, invitation.id, 2, { type: 'InvitationUsed', data })
  return true
}
