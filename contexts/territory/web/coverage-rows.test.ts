import { expect, test } from 'vitest'
import { guaranteedCoverage } from '../guarantee.ts'
import { aConfiguration } from '../testing/configuration.ts'
import { coverageView } from '../views.ts'
import { answerersOf, coverageRows, hasGap, weekOf } from './coverage-rows.ts'

const coverageOf = (days: readonly string[]) =>
  days.map((day) =>
    coverageView(guaranteedCoverage(aConfiguration(), 'A944', Temporal.PlainDate.from(day))),
  )

test('a week begins on Monday whatever day is asked', () => {
  expect(weekOf('2026-11-22')[0]).toBe('2026-11-16')
  expect(weekOf('2026-11-16')[0]).toBe('2026-11-16')
})

test('hours with the same answers on every day are one row', () => {
  const rows = coverageRows(coverageOf(weekOf('2026-11-18')))
  expect(rows.map(({ from, to }) => [from, to])).toEqual([
    [0, 8],
    [8, 14],
    [14, 24],
  ])
  expect(rows[1]?.days.map((names) => names[0])).toEqual([
    ...Array.from({ length: 5 }, () => 'Servizio sociale di prova'),
    'Assistente sociale reperibile',
    'Assistente sociale reperibile',
  ])
})

test('the hour that the clock skips has no answer and the one that comes twice has one', () => {
  const skipped = coverageRows(coverageOf(['2026-03-29']))
  expect(skipped.find((row) => row.from === 2)?.days).toEqual([[]])
  expect(coverageRows(coverageOf(['2026-10-25'])).map(({ to }) => to)).toEqual([24])
})

test('whoever answers is listed once with the reasons, and a week without gaps says so', () => {
  const week = coverageOf(weekOf('2026-11-18'))
  expect(answerersOf(week).map(({ who }) => who.kind)).toEqual(['on-call', 'office'])
  expect(hasGap(week)).toBe(false)
})
