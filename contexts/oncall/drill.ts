import { findStaff } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { TelephoneMessage } from '#platform/gateways/telephone.ts'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendMail, sendUntil } from '#platform/server/outbox.ts'
import { FAILED_KIND, LAPSED_KIND } from '#platform/server/outbox-alarms.ts'
import { isCarried, type Telephony } from '#platform/server/telephony.ts'
import {
  CONTACT_LINK,
  type ContactChannel,
  contactTestsOf,
  failTest,
  keepFailed,
  keepWorksByLink,
} from './contact-store.ts'
import {
  beginDrill,
  callOff,
  type DrillTry,
  lockTry,
  lockTryOfMessage,
  newestDrill,
  planNext,
  setTry,
  TRY_KIND,
  takeBack,
  WEEK_KIND,
} from './drill-store.ts'
import type { OncallEvent } from './model.ts'
import {
  byDay,
  drillHours,
  endOfDay,
  leftInPeace,
  nextDrill,
  type SkippedFor,
  spread,
} from './model-drill.ts'
import { lockRota } from './proposal-store.ts'
import { reachOf } from './reach-store.ts'
import { rolesHere } from './staff.ts'
import { absencesIn, recordsOf } from './staff-store.ts'
import { publishedTurns, territoryOf } from './store.ts'

const LINK_HOURS = 72
const CHANNELS: readonly ContactChannel[] = ['phone', 'mail']
/** How far back a turn can have ended whose rest is not over, and how long it can last. */
const TURN_HOURS = 96
/** Days within which a second drill by itself is one too many. */
const WEEK_HOURS = 5 * 24

/** What a drill asks of those who put the server together. */
export type DrillNeeds = {
  /** Scheme and host under which people reach this installation. */
  readonly address: () => string
  /** Undefined where nobody carries messages to telephones. */
  readonly telephone: Telephony | undefined
}

/** What falls due of drills, and what is heard of their messages. */
export function drillDueKinds(needs: DrillNeeds): readonly DueKind[] {
  return [
    { kind: WEEK_KIND, run: (tx, _key, now) => weekCame(tx, now) },
    { kind: TRY_KIND, run: (tx, key, now) => tryCame(tx, needs, key, now) },
    { kind: FAILED_KIND, run: contactFailed },
    { kind: LAPSED_KIND, run: notLeft },
  ]
}

/** A territory was opened or changed: its next drill follows from its file, which is read once it is written. */
export async function planDrill(tx: Tx): Promise<void> {
  await planNext(tx, tx.work.now)
}

async function weekCame(tx: Tx, now: Instant): Promise<void> {
  const territoryId = territoryOf(tx)
  // A coordinator may press at the same instant: one drill, not two.
  await lockRota(tx)
  const { drill } = await readConfiguration(tx, territoryId)
  if (!drill.on) await callOff(tx)
  const hours = drillHours(drill, now)
  const newest = await newestDrill(tx, territoryId)
  const isDone = newest !== undefined && notAfter(now, newest.startedAt.add({ hours: WEEK_HOURS }))
  if (hours && !isDone) await begin(tx, null, now, hours.endsAt)
  await planNext(tx, nextDrill(drill, now))
}

/** A coordinator begins a drill. Refuses `drill-running` while one is under way, and `drill-nobody`. */
export async function startDrill(tx: Tx, by: StaffId | null, isRunning: boolean): Promise<void> {
  if (isRunning) throw new RefusalError('drill-running')
  if (!(await begin(tx, by, tx.work.now))) throw new RefusalError('drill-nobody')
}

/** Person by person, so that nobody's two contacts are far apart. */
async function begin(tx: Tx, by: StaffId | null, now: Instant, until?: Instant): Promise<boolean> {
  const people = [...(await rolesHere(tx, territoryOf(tx))).keys()].toSorted()
  const times = spread(people.length, now, until)
  const contacts = people.flatMap((staffId, n) =>
    CHANNELS.map((channel) => ({ staffId, channel, at: times[n] ?? now })),
  )
  if (contacts.length > 0) await beginDrill(tx, by, contacts)
  return contacts.length > 0
}

async function tryCame(tx: Tx, needs: DrillNeeds, id: string, now: Instant): Promise<void> {
  const one = await lockTry(tx, id)
  if (!one?.dueAt || !notAfter(one.dueAt, now)) return
  const { staffId, channel } = one
  if (one.sends === 2) {
    await setTry(
      tx,
      one,
      { state: 'silent' },
      { type: 'DrillUnanswered', data: { staffId, channel } },
    )
    return
  }
  const later = byDay(now)
  if (!later.equals(now)) {
    await setTry(tx, one, { state: one.sends === 0 ? 'planned' : 'sent', dueAt: later })
    return
  }
  const skippedFor = await whyNot(tx, needs, one, now)
  if (skippedFor === undefined) await send(tx, needs, one, now)
  // Written to already, and on a day off now: it is asked no more, and stands as it is.
  else if (one.sends > 0) await setTry(tx, one, { state: 'void' })
  else await setTry(tx, one, { state: 'skipped', skippedFor })
}

async function whyNot(
  tx: Tx,
  needs: DrillNeeds,
  { staffId, channel }: DrillTry,
  now: Instant,
): Promise<SkippedFor | undefined> {
  const territoryId = territoryOf(tx)
  if (!(await rolesHere(tx, territoryId)).has(staffId)) return 'no-contact'
  const { phone, email } = await reachOf(tx, territoryId, staffId)
  if ((channel === 'phone' ? phone : email) === null) return 'no-contact'
  if (channel === 'phone' && !isCarried(needs.telephone, 'sms')) return 'not-carried'
  const { rota } = await readConfiguration(tx, territoryId)
  const record = (await recordsOf(tx, territoryId, [staffId]))(staffId)
  const absences = await absencesIn(tx, territoryId, wallClock(now).toPlainDate())
  const turns = await publishedTurns(tx, territoryId, now.subtract({ hours: TURN_HOURS }), now)
  return leftInPeace(
    {
      record,
      absences: absences.filter((absence) => absence.staffId === staffId),
      turns: turns.filter((turn) => turn.staffId === staffId),
      restHours: rota.restHours,
    },
    now,
  )
}

async function send(tx: Tx, needs: DrillNeeds, one: DrillTry, now: Instant): Promise<void> {
  const { staffId, channel } = one
  const territoryId = territoryOf(tx)
  const { phone, email } = await reachOf(tx, territoryId, staffId)
  const { drill } = await readConfiguration(tx, territoryId)
  const expiresAt = now.add({ hours: LINK_HOURS })
  const token = await makeLink(tx, { kind: CONTACT_LINK, key: one.id, holder: staffId, expiresAt })
  const link = `${needs.address()}/c/${token}`
  // What was held up since the first time never left: this one takes its place.
  const sends = (await takeBack(tx, one)) ? one.sends : one.sends + 1
  const messageId = await sendUntil(
    tx,
    endOfDay(now),
    channel === 'phone'
      ? { kind: 'sms', to: phone ?? '', text: m.oncall_drill_sms({ link }) }
      : {
          to: email ?? '',
          subject: m.oncall_drill_subject(),
          text: m.oncall_drill_mail_text({ link }),
        },
  )
  const dueAt = now.add({ hours: drill.againHours })
  await setTry(
    tx,
    one,
    { state: 'sent', sends, dueAt, messageId },
    { type: 'ContactDrilled', data: { staffId, channel } },
  )
}

/** The link of a drill was answered: false when it is none, or its contact was changed meanwhile. */
export async function answerDrill(tx: Tx, id: string): Promise<boolean> {
  const one = await lockTry(tx, id)
  // Answered late, it is answered all the same.
  if (!one || one.sends === 0 || !['sent', 'silent', 'skipped'].includes(one.state)) return false
  const { staffId, channel } = one
  await setTry(tx, one, { state: 'answered' })
  const [test] = (await contactTestsOf(tx, territoryOf(tx), [staffId])).filter(
    (known) => known.channel === channel,
  )
  if (test?.state !== 'works') await keepWorksByLink(tx, staffId, channel)
  return true
}

/** The day is over, and the message of a drill was still held up: who got none was not tried. Nothing of any other message. */
export async function notLeft(tx: Tx, messageId: string): Promise<void> {
  const one = await lockTryOfMessage(tx, messageId)
  // With a first message that did leave, an answer is still waited for.
  if (one?.state === 'sent' && one.sends === 1)
    await setTry(tx, one, { state: 'skipped', skippedFor: 'not-left' })
}

/**
 * A message of a drill cannot reach its contact: its owner hears of it by the other way, the coordinators at once. One of a test
 * that somebody pressed says so where it was pressed. Nothing of any other message.
 */
export async function contactFailed(tx: Tx, messageId: string): Promise<void> {
  const one = await lockTryOfMessage(tx, messageId)
  if (one === undefined) await failTest(tx, messageId)
  if (one?.state !== 'sent') return
  const { staffId, channel } = one
  const event: OncallEvent = { type: 'ContactFailed', data: { staffId, channel } }
  await setTry(tx, one, { state: 'failed' }, event)
  await keepFailed(tx, staffId, channel, messageId)
  await tellOwner(tx, one)
  for (const [id, roles] of await rolesHere(tx, territoryOf(tx))) {
    const boss =
      roles.includes('coordinator') && id !== staffId ? await findStaff(tx, id) : undefined
    if (boss)
      await sendMail(tx, {
        to: boss.email,
        subject: m.oncall_drill_failed_boss_subject(),
        text: m.oncall_drill_failed_boss_text(),
      })
  }
}

async function tellOwner(tx: Tx, { staffId, channel }: DrillTry): Promise<void> {
  const { phone, email } = await reachOf(tx, territoryOf(tx), staffId)
  if (channel === 'mail' && phone !== null)
    await tellByDay(tx, { kind: 'sms', to: phone, text: m.oncall_drill_failed_sms() })
  if (channel === 'phone' && email !== null)
    await sendMail(tx, {
      to: email,
      subject: m.oncall_drill_failed_subject(),
      text: m.oncall_drill_failed_text(),
    })
}

/** By night nothing rings for a drill: the coordinators know already. */
async function tellByDay(tx: Tx, message: TelephoneMessage): Promise<void> {
  const { now } = tx.work
  if (byDay(now).equals(now)) await sendUntil(tx, endOfDay(now), message)
}
