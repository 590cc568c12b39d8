import { sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import {
  type ReadBack,
  readBacksOf,
  recordNoReadBack,
  recordReadBack,
} from '#contexts/interventions/public.ts'
import { aliasing } from '#contexts/places/public.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { deskFor, deskSaid } from '#contexts/territory/desks.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type Decision, refuse } from '#platform/kernel/decision.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { clockTime, type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { appendContact, contactOf, lockContactsOf } from './contact-store.ts'
import type { ReadBackBody, ReadBackFacts, ReadBackReply } from './contract-read-back.ts'
import { triesSaid } from './lost-call.ts'
import type { ReportContent } from './model.ts'
import {
  heardOf,
  isNobodyToTell,
  type Listener,
  type ListenerUnit,
  listenerKind,
  listenersOf,
  placeSaid,
} from './model-read-back.ts'
import {
  type CallerVerified,
  type VerificationRefusal,
  verifyCaller,
} from './model-verification.ts'
import { isSameReading, mailLines, scriptLines } from './read-back-words.ts'
import { reportsSaid } from './report-said.ts'
import { personActor } from './routes-report.ts'
import { contactToVerify } from './views.ts'

type FileRow = {
  territory_id: string
  number: string
  class_key: string | null
  municipality: string | null
  is_protected: boolean
  patrol_waiting_since: Instant | null
  decided_at: Instant | null
  facility: string | null
  is_secret: boolean | null
  needs_place: boolean | null
  is_given_up: boolean | null
  arrived_at: Instant | null
}

async function rowOf(tx: Tx, file: InterventionId): Promise<FileRow> {
  const { rows } = await sql<FileRow>`
    select i.territory_id, i.number, i.class_key, i.municipality, i.is_protected, i.patrol_waiting_since,
           s.decided_at, p.facility, p.is_secret, a.needs_place, u.is_given_up,
           (select case when bool_and(state = 'arrived') then max(arrived_at) end from places.v_placement
             where intervention_id = i.id and state in ('confirmed', 'arrived')) as arrived_at
      from interventions.v_intervention i
      left join triage.v_sheet s on s.intervention_id = i.id
      left join lateral (select facility, is_secret from places.v_placement
        where intervention_id = i.id and state in ('confirmed', 'arrived')
        order by confirmed_at desc nulls last limit 1) p on true
      left join lateral (select again_at is null as is_given_up from places.v_unmet
        where intervention_id = i.id order by recorded_at desc limit 1) u on true
      left join interventions.v_assessment a on a.intervention_id = i.id
     where i.id = ${file}`.execute(tx)
  const row = rows[0]
  if (!row) throw new NotFoundError('intervention')
  return row
}

/** The script for who reported, with what was already told them (K5). */
export async function readBackView(
  tx: Tx,
  file: InterventionId,
  listener: Listener,
): Promise<Omit<ReadBackReply, 'can'>> {
  const row = await rowOf(tx, file)
  const configuration = await readConfiguration(tx, row.territory_id)
  const [report] = await reportsSaid(tx, file)
  const listeners = listenersOf(configuration.accredited, report)
  const judged = listener && judgeListener(tx, configuration, listeners, listener)
  const given = await readBacksOf(tx, file)
  const shown = await aliasing(tx)
  const names = await namesOf(tx, [...new Set(given.map((one) => one.by))])
  const reporter = reporterView(report)
  const hasMailbox = mailboxIn(configuration, report?.claimedReporter) !== null
  const isPatrolWaiting = row.patrol_waiting_since !== null
  return {
    facts: factsIn(tx, row, configuration, judged?.accepted === true),
    kind: listenerKind(report?.category),
    listeners: listeners.map((one) => ({ ...one, phones: [...one.phones] })),
    toVerify: await contactToVerify(tx, file),
    tries: await triesSaid(tx, file),
    reporter,
    hasMailbox,
    nobodyToTell: isNobodyToTell({ ...reporter, hasMailbox, isPatrolWaiting }),
    isProtected: row.is_protected,
    patrolWaitingSince: row.patrol_waiting_since?.toString() ?? null,
    given: given.map((one) => givenView(one, names, shown)),
  }
}

function reporterView(report: ReportContent | undefined): ReadBackReply['reporter'] {
  if (report === undefined) return { name: '', role: '', phone: null, callBack: null }
  const { reporterName, reporterRole, reporterUnit, freeToSpeak, phone, callBack } = report
  return {
    name: reporterName ?? '',
    role: [reporterRole, reporterUnit].filter(Boolean).join(', '),
    phone: phone ?? null,
    // Who cannot speak freely is not called back (Q12).
    callBack: freeToSpeak === 'no' ? 'never' : (callBack ?? null),
  }
}

/** The number of who reported, and whether they may be rung on it. */
export async function reporterPhone(
  tx: Tx,
  file: InterventionId,
): Promise<{ readonly phone: string | null; readonly mayCall: boolean }> {
  const [report] = await reportsSaid(tx, file)
  const { phone, callBack } = reporterView(report)
  return { phone, mayCall: callBack !== 'never' && callBack !== 'text' }
}

function givenView(
  { at, by, officer, lines, isMailed }: ReadBack,
  names: ReadonlyMap<StaffId, string>,
  shown: (text: string) => string,
) {
  return { at: at.toString(), by: names.get(by) ?? '', officer, lines: lines.map(shown), isMailed }
}

/** Whether who listens now is verified as one of these units. */
function judgeListener(
  tx: Tx,
  { accredited }: Configuration,
  listeners: readonly ListenerUnit[],
  listener: NonNullable<Listener>,
): Decision<CallerVerified, VerificationRefusal> {
  const unit = listeners.find((one) => one.reporter === listener.reporter)
  if (unit === undefined) return refuse('reporter-not-listed')
  const { how: method, reporter } = listener
  const calledNumber = unit.phones[0] ?? null
  const attempt = { method, result: 'verified', reporter, calledNumber } as const
  return verifyCaller(accredited, attempt, italianDay(tx.work.now))
}

function factsIn(
  tx: Tx,
  row: FileRow,
  configuration: Configuration,
  isVerified: boolean,
): ReadBackFacts {
  const me = personActor(tx.work.actor)
  const role = roleSaid(me, row.territory_id)
  const said = placeSaid({
    hasPlace: row.facility !== null,
    needsPlace: row.needs_place,
    isGivenUp: row.is_given_up ?? false,
    isSecret: row.is_secret ?? false,
    isProtected: row.is_protected,
    isVerified,
  })
  return {
    me: me.name,
    role,
    territory: configuration.name,
    phone: readablePhone(configuration.service.answers.phone),
    number: row.number,
    className: configuration.triage.classes.find((one) => one.key === row.class_key)?.name ?? null,
    decidedAt: row.decided_at?.toString() ?? null,
    placeSaid: said,
    place: said === 'told' ? row.facility : null,
    arrivedAt: row.arrived_at?.toString() ?? null,
    desk: deskIn(configuration, row),
  }
}

/** The walk-in desk of a class that goes to one; of a protected file none is named. */
function deskIn(configuration: Configuration, row: FileRow): string | null {
  if (row.is_protected) return null
  const desk = deskFor(configuration, row.class_key, row.municipality)
  return desk === undefined ? null : `${desk.name}, ${deskSaid(configuration, desk)}`
}

/** In what capacity a person speaks, in words that fit whoever says them; of several the one that decides most. */
function roleSaid({ grants }: PersonActor, territoryId: string): string {
  const own = grants.filter((one) => one.territoryId === territoryId).map((one) => one.role)
  const role = SPEAKING.find((one) => own.includes(one))
  return role === undefined
    ? m.intake_back_role_other()
    : (textOf(`intake_back_role_${role.replaceAll('-', '_')}`) ?? '')
}

const SPEAKING = ['social-worker', 'coordinator', 'operator', 'crew'] as const

/** The institutional mailbox of the unit that reported, where the territory lists it. */
function mailboxIn({ accredited }: Configuration, key: string | null | undefined): string | null {
  return accredited.find((one) => one.key === key)?.email ?? null
}

/**
 * Records what was told and to whom, lets the patrol go, and sends the same text, without the place, to the unit's
 * mailbox. Refuses `read-back-changed` when what was read is no longer so, `no-mailbox`, and `meeting-point-required`
 * where the place may not be told; `reporter-not-listed`, `no-protocol` as verifying does.
 */
export async function giveReadBack(
  tx: Tx,
  file: InterventionId,
  body: ReadBackBody,
): Promise<string> {
  // What decides, places and shields a file waits for its lock: from here the facts stand.
  await lockIntervention(tx, file)
  const row = await rowOf(tx, file)
  const configuration = await readConfiguration(tx, row.territory_id)
  const [report] = await reportsSaid(tx, file)
  const listeners = listenersOf(configuration.accredited, report)
  const verified =
    body.listener && unwrap(judgeListener(tx, configuration, listeners, body.listener))[0]
  const facts = factsIn(tx, row, configuration, Boolean(verified))
  const lines = scriptLines(facts, body, body.meetingPoint, hourText)
  const read = scriptLines(body.seen, body, body.meetingPoint, hourText)
  if (!isSameReading(lines, read)) throw new RefusalError('read-back-changed')
  const { escorts } = heardOf(body, facts.arrivedAt !== null)
  if (facts.placeSaid === 'meeting-point' && body.meetingPoint === '' && escorts === 'patrol')
    throw new RefusalError('meeting-point-required')
  if (body.mail) await mailUnit(tx, file, report?.claimedReporter, facts, body, configuration)
  if (verified) await recordListener(tx, file, verified)
  return await recordReadBack(tx, file, {
    words: {
      officer: body.officer,
      lines,
    },
    isMailed: body.mail,
    releases: body.release,
  })
}

/** Records that there is nobody to tell. Refuses `read-back-possible` where there is. */
export async function giveNoReadBack(tx: Tx, file: InterventionId): Promise<string> {
  await lockIntervention(tx, file)
  const row = await rowOf(tx, file)
  const configuration = await readConfiguration(tx, row.territory_id)
  const [report] = await reportsSaid(tx, file)
  const nobody = isNobodyToTell({
    ...reporterView(report),
    hasMailbox: mailboxIn(configuration, report?.claimedReporter) !== null,
    isPatrolWaiting: row.patrol_waiting_since !== null,
  })
  if (!nobody) throw new RefusalError('read-back-possible')
  return await recordNoReadBack(tx, file, { officer: '', lines: [] })
}

/** On the log of the contact that is called back: how it was known who listens. */
async function recordListener(tx: Tx, file: InterventionId, event: CallerVerified): Promise<void> {
  const [row] = await lockContactsOf(tx, file)
  if (row !== undefined) await appendContact(tx, contactOf(row), event)
}

async function mailUnit(
  tx: Tx,
  file: InterventionId,
  claimed: string | null | undefined,
  facts: ReadBackFacts,
  body: ReadBackBody,
  configuration: Configuration,
): Promise<void> {
  const to = mailboxIn(configuration, claimed)
  if (to === null) throw new RefusalError('no-mailbox')
  const subject = m.intake_back_mail_subject({ number: facts.number })
  const text = mailLines(facts, body, hourText).join('\n')
  await sendMail(tx, { to, subject, text }, { file, kind: 'read-back', to: null })
}

function hourText(at: string): string {
  return clockTime(instant(at))
}
