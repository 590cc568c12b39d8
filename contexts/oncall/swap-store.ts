import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { constraintOf } from '#platform/server/sql-state.ts'
import type { RotaTurn, TurnId } from './model.ts'
import { cut, type Swap, type SwapId, type SwapState } from './model-swap.ts'
import {
  addTurn,
  type Override,
  removeTurn,
  setAsideBy,
  territoryOf,
  turnById,
  write,
} from './store.ts'

const OPEN: readonly SwapState[] = ['asked', 'accepted']

/** An exchange with its version. */
export type StoredSwap = Swap & { readonly version: number }

function swapsOf(tx: Tx, territoryId: TerritoryId) {
  return (
    tx
      .selectFrom('oncall.swap as s')
      .innerJoin('oncall.turn as t', (join) =>
        join.onRef('t.territory_id', '=', 's.territory_id').onRef('t.id', '=', 's.turn_id'),
      )
      .select([
        's.id',
        's.version',
        's.state',
        's.turn_id',
        's.staff_id',
        's.from_at',
        's.until_at',
      ])
      .select(['s.asked_of', 's.back_turn_id', 's.taker_id'])
      .where('s.territory_id', '=', territoryId)
      .where('s.state', 'in', [...OPEN])
      // A turn that is gone has nothing left to exchange.
      .where('t.removed_at', 'is', null)
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof swapsOf>['execute']>>[number]

function swapOf(row: Row): StoredSwap {
  return {
    id: row.id as SwapId,
    version: row.version,
    state: row.state as SwapState,
    turnId: row.turn_id as TurnId,
    staffId: row.staff_id as StaffId,
    from: row.from_at,
    until: row.until_at,
    askedOf: row.asked_of as StaffId | null,
    backTurnId: row.back_turn_id as TurnId | null,
    takerId: row.taker_id as StaffId | null,
  }
}

/** The exchanges of a territory that are not decided and not gone by. */
export async function openSwaps(tx: Tx, territoryId: TerritoryId): Promise<readonly StoredSwap[]> {
  const rows = await swapsOf(tx, territoryId)
    .where('s.until_at', '>', tx.work.now)
    .orderBy('s.from_at')
    .execute()
  return rows.map(swapOf)
}

/** One that is open, held until the end of the transaction. Throws NotFoundError when it is not (any more). */
export async function lockSwap(tx: Tx, id: string): Promise<StoredSwap> {
  const row = await swapsOf(tx, territoryOf(tx))
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst()
  if (!row) throw new NotFoundError('swap')
  return swapOf(row)
}

/** Asks somebody, or whoever holds the role. Refuses `swap-open` while any of these hours is asked of others already. */
export async function askSwap(
  tx: Tx,
  swap: Omit<Swap, 'id' | 'state' | 'takerId'>,
  absenceId: string | null = null,
): Promise<SwapId> {
  const id = uuid7<SwapId>(tx.work.now, tx.work.random)
  try {
    await tx
      .insertInto('oncall.swap')
      .values({
        territory_id: territoryOf(tx),
        ...{ id, version: 1, state: 'asked', turn_id: swap.turnId, staff_id: swap.staffId },
        ...{ from_at: swap.from, until_at: swap.until, asked_of: swap.askedOf },
        ...{ back_turn_id: swap.backTurnId, absence_id: absenceId, taker_id: null },
        ...{ asked_at: tx.work.now, decided_at: null },
      })
      .execute()
  } catch (error) {
    if (constraintOf(error) === 'swap_open') throw new RefusalError('swap-open')
    throw error
  }
  const { turnId, staffId, askedOf } = swap
  const data = { turnId, staffId, askedOf, isSubstitute: absenceId !== null }
  await write(tx, id, 1, { type: 'SwapAsked', data })
  return id
}

/** Writes what came of it. */
export async function setSwap(
  tx: Tx,
  swap: StoredSwap,
  state: SwapState,
  takerId: StaffId | null,
): Promise<void> {
  const version = swap.version + 1
  await tx
    .updateTable('oncall.swap')
    .set({
      ...{ state, version, taker_id: takerId },
      decided_at: OPEN.includes(state) ? null : tx.work.now,
    })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', swap.id)
    .execute()
  const data = { state, turnId: swap.turnId, takerId }
  await write(tx, swap.id, version, { type: 'SwapAnswered', data })
}

/** Ends the requests that an absence has made and nobody has accepted. */
export async function withdrawForAbsence(tx: Tx, absenceId: string): Promise<void> {
  const rows = await swapsOf(tx, territoryOf(tx))
    .where('s.absence_id', '=', absenceId)
    .where('s.state', '=', 'asked')
    .execute()
  for (const row of rows) await setSwap(tx, swapOf(row), 'withdrawn', null)
}

/**
 * Gives a part of a turn in force to somebody else, at once: the turn is cut where the part begins and ends. What else is
 * asked of its hours goes on with the piece that has them. `overrideOf` says for whom of the two a rule is set aside; else
 * what its person keeps stands as the whole stood. What the taker has does not leave with the next publication.
 */
export async function giveTo(
  tx: Tx,
  turn: RotaTurn,
  part: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
  taker: StaffId,
  overrideOf: (staffId: StaffId) => Override | null = () => null,
): Promise<void> {
  const asideOf = (staffId: StaffId) => {
    const override = overrideOf(staffId)
    if (override !== null) return setAsideBy(tx, override)
    return staffId === taker ? null : turn.setAside
  }
  await removeTurn(tx, turn.id)
  for (const one of cut(turn, part.from, part.until, taker)) {
    const leaves = turn.leaves && one.staffId !== taker
    const id = await addTurn(tx, one, { leaves, setAside: asideOf(one.staffId) })
    await tx
      .updateTable('oncall.swap')
      .set({ turn_id: id })
      .where('territory_id', '=', territoryOf(tx))
      .where('turn_id', '=', turn.id)
      .where('staff_id', '=', one.staffId)
      .where('state', 'in', [...OPEN])
      .where('from_at', '>=', one.startsAt)
      .where('until_at', '<=', one.endsAt)
      .execute()
  }
}

/** The turn of an exchange, in force. Throws NotFoundError when it is not (any more). */
export async function turnInForce(tx: Tx, id: string): Promise<RotaTurn> {
  const turn = await turnById(tx, id)
  if (turn?.state !== 'published') throw new NotFoundError('turn')
  return turn
}
