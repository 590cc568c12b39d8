import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import type { Change, NotesState, ShiftEvent, ShiftNotes, ShiftNotesId } from './model.ts'
import { readWords, type SignedWords } from './model-words.ts'
import { notesPolicy } from './policy.ts'

const PURPOSE = 'shift-notes'

/** How many that somebody owes are looked at. */
export const MOST_OWED = 50

/** The territory that the transaction writes in. Throws without one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('consegne need their territory')
  return tx.work.territoryId
}

/** Consegne with their sealed words. */
export type StoredNotes = ShiftNotes & {
  readonly sealedWords: Buffer | null
  readonly sealedRemark: Buffer | null
  readonly lookAt: Instant | null
}

type NotesRow = {
  id: string
  version: number
  role: string
  change_at: Instant
  state: string
  outgoing_id: string | null
  incoming_id: string | null
  signed_by: string | null
  signed_at: Instant | null
  sealed_words: Buffer | null
  confirmed_by: string | null
  confirmed_at: Instant | null
  sealed_remark: Buffer | null
  late_at: Instant
  told_at: Instant | null
  look_at: Instant | null
}

function notesOf(row: NotesRow): StoredNotes {
  return {
    id: row.id as ShiftNotesId,
    version: row.version,
    role: row.role as Role,
    at: row.change_at,
    state: row.state as NotesState,
    outgoingId: row.outgoing_id as StaffId | null,
    incomingId: row.incoming_id as StaffId | null,
    signedBy: row.signed_by as StaffId | null,
    signedAt: row.signed_at,
    sealedWords: row.sealed_words,
    confirmedBy: row.confirmed_by as StaffId | null,
    confirmedAt: row.confirmed_at,
    sealedRemark: row.sealed_remark,
    lateAt: row.late_at,
    toldAt: row.told_at,
    lookAt: row.look_at,
  }
}

/** One at a time signs, confirms or is told about in a territory: the second sees what the first did. */
export async function lockNotes(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${territoryOf(tx)}, 120))`.execute(tx)
}

/** The consegne that this person may read, the newest change first; `open`: only those that somebody owes. */
export async function notesIn(
  tx: Tx,
  territoryId: TerritoryId,
  how: { readonly open: boolean; readonly most: number },
): Promise<readonly StoredNotes[]> {
  const rows = await tx
    .selectFrom('shifts.notes as n')
    .selectAll('n')
    .where('n.territory_id', '=', territoryId)
    .where(notesPolicy.where(tx.work.actor, 'shift.read', 'n'))
    .where('n.state', 'in', how.open ? ['owed', 'signed'] : ['owed', 'signed', 'confirmed'])
    .orderBy('n.change_at', 'desc')
    .orderBy('n.id')
    .limit(how.most)
    .execute()
  return rows.map(notesOf)
}

/** One of them, locked. Throws NotFoundError. */
export async function notesById(tx: Tx, id: string): Promise<StoredNotes> {
  const row = await tx
    .selectFrom('shifts.notes')
    .selectAll()
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('shift notes')
  return notesOf(row)
}

/** Of which role they are, for the permission. Throws NotFoundError. */
export async function roleOfNotes(tx: Tx, id: string): Promise<Role> {
  const row = await tx
    .selectFrom('shifts.notes')
    .select('role')
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('shift notes')
  return row.role as Role
}

/** Those of one change; undefined while nobody wrote and nothing is owed. */
export async function notesOfChange(
  tx: Tx,
  { role, at }: Pick<Change, 'role' | 'at'>,
): Promise<StoredNotes | undefined> {
  const row = await tx
    .selectFrom('shifts.notes')
    .selectAll()
    .where('territory_id', '=', territoryOf(tx))
    .where('role', '=', role)
    .where('change_at', '=', at)
    .executeTakeFirst()
  return row && notesOf(row)
}

/** Those of a role that nobody wrote, of earlier changes. */
export async function owedBefore(tx: Tx, { role, at }: Change): Promise<readonly StoredNotes[]> {
  const rows = await tx
    .selectFrom('shifts.notes')
    .selectAll()
    .where('territory_id', '=', territoryOf(tx))
    .where('role', '=', role)
    .where('change_at', '<', at)
    .where('state', '=', 'owed')
    .execute()
  return rows.map(notesOf)
}

/** Puts consegne that nobody has written yet. */
export async function insertNotes(
  tx: Tx,
  change: Change,
  lateAt: Instant,
  signed: { readonly by: StaffId; readonly sealed: Buffer } | undefined,
): Promise<ShiftNotesId> {
  const id = uuid7<ShiftNotesId>(tx.work.now, tx.work.random)
  await tx
    .insertInto('shifts.notes')
    .values({
      territory_id: territoryOf(tx),
      id,
      version: 1,
      role: change.role,
      change_at: change.at,
      state: signed ? 'signed' : 'owed',
      outgoing_id: change.outgoingId,
      incoming_id: change.incomingId,
      signed_by: signed?.by ?? null,
      signed_at: signed ? tx.work.now : null,
      sealed_words: signed?.sealed ?? null,
      late_at: lateAt,
    })
    .execute()
  return id
}

type NotesUpdate = {
  state?: NotesState
  signed_by?: StaffId
  signed_at?: Instant
  sealed_words?: Buffer
  confirmed_by?: StaffId
  confirmed_at?: Instant
  sealed_remark?: Buffer | null
  late_at?: Instant
  told_at?: Instant | null
  look_at?: Instant | null
}

/** Changes consegne by so many events: their version is that of the last one. */
export async function changeNotes(
  tx: Tx,
  notes: Pick<ShiftNotes, 'id' | 'version'>,
  change: NotesUpdate,
  events = 1,
): Promise<void> {
  await tx
    .updateTable('shifts.notes')
    .set({ ...change, version: notes.version + events })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', notes.id)
    .execute()
}

/** Puts an event of this room on the log; about a file, on its timeline too. */
export async function write(
  tx: Tx,
  id: ShiftNotesId,
  version: number,
  event: ShiftEvent,
  interventionId: InterventionId | null = null,
): Promise<void> {
  const entry = { room: 'shifts', aggregateId: id, version, interventionId, at: tx.work.now }
  await append(tx, { ...entry, event })
}

/** Words sealed for their territory, with the digest that stands on the log. */
export function sealWords(
  tx: Tx,
  words: unknown,
): { readonly sealed: Buffer; readonly digest: string } {
  const text = JSON.stringify(words)
  const digest = createHash('sha256').update(text).digest('hex')
  return { sealed: tx.work.vault.seal(territoryOf(tx), PURPOSE, text), digest }
}

/** The signed words again; undefined where nobody signed. */
export function wordsOf(tx: Tx, notes: StoredNotes): SignedWords | undefined {
  if (notes.sealedWords === null) return undefined
  return readWords(JSON.parse(tx.work.vault.open(territoryOf(tx), PURPOSE, notes.sealedWords)))
}

/** What was not right, in the words of who confirmed; null: all was. */
export function remarkOf(tx: Tx, { sealedRemark }: StoredNotes): string | null {
  if (sealedRemark === null) return null
  const remark: unknown = JSON.parse(tx.work.vault.open(territoryOf(tx), PURPOSE, sealedRemark))
  return typeof remark === 'string' ? remark : null
}
