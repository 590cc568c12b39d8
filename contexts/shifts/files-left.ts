import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { clockTime } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { tellCoordinators } from './coordinators.ts'
import type { Change } from './model.ts'
import { leftUndecided } from './model-words.ts'
import { changeNotes, type StoredNotes, territoryOf, wordsOf, write } from './store.ts'

/** The open files of somebody. */
async function openFilesOf(tx: Tx, staffId: StaffId | null): Promise<readonly string[]> {
  if (staffId === null) return []
  const rows = await tx
    .selectFrom('interventions.v_intervention')
    .select('id')
    .where('territory_id', '=', territoryOf(tx))
    .where('owner_id', '=', staffId)
    .where('state', '<>', 'closed')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id }) => id ?? [])
}

/** Whether consegne are owed at a change that nobody signed: of a role that writes them, and of whoever still has open files. */
export async function willOwe(
  tx: Tx,
  { role, outgoingId }: Pick<Change, 'role' | 'outgoingId'>,
): Promise<boolean> {
  const { shiftNotes } = await readConfiguration(tx, territoryOf(tx))
  return shiftNotes.roles.includes(role) || (await openFilesOf(tx, outgoingId)).length > 0
}

/**
 * The shift has changed and its consegne are signed: of the files that who left still owns, without having said that they go
 * on, a coordinator is told. Nothing moves: each stays whose it is until somebody passes it on.
 */
export async function tellFilesLeft(tx: Tx, notes: StoredNotes): Promise<void> {
  const words = wordsOf(tx, notes)
  const staffId = notes.outgoingId
  if (words === undefined || staffId === null) return
  const left = leftUndecided(words, await openFilesOf(tx, staffId))
  if (left.length === 0) return
  const time = clockTime(notes.at)
  const told = await tellCoordinators(tx, {
    subject: m.shifts_mail_left_subject({ time }),
    text: m.shifts_mail_left_text({ time, count: left.length }),
  })
  await changeNotes(tx, notes, {})
  const data = { staffId, files: left.length, told }
  await write(tx, notes.id, notes.version + 1, { type: 'FilesLeftAtChange', data })
}
