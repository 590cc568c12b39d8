import { namesOf } from '#contexts/access/public.ts'
import { nationalHolidayOn } from '#contexts/territory/holidays.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { MonthReply } from './contract-month.ts'
import { gapsIn, isComing, ROTA_ROLES, type RotaTurn, type Span } from './model.ts'
import { daysOfMonth, spanOfMonth } from './model-month.ts'
import { AROUND_DAYS } from './model-proposal.ts'
import { rulesBroken } from './model-rules.ts'
import { isWithin } from './model-staff.ts'
import { brokenView, makingOf, neededRoles, peopleIn, viewOf } from './rota.ts'
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
  const hours = 24 * AROUND_DAYS
  const known = { from: span.startsAt.subtract({ hours }), until: span.endsAt.add({ hours }) }
  const { escalation, rota } = await readConfiguration(tx, territoryId)
  const seen = await turnsBetween(tx, territoryId, known.from, known.until, edits)
  const coming = seen.filter(isComing)
  const turns = seen.filter((turn) => touchesSpan(turn, span))
  const people = await peopleIn(tx, territoryId, false)
  const names = await namesOf(
    tx,
    seen.map((turn) => turn.staffId),
  )
  const absences = edits
    ? await absencesIn(tx, territoryId, wallClock(known.from).toPlainDate())
    : []
  const broken = rulesBroken(coming, rota, known, absences).filter(
    (one) => !notAfter(one.until, span.startsAt) && !notAfter(span.endsAt, one.from),
  )
  const called = neededRoles(escalation)
  const days = daysOfMonth(month)
  return {
    month,
    days: days.map((day) => ({ day, isFestive: isFestive(day) })),
    turns: turns.map((turn) => viewOf(turn, names)),
    people,
    roles: ROTA_ROLES.filter(
      (role) => called.includes(role) || turns.some((turn) => turn.role === role),
    ),
    needed: called.map((role) => ({ role, gaps: gapsOf(role, coming, people, span, now) })),
    away: awayOn(days, absences),
    broken: broken.map((one) => brokenView(one, names)),
    drafted: edits ? (await draftedTurns(tx, territoryId)).length : 0,
    making: edits ? makingOf(rota, absences, coming, names, known) : null,
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

/** What has gone is covered or lost: only hours to come are told. */
function gapsOf(
  role: string,
  turns: readonly RotaTurn[],
  people: MonthReply['people'],
  span: Span,
  now: Instant,
): MonthReply['needed'][number]['gaps'] {
  if (notAfter(span.endsAt, now)) return []
  const holders = new Set(people.filter((one) => one.roles.includes(role)).map((one) => one.id))
  const standing = turns.filter(
    (turn) => turn.role === role && turn.level === 1 && holders.has(turn.staffId),
  )
  const from = notAfter(span.startsAt, now) ? now : span.startsAt
  return gapsIn(standing, from, span.endsAt).map((gap) => ({
    startsAt: gap.startsAt.toString(),
    endsAt: gap.endsAt.toString(),
  }))
}

function awayOn(days: readonly string[], absences: readonly StoredAbsence[]): MonthReply['away'] {
  const away = absences.filter((one) => one.kind === 'absent')
  return days.flatMap((day) => {
    const startsAt = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Rome').toInstant()
    const span = { startsAt, endsAt: startsAt.add({ hours: 1 }) }
    return away
      .filter((one) => isWithin(one, span))
      .map((one) => ({ staffId: one.staffId as string, day }))
  })
}
