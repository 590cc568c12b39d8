import {
  closeIntervention,
  lockedFile,
  openIntervention,
  pageByProposal,
  receiverIn,
} from '#contexts/interventions/public.ts'
import {
  type LostCall,
  settleCall,
  type Tries,
  triesOfLost,
  tryLost,
} from '#contexts/switchboard/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { m } from '#platform/i18n/texts.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type ContactId, type InterventionId, type ReportId, uuid7 } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { clockTime } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { logContact } from './contact-store.ts'
import type { ReadBackReply } from './contract-read-back.ts'
import { dutyAt, territoryInForce } from './duty.ts'
import { EMPTY_REPORT, type ReportContent } from './model.ts'
import { factsOf } from './model-facts.ts'
import { appendReport, reportsOf } from './report-store.ts'
import { newContactKey, phoneFingerprint } from './sealing.ts'

/**
 * A call to the service's number that nobody answered becomes a report of its own: a file with an owner, and whoever is on call is
 * paged as for a report without a class, to call back (I1). Undefined where nobody works who could own it.
 */
export async function reportLostCall(
  tx: Tx,
  { cameAt, number }: LostCall,
): Promise<InterventionId | undefined> {
  const { id: territoryId, configuration } = await territoryInForce(tx)
  const ownerId = await receiverIn(tx, territoryId)
  if (ownerId === undefined) return undefined
  const content: ReportContent = { ...EMPTY_REPORT, phone: number, happening: saidOf(number) }
  const file = await openIntervention(tx, {
    head: {
      ...{ placeLabel: m.intake_lost_place(), municipality: null, peopleLabel: null },
      ...{ needLabel: needOf(number, clockTime(cameAt)) },
      ...{ sourceLabel: m.intake_lost_source(), isProtected: false, patrolWaitingSince: null },
      sourceCheck: null,
    },
    receivedAt: cameAt,
    ownerId,
  })
  const { now, random } = tx.work
  const contactId = uuid7<ContactId>(now, random)
  const key = newContactKey(tx)
  const words = key.seal({ phone: number, unit: '', question: '', given: '' })
  await logContact(
    tx,
    contactId,
    file.id,
    {
      type: 'ContactLogged',
      data: {
        ...{ kind: 'dropped', channel: 'phone', startedAt: cameAt.toString(), takenBy: ownerId },
        ...{ category: null, claimedReporter: null, verification: 'not-needed', offers: [] },
        ...{ isProtected: false, forgetAt: null, sealed: words.toString('base64') },
      },
    },
    { key, words, fingerprint: phoneFingerprint(tx, number) },
  )
  await appendReport(tx, uuid7<ReportId>(now, random), file.id, undefined, {
    type: 'ReportRegistered',
    data: {
      ...{ contactId, draftId: null, receivedAt: cameAt.toString(), access: 'reporter-unknown' },
      ...{ inCharge: dutyAt(configuration, null, now).kind, municipality: null },
      ...{ isProtected: false, sealed: key.seal(content).toString('base64') },
    },
  })
  await pageByProposal(tx, file.id, factsOf(content))
  return file.id
}

function needOf(number: string | null, time: string): string {
  return number === null ? m.intake_lost_need_withheld({ time }) : m.intake_lost_need({ time })
}

function saidOf(number: string | null): string {
  return number === null
    ? m.intake_lost_withheld()
    : m.intake_lost_said({ number: readablePhone(number) })
}

/**
 * A report was written of a call to the service's number: the call is done, and the files of what the same caller had lost before
 * close as doubles of it, where nobody has written anything in them.
 */
export async function writtenOfCall(
  tx: Tx,
  actor: PersonActor,
  { switchboard }: Configuration,
  callId: string,
  file: { readonly id: InterventionId; readonly number: string },
): Promise<void> {
  if (!switchboard.rings) return
  for (const lost of await settleCall(tx, callId, actor.staffId, file.id)) {
    if (!(await isUntouched(tx, actor, lost))) continue
    await closeIntervention(tx, lost, {
      ...{ outcome: 'duplicate', reviewAt: null, duplicateOf: file.number },
      reason: m.intake_lost_called_again({ number: file.number }),
    })
  }
}

async function isUntouched(tx: Tx, actor: PersonActor, id: InterventionId): Promise<boolean> {
  const { state, answeredBy, classKey } = await lockedFile(tx, id)
  if (state === 'closed' || answeredBy !== actor.staffId || classKey !== null) return false
  const reports = await reportsOf(tx, id)
  return reports.every((report) => report.version === 1)
}

/** How often the caller of a lost call was called back in vain; null of any other file. */
export async function triesSaid(tx: Tx, file: InterventionId): Promise<ReadBackReply['tries']> {
  return said(await triesOfLost(tx, file))
}

/** The caller of a lost call was called back and did not answer. Refuses `nobody-to-call-back`. */
export async function recordTry(tx: Tx, file: InterventionId): Promise<ReadBackReply['tries']> {
  await lockIntervention(tx, file)
  return said(await tryLost(tx, file))
}

function said(tries: Tries | null): ReadBackReply['tries'] {
  if (tries === null) return null
  const { count, triedAt, againAt } = tries
  return { count, triedAt: triedAt?.toString() ?? null, againAt: againAt?.toString() ?? null }
}

/** A call to the service's number was no report: it is done. */
export async function callWasNoReport(
  tx: Tx,
  actor: PersonActor,
  { switchboard }: Configuration,
  callId: string,
): Promise<void> {
  if (switchboard.rings) await settleCall(tx, callId, actor.staffId, null)
}
