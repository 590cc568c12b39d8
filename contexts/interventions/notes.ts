import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, unwrap } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import { addNote, correctNote, type Intervention } from './model.ts'
import { appendIntervention, lockFile } from './store.ts'

/** A note on the file's timeline, at the hour in which it happened. Refuses `in-the-future`. */
export async function noteIntervention(
  tx: Tx,
  id: InterventionId,
  text: string,
  happenedAt: Instant = tx.work.now,
): Promise<Intervention> {
  let state = await lockFile(tx, id)
  const by = personActing(tx).staffId
  for (const event of unwrap(addNote(text, by, { happenedAt, now: tx.work.now })))
    state = await appendIntervention(tx, id, state, event, happenedAt)
  return state
}

/** Other words for a note of this file: the first ones are kept. */
export async function rewriteNote(
  tx: Tx,
  id: InterventionId,
  noteId: string,
  text: string,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  const note = await tx
    .selectFrom('platform.event')
    .select('id')
    .where('intervention_id', '=', id)
    .where('id', '=', noteId)
    .where('type', '=', 'NoteAdded')
    .executeTakeFirst()
  if (!note) throw new NotFoundError('note')
  return await appendIntervention(
    tx,
    id,
    state,
    correctNote(noteId, text, personActing(tx).staffId),
  )
}
