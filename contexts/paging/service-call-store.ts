import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import { append } from '#platform/server/log.ts'
import { lockIntervention } from '#platform/server/work.ts'
import {
  eventFor,
  type ServiceCall,
  type ServiceCallEvent,
  type ServiceCallId,
  type ServiceCallState,
  SILENT_SECONDS,
  UNDER_WAY,
  type Whom,
} from './model-service-call.ts'
import { territoryOf } from './store.ts'

/** The alarm of a call of which nothing more is heard. */
export const SILENT_KIND = 'service-call-silent'

type Asked = Pick<
  ServiceCall,
  'staffId' | 'whom' | 'calledId' | 'calledTry' | 'interventionId' | 'messageId' | 'joins'
>

/**
 * Writes a call that begins, of a third telephone with the telephone that rings; undefined where one of the same person rings
 * already, or the call has a third telephone.
 */
export async function beginServiceCall(tx: Tx, asked: Asked): Promise<ServiceCall | undefined> {
  const { now, random } = tx.work
  const call: ServiceCall = {
    ...asked,
    id: uuid7<ServiceCallId>(now, random),
    version: 1,
    state: asked.joins === null ? 'ringing' : 'calling',
    askedAt: now,
    silentAt: now.add({ seconds: SILENT_SECONDS }),
  }
  const row = await tx
    .insertInto('paging.service_call')
    .values({
      territory_id: territoryOf(tx),
      id: call.id,
      version: call.version,
      staff_id: call.staffId,
      whom: call.whom,
      called_id: call.calledId,
      called_try: call.calledTry,
      intervention_id: call.interventionId,
      state: call.state,
      message_id: call.messageId,
      joins: call.joins,
      asked_at: call.askedAt,
      silent_at: call.silentAt,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return undefined
  const { whom, calledId, joins } = call
  const staffId = whom === 'colleague' ? (calledId as StaffId | null) : null
  await write(tx, call, { type: 'ServiceCallAsked', data: { whom, calledId, staffId, joins } })
  await setAlarm(tx, SILENT_KIND, call.id, call.silentAt)
  return call
}

async function write(tx: Tx, call: ServiceCall, event: ServiceCallEvent): Promise<void> {
  const { id, version, interventionId } = call
  const at = tx.work.now
  await append(tx, { room: 'paging', aggregateId: id, version, interventionId, at, event })
}

/** Writes how far a call has come, and says it on the log where it is worth saying. */
export async function moveServiceCall(
  tx: Tx,
  call: ServiceCall,
  state: ServiceCallState,
): Promise<ServiceCall> {
  const event = eventFor(call, state)
  const next = { ...call, state, version: call.version + (event ? 1 : 0) }
  await tx
    .updateTable('paging.service_call')
    .set({ state, version: next.version })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', call.id)
    .execute()
  if (event) await write(tx, next, event)
  return next
}

type Row = {
  id: string
  version: number
  staff_id: string
  whom: string
  called_id: string | null
  called_try: number | null
  intervention_id: string | null
  state: string
  message_id: string
  joins: string | null
  asked_at: Instant
  silent_at: Instant
}

function callOf(row: Row): ServiceCall {
  return {
    id: row.id as ServiceCallId,
    version: row.version,
    staffId: row.staff_id as StaffId,
    whom: row.whom as Whom,
    calledId: row.called_id,
    calledTry: row.called_try,
    interventionId: row.intervention_id as InterventionId | null,
    state: row.state as ServiceCallState,
    messageId: row.message_id,
    joins: row.joins as ServiceCallId | null,
    askedAt: row.asked_at,
    silentAt: row.silent_at,
  }
}

/** A call that this person made, for reading. */
export async function findServiceCall(
  tx: Tx,
  id: string,
  staffId: StaffId,
): Promise<(ServiceCall & { readonly territoryId: string }) | undefined> {
  const row = await tx
    .selectFrom('paging.service_call')
    .selectAll()
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row && { ...callOf(row), territoryId: row.territory_id }
}

/**
 * The call by its id, or by the message that asked for it; its row locked, and before it the file of a call to who helps
 * with one: what comes of it is written on the request, which the closing of the file ends.
 */
export async function lockServiceCall(
  tx: Tx,
  by: 'id' | 'message_id',
  key: string,
): Promise<ServiceCall | undefined> {
  const found = await tx
    .selectFrom('paging.service_call')
    .select('intervention_id')
    .where(by, '=', key)
    .where('whom', '=', 'support')
    .executeTakeFirst()
  if (found?.intervention_id) await lockIntervention(tx, found.intervention_id as InterventionId)
  const row = await tx
    .selectFrom('paging.service_call')
    .selectAll()
    .where(by, '=', key)
    .forUpdate()
    .executeTakeFirst()
  return row && callOf(row)
}

/** The third telephone of a call that is over or about to be, locked; undefined when it has none. */
export async function lockThird(tx: Tx, id: ServiceCallId): Promise<ServiceCall | undefined> {
  const row = await tx
    .selectFrom('paging.service_call')
    .selectAll()
    .where('joins', '=', id)
    .where('state', 'in', [...UNDER_WAY])
    .forUpdate()
    .executeTakeFirst()
  return row && callOf(row)
}

/** The calls under way to who helps with a file, locked; the caller holds its lock. */
export async function lockHelpCalls(tx: Tx, file: InterventionId): Promise<readonly ServiceCall[]> {
  const rows = await tx
    .selectFrom('paging.service_call')
    .selectAll()
    .where('intervention_id', '=', file)
    .where('whom', '=', 'support')
    .where('state', 'in', [...UNDER_WAY])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(callOf)
}
