import { dutyAt, reachesOf } from '#contexts/oncall/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { serviceNumber } from '#contexts/territory/service.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import type { Command } from './contract.ts'
import {
  answererOf,
  arrive,
  type Call,
  hear,
  type Report,
  type SwitchboardEvent,
  silence,
  timesOf,
  tryAgainAt,
} from './model.ts'
import { officePhone, planAt } from './model-plan.ts'
import type { SwitchboardNeeds } from './ports.ts'
import {
  coordinatorsHere,
  folded,
  insertCall,
  keep,
  lockByExchange,
  lockCall,
  lockLostCall,
  lostBefore,
  lostCallOf,
  newCallId,
  numberOf,
  type StoredCall,
  territoryOf,
  wipeNumber,
} from './store.ts'

/** What the exchange says of a call that comes in. */
export type Coming = { readonly exchangeId: string; readonly number: string | null }

/**
 * A call has come in: whose telephone rings first. Told again, the same call gets the command that stands. Refuses
 * `calls-not-rung-here` where an operations room answers.
 */
export async function bringCall(tx: Tx, needs: SwitchboardNeeds, told: Coming): Promise<Command> {
  const known = await lockByExchange(tx, told.exchangeId)
  if (known) return await commandFor(tx, needs, known)
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const { rings, ringSeconds, lostSeconds } = configuration.switchboard
  if (!rings) throw new RefusalError('calls-not-rung-here')
  const plan = await planNow(tx, configuration)
  const isWithheld = told.number === null
  const events = arrive({ plan, isWithheld, ringSeconds, lostSeconds })
  const id = newCallId(tx)
  const forgetAt = tx.work.now.add({ hours: configuration.retention.contactDays * 24 })
  // Told by two servers at once, one of them writes it and the other finds it.
  if (!(await insertCall(tx, folded(tx, undefined, id, events), { ...told, forgetAt })))
    return await commandFor(tx, needs, await theCall(tx, told.exchangeId))
  await keepAll(tx, needs, undefined, id, events, told.number)
  return await commandFor(tx, needs, await theCall(tx, told.exchangeId))
}

async function theCall(tx: Tx, exchangeId: string): Promise<StoredCall> {
  const call = await lockByExchange(tx, exchangeId)
  if (!call) throw new NotFoundError('call')
  return call
}

async function planNow(tx: Tx, configuration: Configuration) {
  const territoryId = territoryOf(tx)
  const duty = await dutyAt(tx, territoryId, tx.work.now)
  const coordinators = await coordinatorsHere(tx)
  const ids = [...new Set([...duty.map((one) => one.staffId), ...coordinators])]
  const reaches = await reachesOf(tx, territoryId, ids)
  const hasPhone = (staffId: StaffId) => (reaches.get(staffId)?.phone ?? null) !== null
  return planAt(configuration, { duty, coordinators, hasPhone }, tx.work.now)
}

/** The exchange reports what became of a ring, or of the call: what it does next. Throws NotFoundError. */
export async function hearCall(
  tx: Tx,
  needs: SwitchboardNeeds,
  exchangeId: string,
  report: Report,
): Promise<Command> {
  const call = await theCall(tx, exchangeId)
  await follow(tx, needs, call, hear(call, report, tx.work.now))
  return await commandFor(tx, needs, await theCall(tx, exchangeId))
}

/** The alarm of silence rang: the model is asked again. A false alarm does nothing. */
export async function hearSilence(
  tx: Tx,
  needs: SwitchboardNeeds,
  id: string,
  now: Instant,
): Promise<void> {
  const call = await lockCall(tx, id)
  if (call) await follow(tx, needs, call, silence(call, now))
}

async function follow(
  tx: Tx,
  needs: SwitchboardNeeds,
  call: StoredCall,
  events: readonly SwitchboardEvent[],
): Promise<void> {
  if (events.length === 0) return
  const number = numberOf(tx, territoryOf(tx), call)
  const after = await keepAll(tx, needs, call, call.id, events, number)
  const by = answererOf(after)
  if (by === undefined || call.answeredStep !== null) return
  // Who speaks with them need not be called back for the call before: nobody rings a caller who is on the line.
  for (const lost of await lostBefore(tx, call, territoryOf(tx)))
    if (lost.lostFile !== null) await needs.takeLost(tx, lost.lostFile, by)
}

/** Writes what happened; a call that nobody answered becomes a file, so that somebody calls back (I1). */
async function keepAll(
  tx: Tx,
  needs: SwitchboardNeeds,
  before: Call | undefined,
  id: Call['id'],
  events: readonly SwitchboardEvent[],
  number: string | null,
): Promise<Call> {
  const after = folded(tx, before, id, events)
  if (!after.isLost || after.lostFile !== null) return await keep(tx, before, id, events)
  const file = await needs.reportLost(tx, { cameAt: after.cameAt, number })
  if (file === undefined) return await keep(tx, before, id, events)
  const data = timesOf(after, file)
  return await keep(tx, before, id, [...events, { type: 'LostCallReported', data }])
}

/** What the exchange does now: by where the call stands, so that a report that comes twice gets the same. */
async function commandFor(tx: Tx, needs: SwitchboardNeeds, call: StoredCall): Promise<Command> {
  if (call.state === 'missed') {
    const text = call.isWithheld ? m.switchboard_say_call_again() : m.switchboard_say_called_back()
    return { do: 'say', text }
  }
  if (call.state !== 'ringing') return { do: 'nothing' }
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const to = await phoneOf(tx, configuration, call)
  if (to !== null)
    return {
      ...{ do: 'ring', step: call.step, to, seconds: call.ringSeconds },
      show: serviceNumber(configuration),
    }
  // The number was taken away since the call came: the next one rings.
  await follow(tx, needs, call, hear(call, { event: 'failed', step: call.step }, tx.work.now))
  const next = await lockCall(tx, call.id)
  return next ? await commandFor(tx, needs, next) : { do: 'nothing' }
}

async function phoneOf(tx: Tx, configuration: Configuration, call: Call): Promise<string | null> {
  const callee = call.plan[call.step]
  if (callee?.office) return officePhone(configuration, callee.office)
  if (!callee?.staffId) return null
  return (await reachesOf(tx, territoryOf(tx), [callee.staffId])).get(callee.staffId)?.phone ?? null
}

/**
 * What was said in a call that this person answered is written: `interventionId`, or null when it was no report. Without such a call, or one
 * that was written of already, it does nothing. Answers the files of the caller's lost calls.
 */
export async function settleCall(
  tx: Tx,
  id: string,
  by: StaffId,
  interventionId: InterventionId | null,
): Promise<readonly InterventionId[]> {
  const call = await lockCall(tx, id)
  if (!call || call.file !== null || answererOf(call) !== by) return []
  if (interventionId === null) {
    if (call.settledAt === null)
      await keep(tx, call, call.id, [{ type: 'CallSettled', data: { as: 'no-report' } }])
    return []
  }
  const data = timesOf(call, interventionId)
  await keep(tx, call, call.id, [{ type: 'CallReported', data }])
  return (await lostBefore(tx, call, territoryOf(tx))).flatMap((lost) => lost.lostFile ?? [])
}

/** What the caller of the lost call that opened this file had to say is written. Does nothing for any other file, nor twice. */
export async function hearLost(tx: Tx, file: InterventionId): Promise<void> {
  const call = await lockLostCall(tx, file)
  if (call && call.heardAt === null)
    await keep(tx, call, call.id, [{ type: 'LostCallHeard', data: {} }])
}

/** What became so far of calling back: how often in vain, when last, and when again. */
export type Tries = {
  readonly count: number
  readonly triedAt: Instant | null
  readonly againAt: Instant | null
}

const ONE_TRY_SECONDS = 60

/**
 * The caller of the lost call that opened this file was called back and did not answer. Refuses `nobody-to-call-back` for any
 * other file, and once the caller was heard.
 */
export async function tryLost(tx: Tx, file: InterventionId): Promise<Tries> {
  const call = await lockLostCall(tx, file)
  if (!call || call.heardAt !== null || call.isWithheld)
    throw new RefusalError('nobody-to-call-back')
  // Pressed twice, or by two of the same call, it is one attempt.
  if (
    call.triedAt !== null &&
    notAfter(tx.work.now, call.triedAt.add({ seconds: ONE_TRY_SECONDS }))
  )
    return triesOf(call)
  const count = call.tries + 1
  return triesOf(await keep(tx, call, call.id, [{ type: 'LostCallTried', data: { count } }]))
}

/** How often the caller of the lost call that opened this file was called back; null for any other file. */
export async function triesOfLost(tx: Tx, file: InterventionId): Promise<Tries | null> {
  const call = await lostCallOf(tx, file)
  return call === undefined ? null : triesOf(call)
}

function triesOf(call: Call): Tries {
  return { count: call.tries, triedAt: call.triedAt, againAt: tryAgainAt(call) }
}

/** The term of a caller's number has come. A false alarm does nothing. */
export async function forgetNumber(tx: Tx, id: string, now: Instant): Promise<void> {
  const call = await lockCall(tx, id)
  if (!call || call.sealedNumber === null) return
  const { retention } = await readConfiguration(tx, territoryOf(tx))
  if (!notAfter(call.cameAt.add({ hours: retention.contactDays * 24 }), now)) return
  await wipeNumber(tx, call.id)
  const isOpen = call.settledAt === null && answererOf(call) !== undefined
  await keep(tx, call, call.id, [
    { type: 'CallNumberForgotten', data: {} },
    ...(isOpen ? [{ type: 'CallSettled', data: { as: 'term' } } as const] : []),
  ])
}
