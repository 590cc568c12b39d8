import { type ReactNode, useMemo } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { BrokenView, Making, RotaPerson, TurnView } from '../contract.ts'
import { LEVELS, type RotaRole, type Turn, type TurnId } from '../model.ts'
import { newlyBroken } from '../model-rules.ts'
import { wordOf } from './staff-words.ts'
import { useMonthOf } from './use-month.ts'
import { brokenText } from './words.ts'

/** A turn that is being written. */
type Written = {
  readonly staffId: string
  readonly role: RotaRole
  readonly level: number
  readonly startsAt: string
  readonly endsAt: string
}

type View = { readonly making: Making | null; readonly people: readonly RotaPerson[] }

const WARNINGS_SHOWN = 6

/**
 * What the turns that are being written would break, by the same rules as the server; none while they are no turns yet.
 * `day`: the first of them. Where the view does not reach over its whole month, the month itself is read: a rule of the
 * month is as good as unsaid without all its turns.
 */
export function useWarnings(
  { making: near, people }: View,
  day: string,
  written: () => readonly Written[],
): readonly BrokenView[] {
  const reaches =
    near === null || notAfter(monthEnd(day) ?? instant(near.until), instant(near.until))
  const month = useMonthOf(day, !reaches)
  const making = reaches ? near : (month.data?.making ?? near)
  const standing = useMemo(() => making?.turns.map(turnOf) ?? [], [making])
  if (making === null) return []
  const added = writtenTurns(written)
  const absences = making.absences.map((one) => ({
    ...one,
    staffId: one.staffId as StaffId,
    from: Temporal.PlainDate.from(one.from),
    until: one.until === null ? null : Temporal.PlainDate.from(one.until),
  }))
  const known = { from: instant(making.from), until: instant(making.until) }
  return newlyBroken(standing, added, making.rules, known, absences).map((one) => ({
    ...one,
    name: people.find((person) => person.id === one.staffId)?.name ?? '',
    from: one.from.toString(),
    until: one.until.toString(),
  }))
}

/** The end of a day's month, in Italy; undefined while the day is half written. */
function monthEnd(day: string): Instant | undefined {
  try {
    const first = Temporal.PlainDate.from(day).with({ day: 1 })
    return first.add({ months: 1 }).toZonedDateTime(ZONE).toInstant()
  } catch {
    return undefined
  }
}

/** None while a field is half written. */
function writtenTurns(written: () => readonly Written[]): readonly Turn[] {
  try {
    return written()
      .filter((one) => one.staffId !== '')
      .map((one, n) => turnOf({ ...one, id: `written ${n}` }))
      .filter((turn) => !notAfter(turn.endsAt, turn.startsAt))
  } catch {
    return []
  }
}

function turnOf(one: (Written & { readonly id: string }) | TurnView): Turn {
  return {
    id: one.id as TurnId,
    staffId: one.staffId as StaffId,
    role: one.role,
    level: LEVELS.find((level) => level === one.level) ?? 1,
    startsAt: instant(one.startsAt),
    endsAt: instant(one.endsAt),
  }
}

/** What is against the rules, and why it is done all the same. */
export function Warnings(props: {
  readonly warnings: readonly BrokenView[]
  /** The server may know of a rule that is broken beyond what is seen here. */
  readonly problem: ApiProblem | null
  readonly reason: string
  readonly onReason: (reason: string) => void
}): ReactNode {
  const { warnings, problem } = props
  const refused = refusedRules(problem, warnings)
  if (warnings.length === 0 && problem?.code !== 'rule-broken') return null
  const shown = warnings.slice(0, WARNINGS_SHOWN)
  return (
    <>
      {warnings.length + refused.length === 0 ? null : (
        <Alert tone="warning" title={m.oncall_warnings()}>
          <ul>
            {shown.map((one) => (
              <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
            ))}
            {warnings.length > shown.length ? (
              <li>{m.oncall_broken_more({ count: warnings.length - shown.length })}</li>
            ) : null}
            {refused.map((rule) => (
              <li key={rule}>{m.oncall_warnings_beyond({ rule: wordOf('rule', rule) })}</li>
            ))}
          </ul>
        </Alert>
      )}
      <TextField
        label={m.oncall_reason()}
        hint={m.oncall_reason_hint()}
        need="required"
        maxLength={300}
        value={props.reason}
        onChange={props.onReason}
        error={problem?.fieldText('reason')}
      />
    </>
  )
}

/** Rules that the server refused for and that are not seen here: they look at weeks of which the page knows nothing. */
function refusedRules(
  problem: ApiProblem | null,
  warnings: readonly BrokenView[],
): readonly string[] {
  if (problem?.code !== 'rule-broken') return []
  const { rules } = problem.facts
  if (typeof rules !== 'string' || rules === '') return []
  return rules.split(' ').filter((rule) => !warnings.some((one) => one.rule === rule))
}
