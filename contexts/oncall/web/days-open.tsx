import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import { momentText } from '#platform/web/format.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { PersonDaysReply } from '../contract-own.ts'
import type { TurnId } from '../model.ts'
import type { AbsenceKind } from '../model-staff.ts'
import { absentIn } from '../model-swap.ts'
import { roleName } from './words.ts'

/** Days that are being written. */
export type WrittenDays = {
  readonly kind: AbsenceKind
  readonly from: string
  readonly until: string | null
}

/** The turns that these days would open, by the same function as the server. */
export function DaysOpen(props: {
  readonly view: PersonDaysReply
  readonly written: WrittenDays
}): ReactNode {
  const { view, written } = props
  if (written.kind !== 'absent') return null
  const opened = openedBy(view, written)
  if (opened === undefined) return null
  if (opened.length === 0) return <p>{m.oncall_own_opens_none()}</p>
  const runs = opened.some(({ startsAt }) => notAfter(startsAt, instant(view.now)))
  return (
    <Alert tone="warning" title={m.oncall_own_opens({ count: opened.length })}>
      {runs ? <p>{m.oncall_own_opens_now()}</p> : null}
      <ul>
        {opened.map(({ role, startsAt, endsAt }) => (
          <li key={`${role} ${startsAt.toString()}`}>
            {m.oncall_own_opens_turn({
              role: roleName(role),
              from: momentText(startsAt.toString()),
              until: momentText(endsAt.toString()),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Undefined while a day is half written, or the last comes before the first. */
function openedBy({ turns, now }: PersonDaysReply, { kind, from, until }: WrittenDays) {
  if (from === '' || (until !== null && until < from)) return undefined
  const staffId = 'own' as StaffId
  const days = {
    ...{ staffId, kind, from: Temporal.PlainDate.from(from) },
    until: until === null ? null : Temporal.PlainDate.from(until),
  }
  return turns.flatMap(({ role, startsAt, endsAt }) => {
    const span = { startsAt: instant(startsAt), endsAt: instant(endsAt) }
    const turn = { id: startsAt as TurnId, staffId, role, level: 1, ...span } as const
    const part = absentIn(turn, days, instant(now))
    return part === undefined ? [] : [{ role, ...part }]
  })
}
