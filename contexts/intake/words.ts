import { pointText } from '#contexts/territory/model-coordinates.ts'
import type { YesNoFact } from '#contexts/territory/situation.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { keyPart } from './key-part.ts'
import { type Involved, pointOf, type ReportContent } from './model.ts'
import { factsOf } from './model-facts.ts'

/** The Italian word of a code in this room: `wordOf('involved', 'woman')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`intake_${kind}_${keyPart(code)}`) ?? code
}

const ADULTS: readonly Involved[] = [
  'woman',
  'man',
  'elderly',
  'family',
  'homeless',
  'group',
  'disability',
]

/** People in five words for a row of the board, without names: `donna + 2 figli`. */
export function peopleLabel(report: ReportContent): string {
  const adult = ADULTS.find((chip) => report.involved.includes(chip))
  const head = adult
    ? wordOf('person', isOld(report, adult) ? `elderly-${adult}` : adult)
    : undefined
  const young = minorsLabel(report)
  if (young) return head ? `${head} + ${young}` : young
  if (head) return withOthers(report, head)
  return report.peopleCount === null
    ? m.intake_people_unknown()
    : m.intake_people({ count: report.peopleCount })
}

/** Of a woman or a man it is also said that they are old. */
function isOld(report: ReportContent, adult: Involved): boolean {
  return report.involved.includes('elderly') && (adult === 'woman' || adult === 'man')
}

function minorsLabel(report: ReportContent): string | undefined {
  const count = report.minorsCount ?? 0
  if (report.involved.includes('children')) {
    return count > 0 ? m.intake_children({ count }) : m.intake_children_some()
  }
  if (count === 0 && !report.involved.includes('minor')) return undefined
  const isAlone = report.answers.minorAlone === 'yes' && count <= 1
  return isAlone ? m.intake_minor_alone() : m.intake_minors({ count: Math.max(1, count) })
}

function withOthers(report: ReportContent, head: string): string {
  const others = (report.peopleCount ?? 1) - 1
  return others > 0 && !report.involved.includes('group') ? `${head} + ${others}` : head
}

/** Needs by weight: the first that holds names the row. */
const NEEDS: readonly YesNoFact[] = [
  'strangulation',
  'violence',
  'trafficking',
  'minorAlone',
  'childLeftAlone',
  'confusedAlone',
  'hypothermiaRisk',
  'eviction',
  'healthNeed',
  'homeless',
  'extremePoverty',
  'immediateDanger',
]

/** The need of a row in one or two words. */
export function needLabel(report: ReportContent): string {
  const facts = factsOf(report)
  if (facts.hasShelterTonight === false && facts.violence !== true)
    return m.intake_need_no_shelter()
  const need = NEEDS.find((fact) => facts[fact] === true)
  return need ? wordOf('need', need) : m.intake_need_unknown()
}

/** The place of a row: what was said, else the municipality, else "luogo non noto". */
export function placeLabel(report: ReportContent, municipality: string | null): string {
  const said = report.placeText || report.landmark || pointLabel(report)
  if (said && municipality && !said.includes(municipality)) return `${said}, ${municipality}`
  return said || municipality || m.intake_place_unknown()
}

function pointLabel(report: ReportContent): string {
  const point = pointOf(report)
  return point === null ? '' : m.intake_point({ point: pointText(point) })
}

/** The point of a place with how near it is, as it stands on the report sheet; empty without a point. */
export function pointSaid(report: ReportContent): string {
  const point = pointOf(report)
  if (point === null) return ''
  const precision = report.placePrecision
  const how = precision === null ? '' : ` (${wordOf('precision', precision)})`
  return `${pointText(point)}${how}`
}

/** Who reported, by kind and unit; never the name of a person. */
export function sourceLabel(report: ReportContent): string {
  if (report.category === null) return m.intake_source_unknown()
  return report.reporterUnit || report.reporterBody || wordOf('category', report.category)
}

/** What a row of the board shows of a report. */
export type ReportHead = {
  readonly place: string
  readonly people: string
  readonly need: string
  readonly source: string
}

/** The labels of a report for the board, without names. `municipality` is its name, when known. */
export function headOf(report: ReportContent, municipality: string | null): ReportHead {
  return {
    place: placeLabel(report, municipality),
    people: peopleLabel(report),
    need: needLabel(report),
    source: sourceLabel(report),
  }
}
