import { sql } from 'kysely'
import type { HeldRole } from '#contexts/access/public.ts'
import { dutyAt } from '#contexts/oncall/public.ts'
import { OWNING_ROLES, ROLES, type Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { LATER } from '#platform/server/together.ts'

/** Roles to whom a file can be handed on: professions first, as people are shown. */
export const WORKING: readonly string[] = OWNING_ROLES

/** True when this person works in the territory and can own a file there. */
export async function worksIn(tx: Tx, territoryId: TerritoryId, id: StaffId): Promise<boolean> {
  const { rows } = await sql<{ works: boolean }>`
    select ${worksInSql(territoryId, id)} as works`.execute(tx)
  return rows[0]?.works === true
}

/** The same, as a part of a statement. */
export function worksInSql(territoryId: TerritoryId, id: StaffId) {
  return sql<boolean>`exists (select from access.v_grant where staff_id = ${id}
    and territory_id = ${territoryId} and role = any(${WORKING}))`
}

/**
 * Taken before any file by who makes somebody an owner (`shared`) and by who takes somebody's work away (`alone`):
 * so nobody becomes the owner of a file in the instant in which they stop working here.
 */
export async function lockOwners(
  tx: Tx,
  territoryId: TerritoryId,
  how: 'shared' | 'alone',
): Promise<void> {
  const take = how === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  await sql`select ${take}(hashtextextended(${territoryId}, 3)) ${LATER}`.execute(tx)
}

/** Who answers for the files of somebody who leaves, in this order. */
const ACCOUNTABLE = ['coordinator', 'social-worker'] as const

/**
 * Who takes over in a territory: a coordinator, else a social worker, of each who is on call now, else the first by id;
 * else who acts, when they work here. Undefined when nobody is left.
 */
export async function accountableIn(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<StaffId | undefined> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'role'])
    .where('territory_id', '=', territoryId)
    .where('role', 'in', ACCOUNTABLE)
    .orderBy('staff_id')
    .execute()
  const duty = await dutyAt(tx, territoryId, tx.work.now)
  for (const role of ACCOUNTABLE) {
    const onCall = duty.find((one) => one.role === role)?.staffId
    const found = onCall ?? rows.find((row) => row.role === role)?.staff_id
    if (found) return found as StaffId
  }
  const { actor } = tx.work
  if (actor.kind !== 'person') return undefined
  return (await worksIn(tx, territoryId, actor.staffId)) ? actor.staffId : undefined
}

/**
 * Who owns a report that somebody else than the service's own people wrote: a coordinator, else a social worker,
 * else the first of those who work here. Undefined when nobody does.
 */
export async function receiverIn(tx: Tx, territoryId: TerritoryId): Promise<StaffId | undefined> {
  const accountable = await accountableIn(tx, territoryId)
  if (accountable !== undefined) return accountable
  const row = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryId)
    .where('role', 'in', WORKING)
    .orderBy('staff_id')
    .limit(1)
    .executeTakeFirst()
  return (row?.staff_id ?? undefined) as StaffId | undefined
}

/** True when a person with these roles works here and can own a file. */
export function isWorking(roles: readonly string[]): boolean {
  return roles.some((role) => WORKING.includes(role))
}

/** Every role of this person in the territory that is written in. */
export async function rolesHeld(tx: Tx, id: StaffId): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('role')
    .where('staff_id', '=', id)
    .where('territory_id', '=', tx.work.territoryId)
    .execute()
  return rows.flatMap((row) => row.role ?? [])
}

/** The roles in which somebody could act at an instant, professions first: those given later say nothing of it. */
export function rolesAt(held: readonly HeldRole[], at: Instant): readonly Role[] {
  const then = held.filter(({ from, until }) => notAfter(from, at) && !endedBy(until, at))
  const order: readonly Role[] = [...OWNING_ROLES, ...ROLES]
  return [...new Set(then.map((one) => one.role))].toSorted(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  )
}

function endedBy(until: Instant | null, at: Instant): boolean {
  return until !== null && !notAfter(at, until)
}
