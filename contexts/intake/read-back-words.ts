import { m, textOf } from '#platform/i18n/texts.ts'
import type { ReadBackFacts } from './contract-read-back.ts'
import { heardOf, type PlaceSaid, type ReadBackChoices } from './model-read-back.ts'

/** `wordOf('comes', 'crew')`: the Italian word of a choice. */
export function choiceText(kind: string, code: string): string {
  return textOf(`intake_back_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** True when two lists of lines say the same aloud. */
export function isSameReading(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n')
}

/** The lines of the script, in the order in which they are said; `time` writes an hour. */
export function scriptLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  meetingPoint: string,
  time: (at: string) => string,
): readonly string[] {
  const [hello, decision, ...rest] = commonLines(facts, choices, time)
  return [
    hello,
    decision,
    ...placeLines(facts, heard(facts, choices), meetingPoint),
    ...rest,
  ].filter((line) => line !== undefined)
}

function heard({ arrivedAt }: ReadBackFacts, choices: ReadBackChoices): ReadBackChoices {
  return heardOf(choices, arrivedAt !== null)
}

/** That they are there already, to everybody but a citizen. */
function arrivedLine(
  { arrivedAt }: ReadBackFacts,
  { kind }: ReadBackChoices,
  time: (at: string) => string,
): readonly string[] {
  return arrivedAt === null || kind === 'citizen'
    ? []
    : [m.intake_back_arrived({ time: time(arrivedAt) })]
}

/** What is said where there is a place. */
const FOUND: readonly PlaceSaid[] = ['told', 'meeting-point', 'not-verified']

/** The same for the unit's mailbox: without the place, without anybody but us. */
export function mailLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  time: (at: string) => string,
): readonly string[] {
  const { kind } = heard(facts, choices)
  const found = kind !== 'citizen' && FOUND.includes(facts.placeSaid)
  return [...commonLines(facts, choices, time), ...(found ? [m.intake_back_place_by_voice()] : [])]
}

function commonLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  time: (at: string) => string,
): readonly string[] {
  const { me, role, territory, number, phone } = facts
  const chosen = heard(facts, choices)
  const acts = chosen.acts.map((act) => choiceText('acts', act))
  return [
    m.intake_back_hello({ me, role, territory, number, phone }),
    decisionLine(facts, chosen, time),
    ...(facts.desk === null || chosen.kind === 'citizen'
      ? []
      : [m.intake_back_desk({ desk: facts.desk })]),
    ...arrivedLine(facts, chosen, time),
    ...comesLine(chosen),
    ...said(chosen.stays, (stays) => m.intake_back_stays({ who: choiceText('stays', stays) })),
    ...said(chosen.escorts, (who) => m.intake_back_escorts({ who: choiceText('escorts', who) })),
    ...(acts.length === 0 ? [] : [m.intake_back_acts({ acts: acts.join(', ') })]),
    ...said(chosen.informs, (informs) => choiceText('informs', informs)),
    ...goodbye(facts, chosen),
  ]
}

/** The class and its hour are for services; whoever else listens hears that somebody sees to it. */
function decisionLine(
  { className, decidedAt }: ReadBackFacts,
  choices: ReadBackChoices,
  time: (at: string) => string,
): string {
  if (isPrivate(choices)) return m.intake_back_seen_to()
  const what = className ?? m.intake_back_no_class()
  return decidedAt === null
    ? m.intake_back_decision({ what })
    : m.intake_back_decision_at({ what, time: time(decidedAt) })
}

/** To a citizen why no more is told; to both what to do if it gets worse. */
function goodbye({ phone }: ReadBackFacts, choices: ReadBackChoices): readonly string[] {
  if (!isPrivate(choices)) return []
  const worse = m.intake_back_if_worse({ phone })
  return choices.kind === 'citizen' ? [m.intake_back_no_more(), worse] : [worse]
}

function isPrivate({ kind }: ReadBackChoices): boolean {
  return kind === 'citizen' || kind === 'person'
}

function said<C>(choice: C | null, line: (choice: C) => string): readonly string[] {
  return choice === null ? [] : [line(choice)]
}

function comesLine({ comes, minutes }: ReadBackChoices): readonly string[] {
  return said(comes, (chosen) => {
    if (chosen === 'nobody') return m.intake_back_said_nobody()
    if (chosen === 'they-go') return m.intake_back_said_they_go()
    const who = choiceText('comes', chosen)
    return minutes === null
      ? m.intake_back_comes({ who })
      : m.intake_back_comes_in({ who, minutes })
  })
}

/** Who takes the person to a protected place is told where to meet, or that we ring before they leave. */
function placeLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  meetingPoint: string,
): readonly (string | undefined)[] {
  const place = placeLine(facts, choices, meetingPoint)
  return isMeetingOpen(facts, choices, meetingPoint)
    ? [place, m.intake_back_meeting_later()]
    : [place]
}

/** True while somebody of others takes the person to a place that is not told, and it is not said where to meet. */
export function isMeetingOpen(
  { placeSaid }: Pick<ReadBackFacts, 'placeSaid'>,
  { kind, escorts }: Pick<ReadBackChoices, 'kind' | 'escorts'>,
  meetingPoint: string,
): boolean {
  const takes = escorts === 'patrol' || escorts === 'ambulance'
  const hears = kind !== null && kind !== 'citizen' && kind !== 'person'
  return hears && takes && placeSaid === 'meeting-point' && meetingPoint.trim() === ''
}

/** True while the place is not told, somebody meets, and it is not said where. */
export function isMeetingUnsaid(
  { placeSaid, arrivedAt }: Pick<ReadBackFacts, 'placeSaid' | 'arrivedAt'>,
  { kind, comes, escorts }: Pick<ReadBackChoices, 'kind' | 'comes' | 'escorts'>,
  meetingPoint: string,
): boolean {
  if (kind === null || kind === 'citizen' || placeSaid !== 'meeting-point') return false
  if (arrivedAt !== null) return false
  const meets = comes === 'crew' || comes === 'social-worker' || escorts !== 'not-needed'
  return meets && meetingPoint.trim() === ''
}

function secretLine({ arrivedAt }: ReadBackFacts, meetingPoint: string): string {
  return meetingPoint.trim() === '' || arrivedAt !== null
    ? m.intake_back_place_secret()
    : m.intake_back_place_meeting({ place: meetingPoint })
}

/** The person herself is not told where before we meet; once she is there it is nothing to be told. */
function notSureLine({ arrivedAt }: ReadBackFacts): string | undefined {
  return arrivedAt === null ? m.intake_back_place_not_sure() : undefined
}

/** Whether there is a place is nothing for a citizen. */
function placeLine(
  facts: ReadBackFacts,
  { kind }: ReadBackChoices,
  meetingPoint: string,
): string | undefined {
  if (kind === 'citizen') return undefined
  switch (facts.placeSaid) {
    case 'told':
      return m.intake_back_place({ place: facts.place ?? '' })
    case 'meeting-point':
      return secretLine(facts, meetingPoint)
    case 'not-verified':
      return kind === 'person' ? notSureLine(facts) : m.intake_back_place_not_verified()
    case 'no-place':
      // Whether she may be called back at all is not known here: nothing is promised.
      return kind === 'person' ? m.intake_back_place_sought() : m.intake_back_place_none()
    case 'not-sought':
      return m.intake_back_place_not_sought()
    case 'not-needed':
      return m.intake_back_place_not_needed()
  }
}
