import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { BodyId, InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { endLinks } from '#platform/server/link.ts'
import { append } from '#platform/server/log.ts'
import {
  type CallLevel,
  type ChosenBy,
  type DueCall,
  type Handover,
  type HandoverEvent,
  type HandoverState,
  type How,
  isReadable,
} from './model.ts'
import { evolve } from './model-evolve.ts'

export const CHASE_KIND = 'handover-chase'

/** The territory written in; a command always has one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a handover needs its territory')
  return tx.work.territoryId
}

/** Writes one event of a handover, the row that follows from it, and its alarm. */
export async function appendHandover(
  tx: Tx,
  id: string,
  interventionId: InterventionId,
  state: Handover | undefined,
  event: HandoverEvent,
): Promise<Handover> {
  const recorded = await append(tx, {
    room: 'handover',
    aggregateId: id,
    version: (state?.version ?? 0) + 1,
    interventionId,
    at: tx.work.now,
    event,
  })
  const next = evolve(state, recorded as RecordedEvent & HandoverEvent)
  const values = { territory_id: territoryOf(tx), ...columnsOf(next) }
  if (state === undefined) await tx.insertInto('handover.handover').values(values).execute()
  else
    await tx
      .updateTable('handover.handover')
      .set(values)
      .where('territory_id', '=', values.territory_id)
      .where('id', '=', id)
      .execute()
  if (next.nextChaseAt) await setAlarm(tx, CHASE_KIND, id, next.nextChaseAt)
  else await clearAlarm(tx, CHASE_KIND, id)
  return next
}

/** What a link of this room allows: to read page one and to answer. */
export const LINK_KIND = 'handover-answer'

/** Writes events in order; the links of whoever has no more to do with the file open nothing any more. */
export async function follow(
  tx: Tx,
  state: Handover,
  events: readonly HandoverEvent[],
): Promise<Handover> {
  let next = state
  for (const event of events)
    next = await appendHandover(tx, state.id, state.interventionId, next, event)
  if (!isReadable(next)) await endLinks(tx, LINK_KIND, next.id)
  return next
}

const bytes = (sealed: string | null) => (sealed === null ? null : Buffer.from(sealed, 'base64'))

function columnsOf(state: Handover) {
  return {
    id: state.id,
    intervention_id: state.interventionId,
    version: state.version,
    file_number: state.fileNumber,
    office_key: state.officeKey,
    office_name: state.officeName,
    body_id: state.bodyId,
    competence: state.competence,
    municipality: state.municipality,
    is_protected: state.isProtected,
    state: state.state,
    sent_at: state.sentAt,
    sent_by: state.sentBy,
    documents: [...state.documents],
    step: state.step,
    next_chase_at: state.nextChaseAt,
    calls: JSON.stringify(state.calls.map((one) => ({ ...one, dueAt: one.dueAt.toString() }))),
    answered_at: state.answeredAt,
    how: state.how,
    sealed_recipient: bytes(state.sealedRecipient),
    sealed_page: bytes(state.sealedPage),
    sealed_answer: bytes(state.sealedAnswer),
    leads: state.leads,
    to_staff: state.toStaff,
  }
}

export type HandoverRow = {
  territory_id: string
  id: string
  intervention_id: string
  version: number
  file_number: string
  office_key: string | null
  office_name: string | null
  body_id: string | null
  competence: string | null
  municipality: string | null
  is_protected: boolean
  state: string
  sent_at: Instant
  sent_by: string
  documents: string[]
  step: number
  next_chase_at: Instant | null
  calls: unknown
  answered_at: Instant | null
  how: string | null
  sealed_recipient: Buffer | null
  sealed_page: Buffer | null
  sealed_answer: Buffer | null
  leads: boolean
  to_staff: string | null
}

type KeptCall = { readonly level: CallLevel; readonly dueAt: string; readonly tries: number }

function callsOf(kept: unknown): readonly DueCall[] {
  return (kept as readonly KeptCall[]).map((one) => ({ ...one, dueAt: instant(one.dueAt) }))
}

/** A row of the table as the model knows it. */
export function handoverOf(row: HandoverRow): Handover {
  return {
    id: row.id,
    interventionId: row.intervention_id as InterventionId,
    version: row.version,
    fileNumber: row.file_number,
    officeKey: row.office_key,
    officeName: row.office_name,
    bodyId: row.body_id as BodyId | null,
    competence: row.competence as ChosenBy | null,
    municipality: row.municipality,
    isProtected: row.is_protected,
    state: row.state as HandoverState,
    sentAt: row.sent_at,
    sentBy: row.sent_by as StaffId,
    documents: row.documents,
    step: row.step,
    nextChaseAt: row.next_chase_at,
    calls: callsOf(row.calls),
    answeredAt: row.answered_at,
    how: row.how as How | null,
    sealedRecipient: row.sealed_recipient?.toString('base64') ?? null,
    sealedPage: row.sealed_page?.toString('base64') ?? null,
    sealedAnswer: row.sealed_answer?.toString('base64') ?? null,
    leads: row.leads,
    toStaff: row.to_staff as StaffId | null,
  }
}

/** The row of one handover in sight, undefined when there is none. */
export async function findHandoverRow(tx: Tx, id: string): Promise<HandoverRow | undefined> {
  return await tx
    .selectFrom('handover.handover')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** One handover in sight, undefined when there is none. */
export async function findHandover(tx: Tx, id: string): Promise<Handover | undefined> {
  const row = await findHandoverRow(tx, id)
  return row && handoverOf(row)
}

/** One handover, its row locked; of this file, where a file is named. Throws NotFoundError. */
export async function lockHandover(
  tx: Tx,
  id: string,
  interventionId?: InterventionId,
): Promise<Handover> {
  const row = await tx
    .selectFrom('handover.handover')
    .selectAll()
    .where('id', '=', id)
    .$if(interventionId !== undefined, (q) =>
      q.where('intervention_id', '=', String(interventionId)),
    )
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('handover')
  return handoverOf(row)
}

/** The handovers of a file, newest first. */
export async function handoversOf(
  tx: Tx,
  interventionId: InterventionId,
): Promise<readonly Handover[]> {
  const rows = await tx
    .selectFrom('handover.handover')
    .selectAll()
    .where('intervention_id', '=', interventionId)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(handoverOf)
}
