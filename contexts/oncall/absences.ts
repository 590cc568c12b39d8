import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError } from '#platform/server/errors.ts'
import type { PersonDaysReply } from './contract-own.ts'
import type { AbsenceBody } from './contract-staff.ts'
import type { Absence } from './model-staff.ts'
import { rolesHere } from './staff.ts'
import { addAbsence, endAbsence } from './staff-store.ts'
import { publishedTurns, territoryOf } from './store.ts'
import { askForHoles, DAYS_AHEAD } from './substitutes.ts'
import { withdrawForAbsence } from './swap-store.ts'
import { tell } from './telling.ts'

/** Days that lie further off than this are a year that was typed wrong. */
const MOST_DAYS_BACK = 366
const MOST_DAYS_AHEAD = 3 * 366

/** Days as they were written. Refuses a first or last day that lies years away. */
export function writtenDays(staffId: StaffId, body: AbsenceBody, now: Instant): Absence {
  const from = nearDay('from', body.from, now)
  const until = body.until === null ? null : nearDay('until', body.until, now)
  return { staffId, kind: body.kind, from, until }
}

function nearDay(path: 'from' | 'until', text: string, now: Instant): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(text)
  const away = day.since(wallClock(now).toPlainDate()).total('days')
  if (away < -MOST_DAYS_BACK || away > MOST_DAYS_AHEAD)
    throw new BadInputError([{ path, code: 'far-day' }])
  return day
}

/** The published turns of somebody that an absence could open. */
export async function personDays(tx: Tx, staffId: StaffId): Promise<PersonDaysReply> {
  const { now } = tx.work
  const turns = await publishedTurns(tx, territoryOf(tx), now, now.add({ hours: 24 * DAYS_AHEAD }))
  return {
    turns: turns
      .filter((turn) => turn.staffId === staffId && !turn.leaves)
      .map(({ role, startsAt, endsAt }) => ({
        ...{ role, startsAt: startsAt.toString(), endsAt: endsAt.toString() },
      })),
    today: wallClock(now).toPlainDate().toString(),
    now: now.toString(),
  }
}

/** Writes an absence or a wish; what an absence opens of the published rota asks for a substitute. */
export async function beginAbsence(tx: Tx, absence: Absence): Promise<void> {
  await addAbsence(tx, absence)
  await askForHoles(tx, [absence.staffId])
}

/** Ends an absence with its last day, or takes it back; what it no longer opens asks for nobody any more. Answers whose it was. */
export async function closeAbsence(
  tx: Tx,
  id: string,
  until: Temporal.PlainDate | null,
): Promise<StaffId> {
  await withdrawForAbsence(tx, id)
  const whose = await endAbsence(tx, id, until)
  // Another absence may hold over the same days: its hours were asked for by the one that ends.
  await askForHoles(tx, [whose])
  return whose
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

/** Tells somebody by mail that a coordinator has written or changed days of theirs: not which, they are on *I miei giorni*. */
export async function tellOfTheirDays(tx: Tx, whose: StaffId, writer: StaffId): Promise<void> {
  if (whose !== writer) await tell(tx, [whose], 'days-of-yours')
}
