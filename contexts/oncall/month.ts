import { namesOf } from '#contexts/access/public.ts'
import { nationalHolidayOn } from '#contexts/territory/holidays.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { MonthReply } from './contract-month.ts'
import { isComing, ROTA_ROLES, type RotaRole, type Span } from './model.ts'
import { balanceIn, unfairIn } from './model-balance.ts'
import { daysOfMonth, spanOfMonth } from './model-month.ts'
import { AROUND_DAYS } from './model-proposal.ts'
import { AVERAGE_WEEKS, byUrgency, rulesBroken } from './model-rules.ts'
import { isWithin } from './model-staff.ts'
import { brokenView, makingOf, openHours, peopleAbout, peopleIn, viewOf } from './rota.ts'
import { judgedRules } from './rules.ts'
import { absencesIn, type StoredAbsence } from './staff-store.ts'
import { draftedTurns, turnsBetween } from './store.ts'

const SUNDAY = 7

/** A month of the rota: as it will be for whoever makes it, as it is published for the others. */
export async function monthView(
  tx: Tx,
  territoryId: TerritoryId,
  month: string,
  now: Instant,
  edits: boolean,
): Promise<MonthReply> {
  const span = spanOfMonth(month)
  const known = {
    from: span.startsAt.subtract({ hours: AVERAGE_WEEKS * 7 * 24 }),
    until: span.endsAt.add({ hours: 24 * AROUND_DAYS }),
  }
  const configuration = await readConfiguration(tx, territoryId)
  const rota = await judgedRules(tx, territoryId, configuration.rota)
  const year = yearOf(month)
  const begins = notAfter(year.startsAt, known.from) ? year.startsAt : known.from
  const all = await turnsBetween(tx, territoryId, begins, known.until, edits)
  const seen = all.filter((turn) => !notAfter(turn.endsAt, known.from))
  const coming = seen.filter(isComing)
  const turns = seen.filter((turn) => touchesSpan(turn, span))
  const people = await peopleIn(tx, territoryId, false)
  const names = await namesOf(tx, peopleAbout(all))
  const absences = edits
    ? await absencesIn(tx, territoryId, wallClock(known.from).toPlainDate())
    : []
  const balance = balanceIn(all.filter(isComing), holdersAmong(people), year)
  const broken = [
    ...rulesBroken(coming, rota, known, absences).filter(
      (one) => !notAfter(one.until, span.startsAt) && !notAfter(span.endsAt, one.from),
    ),
    ...unfairIn(balance, rota, year),
  ]
  const ahead = { from: notAfter(span.startsAt, now) ? now : span.startsAt, until: span.endsAt }
  const isGone = notAfter(ahead.until, ahead.from)
  const open = await openHours(tx, territoryId, configuration, isGone ? [] : coming, ahead)
  const days = daysOfMonth(month)
  return {
    month,
    days: days.map((day) => ({ day, isFestive: isFestive(day) })),
    turns: turns.map((turn) => viewOf(turn, names, edits)),
    people,
    roles: ROTA_ROLES.filter(
      (role) =>
        open.needed.some((one) => one.role === role) || turns.some((turn) => turn.role === role),
    ),
    ...(isGone
      ? { needed: open.needed.map((one) => ({ ...one, gaps: [] })), unskilled: [] }
      : open),
    balance: balance.map((one) => ({
      ...one,
      name: names.get(one.staffId) ?? nameAmong(people, one.staffId),
    })),
    away: awayOn(days, absences),
    broken: broken.toSorted(byUrgency(ahead.from)).map((one) => brokenView(one, names)),
    drafted: edits ? (await draftedTurns(tx, territoryId)).length : 0,
    making: edits ? makingOf(rota, absences, coming, names, known, span.startsAt) : null,
    can: { edit: edits },
    now: now.toString(),
  }
}

function touchesSpan(turn: Span, span: Span): boolean {
  return !notAfter(turn.endsAt, span.startsAt) && !notAfter(span.endsAt, turn.startsAt)
}

function isFestive(day: string): boolean {
  const date = Temporal.PlainDate.from(day)
  return date.dayOfWeek === SUNDAY || nationalHolidayOn(date) !== undefined
}

/** From the first day of the month's year until the last. */
function yearOf(month: string): Span {
  const first = Temporal.PlainYearMonth.from(month).with({ month: 1 }).toPlainDate({ day: 1 })
  return {
    startsAt: first.toZonedDateTime(ZONE).toInstant(),
    endsAt: first.add({ years: 1 }).toZonedDateTime(ZONE).toInstant(),
  }
}

function holdersAmong(people: MonthReply['people']): (role: RotaRole) => readonly StaffId[] {
  return (role) => people.filter((one) => one.roles.includes(role)).map((one) => one.id as StaffId)
}

function nameAmong(people: MonthReply['people'], id: StaffId): string {
  return people.find((one) => one.id === id)?.name ?? ''
}

function awayOn(days: readonly string[], absences: readonly StoredAbsence[]): MonthReply['away'] {
  const away = absences.filter((one) => one.kind === 'absent')
  return days.flatMap((day) => {
    const startsAt = Temporal.PlainDate.from(day).toZonedDateTime(ZONE).toInstant()
    const span = { startsAt, endsAt: startsAt.add({ hours: 1 }) }
    return away
      .filter((one) => isWithin(one, span))
      .map((one) => ({ staffId: one.staffId as string, day }))
  })
}
