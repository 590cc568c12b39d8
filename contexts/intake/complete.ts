import { changeHead } from '#contexts/interventions/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { ContactId, InterventionId, ReportId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, unwrap } from '#platform/server/errors.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { findContactRow, lockContact } from './contact-store.ts'
import { territoryInForce } from './duty.ts'
import { asksProtection } from './model.ts'
import { completeReport, type ReportChanges } from './model-changes.ts'
import type { Report } from './model-events.ts'
import { fileHead } from './register.ts'
import { appendReport, contentOf, lockReport, reportOf } from './report-store.ts'
import { openContactKey } from './sealing.ts'

/**
 * Completes a report with what was learnt since; `seen` is the version the writer had before them. The words of
 * the board follow. Refuses `field-changed-meanwhile`, `report-forgotten`; throws NotFoundError.
 */
export async function complete(
  tx: Tx,
  ask: { id: string; interventionId: InterventionId; changes: ReportChanges; seen: number },
): Promise<Report> {
  await lockIntervention(tx, ask.interventionId)
  const row = await lockReport(tx, ask.id)
  if (!row) throw new NotFoundError('report')
  const contact = await lockContact(tx, row.contact_id)
  const report = reportOf(row)
  const state = {
    version: report.version,
    content: contentOf(tx, row, contact.sealed_key),
    fieldVersions: report.fieldVersions,
  }
  const [done] = unwrap(completeReport(state, ask.changes, ask.seen))
  if (!done || done.paths.length === 0 || contact.sealed_key === null) return report
  const key = openContactKey(tx, row.territory_id, contact.sealed_key)
  const next = await appendReport(tx, report.id, report.interventionId, report, {
    type: 'ReportCompleted',
    data: {
      paths: done.paths,
      municipality: done.content.municipality,
      // Protection is raised by what is said and taken away only by a person who decides it.
      isProtected: report.isProtected || asksProtection(done.content),
      sealed: key.seal(done.content).toString('base64'),
    },
  })
  const { configuration } = await territoryInForce(tx)
  const head = fileHead(configuration, done.content, report.receivedAt)
  await changeHead(tx, report.interventionId, { ...head, isProtected: next.isProtected })
  return next
}

/** The version that a draft made when it was sent first. */
const SENT_FIRST = 1

/**
 * A draft was sent again: what its writer said since the first sending, whose reply may have been lost, completes
 * the report. Nobody else's report is touched. Refuses `field-changed-meanwhile`, and the draft stays.
 */
export async function completeAgain(
  tx: Tx,
  actor: PersonActor,
  sent: {
    readonly reportId: ReportId
    readonly contactId: ContactId
    readonly interventionId: InterventionId
  },
  changes: ReportChanges,
): Promise<void> {
  const contact = await findContactRow(tx, sent.contactId)
  if (contact?.taken_by !== actor.staffId || contact.territory_id !== tx.work.territoryId) return
  const { reportId: id, interventionId } = sent
  await complete(tx, { id, interventionId, changes, seen: SENT_FIRST })
}
