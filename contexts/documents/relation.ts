import { m } from '#platform/i18n/texts.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { DocumentFacts, Said, UnmetFacts } from './facts.ts'
import { countOf, whereOf } from './page-one.ts'
import { type Row, row } from './rows.ts'

/**
 * Where it happened, where they are, and how to reach them. A report goes to courts too: of a protected file it says
 * neither the place where they are nor the contact (Q9).
 */
export function relationPlaceRows(facts: DocumentFacts): readonly Row[] {
  const { file, report, safety } = facts
  return [
    row(m.documents_label_found(), report?.place),
    row(m.documents_word_where_now(), whereOf(facts) ?? meanwhileOf(facts)),
    ...(file.isProtected
      ? []
      : [
          row(
            m.documents_word_safe_contact(),
            safety.contact ?? m.documents_safe_contact_unknown(),
          ),
        ]),
  ]
}

/** Where nobody has a place: what was done instead. Of a protected file its words may name where they are. */
function meanwhileOf({ file, unmet }: DocumentFacts): string | null {
  return file.isProtected ? null : unmet.at(-1)?.note || null
}

/** That no place was found, why, and what was done meanwhile. */
function unmetSaid({ reasons, note }: UnmetFacts, isProtected: boolean): string {
  return [
    reasons === '' ? m.documents_fact_unmet() : m.documents_fact_unmet_reasons({ reasons }),
    note === '' || isProtected ? '' : m.documents_fact_meanwhile({ note }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** What happened, as the file has it, with what was seen: in the order of its hours. */
export function factsTold({ file, report, placements, unmet, readBacks, seen }: DocumentFacts) {
  const said = (at: Instant, by: string | null, text: string): Said => ({
    at,
    by: by ?? m.documents_by_system(),
    text,
  })
  const told = [
    said(file.receivedAt, reporterOf(report), m.documents_fact_received()),
    ...placements.flatMap((one) => {
      if (one.since === null) return []
      const place = file.isProtected ? m.documents_place_protected() : one.alias
      const what = m.documents_place_counted({ place, count: countOf(one) })
      const text = one.hasArrived
        ? m.documents_fact_arrived({ place: what })
        : m.documents_fact_confirmed({ place: what })
      const facility = file.isProtected ? null : one.agreed
      return [said(one.since, one.recordedBy ?? facility ?? m.documents_by_facility(), text)]
    }),
    ...unmet.map((one) => said(one.at, one.by, unmetSaid(one, file.isProtected))),
    ...readBacks.map(({ at, by, to }) => said(at, by, m.documents_fact_read_back({ to }))),
    ...seen,
  ]
  return told.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Words as they were said stand between quotes; whoever wrote them with quotes has shown which words they are. */
function quoted(text: string): string {
  return /[«»“”"]/u.test(text) ? text : `«${text}»`
}

/** Who reported, as far as it may be named: never a person who called. */
function reporterOf(report: DocumentFacts['report']): string {
  return report?.body ?? report?.source ?? m.documents_by_unknown_reporter()
}

/** The questions that were put, by what was answered to them. */
function answersTold({ saidYes, saidNo }: NonNullable<DocumentFacts['report']>): string {
  return [
    saidYes.length === 0 ? '' : m.documents_statement_yes({ questions: saidYes.join(' ') }),
    saidNo.length === 0 ? '' : m.documents_statement_no({ questions: saidNo.join(' ') }),
  ]
    .filter(Boolean)
    .join(' ')
}

/**
 * What was reported, in the words of who wrote it, before what was said afterwards, in the words of who said it. The body
 * that called is named, never a person who called.
 */
export function statementsTold({ file, report, statements }: DocumentFacts): readonly Said[] {
  const said = statements.map((one) => ({ ...one, text: quoted(one.text) }))
  if (report === null) return said
  const by = reporterOf(report)
  const words = report.happening
    ? m.documents_statement_report({ text: quoted(report.happening) })
    : ''
  const told = [words, answersTold(report)].filter(Boolean)
  return [...told.map((text) => ({ at: file.receivedAt, by, text })), ...said]
}
