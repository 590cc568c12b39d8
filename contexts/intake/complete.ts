import { changeHead, noteFacts } from '#contexts/interventions/public.ts'
import { hearLost } from '#contexts/switchboard/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, unwrap } from '#platform/server/errors.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { lockContact } from './contact-store.ts'
import { territoryInForce } from './duty.ts'
import { asksProtection, type ReportContent } from './model.ts'
import { type Completion, completeReport, type ReportChanges } from './model-changes.ts'
import type { Report } from './model-events.ts'
import { factsOf } from './model-facts.ts'
import { fileHead } from './register.ts'
import { appendReport, contentOf, lockReport, reportOf } from './report-store.ts'
import { type ContactKey, openContactKey } from './sealing.ts'

/** A completion that was judged and not yet written. `done` undefined: the report says all of it already. */
export type PlannedCompletion = {
  readonly report: Report
  readonly done: Completion | undefined
  /** What the report says with it. */
  readonly content: ReportContent | null
  readonly key: ContactKey | undefined
}

type Asked = {
  readonly id: string
  readonly interventionId: InterventionId
  readonly changes: ReportChanges
  readonly seen: number
}

/**
 * Locks file, report and contact, and judges a completion with what was learnt since; `seen` is the version the writer had
 * before them. Refuses `field-changed-meanwhile`, `report-forgotten`; throws NotFoundError.
 */
export async function planCompletion(tx: Tx, ask: Asked): Promise<PlannedCompletion> {
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
  if (!done || done.paths.length === 0 || contact.sealed_key === null)
    return { report, done: undefined, content: state.content, key: undefined }
  const key = openContactKey(tx, row.territory_id, contact.sealed_key)
  return { report, done, content: done.content, key }
}

/** Writes what was planned; the words of the board follow. */
export async function writeCompletion(tx: Tx, plan: PlannedCompletion): Promise<Report> {
  const { report, done, key } = plan
  if (!done || !key) return report
  await noteFacts(tx, report.interventionId, factsOf(done.content))
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
  await hearLost(tx, report.interventionId)
  const { configuration } = await territoryInForce(tx)
  const head = fileHead(configuration, done.content, report.receivedAt)
  await changeHead(tx, report.interventionId, { ...head, isProtected: next.isProtected })
  return next
}
