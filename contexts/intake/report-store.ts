import { sql } from 'kysely'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { ContactId, InterventionId, ReportId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import { EMPTY_REPORT, type ReportContent } from './model.ts'
import type { AccessOutcome } from './model-access.ts'
import type { FieldVersions } from './model-changes.ts'
import { evolveReport, type Report, type ReportEvent } from './model-events.ts'
import { openContactKey } from './sealing.ts'

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a report needs its territory')
  return tx.work.territoryId
}

/** Writes one event of a report and the row that follows from it. */
export async function appendReport(
  tx: Tx,
  id: ReportId,
  interventionId: InterventionId,
  report: Report | undefined,
  event: ReportEvent,
): Promise<Report> {
  const entry = await append(tx, {
    room: 'intake',
    aggregateId: id,
    version: (report?.version ?? 0) + 1,
    interventionId,
    at: tx.work.now,
    event,
  })
  const next = evolveReport(report, entry as RecordedEvent & ReportEvent)
  const values = { territory_id: territoryOf(tx), ...columnsOf(next) }
  if (!report) {
    await tx.insertInto('intake.report').values(values).modifyEnd(LATER).execute()
    return next
  }
  await tx
    .updateTable('intake.report')
    .set(values)
    .where('territory_id', '=', values.territory_id)
    .where('id', '=', id)
    .execute()
  return next
}

function columnsOf(report: Report) {
  return {
    id: report.id,
    contact_id: report.contactId,
    intervention_id: report.interventionId,
    draft_id: report.draftId,
    version: report.version,
    received_at: report.receivedAt,
    access: report.access,
    in_charge: report.inCharge,
    municipality: report.municipality,
    is_protected: report.isProtected,
    field_versions: JSON.stringify(report.fieldVersions),
    sealed_content: Buffer.from(report.sealed, 'base64'),
  }
}

export type ReportRow = {
  territory_id: string
  id: string
  contact_id: string
  intervention_id: string
  draft_id: string | null
  version: number
  received_at: Instant
  access: string
  in_charge: string
  municipality: string | null
  is_protected: boolean
  field_versions: unknown
  sealed_content: Buffer | null
}

/** A row of the table as the model knows it. */
export function reportOf(row: ReportRow): Report {
  return {
    id: row.id as ReportId,
    contactId: row.contact_id as ContactId,
    interventionId: row.intervention_id as InterventionId,
    draftId: row.draft_id,
    version: row.version,
    receivedAt: row.received_at,
    access: row.access as AccessOutcome,
    inCharge: row.in_charge as Report['inCharge'],
    municipality: row.municipality,
    isProtected: row.is_protected,
    fieldVersions: row.field_versions as FieldVersions,
    sealed: row.sealed_content?.toString('base64') ?? '',
  }
}

/** The content of a report with the key of its contact; null when it was wiped. */
export function contentOf(tx: Tx, row: ReportRow, sealedKey: Buffer | null): ReportContent | null {
  if (sealedKey === null || row.sealed_content === null) return null
  const key = openContactKey(tx, row.territory_id, sealedKey)
  return { ...EMPTY_REPORT, ...(key.open(row.sealed_content) as Partial<ReportContent>) }
}

/** A report with the file's facts that its permission is judged by. */
export type ReportInFile = ReportRow & {
  readonly file_owner_id: string
  readonly file_state: string
  readonly file_is_protected: boolean
  readonly number: string
}

function inFile(tx: Tx) {
  return tx
    .selectFrom('intake.report as r')
    .innerJoin('interventions.v_intervention as f', (join) =>
      join.onRef('f.territory_id', '=', 'r.territory_id').onRef('f.id', '=', 'r.intervention_id'),
    )
    .selectAll('r')
    .select([
      sql<string>`f.owner_id`.as('file_owner_id'),
      sql<string>`f.state`.as('file_state'),
      sql<boolean>`f.is_protected`.as('file_is_protected'),
      sql<string>`f.number`.as('number'),
    ])
}

/** One report in sight, with its file; undefined when there is none. */
export async function findReport(tx: Tx, id: string): Promise<ReportInFile | undefined> {
  return await inFile(tx).where('r.id', '=', id).executeTakeFirst()
}

/** The reports of one file, oldest first. */
export async function reportsOf(tx: Tx, interventionId: string): Promise<readonly ReportInFile[]> {
  return await inFile(tx)
    .where('r.intervention_id', '=', interventionId)
    .orderBy('r.received_at')
    .execute()
}

async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${draftId}, 60))`.execute(tx)
}

/** True when a draft has become a report. A sending under way is waited for. */
export async function isDraftSent(tx: Tx, draftId: string): Promise<boolean> {
  await lockDraft(tx, draftId)
  const row = await tx
    .selectFrom('intake.report')
    .select('id')
    .where('draft_id', '=', draftId)
    .where('territory_id', '=', territoryOf(tx))
    .executeTakeFirst()
  return row !== undefined
}

/** The report that a draft became, if it was sent already. */
export async function reportOfDraft(tx: Tx, draftId: string): Promise<ReportInFile | undefined> {
  await lockDraft(tx, draftId)
  return await inFile(tx).where('r.draft_id', '=', draftId).executeTakeFirst()
}

/** Locks a report's row for a command, after its file. */
export async function lockReport(tx: Tx, id: string): Promise<ReportRow | undefined> {
  return await tx
    .selectFrom('intake.report')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Wipes the content of the reports of a contact; their key has just been destroyed. */
export async function wipeReports(tx: Tx, contactId: ContactId): Promise<void> {
  await tx
    .updateTable('intake.report')
    .set({ sealed_content: null })
    .where('territory_id', '=', territoryOf(tx))
    .where('contact_id', '=', contactId)
    .execute()
}
