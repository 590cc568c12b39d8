import { nationalHolidayOn } from '#contexts/territory/holidays.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import {
  covers,
  gapsIn,
  LEVELS,
  type Level,
  type RotaRole,
  type Span,
  type Turn,
  type TurnId,
  turnsOf,
} from './model.ts'
import { hoursBetween, type JudgedRules, judgedAround } from './model-rules.ts'

/** Turns of this many days around now are in the browser: rest and weeks reach over the borders of what is looked at. */
export const AROUND_DAYS = 35

/** Who may be given turns, and on which days not, or rather not. */
export type Candidate = {
  readonly staffId: StaffId
  readonly absent: readonly Temporal.PlainDate[]
  readonly rather: readonly Temporal.PlainDate[]
}

/** What a coordinator asks: turns of a role for some days, changed at these hours, among these people. */
export type Asking = {
  readonly role: RotaRole
  /** The first level alone, or the first two. */
  readonly levels: number
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly changes: readonly string[]
  readonly people: readonly Candidate[]
}

/** What stands already when it is asked. */
export type Situation = {
  readonly now: Instant
  readonly rules: JudgedRules
  /** Turns in force, from the first day of the year (at least the weeks of the average before) until as many after. */
  readonly turns: readonly Turn[]
  /** When nobody need be on call, because an office answers. */
  readonly offices: readonly Span[]
}

/** A turn that nobody has yet. `day` counts from the first day asked. */
export type Slot = Span & { readonly day: number; readonly level: Level }

/** Nobody comes on call for less: what a change of hours cuts off beside an opening of the offices goes with its neighbour. */
const CRUMB_HOURS = 3

/**
 * The turns to be given, in order: what is not covered yet of each stretch between two changes, level by level; on the first
 * day also from where the rota that stands ends until the first change. A piece of less than three hours belongs to the one it
 * touches, unless that would then be longer than the territory's longest turn.
 */
export function slotsOf(
  asking: Asking,
  { now, turns, offices, rules }: Situation,
): readonly Slot[] {
  const { from, days, changes, role } = asking
  const nobody = '' as StaffId
  const stretches = turnsOf({ from, days, changes, people: [nobody] })
  const midnight = from.toZonedDateTime(ZONE).toInstant()
  const first = stretches[0]?.startsAt ?? midnight
  return LEVELS.slice(0, asking.levels).flatMap((level) => {
    const taken = turns.filter((turn) => turn.role === role && turn.level === level)
    const lead = gapsIn([...taken, ...offices], midnight, first)
      .filter((gap) => !gap.startsAt.equals(midnight) && notAfter(now, gap.startsAt))
      .map((gap) => ({ ...gap, day: 0, level }))
    const pieces = stretches.flatMap(({ startsAt, endsAt }) => {
      if (notAfter(endsAt, now)) return []
      const day = from.until(wallClock(startsAt).toPlainDate()).days
      const begins = notAfter(startsAt, now) ? now : startsAt
      return gapsIn([...taken, ...offices], begins, endsAt).map((gap) => ({ ...gap, day, level }))
    })
    return withoutCrumbs([...lead, ...pieces], rules)
  })
}

function withoutCrumbs(
  pieces: readonly Slot[],
  { longestTurnHours }: JudgedRules,
): readonly Slot[] {
  const whole: Slot[] = []
  for (const piece of pieces) {
    const before = whole.at(-1)
    const goesOn = before !== undefined && before.endsAt.equals(piece.startsAt)
    const together = goesOn ? hoursBetween(before.startsAt, piece.endsAt) : 0
    const isCrumb = [before, piece].some(
      (one) => one !== undefined && hoursBetween(one.startsAt, one.endsAt) < CRUMB_HOURS,
    )
    if (goesOn && isCrumb && together <= (longestTurnHours ?? Number.POSITIVE_INFINITY))
      whole.splice(-1, 1, { ...before, endsAt: piece.endsAt })
    else whole.push(piece)
  }
  return whole
}

/** The hours that are tried where nobody has said at which hours turns change: of what leaves the fewest turns, the first. */
const TRIED_DAYS = 28

/**
 * The hour at which turns change where people are on call while offices are closed: the one of the offices' closing hours
 * that makes the fewest turns of the next four weeks, so that nobody comes for half an hour before an office opens.
 */
export function closingChange(
  situation: Pick<Situation, 'now' | 'rules' | 'offices'>,
  from: Temporal.PlainDate,
): string {
  const closings = situation.offices.map(({ endsAt }) =>
    wallClock(endsAt).toPlainTime().toString({ smallestUnit: 'minute' }),
  )
  const counted = [...new Set([...closings.toSorted(), '14:00'])].map((change) => {
    const asking = { role: 'social-worker', levels: 1, from, days: TRIED_DAYS, people: [] } as const
    const slots = slotsOf({ ...asking, changes: [change] }, { ...situation, turns: [] })
    const broken = slots.filter(
      (one) =>
        hoursBetween(one.startsAt, one.endsAt) < CRUMB_HOURS ||
        hoursBetween(one.startsAt, one.endsAt) > (situation.rules.longestTurnHours ?? 24),
    )
    return { change, cost: slots.length + broken.length * TRIED_DAYS }
  })
  return counted.toSorted((a, b) => a.cost - b.cost)[0]?.change ?? '14:00'
}

/** From when until when the turns of an asking are known whole. */
export function knownStretch({ from, days }: Pick<Asking, 'from' | 'days'>): {
  readonly from: Instant
  readonly until: Instant
} {
  const midnight = (day: Temporal.PlainDate): Instant => day.toZonedDateTime(ZONE).toInstant()
  return judgedAround(midnight(from), midnight(from.add({ days })))
}

/** The slot as a turn of somebody, to be judged by the rules before it is one. */
export function turnIn(
  slot: Span & { readonly level: Level },
  role: RotaRole,
  staffId: StaffId,
): Turn {
  const { startsAt, endsAt, level } = slot
  const id = `${staffId} ${level} ${startsAt}` as TurnId
  return { id, staffId, role, level, startsAt, endsAt }
}

/** True when the turn lies on one of the days, if only in part. */
export function touches(span: Span, days: readonly Temporal.PlainDate[]): boolean {
  return days.some((day) => {
    const startsAt = day.toZonedDateTime(ZONE).toInstant()
    const endsAt = day.add({ days: 1 }).toZonedDateTime(ZONE).toInstant()
    return !notAfter(span.endsAt, startsAt) && !notAfter(endsAt, span.startsAt)
  })
}

/** What is shared alike among people. */
export const SHARES = ['turns', 'nights', 'festive'] as const
export type Share = (typeof SHARES)[number]
export type Tally = Readonly<Record<Share, number>>

/** What a turn counts for: itself, a night when it holds three in the morning, a day of rest when it begins on one. */
export function countsAs(span: Span): Tally {
  const day = wallClock(span.startsAt).toPlainDate()
  const threes = [day, day.add({ days: 1 })].map((one) =>
    one.toZonedDateTime({ timeZone: ZONE, plainTime: '03:00' }).toInstant(),
  )
  const isFestive = day.dayOfWeek >= 6 || nationalHolidayOn(day) !== undefined
  return {
    turns: 1,
    nights: threes.some((three) => covers(span, three)) ? 1 : 0,
    festive: isFestive ? 1 : 0,
  }
}

/** What somebody has in the year of the first day asked, with all that stands until the last one. */
export function tallyOf(turns: readonly Turn[], staffId: StaffId, asking: Asking): Tally {
  const begins = asking.from.with({ month: 1, day: 1 }).toZonedDateTime(ZONE).toInstant()
  const ends = asking.from.add({ days: asking.days }).toZonedDateTime(ZONE).toInstant()
  return turns
    .filter((turn) => turn.staffId === staffId)
    .filter(({ startsAt }) => notAfter(begins, startsAt) && !notAfter(ends, startsAt))
    .reduce((sum, turn) => plus(sum, countsAs(turn)), { turns: 0, nights: 0, festive: 0 })
}

/** Both together. */
export function plus(a: Tally, b: Tally): Tally {
  return { turns: a.turns + b.turns, nights: a.nights + b.nights, festive: a.festive + b.festive }
}

/** What is left of the first without the second. */
export function minus(a: Tally, b: Tally): Tally {
  return { turns: a.turns - b.turns, nights: a.nights - b.nights, festive: a.festive - b.festive }
}
