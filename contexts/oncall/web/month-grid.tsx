import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { instant } from '#platform/kernel/time.ts'
import { names } from '#platform/web/ui/class-names.ts'
import type { TurnView } from '../contract.ts'
import type { MonthReply } from '../contract-month.ts'
import type { RotaRole } from '../model.ts'
import { dayOf, hoursOn } from '../model-month.ts'
import type { Chosen } from './day-dialog.tsx'
import { noteOf } from './exceptions.tsx'
import { peopleOf, spansOf } from './month-people.ts'
import { codeOf, longDay, monthName, turnWords, weekdayLetter } from './month-words.ts'
import { numberText, roleName } from './words.ts'

type Person = MonthReply['people'][number]

/** Which key moves how far in the grid: rows, days. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** People of a role beside the days of the month; one stop for Tab, the arrows move inside. */
export function MonthGrid(props: {
  readonly view: MonthReply
  readonly role: RotaRole
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { view, role, onChoose } = props
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  const people = peopleOf(view, role)
  const move = (event: KeyboardEvent): void => {
    const by = MOVES[event.key]
    if (by === undefined) return
    event.preventDefault()
    const row = Math.min(people.length - 1, Math.max(0, at[0] + by[0]))
    const day = Math.min(view.days.length - 1, Math.max(0, at[1] + by[1]))
    setAt([row, day])
    table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${day}"]`)?.focus()
  }
  return (
    <section className="table-frame" aria-labelledby={id}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows move among its buttons */}
      <table className="rota-grid" ref={table} onKeyDown={move}>
        <caption id={id}>
          {m.oncall_month_of({ role: roleName(role), month: monthName(view.month) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{m.oncall_person()}</th>
            {view.days.map(({ day, isFestive }) => (
              <th key={day} scope="col" className={names(isFestive && 'rota-festive')}>
                <span aria-hidden="true">
                  {weekdayLetter(day)}
                  <br />
                  {Number(day.slice(8))}
                </span>
                <span className="visually-hidden">
                  {longDay(day)}
                  {isFestive ? `, ${m.oncall_month_festive()}` : ''}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person, row) => (
            <tr key={person.id}>
              <th scope="row">{person.name}</th>
              {view.days.map(({ day, isFestive }, n) => (
                <td key={day} className={names(isFestive && 'rota-festive')}>
                  <Cell
                    view={view}
                    person={person}
                    role={role}
                    day={day}
                    place={`${row} ${n}`}
                    isStop={at[0] === row && at[1] === n}
                    onFocus={() => setAt([row, n])}
                    onChoose={onChoose}
                  />
                </td>
              ))}
            </tr>
          ))}
          <Uncovered view={view} role={role} />
        </tbody>
      </table>
    </section>
  )
}

function Cell(props: {
  readonly view: MonthReply
  readonly person: Person
  readonly role: RotaRole
  readonly day: string
  readonly place: string
  readonly isStop: boolean
  readonly onFocus: () => void
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { view, person, role, day } = props
  const turns = view.turns.filter(
    (turn) =>
      turn.staffId === person.id &&
      turn.role === role &&
      dayOf({ startsAt: instant(turn.startsAt) }) === day,
  )
  const isAway = view.away.some((one) => one.staffId === person.id && one.day === day)
  const noted = turns.map((turn) => noteText(turnWords(turn), noteOf(view.turns, turn)))
  const said = [...noted, ...(isAway ? [m.oncall_month_away()] : [])]
  const what = said.length === 0 ? m.oncall_month_cell_free() : said.join('; ')
  const label = m.oncall_month_cell({ name: person.name, day: longDay(day), what })
  return (
    <button
      type="button"
      className={names('rota-cell', isAway && 'rota-away')}
      data-cell={props.place}
      tabIndex={props.isStop ? 0 : -1}
      title={said.length === 0 ? undefined : what}
      onFocus={props.onFocus}
      onClick={() => props.onChoose({ person, role, day })}
    >
      <span className="visually-hidden">{label}</span>
      <span className="rota-codes" aria-hidden="true">
        {turns.map((turn) => (
          <Code key={turn.id} turn={turn} note={noteOf(view.turns, turn)} />
        ))}
        {isAway ? m.oncall_month_away_short() : null}
      </span>
    </button>
  )
}

function noteText(words: string, note: number | undefined): string {
  return note === undefined ? words : `${words}, ${m.oncall_exception_note({ note })}`
}

function Code(props: { readonly turn: TurnView; readonly note: number | undefined }): ReactNode {
  const { turn, note } = props
  return (
    <span className={`rota-turn rota-${turn.standing}`}>
      {codeOf(turn)}
      {turn.level === 1 ? null : <sup>{turn.level}</sup>}
      {note === undefined ? null : <span className="rota-note">*{note}</span>}
    </span>
  )
}

/** The hours of each day that nobody covers, level by level. */
function Uncovered(props: { readonly view: MonthReply; readonly role: RotaRole }): ReactNode {
  const { view, role } = props
  const today = dayOf({ startsAt: instant(view.now) })
  return view.needed
    .filter((one) => one.role === role)
    .map(({ level, gaps }) => {
      const spans = spansOf(gaps)
      return (
        <tr key={level} className="rota-uncovered">
          <th scope="row">
            {level === 1 ? m.oncall_month_uncovered() : m.oncall_month_uncovered_level({ level })}
          </th>
          {view.days.map(({ day }) => (
            <Hours key={day} hours={hoursOn(day, spans)} isGone={day < today} />
          ))}
        </tr>
      )
    })
}

function Hours({ hours, isGone }: { readonly hours: number; readonly isGone: boolean }): ReactNode {
  // Of a day that has gone it is not counted who was on call: a blank would say that somebody was.
  if (hours === 0 && isGone)
    return (
      <td className="muted">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{m.oncall_month_gone()}</span>
      </td>
    )
  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- an empty cell says that nothing is uncovered
  if (hours === 0) return <td />
  return (
    <td className="rota-gap">
      <span aria-hidden="true">{Math.ceil(hours)}</span>
      <span className="visually-hidden">
        {m.oncall_month_uncovered_hours({ hours: numberText(hours) })}
      </span>
    </td>
  )
}
