import { hasPlace, isForBody, type ReportContent } from './model.ts'

/** Lines said on the telephone; each has a text `intake_script_<line with _>`. */
export const SCRIPT_LINES = [
  'free-to-speak',
  'only-yes-no',
  'where-yes-no',
  'who-yes-no',
  'are-you-safe',
  'where-exactly',
  'stay-on-the-line',
  'who-is-there',
  'go-to-a-safe-room',
  'child-own-words',
  'under-eighteen',
  'breathing-and-neck',
  'is-it-cold',
  'caller-identity',
  'patrol-stays',
  'interpreter-not-family',
  'service-is-free',
  'how-to-reach-you',
  'what-happens-now',
] as const
export type ScriptLine = (typeof SCRIPT_LINES)[number]

type When = (report: ReportContent) => boolean

const speaks: When = (report) => report.freeToSpeak !== 'no'
const watched: When = (report) => !speaks(report)
const hasMinor: When = (report) =>
  report.involved.includes('minor') ||
  report.involved.includes('children') ||
  (report.minorsCount ?? 0) > 0
const violence: When = (report) => report.answers.violence === 'yes'
const outside: When = (report) => report.involved.includes('homeless')
const forBody: When = (report) => isForBody(report.category)
const police: When = (report) =>
  report.category === 'police' || report.category === 'municipal-police'

const WHEN: Readonly<Record<ScriptLine, When>> = {
  'free-to-speak': () => true,
  'only-yes-no': watched,
  'are-you-safe': (report) => speaks(report) && !forBody(report),
  'where-yes-no': watched,
  'who-yes-no': watched,
  'where-exactly': speaks,
  'stay-on-the-line': (report) => report.answers.immediateDanger === 'yes',
  'who-is-there': speaks,
  'go-to-a-safe-room': (report) => violence(report) && !forBody(report),
  'child-own-words': (report) =>
    hasMinor(report) && (violence(report) || report.category === 'school'),
  'under-eighteen': (report) => report.category === 'person-in-need' && hasMinor(report),
  'breathing-and-neck': (report) => violence(report),
  'is-it-cold': outside,
  'caller-identity': forBody,
  'patrol-stays': police,
  'interpreter-not-family': (report) => report.language !== null && report.language !== 'it',
  'service-is-free': (report) => speaks(report) && !forBody(report),
  'how-to-reach-you': speaks,
  'what-happens-now': speaks,
}

/** The lines of this call in spoken order. They change with chips and answers; what was said stays ticked. */
export function scriptFor(report: ReportContent): readonly ScriptLine[] {
  return SCRIPT_LINES.filter((line) => WHEN[line](report))
}

/** Lines whose answer shows that they were said. */
const ANSWERED: Readonly<Partial<Record<ScriptLine, When>>> = {
  'free-to-speak': (report) => report.freeToSpeak !== null,
  'are-you-safe': (report) => report.answers.immediateDanger !== undefined,
  'where-exactly': hasPlace,
  'who-is-there': (report) => report.involved.length > 0,
  'where-yes-no': hasPlace,
  'who-yes-no': (report) => report.involved.length > 0,
  'breathing-and-neck': (report) => report.answers.strangulation !== undefined,
  'is-it-cold': (report) => report.answers.hypothermiaRisk !== undefined,
  'caller-identity': (report) => report.reporterUnit !== '',
  'patrol-stays': (report) => report.patrolWaiting,
  'how-to-reach-you': (report) => report.callBack !== null,
}

/** True when a line was ticked, or its answer stands in the report. */
export function isSaid(line: ScriptLine, report: ReportContent): boolean {
  return report.said[line] !== undefined || ANSWERED[line]?.(report) === true
}

/** The steps of the guided mode: the four facts first (who, where, what, class), the rest after. */
export const GUIDED_STEPS = [
  'free-to-speak',
  'who',
  'where',
  'what',
  'danger',
  'class',
  'call-back',
  'reporter',
  'network',
  'notices',
  'details',
] as const
export type GuidedStep = (typeof GUIDED_STEPS)[number]

/**
 * The steps of a call by a body, chosen on the first card: who calls comes first, and whether it can speak is not
 * asked of a patrol. When it turns out to be a person after all, the question is asked.
 */
export function bodySteps(report: ReportContent): readonly GuidedStep[] {
  const dropped: readonly GuidedStep[] = isForBody(report.category) ? ['free-to-speak'] : []
  return [
    'reporter',
    ...GUIDED_STEPS.filter((step) => step !== 'reporter' && !dropped.includes(step)),
  ]
}

/** The steps of who writes a report themselves: nobody is on the line, and the room gives the class. */
export const WRITTEN_STEPS: readonly GuidedStep[] = [
  'who',
  'where',
  'what',
  'danger',
  'reporter',
  'call-back',
  'details',
]

/** What a file needs soon and the call has not told, where it is asked: by whom it is told back, and which service is competent. */
export function unaskedSteps(
  { municipality, category }: Pick<ReportContent, 'municipality' | 'category'>,
  steps: readonly GuidedStep[],
): readonly GuidedStep[] {
  const isUnasked = { where: municipality === null, reporter: category === null }
  return (['where', 'reporter'] as const).filter((one) => isUnasked[one] && steps.includes(one))
}

/** The first of these steps that may be skipped once a report can be saved. */
export const STEPS_BEFORE_SAVING: readonly GuidedStep[] = [
  'free-to-speak',
  'who',
  'where',
  'what',
  'danger',
  'class',
]
