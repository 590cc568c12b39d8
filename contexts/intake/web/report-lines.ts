import type { YesNoFact } from '#contexts/territory/situation.ts'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import type { ReportContent, ReportField } from '../model.ts'
import { pointSaid, wordOf } from '../words.ts'

/** One line of a report as it is read. */
export type ReportLine = { readonly term: string; readonly value: string }

type Draw = (report: ReportContent, places: ReadonlyMap<string, string>) => string

const text =
  (field: ReportField): Draw =>
  (report) => {
    const value = report[field]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
const word =
  (field: ReportField, kind: string): Draw =>
  (report) => {
    const value = report[field]
    return typeof value === 'string' ? wordOf(kind, value) : ''
  }
const chips =
  (values: (report: ReportContent) => readonly string[], kind: string): Draw =>
  (report) =>
    values(report)
      .map((value) => wordOf(kind, value))
      .join(', ')
const place =
  (field: 'municipality' | 'residence'): Draw =>
  (report, places) => {
    const code = report[field]
    return code === null ? '' : (places.get(code) ?? code)
  }

function withReason(answer: string, reason: string): string {
  return reason === '' ? answer : `${answer}: ${reason}`
}

const LINES: readonly (readonly [term: () => string, draw: Draw])[] = [
  [m.intake_happening, text('happening')],
  [m.intake_request, word('requestKind', 'request')],
  [m.intake_place, (report) => placeOf(report)],
  [m.intake_municipality, place('municipality')],
  [m.intake_landmark, text('landmark')],
  [m.intake_coordinates, pointSaid],
  [m.intake_involved, chips((report) => report.involved, 'involved')],
  [m.intake_people_count, text('peopleCount')],
  [m.intake_minors_count, text('minorsCount')],
  [m.intake_names, text('names')],
  [m.intake_ages, text('ages')],
  [m.intake_network, word('network', 'network')],
  [m.intake_free_to_speak, word('freeToSpeak', 'answer')],
  [m.intake_phone, (report) => (report.phone === null ? '' : phoneText(report.phone))],
  [m.intake_call_back, word('callBack', 'call_back')],
  [m.intake_call_back_note, text('callBackNote')],
  [m.intake_category, word('category', 'category')],
  [m.intake_unit, text('reporterUnit')],
  [m.intake_role, text('reporterRole')],
  [m.intake_reporter_name, text('reporterName')],
  [m.intake_already_called, chips((report) => report.alreadyCalled, 'called')],
  [m.intake_language, text('language')],
  [m.intake_interpreter, word('interpreter', 'answer')],
  [m.intake_health, text('health')],
  [m.intake_animals, text('animals')],
  [m.intake_residence, place('residence')],
  [m.intake_protection_flags, chips((report) => report.protection, 'protection')],
  [
    m.intake_notice,
    (report) => withReason(word('noticeGiven', 'answer')(report, NOWHERE), report.noticeReason),
  ],
  [m.intake_joins, word('joins', 'answer')],
  [
    m.intake_may_contact,
    (report) => withReason(word('mayContact', 'answer')(report, NOWHERE), report.mayContactWhom),
  ],
]

const NOWHERE: ReadonlyMap<string, string> = new Map()

function placeOf(report: ReportContent): string {
  if (report.placeText !== '') return report.placeText
  return report.placeUnknown ? m.intake_place_not_known() : ''
}

/** The report in lines, empty values included: what is not known is shown as not known. */
export function linesOf(
  report: ReportContent,
  places: ReadonlyMap<string, string>,
): readonly ReportLine[] {
  return LINES.map(([term, draw]) => ({ term: term(), value: draw(report, places) }))
}

/** The questions that were asked, with their answers. */
export function answersOf(report: ReportContent): readonly ReportLine[] {
  return (Object.entries(report.answers) as [YesNoFact, string][]).map(([fact, answer]) => ({
    term: wordOf('question', fact),
    value: wordOf('answer', answer),
  }))
}
