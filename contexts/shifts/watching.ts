import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { clockTime, type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { tellCoordinators } from './coordinators.ts'
import { tellFilesLeft, willOwe } from './files-left.ts'
import { type Change, changesIn, isOpen } from './model.ts'
import {
  changeNotes,
  insertNotes,
  lockNotes,
  notesById,
  notesOfChange,
  owedBefore,
  territoryOf,
  write,
} from './store.ts'
import { nextEnd, turnsFrom } from './turns.ts'

/** Alarm kinds of this room: also the names by which their handlers act (`system:<kind>`). */
export const CHANGE_KIND = 'shift-change'
export const LATE_KIND = 'shift-notes-late'
export const LEFT_KIND = 'shift-files-left'

/**
 * Same-transaction reaction to whatever changes the published rota: the alarm rings when the next turn ends. A change of this
 * very instant may have been looked at just before, when one person still had both turns: it is looked at again. Who looks
 * at the same moment is waited for.
 */
export async function followRota(tx: Tx): Promise<void> {
  const { now } = tx.work
  await tx
    .insertInto('shifts.watch')
    .values({ territory_id: territoryOf(tx), looked_until: now })
    .onConflict((c) =>
      c
        .column('territory_id')
        .doUpdateSet({ looked_until: now.subtract({ microseconds: 1 }) })
        .where('shifts.watch.looked_until', '>=', now),
    )
    .execute()
  await armFrom(tx, await lookedUntil(tx))
}

async function lookedUntil(tx: Tx, lock = false): Promise<Instant> {
  const row = await tx
    .selectFrom('shifts.watch')
    .select('looked_until')
    .where('territory_id', '=', territoryOf(tx))
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  return row?.looked_until ?? tx.work.now
}

async function armFrom(tx: Tx, after: Instant): Promise<void> {
  const next = await nextEnd(tx, territoryOf(tx), after)
  if (next === undefined) await clearAlarm(tx, CHANGE_KIND, territoryOf(tx))
  else await setAlarm(tx, CHANGE_KIND, territoryOf(tx), next)
}

/**
 * A turn has ended: who leaves owes the consegne of the roles that the territory names, and in any other role whoever still
 * has open files, unless they are signed already. Of a role that changed more than once while nothing ran, only the last
 * change is owed.
 */
export async function shiftsChange(tx: Tx, _key: string, now: Instant): Promise<void> {
  await lockNotes(tx)
  const after = await lookedUntil(tx, true)
  const { shiftNotes } = await readConfiguration(tx, territoryOf(tx))
  const turns = await turnsFrom(tx, territoryOf(tx), after)
  for (const change of changesIn(turns, after, now))
    if (await willOwe(tx, change)) await owe(tx, change, shiftNotes.confirmMinutes)
  if (!notAfter(now, after))
    await tx
      .updateTable('shifts.watch')
      .set({ looked_until: now })
      .where('territory_id', '=', territoryOf(tx))
      .execute()
  await armFrom(tx, now)
}

async function owe(tx: Tx, change: Change, minutes: number): Promise<void> {
  for (const older of await owedBefore(tx, change)) {
    await changeNotes(tx, older, { state: 'replaced' })
    await write(tx, older.id, older.version + 1, { type: 'ShiftNotesReplaced', data: {} })
    await clearAlarm(tx, LATE_KIND, older.id)
  }
  const written = await notesOfChange(tx, change)
  if (written) {
    await tellFilesLeft(tx, written)
    return
  }
  const lateAt = change.at.add({ minutes })
  const id = await insertNotes(tx, change, lateAt, undefined)
  const { role, at, outgoingId, incomingId } = change
  const data = { role, changeAt: at.toString(), outgoingId, incomingId }
  await write(tx, id, 1, { type: 'ShiftNotesOwed', data })
  await setAlarm(tx, LATE_KIND, id, lateAt)
}

/** The hour of a desk has come whose consegne were signed ahead: what who left still owns is looked at. A false alarm does nothing. */
export async function deskChanged(tx: Tx, id: string, now: Instant): Promise<void> {
  await lockNotes(tx)
  const notes = await notesById(tx, id)
  if (notes.lookAt === null || !notAfter(notes.lookAt, now)) return
  await changeNotes(tx, notes, { look_at: null }, 0)
  await tellFilesLeft(tx, notes)
}

/** Nobody confirmed in time: the coordinator is told, once. Files stay whose they are. A false alarm does nothing. */
export async function notesAreLate(tx: Tx, id: string, now: Instant): Promise<void> {
  await lockNotes(tx)
  const notes = await notesById(tx, id)
  if (!isOpen(notes) || notes.toldAt !== null || !notAfter(notes.lateAt, now)) return
  const time = clockTime(notes.at)
  const told = await tellCoordinators(tx, {
    subject: m.shifts_mail_late_subject({ time }),
    text:
      notes.state === 'owed'
        ? m.shifts_mail_owed_text({ time })
        : m.shifts_mail_unconfirmed_text({ time }),
  })
  await changeNotes(tx, notes, { told_at: now })
  await write(tx, notes.id, notes.version + 1, {
    type: 'ShiftNotesLate',
    data: { state: notes.state, told },
  })
}
