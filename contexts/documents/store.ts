import { sql } from 'kysely'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DocumentKind, IssuedDocument } from './model.ts'

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

/** Adds a document to the register; nothing changes it afterwards. */
export async function addDocument(tx: Tx, document: NewDocument): Promise<void> {
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
    })
    .execute()
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
