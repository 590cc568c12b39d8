import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import {
  type BodyId,
  type Brand,
  type StaffId,
  type TerritoryId,
  uuid7,
} from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { mayLeave } from './model.ts'

export type GrantId = Brand<string, 'GrantId'>

/** A grant that holds. */
export type HeldGrant = {
  readonly id: GrantId
  readonly staffId: StaffId
  readonly territoryId: TerritoryId
  readonly role: Role
  readonly bodyId: BodyId | null
}

/** Gives a role in the territory that the transaction writes in. Refuses with `grant-held` when it holds already. */
export async function giveGrant(
  tx: Tx,
  ask: { staffId: StaffId; role: Role; bodyId: BodyId | null },
): Promise<GrantId> {
  const { now, random, territoryId } = tx.work
  if (territoryId === null) throw new Error('a grant needs its territory')
  const id = uuid7<GrantId>(now, random)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('access.role_grant')
    .values({
      id,
      staff_id: ask.staffId,
      territory_id: territoryId,
      role: ask.role,
      body_id: ask.bodyId,
      given_at: now,
      ended_at: null,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new RefusalError('grant-held')
  const data = { staffId: ask.staffId, role: ask.role, bodyId: ask.bodyId }
  await append(tx, {
    room: 'access',
    aggregateId: id,
    version: 1,
    at: now,
    event: { type: 'GrantGiven', data },
  })
  return id
}

/**
 * Ends a grant of the territory that the transaction writes in. Refuses with `last-administrator`: two
 * administrators who end each other's grant at once follow one another by the lock, and one stays.
 */
export async function endGrant(tx: Tx, id: string): Promise<void> {
  const found = await findGrant(tx, id)
  if (!found) throw new NotFoundError('grant')
  if (found.role === 'administrator')
    await leaveAdministrators(tx, found.territoryId, found.staffId)
  const { numUpdatedRows } = await tx
    .updateTable('access.role_grant')
    .set({ ended_at: tx.work.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new NotFoundError('grant')
  const data = { staffId: found.staffId, role: found.role }
  await append(tx, {
    room: 'access',
    aggregateId: id,
    version: 2,
    at: tx.work.now,
    event: { type: 'GrantEnded', data },
  })
}

/** True when somebody administers already: then no link makes a first administrator any more. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const known = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('role', '=', 'administrator')
    .limit(1)
    .executeTakeFirst()
  return known !== undefined
}

/** Waits its turn among those who change a territory's administrators, then asks the model. */
export async function leaveAdministrators(tx: Tx, territoryId: TerritoryId, staffId: StaffId) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${territoryId}, 20))`.execute(tx)
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryId)
    .where('role', '=', 'administrator')
    .execute()
  const administrators = rows.map((row) => ({ staffId: String(row.staff_id), isActive: true }))
  if (!administrators.some((one) => one.staffId === staffId)) return
  unwrap(mayLeave(administrators, staffId))
}

/** A grant that holds, undefined when it has ended or never was. */
export async function findGrant(tx: Tx, id: string): Promise<HeldGrant | undefined> {
  const row = await tx
    .selectFrom('access.role_grant')
    .select(['id', 'staff_id', 'territory_id', 'role', 'body_id'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && grantOf(row)
}

function grantOf(row: {
  id: string
  staff_id: string
  territory_id: string
  role: string
  body_id: string | null
}): HeldGrant {
  return {
    id: row.id as GrantId,
    staffId: row.staff_id as StaffId,
    territoryId: row.territory_id as TerritoryId,
    role: row.role as Role,
    bodyId: row.body_id as BodyId | null,
  }
}

/** The grants that hold in these territories. */
export async function grantsOfTerritories(
  tx: Tx,
  territories: readonly TerritoryId[],
): Promise<readonly HeldGrant[]> {
  if (territories.length === 0) return []
  const rows = await tx
    .selectFrom('access.role_grant')
    .select(['id', 'staff_id', 'territory_id', 'role', 'body_id'])
    .where('ended_at', 'is', null)
    .where('territory_id', 'in', territories)
    .orderBy('given_at')
    .execute()
  return rows.map(grantOf)
}

/** The grants of one person that hold. */
export async function grantsOfStaff(tx: Tx, staffId: StaffId): Promise<readonly HeldGrant[]> {
  const rows = await tx
    .selectFrom('access.role_grant')
    .select(['id', 'staff_id', 'territory_id', 'role', 'body_id'])
    .where('ended_at', 'is', null)
    .where('staff_id', '=', staffId)
    .orderBy('given_at')
    .execute()
  return rows.map(grantOf)
}

/** The territories where a person has a grant that was not ended, also when the person is not active any more. */
export async function territoriesOfGrants(
  tx: Tx,
  staffId: StaffId,
): Promise<readonly TerritoryId[]> {
  const grants = await grantsOfStaff(tx, staffId)
  return [...new Set(grants.map((grant) => grant.territoryId))]
}

/** A role that somebody had in a territory, from when and until when; `until` is null while it holds. */
export type HeldRole = {
  readonly role: Role
  readonly from: Instant
  readonly until: Instant | null
}

/** Every role that these people have, or had, in a territory: what was done is shown with the roles of its hour. */
export async function rolesEver(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldRole[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('access.role_grant')
    .select(['staff_id', 'role', 'given_at', 'ended_at'])
    .where('territory_id', '=', territoryId)
    .where('staff_id', 'in', ids)
    .execute()
  const held = rows.map(({ staff_id, role, given_at, ended_at }) => ({
    staffId: staff_id,
    had: { role: role as Role, from: given_at, until: ended_at },
  }))
  return new Map(
    [...Map.groupBy(held, (one) => one.staffId)].map(([id, own]) => [
      id,
      own.map((one) => one.had),
    ]),
  )
}
