import { sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import type { DocumentFacts, Said } from '#contexts/documents/public.ts'
import type { ReportContent } from '#contexts/intake/model.ts'
import { reportsSaid } from '#contexts/intake/public.ts'
import { pointSaid, wordOf } from '#contexts/intake/words.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import { type Configuration, municipalityOf } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type SituationFacts, YES_NO_FACTS } from '#contexts/territory/situation.ts'
import { emergencyCalls, factsKnown, readSheet, sheetView } from '#contexts/triage/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { morningFacts, placementFacts, unmetFacts } from './document-morning.ts'
import { assessedContact, peopleFacts, readBackFacts, recordFacts } from './document-people.ts'
import { joined, languageOf } from './document-words.ts'

type FileRow = {
  territory_id: string
  number: string
  received_at: Instant
  class_key: string | null
  owner_id: string
  is_protected: boolean
}

/**
 * What the rooms know of a file, for its documents, under the sight of the transaction. What no room knows is
 * null, and is printed *non noto*. Undefined: there is no such file in sight.
 */
export async function documentFacts(
  tx: Tx,
  id: InterventionId,
): Promise<DocumentFacts | undefined> {
  const { rows } = await sql<FileRow>`
    select territory_id, number, received_at, class_key, owner_id, is_protected
      from interventions.v_intervention where id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const configuration = await readConfiguration(tx, row.territory_id)
  const [report] = await reportsSaid(tx, id)
  const people = await peopleFacts(tx, id)
  const placements = await placementFacts(tx, id)
  return {
    territory: territoryFacts(configuration, tx.work.now),
    file: await fileFacts(tx, id, row, configuration),
    report: report
      ? reportFacts(report, configuration, row.received_at, await factsKnown(tx, id))
      : null,
    people: people.people,
    placements,
    unmet: await unmetFacts(tx, id),
    morning: await morningFacts(tx, id, {
      placements,
      isProtected: row.is_protected,
      health: report?.health ?? '',
      animals: report?.animals ?? '',
    }),
    safety: {
      contact: (await assessedContact(tx, id)) ?? (report ? ownContact(report) : null),
      knows: people.knows,
      mustNotKnow: people.mustNotKnow ?? (report ? fearedIn(report) : null),
    },
    emergencyCalls: await callsOf(tx, id),
    readBacks: await readBackFacts(tx, id),
    ...(await recordFacts(tx, id)),
  }
}

function territoryFacts(configuration: Configuration, now: Instant): DocumentFacts['territory'] {
  const lead = configuration.bodies.find((one) => one.key === configuration.leadBody)
  return {
    name: configuration.name,
    body: lead?.name ?? configuration.name,
    phone: readablePhone(configuration.service.answers.phone),
    answersUntil: nextHour(configuration.service.answersUntil, now),
  }
}

/** The next time that the clock shows this hour, with its day: a paper is read on another one. */
function nextHour(hour: string, now: Instant): string {
  const here = wallClock(now)
  const today = here.withPlainTime(Temporal.PlainTime.from(hour))
  const next = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 })
  const day = next.toPlainDate().toLocaleString('it-IT', DAY)
  return m.documents_hour_of_day({ hour, day })
}

const DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const

async function fileFacts(
  tx: Tx,
  id: InterventionId,
  row: FileRow,
  { triage }: Configuration,
): Promise<DocumentFacts['file']> {
  const owner = row.owner_id as StaffId
  const sheet = await readSheet(tx, id)
  return {
    number: row.number,
    receivedAt: row.received_at,
    className: triage.classes.find((one) => one.key === row.class_key)?.name ?? null,
    reasons: sheet ? [...sheetView(triage, sheet, [], '').reasons] : [],
    owner: (await namesOf(tx, [owner])).get(owner) ?? null,
    isProtected: row.is_protected,
  }
}

async function callsOf(tx: Tx, id: InterventionId): Promise<readonly Said[]> {
  return (await emergencyCalls(tx, id)).map((call) => ({
    at: call.calledAt,
    by: call.service,
    text: call.isPresent
      ? m.triage_present_said()
      : (call.reference ?? m.documents_call_without_reference()),
  }))
}

function reportFacts(
  report: ReportContent,
  configuration: Configuration,
  at: Instant,
  known: SituationFacts,
): NonNullable<DocumentFacts['report']> {
  const place = municipalityOf(configuration, report.municipality, italianDay(at))
  return {
    source: wordIn('category', report.category),
    body: joined([report.reporterBody, report.reporterUnit]),
    reporter: joined([report.reporterName, report.reporterRole]),
    reporterPhone: report.phone === null ? null : readablePhone(report.phone),
    place: joined([report.placeText, report.landmark, place?.name ?? '', pointSaid(report)]),
    happening: report.happening,
    saidYes: asked(known, true),
    saidNo: asked(known, false),
    involved: joined(report.involved.map((one) => wordOf('involved', one))),
    count: countOf(report),
    names: report.names,
    ages: report.ages,
    language: languageOf(report.language),
    health: report.health,
    animals: report.animals,
    protection: joined(report.protection.map((one) => wordOf('protection', one))),
    callBack: callBackSaid(report),
    notice: wordIn('answer', report.noticeGiven),
    joins: wordIn('answer', report.joins),
  }
}

/** The questions about the situation that have this answer by now. Whether the cold plan is on is nobody's answer. */
function asked(known: SituationFacts, answer: boolean): readonly string[] {
  return YES_NO_FACTS.filter((fact) => fact !== 'coldPlanActive' && known[fact] === answer).map(
    (fact) => wordOf('question', fact),
  )
}

function countOf({ peopleCount, minorsCount }: ReportContent): string | null {
  if (peopleCount === null) return null
  if (minorsCount === null) return String(peopleCount)
  return m.documents_count({ people: peopleCount, minors: minorsCount })
}

/** What was answered about the telephone of whoever reported. */
function callBackSaid(report: ReportContent): string | null {
  return joined([wordIn('call_back', report.callBack) ?? '', report.callBackNote])
}

/**
 * How to reach the person, as the report has it: only where she called herself and said how. The answer of a neighbour is
 * about the neighbour's telephone: whoever rang the victim because of it would betray her.
 */
function ownContact(report: ReportContent): string | null {
  const { category, callBack, freeToSpeak, phone, callBackNote } = report
  if (category !== 'person-in-need' || callBack === null) return null
  // Who said never, or could not speak freely (Q12), is not reached there: whoever reads a number rings it.
  if (callBack === 'never' || freeToSpeak === 'no')
    return joined([m.documents_never_call(), callBackNote])
  return joined([
    wordOf('call_back', callBack),
    phone === null ? '' : readablePhone(phone),
    callBackNote,
  ])
}

/** Who called fears somebody near, and nobody has written whom: that much is known of who must not know. */
function fearedIn({ protection }: ReportContent): string | null {
  return protection.includes('violent-relative') ? m.documents_feared() : null
}

function wordIn(kind: string, word: string | null): string | null {
  return word === null ? null : wordOf(kind, word)
}
