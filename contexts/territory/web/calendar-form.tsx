import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { names } from '#platform/web/ui/class-names.ts'
import { WEEKDAYS } from '../calendar.ts'
import { keyWord } from '../plan-words.ts'
import type { Rules } from './draft.ts'
import { At, RuleList, RuleText, useMistake } from './fields.tsx'
import { DAY_WORDS } from './words.ts'

type Calendar = Rules['calendars'][number]
type OneCalendar = {
  readonly path: string
  readonly calendar: Calendar
  readonly onChange: (calendar: Calendar) => void
}

/** The opening calendars: hours of the week, closings and openings. `usedBy` names who keeps each. */
export function CalendarsForm({
  calendars,
  usedBy,
  onChange,
}: {
  readonly calendars: Rules['calendars']
  readonly usedBy: (key: string) => string
  readonly onChange: (calendars: Rules['calendars']) => void
}): ReactNode {
  return (
    <section className="stack">
      <h2>{m.territory_web_calendars()}</h2>
      <p className="muted">{m.territory_web_calendars_hint()}</p>
      {calendars.map((calendar, at) => {
        const one: OneCalendar = {
          path: `calendars.${at}`,
          calendar,
          onChange: (next) => onChange(calendars.with(at, next)),
        }
        return (
          <fieldset key={calendar.key} className="territory-group">
            <legend>{keyWord(calendar.key)}</legend>
            <div className="stack">
              <p className="muted small">{usedBy(calendar.key)}</p>
              <Week {...one} />
              <Checkbox
                label={m.territory_web_holidays()}
                checked={calendar.openOnNationalHolidays}
                onChange={(openOnNationalHolidays) =>
                  one.onChange({ ...calendar, openOnNationalHolidays })
                }
              />
              <Closings {...one} />
              <Openings {...one} />
            </div>
          </fieldset>
        )
      })}
    </section>
  )
}

function Week({ path, calendar, onChange }: OneCalendar): ReactNode {
  const { weekly } = calendar
  return (
    <div className="territory-week">
      {WEEKDAYS.map((day) => (
        <RuleList
          key={day}
          path={`${path}.weekly.${day}`}
          label={DAY_WORDS[day]()}
          value={weekly[day]}
          onChange={(windows) => onChange({ ...calendar, weekly: { ...weekly, [day]: windows } })}
        />
      ))}
    </div>
  )
}

function Closings({ path, calendar, onChange }: OneCalendar): ReactNode {
  const { closings } = calendar
  const set = (next: Calendar['closings']) => onChange({ ...calendar, closings: next })
  return (
    <div className="stack-tight">
      <h3>{m.territory_web_closings()}</h3>
      {closings.length === 0 ? <p className="muted">{m.territory_web_nothing_listed()}</p> : null}
      {closings.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own
        <Listed key={at} path={`${path}.closings.${at}`}>
          <RuleText
            path={`${path}.closings.${at}.from`}
            label={m.territory_web_closing_from()}
            type="date"
            value={one.from}
            onChange={(from) => set(closings.with(at, { ...one, from }))}
          />
          <RuleText
            path={`${path}.closings.${at}.to`}
            label={m.territory_web_closing_to()}
            type="date"
            value={one.to}
            onChange={(to) => set(closings.with(at, { ...one, to }))}
          />
          <RuleText
            path={`${path}.closings.${at}.why`}
            label={m.territory_web_closing_why()}
            value={one.why}
            onChange={(why) => set(closings.with(at, { ...one, why }))}
          />
          <Button
            label={m.territory_web_remove_closing({ number: at + 1 })}
            onPress={() => set(closings.toSpliced(at, 1))}
          >
            {m.territory_web_remove()}
          </Button>
        </Listed>
      ))}
      <div>
        <Button icon="add" onPress={() => set([...closings, { from: '', to: '', why: '' }])}>
          {m.territory_web_closings_add()}
        </Button>
      </div>
    </div>
  )
}

function Openings({ path, calendar, onChange }: OneCalendar): ReactNode {
  const { openings } = calendar
  const set = (next: Calendar['openings']) => onChange({ ...calendar, openings: next })
  return (
    <div className="stack-tight">
      <h3>{m.territory_web_openings()}</h3>
      {openings.length === 0 ? <p className="muted">{m.territory_web_nothing_listed()}</p> : null}
      {openings.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no name of their own
        <Listed key={at} path={`${path}.openings.${at}`}>
          <RuleText
            path={`${path}.openings.${at}.on`}
            label={m.territory_web_opening_on()}
            type="date"
            value={one.on}
            onChange={(on) => set(openings.with(at, { ...one, on }))}
          />
          <RuleList
            path={`${path}.openings.${at}.hours`}
            label={m.territory_web_opening_hours()}
            value={one.hours}
            onChange={(hours) => set(openings.with(at, { ...one, hours }))}
          />
          <Button
            label={m.territory_web_remove_opening({ number: at + 1 })}
            onPress={() => set(openings.toSpliced(at, 1))}
          >
            {m.territory_web_remove()}
          </Button>
        </Listed>
      ))}
      <div>
        <Button icon="add" onPress={() => set([...openings, { on: '', hours: [] }])}>
          {m.territory_web_openings_add()}
        </Button>
      </div>
    </div>
  )
}

/** A row of a list; what is wrong with the row as a whole stands above it. */
export function Listed({
  path,
  look,
  children,
}: {
  readonly path: string
  readonly look?: string
  readonly children: ReactNode
}): ReactNode {
  const mistake = useMistake(path)
  return (
    <At path={path}>
      {mistake === undefined ? null : <p className="field-error">{mistake}</p>}
      <div className={names('territory-listed', look ?? 'territory-row')}>{children}</div>
    </At>
  )
}
