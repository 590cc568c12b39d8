import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ZONE } from '#platform/kernel/time.ts'
import { ask } from '#platform/web/api.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { asProblem } from '#platform/web/problem.ts'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Alert, Badge, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { CoverageView, type TerritoryProfile } from '../contract.ts'
import { answerersOf, type CoverageRow, coverageRows, hasGap, weekOf } from './coverage-rows.ts'
import { Phone } from './in-charge-answer.tsx'
import { municipalityOptions } from './in-charge-panel.tsx'
import { TERRITORY_KEY } from './readings.ts'
import { whoWord } from './words.ts'

const dayHead = new Intl.DateTimeFormat('it-IT', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** Hour by hour of a week, to whom the two guaranteed needs arrive. */
export function CoveragePanel({ profile }: { readonly profile: TerritoryProfile }): ReactNode {
  const options = municipalityOptions(profile)
  const [municipality, setMunicipality] = useState(profile.municipalities[0]?.code ?? '')
  const [day, setDay] = useState(today)
  const days = weekOf(day === '' ? today() : day)
  const week = useWeek(profile.id, municipality, days)
  const name = options.find(({ value }) => value === municipality)?.label ?? ''
  return (
    <div className="stack">
      <p>{m.territory_web_coverage_intro()}</p>
      <div className="line">
        <Select
          label={m.territory_web_municipality()}
          options={options}
          value={municipality}
          onChange={setMunicipality}
        />
        <TextField
          label={m.territory_web_coverage_week()}
          type="date"
          value={day}
          onChange={setDay}
        />
      </div>
      {week.problem ? (
        <ProblemState problem={week.problem} onAgain={week.again} />
      ) : week.days === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <Week profile={profile} name={name} dates={days} days={week.days} />
      )}
    </div>
  )
}

function useWeek(territoryId: string, municipality: string, days: readonly string[]) {
  const results = useQueries({
    queries: days.map((day) => ({
      queryKey: [...TERRITORY_KEY, territoryId, 'coverage', municipality, day],
      queryFn: () =>
        ask({
          method: 'GET',
          path: `/api/territories/${territoryId}/coverage`,
          query: { municipality, day },
          reply: CoverageView,
        }),
    })),
  })
  const failed = results.find((one) => one.error)
  const read = results.flatMap((one) => one.data ?? [])
  return {
    problem: failed?.error ? asProblem(failed.error) : undefined,
    days: read.length === days.length ? read : undefined,
    again: () => {
      for (const one of results) if (one.error) void one.refetch()
    },
  }
}

function Week(props: {
  readonly profile: TerritoryProfile
  readonly name: string
  readonly dates: readonly string[]
  readonly days: readonly CoverageView[]
}): ReactNode {
  const { profile, name, dates, days } = props
  const { mode, guaranteedScript } = profile.accessPolicy
  const heads = dates.map((date) => dayText(date))
  const caption = m.territory_web_coverage_caption({
    municipality: name,
    from: heads[0] ?? '',
    to: heads.at(-1) ?? '',
  })
  return (
    <>
      {hasGap(days) ? (
        <Alert tone="danger">{m.territory_web_coverage_gap()}</Alert>
      ) : (
        <Alert tone="good">{m.territory_web_coverage_good()}</Alert>
      )}
      <div className="territory-coverage">
        <DataTable
          caption={caption}
          columns={columnsOf(heads, officesOf(days))}
          rows={coverageRows(days)}
          rowKey={(row) => String(row.from)}
        />
      </div>
      <p className="muted small">{m.territory_web_coverage_merged()}</p>
      <h2>{m.territory_web_coverage_who()}</h2>
      <ul className="plain-list territory-week-who">
        {answerersOf(days).map(({ who, reasons }) => (
          <li key={who.label}>
            <div className="line">
              <strong>{who.label}</strong> <Phone phone={who.phone} />{' '}
              <Badge>{whoWord(who.kind)}</Badge>
            </div>
            <p className="muted small">{reasons.join(' ')}</p>
          </li>
        ))}
      </ul>
      {mode === 'open' ? null : (
        <figure className="territory-script">
          <figcaption>{m.territory_web_coverage_even_if()}</figcaption>
          <blockquote>{guaranteedScript}</blockquote>
        </figure>
      )}
    </>
  )
}

function officesOf(days: readonly CoverageView[]): ReadonlySet<string> {
  const offices = answerersOf(days).filter(({ who }) => who.kind === 'office')
  return new Set(offices.map(({ who }) => who.label))
}

/** Offices stand out: at a glance, the hours in which the territory's own services answer. */
function columnsOf(
  heads: readonly string[],
  offices: ReadonlySet<string>,
): readonly Column<CoverageRow>[] {
  return [
    {
      id: 'hour',
      head: m.territory_web_coverage_hour(),
      look: 'code',
      cell: ({ from, to }) => `${two(from)}–${two(to)}`,
    },
    ...heads.map((head, at) => ({
      id: head,
      head,
      cell: (row: CoverageRow) => {
        const names = row.days[at] ?? []
        if (names.length === 0) return m.territory_web_coverage_no_hour()
        const isOffice = names.some((name) => offices.has(name))
        return (
          <span className={isOffice ? 'territory-office' : undefined}>{names.join(' / ')}</span>
        )
      },
    })),
  ]
}

function two(hour: number): string {
  return String(hour).padStart(2, '0')
}

function dayText(date: string): string {
  const start = Temporal.PlainDate.from(date).toZonedDateTime('UTC')
  return dayHead.format(start.epochMilliseconds).replaceAll(',', '')
}

function today(): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs()))
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .toString()
}
