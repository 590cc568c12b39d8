import { m, textOf } from '#platform/i18n/texts.ts'
import type { ReadBackFacts } from './contract-read-back.ts'
import type { ReadBackChoices } from './model-read-back.ts'

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
  return [hello, decision, placeLine(facts, meetingPoint), ...rest].filter(
    (line) => line !== undefined,
  )
}

/** The same for the unit's mailbox: without the place, without anybody but us. */
export function mailLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  time: (at: string) => string,
): readonly string[] {
  const found = facts.placeSaid !== 'no-place' && facts.placeSaid !== 'not-needed'
  return [...commonLines(facts, choices, time), ...(found ? [m.intake_back_place_by_voice()] : [])]
}

function commonLines(
  facts: ReadBackFacts,
  choices: ReadBackChoices,
  time: (at: string) => string,
): readonly string[] {
  const { me, role, territory, number, phone, className, decidedAt } = facts
  const what = className ?? m.intake_back_no_class()
  const acts = choices.acts.map((act) => choiceText('acts', act))
  return [
    m.intake_back_hello({ me, role, territory, number, phone }),
    decidedAt === null
      ? m.intake_back_decision({ what })
      : m.intake_back_decision_at({ what, time: time(decidedAt) }),
    ...comesLine(choices),
    ...said(choices.stays, (stays) => m.intake_back_stays({ who: choiceText('stays', stays) })),
    ...said(choices.escorts, (who) => m.intake_back_escorts({ who: choiceText('escorts', who) })),
    ...(acts.length === 0 ? [] : [m.intake_back_acts({ acts: acts.join(', ') })]),
    ...said(choices.informs, (informs) => choiceText('informs', informs)),
  ]
}

function said<C>(choice: C | null, line: (choice: C) => string): readonly string[] {
  return choice === null ? [] : [line(choice)]
}

function comesLine({ comes, minutes }: ReadBackChoices): readonly string[] {
  return said(comes, (chosen) => {
    const who = choiceText('comes', chosen)
    return minutes === null || chosen === 'nobody'
      ? m.intake_back_comes({ who })
      : m.intake_back_comes_in({ who, minutes })
  })
}

function placeLine(facts: ReadBackFacts, meetingPoint: string): string {
  switch (facts.placeSaid) {
    case 'told':
      return m.intake_back_place({ place: facts.place ?? '' })
    case 'meeting-point':
      return meetingPoint === ''
        ? m.intake_back_place_secret()
        : m.intake_back_place_meeting({ place: meetingPoint })
    case 'not-verified':
      return m.intake_back_place_not_verified()
    case 'no-place':
      return m.intake_back_place_none()
    case 'not-needed':
      return m.intake_back_place_not_needed()
  }
}
