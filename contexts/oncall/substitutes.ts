import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { gapsIn, isInForce, type RotaTurn, type Span } from './model.ts'
import { absentIn } from './model-swap.ts'
import { rolesHere } from './staff.ts'
import { absencesIn, type StoredAbsence } from './staff-store.ts'
import { comingTurns, territoryOf } from './store.ts'
import { askSwap, openSwaps } from './swap-store.ts'
import { tellHolders } from './telling.ts'

/** As far ahead as a substitute is asked for, in days. */
export const DAYS_AHEAD = 366

/** Hours of a turn in which nobody would be called; `absenceId`: why, when its person is away. */
type Hole = Span & { readonly absenceId: string | null }

/**
 * Asks for a substitute for whatever part of a turn in force of these people nobody would be called in: they no longer hold
 * its role, or are away. Hours that are asked of others already, or are being exchanged, are not asked twice; whoever else
 * holds the role is told. Called by everything that can open such hours: an absence, the end of a grant, a publication, an
 * exchange, and a colleague who says no.
 */
export async function askForHoles(tx: Tx, people: readonly StaffId[]): Promise<void> {
  if (people.length === 0) return
  const territoryId = territoryOf(tx)
  const { now } = tx.work
  const coming = await comingTurns(tx, territoryId, now, now.add({ hours: 24 * DAYS_AHEAD }))
  const theirs = coming.filter((turn) => isInForce(turn) && people.includes(turn.staffId))
  if (theirs.length === 0) return
  const roles = await rolesHere(tx, territoryId)
  const absences = await absencesIn(tx, territoryId, wallClock(now).toPlainDate())
  const asked = Map.groupBy(await openSwaps(tx, territoryId), (swap) => swap.turnId)
  const told = new Map<string, { readonly turn: RotaTurn; readonly isNow: boolean }>()
  for (const turn of theirs) {
    const holds = roles.get(turn.staffId)?.includes(turn.role) === true
    const taken: Span[] = (asked.get(turn.id) ?? []).map(spanOf)
    for (const { startsAt, endsAt, absenceId } of holesOf(turn, holds, absences, now))
      for (const part of await askForFree(tx, turn, { startsAt, endsAt }, taken, absenceId)) {
        taken.push(part)
        const isNow = notAfter(part.startsAt, now)
        const key = `${turn.staffId} ${turn.role}`
        told.set(key, { turn, isNow: isNow || told.get(key)?.isNow === true })
      }
  }
  for (const { turn, isNow } of told.values()) {
    await tellHolders(tx, turn.role, turn.staffId, isNow)
  }
}

/** The hours of an exchange. */
export const spanOf = ({
  from,
  until,
}: {
  readonly from: Instant
  readonly until: Instant
}): Span => ({
  startsAt: from,
  endsAt: until,
})

/** Asks everybody for what is not asked for already of these hours of a turn; answers the parts that it asked for. */
export async function askForFree(
  tx: Tx,
  turn: RotaTurn,
  hours: Span,
  asked: readonly Span[],
  absenceId: string | null = null,
): Promise<readonly Span[]> {
  const parts = gapsIn(asked, hours.startsAt, hours.endsAt)
  for (const { startsAt: from, endsAt: until } of parts) {
    const whole = { turnId: turn.id, staffId: turn.staffId, from, until }
    await askSwap(tx, { ...whole, askedOf: null, backTurnId: null }, absenceId)
  }
  return parts
}

function holesOf(
  turn: RotaTurn,
  holds: boolean,
  absences: readonly StoredAbsence[],
  now: Instant,
): readonly Hole[] {
  const { startsAt, endsAt, staffId } = turn
  if (!holds)
    return [{ startsAt: notAfter(startsAt, now) ? now : startsAt, endsAt, absenceId: null }]
  return absences
    .filter((one) => one.kind === 'absent' && one.staffId === staffId)
    .flatMap((one) => {
      const part = absentIn(turn, one, now)
      return part === undefined ? [] : [{ ...part, absenceId: one.id }]
    })
}
