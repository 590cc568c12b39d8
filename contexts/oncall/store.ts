import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { constraintOf } from '#platform/server/sql-state.ts'
import type { Level, OncallEvent, RotaRole, Turn, TurnId } from './model.ts'
import { turnPolicy } from './policy.ts'

/** The territory that the transaction writes in. Throws without one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a turn needs its territory')
  return tx.work.territoryId
}

type TurnRow = {
  id: string
  staff_id: string
  role: string
  level: number
  starts_at: Instant
  ends_at: Instant
}

function turnOf(row: TurnRow): Turn {
  return {
    id: row.id as TurnId,
    staffId: row.staff_id as StaffId,
    role: row.role as RotaRole,
    level: row.level as Level,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }
}

/** The turns of a territory that touch a stretch of time, in order, as far as this person may see them. */
export async function turnsBetween(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly Turn[]> {
  const rows = await touching(tx, territoryId, from, until)
    .where(turnPolicy.where(tx.work.actor, 'rota.read', 't'))
    .execute()
  return rows.map(turnOf)
}

/** All of them, for who has been allowed to change the rota, and for the search. */
export async function standingTurns(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly Turn[]> {
  return (await touching(tx, territoryId, from, until).execute()).map(turnOf)
}

function touching(tx: Tx, territoryId: TerritoryId, from: Instant, until: Instant) {
  return tx
    .selectFrom('oncall.turn as t')
    .select(['t.id', 't.staff_id', 't.role', 't.level', 't.starts_at', 't.ends_at'])
    .where('t.territory_id', '=', territoryId)
    .where('t.removed_at', 'is', null)
    .where('t.ends_at', '>', from)
    .where('t.starts_at', '<', until)
    .orderBy('t.starts_at')
    .orderBy('t.level')
}

/** Refuses `role-not-held` to a turn of somebody who does not hold the role here. */
export async function checkHolds(tx: Tx, staffId: StaffId, role: Role): Promise<void> {
  const row = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .where('role', '=', role)
    .executeTakeFirst()
  if (!row) throw new RefusalError('role-not-held')
}

/** Somebody on call at an instant. */
export type OnDuty = { readonly staffId: StaffId; readonly role: Role; readonly level: number }

/** Who is on call in the territory at this instant and still holds the turn's role there, by role and level. */
export async function dutyAt(
  tx: Tx,
  territoryId: TerritoryId,
  at: Instant,
): Promise<readonly OnDuty[]> {
  const { rows } = await sql<{ staff_id: string; role: string; level: number }>`
    select t.staff_id, t.role, t.level from oncall.turn t
     where t.territory_id = ${territoryId} and t.removed_at is null
       and t.ends_at > ${at} and t.starts_at <= ${at}
       and exists (select from access.v_grant g
                    where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role)
     order by t.role, t.level`.execute(tx)
  return rows.map((row) => ({
    staffId: row.staff_id as StaffId,
    role: row.role as Role,
    level: row.level,
  }))
}

/** The person on call for a role at this instant: the first level that is covered. Undefined: nobody. */
export async function onDuty(
  tx: Tx,
  territoryId: TerritoryId,
  role: Role,
  at: Instant,
): Promise<StaffId | undefined> {
  return (await dutyAt(tx, territoryId, at)).find((one) => one.role === role)?.staffId
}

/** Puts an event of this room on the log. */
export async function write(
  tx: Tx,
  aggregateId: string,
  version: number,
  event: OncallEvent,
): Promise<void> {
  await append(tx, { room: 'oncall', aggregateId, version, at: tx.work.now, event })
}

/** Adds a turn. Refuses with `turn-overlap` where somebody has that role and level already. */
export async function addTurn(tx: Tx, turn: Omit<Turn, 'id'>): Promise<TurnId> {
  const id = uuid7<TurnId>(tx.work.now, tx.work.random)
  const { staffId, role, level, startsAt, endsAt } = turn
  try {
    await tx
      .insertInto('oncall.turn')
      .values({
        territory_id: territoryOf(tx),
        id,
        staff_id: staffId,
        role,
        level,
        starts_at: startsAt,
        ends_at: endsAt,
        removed_at: null,
      })
      .execute()
  } catch (error) {
    if (constraintOf(error) === 'turn_overlap')
      throw new RefusalError('turn-overlap', { at: startsAt.toString() })
    throw error
  }
  const data = { staffId, role, level, startsAt: startsAt.toString(), endsAt: endsAt.toString() }
  await write(tx, id, 1, { type: 'TurnAdded', data })
  return id
}

/** Takes a turn out of the rota. Throws NotFoundError when there is none (any more). */
export async function removeTurn(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .updateTable('oncall.turn')
    .set({ removed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(['staff_id', 'role'])
    .executeTakeFirst()
  if (!row) throw new NotFoundError('turn')
  const data = { staffId: row.staff_id as StaffId, role: row.role as RotaRole }
  await write(tx, id, 2, { type: 'TurnRemoved', data })
}
