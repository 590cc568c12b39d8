import { nationalHolidayOn } from '#contexts/territory/holidays.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter, wallClock } from '#platform/kernel/time.ts'
import { ROTA_ROLES, type RotaRole, type Span, type Turn } from './model.ts'
import { countsAs } from './model-proposal.ts'
import { hoursBetween } from './model-rules.ts'

const SUNDAY = 7

/** How often somebody was called in a stretch of time, and how often they answered. */
export type Calls = { readonly calls: number; readonly answered: number }

/** Minutes for which somebody helped with files in a role. */
export type Help = { readonly name: string; readonly role: RotaRole; readonly minutes: number }

/** A row for pay: what was counted of turns, of calls and of help. */
type Told = Omit<Count, 'staffId'> & Calls & Help

/** The rows with the minutes of help; who helped without a turn, or is a service under contract, has a row of their own. */
export function withHelp(rows: readonly Told[], help: readonly Help[]): readonly Told[] {
  const isOf = (row: Told) => (one: Help) => one.name === row.name && one.role === row.role
  const without = help.filter((one) => !rows.some((row) => isOf(row)(one)))
  const nothing = { turns: 0, hours: 0, nights: 0, festive: 0, calls: 0, answered: 0 }
  return [
    ...rows.map((row) => ({ ...row, minutes: help.find(isOf(row))?.minutes ?? row.minutes })),
    ...without.map((one) => ({ ...nothing, ...one })),
  ]
}

/** What is paid for: turns of somebody in a role, counted where they begin; hours are real ones. */
export type Count = {
  readonly staffId: StaffId
  readonly role: RotaRole
  readonly turns: number
  readonly hours: number
  readonly nights: number
  /** Begun on a Sunday or on a national holiday. */
  readonly festive: number
}

/** The counts of the turns that begin in a stretch of time, person by person and role by role. */
export function countsOf(turns: readonly Turn[], within: Span): readonly Count[] {
  const counted = turns.filter(
    ({ startsAt }) => notAfter(within.startsAt, startsAt) && !notAfter(within.endsAt, startsAt),
  )
  return ROTA_ROLES.flatMap((role) =>
    [
      ...Map.groupBy(
        counted.filter((turn) => turn.role === role),
        (turn) => turn.staffId,
      ),
    ].map(([staffId, theirs]) => ({
      ...{ staffId, role, turns: theirs.length },
      hours: theirs.reduce((sum, one) => sum + hoursBetween(one.startsAt, one.endsAt), 0),
      nights: theirs.filter((one) => countsAs(one).nights > 0).length,
      festive: theirs.filter(isFestive).length,
    })),
  )
}

function isFestive({ startsAt }: Turn): boolean {
  const day = wallClock(startsAt).toPlainDate()
  return day.dayOfWeek === SUNDAY || nationalHolidayOn(day) !== undefined
}

/** A table as a spreadsheet of an Italian office opens it: semicolons, decimal commas, a mark for its letters. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

/** A text that a spreadsheet would take for a formula is told to be a text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100).replace('.', ',')
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
