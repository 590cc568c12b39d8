import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { instant } from '#platform/kernel/time.ts'
import { timeText } from '#platform/web/format.ts'
import { Badge } from '#platform/web/ui/feedback.tsx'
import type { TurnView } from '../contract.ts'
import type { MonthReply } from '../contract-month.ts'
import type { RotaRole } from '../model.ts'
import { dayOf, hoursOn } from '../model-month.ts'
import type { Chosen } from './day-dialog.tsx'
import { exceptionText } from './exceptions.tsx'
import { spansOf } from './month-people.ts'
import { longDay, monthName } from './month-words.ts'
import { wordOf } from './staff-words.ts'
import { numberText, roleName } from './words.ts'

/** The days of a month one under the other, for a telephone. */
export function MonthDays(props: {
  readonly view: MonthReply
  readonly role: RotaRole
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { view, role, onChoose } = props
  const title = m.oncall_month_of({ role: roleName(role), month: monthName(view.month) })
  const turns = view.turns.filter((turn) => turn.role === role)
  const gaps = spansOf(view.needed.find((one) => one.role === role && one.level === 1)?.gaps ?? [])
  return (
    <section aria-label={title} className="stack-tight">
      <h2>{title}</h2>
      <ul className="plain-list rota-days">
        {daysToCome(view).map(({ day, isFestive }) => {
          const hours = hoursOn(day, gaps)
          const theirs = turns.filter((turn) => dayOf({ startsAt: instant(turn.startsAt) }) === day)
          return (
            <li key={day}>
              <strong>{longDay(day)}</strong>
              {isFestive ? <span className="small muted"> {m.oncall_month_festive()}</span> : null}
              {theirs.length === 0 ? <p className="muted">{m.oncall_month_nobody()}</p> : null}
              {theirs.map((turn) => (
                <DayTurn key={turn.id} view={view} turn={turn} day={day} onChoose={onChoose} />
              ))}
              {hours === 0 ? null : (
                <p className="rota-gap">
                  {m.oncall_month_uncovered_hours({ hours: numberText(hours) })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Of the month that runs, what has gone is not scrolled past. */
function daysToCome({ days, now }: MonthReply): MonthReply['days'] {
  const today = dayOf({ startsAt: instant(now) })
  const left = days.filter(({ day }) => day >= today)
  return left.length === 0 ? days : left
}

function DayTurn(props: {
  readonly view: MonthReply
  readonly turn: TurnView
  readonly day: string
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { view, turn, day } = props
  const person = view.people.find((one) => one.id === turn.staffId)
  return (
    <>
      <p className="line">
        <span className="mono">
          {timeText(turn.startsAt)}–{timeText(turn.endsAt)}
        </span>
        {person === undefined ? (
          turn.name
        ) : (
          <button
            type="button"
            className="btn btn-quiet"
            onClick={() => props.onChoose({ person, role: turn.role, day })}
          >
            {turn.name}
          </button>
        )}
        {turn.level === 1 ? null : (
          <span className="small muted">{m.oncall_level_short({ level: turn.level })}</span>
        )}
        {turn.standing === 'published' ? null : (
          <Badge tone="info">{wordOf('standing', turn.standing)}</Badge>
        )}
      </p>
      {turn.setAside === null ? null : <p className="small">{exceptionText(turn.setAside)}</p>}
    </>
  )
}
