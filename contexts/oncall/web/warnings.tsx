import { type ReactNode, useMemo } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { BrokenView, Making, RotaPerson, TurnView } from '../contract.ts'
import { LEVELS, type RotaRole, type Turn, type TurnId } from '../model.ts'
import { newlyBroken } from '../model-rules.ts'
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

/** What the turns that are being written would break, by the same rules as the server; none while they are no turns yet. */
export function useWarnings(
  { making, people }: View,
  written: () => readonly Written[],
): readonly BrokenView[] {
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
  /** The server knows of a rule that is broken beyond what is seen here. */
  readonly isRefused: boolean
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly error: string | undefined
}): ReactNode {
  const { warnings, isRefused } = props
  if (warnings.length === 0 && !isRefused) return null
  const shown = warnings.slice(0, WARNINGS_SHOWN)
  return (
    <>
      {warnings.length === 0 ? null : (
        <Alert tone="warning" title={m.oncall_warnings()}>
          <ul>
            {shown.map((one) => (
              <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
            ))}
            {warnings.length > shown.length ? (
              <li>{m.oncall_broken_more({ count: warnings.length - shown.length })}</li>
            ) : null}
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
        error={props.error}
      />
    </>
  )
}
