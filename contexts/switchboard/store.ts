import { sql } from 'kysely'
import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { append } from '#platform/server/log.ts'
import {
  answererOf,
  type Call,
  type Callee,
  type CallId,
  type CallState,
  evolve,
  type SwitchboardEvent,
  silentAt,
  tryAgainAt,
} from './model.ts'

/** Alarm kinds of this room: also the names by which their handlers act (`system:<kind>`). */
export const SILENCE_KIND = 'switchboard-silence'
export const FORGET_KIND = 'switchboard-forget'

const PURPOSE = 'switchboard.number'

/** The territory that the transaction writes in. Throws without one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a call needs its territory')
  return tx.work.territoryId
}

/** A call with what its row holds beside what its events say. */
export type StoredCall = Call & {
  readonly fingerprint: Buffer | null
  readonly sealedNumber: Buffer | null
}

/** The call that follows from these events. */
export function folded(
  tx: Tx,
  call: Call | undefined,
  id: CallId,
  events: readonly SwitchboardEvent[],
): Call {
  let next = call
  for (const event of events) next = evolve(next, { id, at: tx.work.now, event })
  if (next === undefined) throw new Error('a call begins with its coming')
  return next
}

/** A new call as the exchange names it; undefined when it is known already, from another report of the same. */
export async function insertCall(
  tx: Tx,
  call: Call,
  told: {
    readonly exchangeId: string
    readonly number: string | null
    readonly forgetAt: Instant
  },
): Promise<boolean> {
  const { vault } = tx.work
  const territoryId = territoryOf(tx)
  const { number, exchangeId } = told
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('switchboard.call')
    .values({
      territory_id: territoryId,
      ...columnsOf(call),
      exchange_id: exchangeId,
      forget_at: number === null ? null : told.forgetAt,
      sealed_number: number === null ? null : vault.seal(territoryId, PURPOSE, number),
      number_fingerprint: fingerprintOf(tx, number),
    })
    .onConflict((c) => c.constraint('call_of_exchange').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  if (number !== null) await setAlarm(tx, FORGET_KIND, call.id, told.forgetAt)
  return true
}

/** Writes what follows: the row once, the events in order, the alarm by which silence is heard. */
export async function keep(
  tx: Tx,
  before: Call | undefined,
  id: CallId,
  events: readonly SwitchboardEvent[],
): Promise<Call> {
  const after = folded(tx, before, id, events)
  if (events.length === 0) return after
  await tx
    .updateTable('switchboard.call')
    .set(columnsOf(after))
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
  for (const [at, event] of events.entries()) {
    const version = (before?.version ?? 0) + at + 1
    const interventionId = fileOf(after, event)
    await append(tx, {
      ...{ room: 'switchboard', aggregateId: id, version, interventionId },
      ...{ at: tx.work.now, event },
    })
  }
  const due = silentAt(after)
  if (due !== null) await setAlarm(tx, SILENCE_KIND, id, due)
  else await clearAlarm(tx, SILENCE_KIND, id)
  return after
}

/** What is of a file stands in its history: that the call became it, and how it went on. */
function fileOf(call: Call, event: SwitchboardEvent): InterventionId | null {
  if (event.type === 'CallReported' || event.type === 'LostCallReported')
    return event.data.interventionId
  if (event.type === 'LostCallTried') return call.lostFile
  const isLater = event.type === 'CallFinished' || event.type === 'CallAnsweredLate'
  return isLater ? (call.file ?? call.lostFile) : null
}

function columnsOf(call: Call) {
  return {
    id: call.id,
    version: call.version,
    state: call.state,
    plan: JSON.stringify(call.plan),
    step: call.step,
    rung: [...call.rung],
    is_withheld: call.isWithheld,
    ring_seconds: call.ringSeconds,
    lost_seconds: call.lostSeconds,
    came_at: call.cameAt,
    rung_at: call.rungAt,
    step_at: call.stepAt,
    answered_at: call.answeredAt,
    answered_step: call.answeredStep,
    answered_by: answererOf(call) ?? null,
    ended_at: call.endedAt,
    is_lost: call.isLost,
    lost_file: call.lostFile,
    heard_at: call.heardAt,
    tries: call.tries,
    tried_at: call.triedAt,
    again_at: tryAgainAt(call),
    file: call.file,
    settled_at: call.settledAt,
    due_at: silentAt(call),
  }
}

type CallRow = {
  id: string
  version: number
  state: string
  plan: unknown
  step: number
  rung: number[]
  is_withheld: boolean
  ring_seconds: number
  lost_seconds: number
  came_at: Instant
  rung_at: Instant | null
  step_at: Instant | null
  answered_at: Instant | null
  answered_step: number | null
  ended_at: Instant | null
  is_lost: boolean
  lost_file: string | null
  heard_at: Instant | null
  tries: number
  tried_at: Instant | null
  file: string | null
  settled_at: Instant | null
  sealed_number: Buffer | null
  number_fingerprint: Buffer | null
}

function callOf(row: CallRow): StoredCall {
  return {
    id: row.id as CallId,
    version: row.version,
    state: row.state as CallState,
    plan: row.plan as readonly Callee[],
    step: row.step,
    rung: row.rung,
    isWithheld: row.is_withheld,
    ringSeconds: row.ring_seconds,
    lostSeconds: row.lost_seconds,
    cameAt: row.came_at,
    rungAt: row.rung_at,
    stepAt: row.step_at,
    answeredAt: row.answered_at,
    answeredStep: row.answered_step,
    endedAt: row.ended_at,
    isLost: row.is_lost,
    lostFile: row.lost_file as InterventionId | null,
    heardAt: row.heard_at,
    tries: row.tries,
    triedAt: row.tried_at,
    file: row.file as InterventionId | null,
    settledAt: row.settled_at,
    fingerprint: row.number_fingerprint,
    sealedNumber: row.sealed_number,
  }
}

/** A new id for a call. */
export function newCallId(tx: Tx): CallId {
  return uuid7<CallId>(tx.work.now, tx.work.random)
}

const calls = (tx: Tx) => tx.selectFrom('switchboard.call').selectAll()
const here = (tx: Tx) => calls(tx).where('territory_id', '=', territoryOf(tx))

/** The call that the exchange names so, locked. */
export async function lockByExchange(tx: Tx, name: string): Promise<StoredCall | undefined> {
  const row = await here(tx).where('exchange_id', '=', name).forUpdate().executeTakeFirst()
  return row && callOf(row)
}

/** A call, locked; undefined when there is none here. */
export async function lockCall(tx: Tx, id: string): Promise<StoredCall | undefined> {
  const row = await here(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && callOf(row)
}

/** The lost call that this file was opened by, locked; undefined: another opened it. */
export async function lockLostCall(tx: Tx, file: InterventionId): Promise<StoredCall | undefined> {
  const row = await here(tx).where('lost_file', '=', file).forUpdate().executeTakeFirst()
  return row && callOf(row)
}

/** The same, read only. */
export async function lostCallOf(tx: Tx, file: InterventionId): Promise<StoredCall | undefined> {
  const row = await here(tx).where('lost_file', '=', file).executeTakeFirst()
  return row && callOf(row)
}

/** The calls that this person has answered and not yet written, and those of the last `since` in what they read. */
export async function callsAbout(
  tx: Tx,
  staffId: StaffId,
  since: Instant,
): Promise<readonly (StoredCall & { readonly territoryId: TerritoryId })[]> {
  const rows = await calls(tx)
    .where((e) =>
      e.or([
        e.and([e('answered_by', '=', staffId), e('settled_at', 'is', null)]),
        e('came_at', '>', since),
      ]),
    )
    .orderBy('came_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ ...callOf(row), territoryId: row.territory_id as TerritoryId }))
}

/** The lost calls from the same telephone whose file was not followed by a later one, the newest first. */
export async function lostBefore(
  tx: Tx,
  call: StoredCall,
  territoryId: TerritoryId,
): Promise<readonly StoredCall[]> {
  if (call.fingerprint === null) return call.lostFile === null ? [] : [call]
  const rows = await calls(tx)
    .where('territory_id', '=', territoryId)
    .where('number_fingerprint', '=', call.fingerprint)
    .where('is_lost', '=', true)
    .where('came_at', '<=', call.cameAt)
    .orderBy('came_at', 'desc')
    .limit(20)
    .execute()
  return rows.map(callOf)
}

/** The caller's number, opened for who may see it; null when withheld or forgotten. */
export function numberOf(tx: Tx, territoryId: TerritoryId, call: StoredCall): string | null {
  if (call.sealedNumber === null) return null
  return tx.work.vault.open(territoryId, PURPOSE, call.sealedNumber)
}

function fingerprintOf(tx: Tx, number: string | null): Buffer | null {
  return number === null ? null : tx.work.vault.fingerprint(territoryOf(tx), PURPOSE, number)
}

/** Wipes the number of a call, whose term has come. */
export async function wipeNumber(tx: Tx, id: CallId): Promise<void> {
  await tx
    .updateTable('switchboard.call')
    .set({ sealed_number: null, number_fingerprint: null, forget_at: null })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
}

/** The coordinators of the territory, by id. */
export async function coordinatorsHere(tx: Tx): Promise<readonly StaffId[]> {
  const { rows } = await sql<{ staff_id: string }>`
    select distinct staff_id from access.v_grant
     where territory_id = ${territoryOf(tx)} and role = 'coordinator' and staff_id is not null
     order by staff_id`.execute(tx)
  return rows.map((row) => row.staff_id as StaffId)
}
