import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import {
  type CallEvent,
  evolveSheet,
  type NotPertinent,
  type Sheet,
  type SheetEvent,
} from './model.ts'

/** A hand-on to an emergency service as it was recorded, or that it was there already. */
export type EmergencyCall = {
  readonly id: string
  readonly service: string
  readonly calledAt: Instant
  readonly reference: string | null
  readonly staysOnLine: boolean
  /** Nobody was called: they were there already, since `calledAt`. */
  readonly isPresent: boolean
}

/** The sheet of a file, locked for this transaction; undefined before any decision. */
export async function lockSheet(tx: Tx, id: InterventionId): Promise<Sheet | undefined> {
  const row = await tx
    .selectFrom('triage.sheet')
    .selectAll()
    .where('intervention_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? sheetOf(row) : undefined
}

/** The sheet of a file, for reading. */
export async function readSheet(tx: Tx, id: InterventionId): Promise<Sheet | undefined> {
  const row = await tx
    .selectFrom('triage.sheet')
    .selectAll()
    .where('intervention_id', '=', id)
    .executeTakeFirst()
  return row ? sheetOf(row) : undefined
}

/** Writes one event of triage and the row that follows from it. */
export async function appendTriage(
  tx: Tx,
  id: InterventionId,
  sheet: Sheet | undefined,
  event: SheetEvent,
): Promise<Sheet> {
  const { now, random } = tx.work
  const recorded = await append(tx, {
    room: 'triage',
    aggregateId: sheet?.id ?? uuid7(now, random),
    version: (sheet?.version ?? 0) + 1,
    interventionId: id,
    at: now,
    event,
  })
  const next = evolveSheet(sheet, recorded as RecordedEvent & SheetEvent)
  await saveSheet(tx, next)
  return next
}

async function saveSheet(tx: Tx, sheet: Sheet): Promise<void> {
  const { territoryId } = tx.work
  if (territoryId === null) throw new Error('a triage sheet needs its territory')
  const values = {
    territory_id: territoryId,
    intervention_id: sheet.interventionId,
    id: sheet.id,
    version: sheet.version,
    class_key: sheet.classKey,
    class_rank: sheet.classRank,
    proposed_key: sheet.proposedKey,
    facts: JSON.stringify(sheet.facts),
    rules: [...sheet.rules],
    authorities: [...sheet.authorities],
    reason: sheet.reason,
    decided_by: sheet.decidedBy,
    decided_at: sheet.decidedAt,
    not_pertinent: sheet.notPertinent,
    offered_instead: sheet.offeredInstead,
    proposed_by: sheet.proposedBy,
    confirm_by: sheet.confirmBy,
    settled_by: sheet.settledBy,
  }
  await tx
    .insertInto('triage.sheet')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'intervention_id']).doUpdateSet(values))
    .modifyEnd(LATER)
    .execute()
}

/** The emergency calls of a file, oldest first. */
export async function emergencyCalls(
  tx: Tx,
  id: InterventionId,
): Promise<readonly EmergencyCall[]> {
  const rows = await tx
    .selectFrom('triage.emergency_call')
    .select(['id', 'service', 'called_at', 'reference', 'stays_on_line', 'is_present'])
    .where('intervention_id', '=', id)
    .orderBy('called_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    service: row.service,
    calledAt: row.called_at,
    reference: row.reference,
    staysOnLine: row.stays_on_line,
    isPresent: row.is_present,
  }))
}

/** Writes an emergency call: its event and its row. */
export async function appendCall(
  tx: Tx,
  id: InterventionId,
  call: EmergencyCall,
  by: StaffId,
): Promise<void> {
  const { territoryId } = tx.work
  if (territoryId === null) throw new Error('an emergency call needs its territory')
  const event = callEvent(call, by)
  const about = { room: 'triage', aggregateId: call.id, version: 1, interventionId: id }
  // That they are there is said now, whenever they came.
  await append(tx, { ...about, at: call.isPresent ? tx.work.now : call.calledAt, event })
  await tx
    .insertInto('triage.emergency_call')
    .values({
      territory_id: territoryId,
      id: call.id,
      intervention_id: id,
      service: call.service,
      called_at: call.calledAt,
      reference: call.reference,
      stays_on_line: call.staysOnLine,
      is_present: call.isPresent,
      recorded_by: by,
    })
    .execute()
}

function callEvent(call: EmergencyCall, by: StaffId): CallEvent {
  const { service, reference, staysOnLine } = call
  const at = call.calledAt.toString()
  return call.isPresent
    ? { type: 'EmergencyServicePresent', data: { service, since: at, reference, by } }
    : { type: 'EmergencyCallRecorded', data: { service, calledAt: at, reference, staysOnLine, by } }
}

type SheetRow = {
  id: string
  intervention_id: string
  version: number
  class_key: string
  class_rank: number
  proposed_key: string | null
  facts: unknown
  rules: string[]
  authorities: string[]
  reason: string | null
  decided_by: string
  decided_at: Instant
  not_pertinent: string
  offered_instead: string | null
  proposed_by: string | null
  confirm_by: Instant | null
  settled_by: string | null
}

function sheetOf(row: SheetRow): Sheet {
  return {
    id: row.id,
    interventionId: row.intervention_id as InterventionId,
    version: row.version,
    classKey: row.class_key,
    classRank: row.class_rank,
    proposedKey: row.proposed_key,
    facts: row.facts as Readonly<Record<string, unknown>>,
    rules: row.rules,
    authorities: row.authorities,
    reason: row.reason,
    decidedBy: row.decided_by as StaffId,
    decidedAt: row.decided_at,
    notPertinent: row.not_pertinent as NotPertinent,
    offeredInstead: row.offered_instead,
    proposedBy: row.proposed_by as StaffId | null,
    confirmBy: row.confirm_by,
    settledBy: row.settled_by as StaffId | null,
  }
}

/** The instant of an emergency call: as said, never after now. */
export function calledAtOf(text: string | undefined, now: Instant): Instant {
  if (text === undefined) return now
  const at = instant(text)
  return Temporal.Instant.compare(at, now) > 0 ? now : at
}
