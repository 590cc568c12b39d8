import { namesOf } from '#contexts/access/public.ts'
import { openRowsOf, wordsReadableOf } from '#contexts/interventions/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type PersonActor, rolesIn } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import type { SignBody } from './contract.ts'
import { dueSoon } from './due-soon.ts'
import { tellFilesLeft } from './files-left.ts'
import {
  type Change,
  confirm,
  lateAtOf,
  leaverOf,
  mayKeep,
  type ShiftNotesId,
  sign,
} from './model.ts'
import type { SignedWords } from './model-words.ts'
import { offeredTo } from './offering.ts'
import {
  changeNotes,
  insertNotes,
  lockNotes,
  notesById,
  notesOfChange,
  sealWords,
  territoryOf,
  write,
} from './store.ts'
import { turnsFrom } from './turns.ts'
import { LATE_KIND, LEFT_KIND } from './watching.ts'

/**
 * Who leaves signs: what stands now is frozen, and no file changes its owner. Refuses `shift-notes-signed` with `by` to who
 * comes second, and `shift-notes-no-change` for a change that is not theirs.
 */
export async function signNotes(tx: Tx, actor: PersonActor, body: SignBody): Promise<ShiftNotesId> {
  await lockNotes(tx)
  const asked = { role: body.role, at: instant(body.at) }
  const before = await notesOfChange(tx, asked)
  const decision = sign(before)
  if (!decision.accepted)
    throw new RefusalError(decision.refusal, { by: await nameOf(tx, before?.signedBy ?? null) })
  const { changes } = await offeredTo(tx, actor, tx.work.now)
  const change = changes.find((one) => one.role === asked.role && one.at.equals(asked.at))
  if (change === undefined) throw new RefusalError('shift-notes-no-change')
  const words = await wordsNow(tx, actor, body, change)
  const { sealed, digest } = sealWords(tx, words)
  const { shiftNotes } = await readConfiguration(tx, territoryOf(tx))
  const lateAt = lateAtOf(change.at, tx.work.now, shiftNotes.confirmMinutes)
  const kept = words.files.filter((file) => file.isKept)
  const by = actor.staffId
  const leaver = leaverOf(change, by)
  const version = (before?.version ?? 0) + 1
  let id: ShiftNotesId
  if (before === undefined) {
    id = await insertNotes(tx, change, lateAt, { by, sealed })
    if (kept.length > 0) await changeNotes(tx, { id, version }, {}, kept.length)
  } else {
    id = before.id
    const signed = { state: 'signed', signed_by: by, signed_at: tx.work.now } as const
    // The confirmation is owed by somebody else, from now on: of it the coordinator is told anew.
    const told = { late_at: lateAt, told_at: null }
    await changeNotes(tx, before, { ...signed, ...told, sealed_words: sealed }, 1 + kept.length)
  }
  await write(tx, id, version, {
    type: 'ShiftNotesSigned',
    data: { ...dataOf(change), files: words.files.length, kept: kept.length, digest },
  })
  for (const [n, file] of kept.entries())
    await write(
      tx,
      id,
      version + 1 + n,
      { type: 'KeptBeyondShift', data: { staffId: leaver, changeAt: change.at.toString() } },
      file.id as InterventionId,
    )
  await setAlarm(tx, LATE_KIND, id, lateAt)
  await lookBack(tx, id, change)
  // Signed after the change: what would have been looked at then is looked at now.
  if (notAfter(change.at, tx.work.now)) await tellFilesLeft(tx, await notesById(tx, id))
  return id
}

/** Signed ahead of a change at which no turn ends: the clock alone will say that it has come. */
async function lookBack(tx: Tx, id: ShiftNotesId, change: Change): Promise<void> {
  const { now } = tx.work
  if (notAfter(change.at, now)) return
  const turns = await turnsFrom(tx, territoryOf(tx), now, [change.role])
  const ends = turns.some(
    (one) => one.staffId === change.outgoingId && one.endsAt.equals(change.at),
  )
  if (ends) return
  const notes = await notesById(tx, id)
  await changeNotes(tx, notes, { look_at: change.at }, 0)
  await setAlarm(tx, LEFT_KIND, id, change.at)
}

function dataOf({ role, at, outgoingId, incomingId }: Change) {
  return { role, changeAt: at.toString(), outgoingId, incomingId }
}

/** What stands now, with the lines of the signer: of a file that they may not read, its number and owner. */
async function wordsNow(
  tx: Tx,
  actor: PersonActor,
  body: SignBody,
  change: Change,
): Promise<SignedWords> {
  const territoryId = territoryOf(tx)
  const isBoss = rolesIn(actor, territoryId).includes('coordinator')
  const keeper = mayKeep(change, actor.staffId, isBoss) ? leaverOf(change, actor.staffId) : null
  const rows = await openRowsOf(tx, actor, territoryId)
  const due = await dueSoon(tx, territoryId, tx.work.now)
  const ids = [...rows.map((row) => row.id), ...due.map((one) => one.id)]
  const readable = await wordsReadableOf(tx, actor, ids)
  const lines = new Map(body.lines.map((one) => [one.id, one]))
  const { shiftNotes } = await readConfiguration(tx, territoryId)
  const things = new Map(body.things.map((one) => [one.key, one]))
  return {
    files: rows.map((row) => {
      const written = readable.has(row.id) ? lines.get(row.id) : undefined
      return {
        id: row.id,
        number: row.number,
        className: row.class?.name ?? null,
        ownerName: row.owner.name,
        isProtected: row.isProtected,
        line: written === undefined || written.line === '' ? null : written.line,
        isKept: written?.isKept === true && row.owner.id === keeper,
      }
    }),
    due: due
      .filter((one) => readable.has(one.id))
      .map(({ id, number, what, at }) => ({ id, number, what, at: at.toString() })),
    things: shiftNotes.inventory.flatMap(({ key, label }) => {
      const said = things.get(key)
      return said === undefined ? [] : [{ key, label, state: said.state, note: said.note }]
    }),
    words: body.words,
  }
}

/**
 * Who comes has read, and says what is not right where something is not. Refuses `shift-notes-own`,
 * `shift-notes-confirmed` with `by`, `shift-notes-unsigned`.
 */
export async function confirmNotes(
  tx: Tx,
  actor: PersonActor,
  id: string,
  remark: string | null,
): Promise<void> {
  await lockNotes(tx)
  const notes = await notesById(tx, id)
  const decision = confirm(notes, actor.staffId)
  if (!decision.accepted && decision.refusal === 'shift-notes-confirmed')
    throw new RefusalError(decision.refusal, { by: await nameOf(tx, notes.confirmedBy) })
  unwrap(decision)
  const kept = remark === null ? null : sealWords(tx, remark)
  await changeNotes(tx, notes, {
    state: 'confirmed',
    confirmed_by: actor.staffId,
    confirmed_at: tx.work.now,
    sealed_remark: kept?.sealed ?? null,
  })
  await write(tx, notes.id, notes.version + 1, {
    type: 'ShiftNotesConfirmed',
    data: { hasRemark: kept !== null, digest: kept?.digest ?? null },
  })
  await clearAlarm(tx, LATE_KIND, notes.id)
}

async function nameOf(tx: Tx, id: StaffId | null): Promise<string> {
  if (id === null) return ''
  return (await namesOf(tx, [id])).get(id) ?? ''
}
