import { sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { type ReadBack, readBacksOf, recordReadBack } from '#contexts/interventions/public.ts'
import { aliasing } from '#contexts/places/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { clockTime, type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { sendMail } from '#platform/server/outbox.ts'
import type { ReadBackBody, ReadBackFacts, ReadBackReply } from './contract-read-back.ts'
import { placeSaid } from './model-read-back.ts'
import { mailLines, scriptLines } from './read-back-words.ts'
import { reportsSaid } from './report-said.ts'
import { personActor } from './routes-report.ts'

type FileRow = {
  territory_id: string
  number: string
  class_key: string | null
  is_protected: boolean
  patrol_waiting_since: Instant | null
  decided_at: Instant | null
  facility: string | null
  is_secret: boolean | null
  needs_place: boolean | null
  verification: string | null
}

async function rowOf(tx: Tx, file: InterventionId): Promise<FileRow> {
  const { rows } = await sql<FileRow>`
    select i.territory_id, i.number, i.class_key, i.is_protected, i.patrol_waiting_since,
           s.decided_at, p.facility, p.is_secret, a.needs_place, c.verification
      from interventions.v_intervention i
      left join triage.v_sheet s on s.intervention_id = i.id
      left join lateral (select facility, is_secret from places.v_placement
        where intervention_id = i.id and state in ('confirmed', 'arrived')
        order by confirmed_at desc nulls last limit 1) p on true
      left join interventions.v_assessment a on a.intervention_id = i.id
      left join lateral (select verification from intake.contact
        where intervention_id = i.id order by logged_at limit 1) c on true
     where i.id = ${file}`.execute(tx)
  const row = rows[0]
  if (!row) throw new NotFoundError('intervention')
  return row
}

/** The script for who reported, with what was already told them (K5). */
export async function readBackView(
  tx: Tx,
  file: InterventionId,
): Promise<Omit<ReadBackReply, 'can'>> {
  const row = await rowOf(tx, file)
  const configuration = await readConfiguration(tx, row.territory_id)
  const [report] = await reportsSaid(tx, file)
  const given = await readBacksOf(tx, file)
  const shown = await aliasing(tx)
  const names = await namesOf(tx, [...new Set(given.map((one) => one.by))])
  return {
    facts: factsIn(tx, row, configuration),
    reporter: {
      name: report?.reporterName ?? '',
      role: [report?.reporterRole, report?.reporterUnit].filter(Boolean).join(', '),
      phone: report?.phone ?? null,
    },
    hasMailbox: mailboxIn(configuration, report?.claimedReporter) !== null,
    isProtected: row.is_protected,
    patrolWaitingSince: row.patrol_waiting_since?.toString() ?? null,
    given: given.map((one) => givenView(one, names, shown)),
  }
}

function givenView(
  { at, by, officer, lines, isMailed }: ReadBack,
  names: ReadonlyMap<StaffId, string>,
  shown: (text: string) => string,
) {
  return { at: at.toString(), by: names.get(by) ?? '', officer, lines: lines.map(shown), isMailed }
}

function factsIn(tx: Tx, row: FileRow, configuration: Configuration): ReadBackFacts {
  const me = personActor(tx.work.actor)
  const grant = me.grants.find((one) => one.territoryId === row.territory_id)
  const said = placeSaid({
    hasPlace: row.facility !== null,
    needsPlace: row.needs_place,
    isSecret: row.is_secret ?? false,
    isProtected: row.is_protected,
    isVerified: row.verification === 'verified',
  })
  return {
    me: me.name,
    role: textOf(`interventions_role_${(grant?.role ?? '').replaceAll('-', '_')}`) ?? '',
    territory: configuration.name,
    phone: readablePhone(configuration.service.answers.phone),
    number: row.number,
    className: configuration.triage.classes.find((one) => one.key === row.class_key)?.name ?? null,
    decidedAt: row.decided_at?.toString() ?? null,
    placeSaid: said,
    place: said === 'told' ? row.facility : null,
  }
}

/** The institutional mailbox of the unit that reported, where the territory lists it. */
function mailboxIn({ accredited }: Configuration, key: string | null | undefined): string | null {
  return accredited.find((one) => one.key === key)?.email ?? null
}

/**
 * Records what was told and to whom, lets the patrol go, and sends the same text, without the place, to the unit's
 * mailbox. Refuses `no-mailbox`, and `meeting-point-required` where the place may not be told.
 */
export async function giveReadBack(
  tx: Tx,
  file: InterventionId,
  body: ReadBackBody,
): Promise<string> {
  const row = await rowOf(tx, file)
  const configuration = await readConfiguration(tx, row.territory_id)
  const facts = factsIn(tx, row, configuration)
  if (facts.placeSaid === 'meeting-point' && body.meetingPoint === '' && body.escorts === 'patrol')
    throw new RefusalError('meeting-point-required')
  if (body.mail) await mailUnit(tx, file, facts, body, configuration)
  return await recordReadBack(tx, file, {
    words: {
      officer: body.officer,
      lines: scriptLines(facts, body, body.meetingPoint, hourText),
    },
    isMailed: body.mail,
    releases: body.release,
  })
}

async function mailUnit(
  tx: Tx,
  file: InterventionId,
  facts: ReadBackFacts,
  body: ReadBackBody,
  configuration: Configuration,
): Promise<void> {
  const [report] = await reportsSaid(tx, file)
  const to = mailboxIn(configuration, report?.claimedReporter)
  if (to === null) throw new RefusalError('no-mailbox')
  await sendMail(tx, {
    to,
    subject: m.intake_back_mail_subject({ number: facts.number }),
    text: mailLines(facts, body, hourText).join('\n'),
  })
}

function hourText(at: string): string {
  return clockTime(instant(at))
}
