import { sql } from 'kysely'
import * as z from 'zod'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { keptOf } from './kept.ts'
import { type DocumentKind, type IssuedDocument, WORDS, type Words } from './model.ts'

/** The territory that a document belongs to; a command always has one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a document needs its territory')
  return tx.work.territoryId
}

/** The next number of a register. The row stays locked until the commit: who comes second waits, none is missing. */
export async function nextSerial(tx: Tx, kind: DocumentKind, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into documents.counter as c (territory_id, kind, year, last)
    values (${territoryOf(tx)}, ${kind}, ${year}, 1)
    on conflict (territory_id, kind, year) do update set last = c.last + 1
    returning last`.execute(tx)
  const serial = rows[0]?.last
  if (serial === undefined) throw new Error('the register gave no number')
  return serial
}

/** Gives back the number that was just taken: its row is still locked, so nobody has the next one. */
export async function giveSerialBack(
  tx: Tx,
  kind: DocumentKind,
  year: number,
  serial: number,
): Promise<void> {
  await tx
    .updateTable('documents.counter')
    .set({ last: serial - 1 })
    .where('territory_id', '=', territoryOf(tx))
    .where('kind', '=', kind)
    .where('year', '=', year)
    .execute()
}

/** A new row of the register. */
export type NewDocument = IssuedDocument & {
  readonly year: number
  readonly serial: number
  readonly sha256: Uint8Array
  readonly fileName: string
  readonly sizeBytes: number
}

const PURPOSE = 'documents.words'

/** Adds a document to the register, with what was written for it; nothing changes it afterwards. */
export async function addDocument(tx: Tx, document: NewDocument, words: Words): Promise<void> {
  const kept = document.kind === 'entry-sheet' ? keptOf(words) : {}
  await tx
    .insertInto('documents.document')
    .values({
      territory_id: territoryOf(tx),
      id: document.id,
      intervention_id: document.interventionId,
      kind: document.kind,
      year: document.year,
      serial: document.serial,
      number: document.number,
      issued_at: document.issuedAt,
      issued_by: document.issuedBy,
      sha256: Buffer.from(document.sha256),
      file_name: document.fileName,
      size_bytes: document.sizeBytes,
      annuls: document.annuls,
      sealed_words:
        Object.keys(kept).length === 0
          ? null
          : tx.work.vault.seal(territoryOf(tx), PURPOSE, JSON.stringify(kept)),
    })
    .execute()
}

const KeptWords = z.partialRecord(z.enum(WORDS), z.string())

/** What was written for the papers of a file that hold, the newest word of each: the next paper says it too. */
export async function keptWords(tx: Tx, interventionId: InterventionId): Promise<Words> {
  const rows = await tx
    .selectFrom('documents.document as d')
    .select(['d.territory_id', 'd.sealed_words'])
    .where('d.intervention_id', '=', interventionId)
    .where('d.sealed_words', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('documents.document as a')
            .select('a.id')
            .whereRef('a.territory_id', '=', 'd.territory_id')
            .whereRef('a.annuls', '=', 'd.id'),
        ),
      ),
    )
    .orderBy('d.issued_at')
    .orderBy('d.id')
    .execute()
  const all = rows.map(({ territory_id, sealed_words }) =>
    sealed_words === null
      ? {}
      : KeptWords.parse(JSON.parse(tx.work.vault.open(territory_id, PURPOSE, sealed_words))),
  )
  return Object.assign({}, ...all)
}

type Row = {
  id: string
  intervention_id: string
  kind: string
  number: string
  issued_at: Instant
  issued_by: string | null
  annuls: string | null
}

function documentOf(row: Row): IssuedDocument {
  return {
    id: row.id,
    interventionId: row.intervention_id as InterventionId,
    kind: row.kind as DocumentKind,
    number: row.number,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by as StaffId | null,
    annuls: row.annuls,
  }
}

const COLUMNS = [
  'id',
  'intervention_id',
  'kind',
  'number',
  'issued_at',
  'issued_by',
  'annuls',
] as const

/** The documents of a file, newest first. */
export async function documentsOf(
  tx: Tx,
  interventionId: InterventionId,
): Promise<readonly IssuedDocument[]> {
  const rows = await tx
    .selectFrom('documents.document')
    .select(COLUMNS)
    .where('intervention_id', '=', interventionId)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(documentOf)
}

/** A document with where its file is; undefined when it is not one of this file or not in sight. */
export async function findDocument(
  tx: Tx,
  interventionId: InterventionId,
  id: string,
): Promise<
  | { readonly document: IssuedDocument; readonly fileName: string; readonly sha256: Buffer }
  | undefined
> {
  const row = await tx
    .selectFrom('documents.document')
    .select([...COLUMNS, 'file_name', 'sha256'])
    .where('intervention_id', '=', interventionId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { document: documentOf(row), fileName: row.file_name, sha256: row.sha256 }
}

/** Names of the files that the register knows among these. */
export async function knownFiles(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await tx
    .selectFrom('documents.document')
    .select('file_name')
    .where('file_name', 'in', [...names])
    .execute()
  return new Set(rows.map((row) => row.file_name))
}
