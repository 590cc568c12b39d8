import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import { gapsIn, type Turn } from './model.ts'
import { type Absence, isWithin } from './model-staff.ts'

/** The rules that a rota can be seen to break, in the order of the screen. */
export const ROTA_RULES = [
  'at-once',
  'absent',
  'long-turn',
  'rest',
  'weekly-rest',
  'turns-per-month',
  'week-average',
  'nights-share',
  'festive-share',
] as const
export type RotaRule = (typeof ROTA_RULES)[number]

/** A rule that the turns of one person break: where, how much there is, and how much there may or must be. */
export type RuleBroken = {
  readonly rule: RotaRule
  readonly staffId: StaffId
  readonly from: Instant
  readonly until: Instant
  /** Hours, or turns of a month. */
  readonly found: number
  readonly limit: number
}

/** The rules of a territory, with whom its shorter rest concerns: those who work for a cooperative. */
export type JudgedRules = RotaRules & { readonly cooperative?: readonly StaffId[] }

/** How long somebody rests between two turns, at least; null: not watched. */
export function restHoursOf(
  { restHours, cooperativeRestHours, cooperative = [] }: JudgedRules,
  staffId: StaffId,
): number | null {
  if (cooperativeRestHours === null || !cooperative.includes(staffId)) return restHours
  return cooperativeRestHours
}

type Span = { readonly startsAt: Instant; readonly endsAt: Instant }
type Stretch = { readonly from: Instant; readonly until: Instant }

const WEEK_HOURS = 7 * 24
/** Four months, in whole weeks. */
export const AVERAGE_WEEKS = 17

/** The stretch whose turns must be known to judge all rules of turns between two instants: the weeks of the average around them. */
export function judgedAround(from: Instant, until: Instant): Stretch {
  const hours = AVERAGE_WEEKS * WEEK_HOURS
  return { from: from.subtract({ hours }), until: until.add({ hours }) }
}

/**
 * What the turns between two instants break of the territory's rules, person by person in order of time. A grid, a
 * solver and an exchange of turns ask the same functions. Whoever is on call in two roles or levels at once can answer
 * only one of them, and whoever is absent none; the other rules and their sources stand beside `RotaRules`.
 */
export function rulesBroken(
  turns: readonly Turn[],
  rules: JudgedRules,
  known: Stretch,
  absences: readonly Absence[] = [],
): readonly RuleBroken[] {
  return [...Map.groupBy(turns, (turn) => turn.staffId)].flatMap(([staffId, theirs]) => {
    const ordered = theirs.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
    const found = [
      ...atOnce(ordered),
      ...whileAbsent(
        ordered,
        absences.filter((one) => one.staffId === staffId),
      ),
      ...longTurns(ordered, rules.longestTurnHours),
      ...shortRests(ordered, restHoursOf(rules, staffId)),
      ...weeksWithoutRest(ordered, rules.weeklyRestHours, known),
      ...fullMonths(ordered, rules.turnsPerMonth),
      ...fullWeeks(
        ordered.filter((turn) => rules.workedRoles.includes(turn.role)),
        rules.averageWeekHours,
        known,
      ),
    ]
    return found.map((one) => ({ ...one, staffId }))
  })
}

/** What these turns break that the others do not without them: what a change by hand, a proposal and an exchange add. */
export function newlyBroken(
  standing: readonly Turn[],
  added: readonly Turn[],
  rules: JudgedRules,
  known: Stretch,
  absences: readonly Absence[] = [],
): readonly RuleBroken[] {
  const who = new Set(added.map((turn) => turn.staffId))
  const theirs = standing.filter((turn) => who.has(turn.staffId))
  const before = new Set(rulesBroken(theirs, rules, known, absences).map(keyOf))
  return rulesBroken([...theirs, ...added], rules, known, absences).filter(
    (one) => !before.has(keyOf(one)),
  )
}

/**
 * What matters tonight before what matters in a month: by when it begins to hold, from an instant on; at the same time what leaves
 * a call unanswered first.
 */
export function byUrgency(now: Instant): (a: RuleBroken, b: RuleBroken) => number {
  const from = (one: RuleBroken): Instant => (notAfter(one.from, now) ? now : one.from)
  return (a, b) =>
    Temporal.Instant.compare(from(a), from(b)) ||
    ROTA_RULES.indexOf(a.rule) - ROTA_RULES.indexOf(b.rule)
}

/** Whether a turn has to do with a broken rule: it is of the same person, and touches where the rule is broken (a rest lies between two turns). */
export function isAbout(broken: RuleBroken, turn: Omit<Turn, 'id'>): boolean {
  return (
    broken.staffId === turn.staffId &&
    notAfter(broken.from, turn.endsAt) &&
    notAfter(turn.startsAt, broken.until)
  )
}

function keyOf({ rule, staffId, from, until, found }: RuleBroken): string {
  return `${rule} ${staffId} ${from} ${until} ${found}`
}

type Found = Omit<RuleBroken, 'staffId'>

function atOnce(turns: readonly Span[]): readonly Found[] {
  return pairs(turns).flatMap(([first, second]) => {
    const until = notAfter(first.endsAt, second.endsAt) ? first.endsAt : second.endsAt
    if (notAfter(until, second.startsAt)) return []
    const found = hoursBetween(second.startsAt, until)
    return [{ rule: 'at-once', from: second.startsAt, until, found, limit: 0 }]
  })
}

function whileAbsent(turns: readonly Span[], absences: readonly Absence[]): readonly Found[] {
  const away = absences.filter((one) => one.kind === 'absent')
  return turns
    .filter((turn) => away.some((one) => isWithin(one, turn)))
    .map(({ startsAt, endsAt }) => {
      const found = hoursBetween(startsAt, endsAt)
      return { rule: 'absent' as const, from: startsAt, until: endsAt, found, limit: 0 }
    })
}

function longTurns(turns: readonly Span[], limit: number | null): readonly Found[] {
  if (limit === null) return []
  return turns.flatMap(({ startsAt, endsAt }) => {
    const found = hoursBetween(startsAt, endsAt)
    return found > limit ? [{ rule: 'long-turn', from: startsAt, until: endsAt, found, limit }] : []
  })
}

/** Between the end of a turn and the next: too little time. Turns at once are told by their own rule. */
function shortRests(turns: readonly Span[], limit: number | null): readonly Found[] {
  if (limit === null) return []
  return pairs(turns).flatMap(([first, second]) => {
    if (!notAfter(first.endsAt, second.startsAt)) return []
    const found = hoursBetween(first.endsAt, second.startsAt)
    const [from, until] = [first.endsAt, second.startsAt]
    return found < limit ? [{ rule: 'rest', from, until, found, limit }] : []
  })
}

/**
 * Seven days on end without a free stretch as long as it must be; of weeks that overlap the first is told. Only weeks
 * that are known whole are judged.
 */
function weeksWithoutRest(
  turns: readonly Span[],
  limit: number | null,
  known: Stretch,
): readonly Found[] {
  if (limit === null) return []
  const broken: Found[] = []
  for (const { startsAt } of turns) {
    const last = broken.at(-1)
    const until = startsAt.add({ hours: WEEK_HOURS })
    if (!notAfter(known.from, startsAt) || !notAfter(until, known.until)) continue
    if (last && !notAfter(last.until, startsAt)) continue
    const free = gapsIn(turns, startsAt, until).map((gap) => hoursBetween(gap.startsAt, gap.endsAt))
    const found = Math.max(0, ...free)
    if (found < limit) broken.push({ rule: 'weekly-rest', from: startsAt, until, found, limit })
  }
  return broken
}

/** By the month, in Italy, in which a turn begins. */
function fullMonths(turns: readonly Span[], limit: number | null): readonly Found[] {
  if (limit === null) return []
  const months = Map.groupBy(turns, monthOf)
  return [...months].flatMap(([month, theirs]) => {
    if (theirs.length <= limit) return []
    const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
    const [from, until] = [first, first.add({ months: 1 })].map((day) =>
      day.toZonedDateTime(ZONE).toInstant(),
    )
    if (!from || !until) return []
    return [{ rule: 'turns-per-month', from, until, found: theirs.length, limit }]
  })
}

/**
 * Seventeen weeks on end with more hours of work than there may be on average; of stretches that overlap the first is
 * told. Only stretches that are known whole are judged.
 */
function fullWeeks(turns: readonly Span[], limit: number | null, known: Stretch): readonly Found[] {
  if (limit === null) return []
  const broken: Found[] = []
  for (const { startsAt } of turns) {
    const last = broken.at(-1)
    const until = startsAt.add({ hours: AVERAGE_WEEKS * WEEK_HOURS })
    if (!notAfter(known.from, startsAt) || !notAfter(until, known.until)) continue
    if (last && !notAfter(last.until, startsAt)) continue
    const free = gapsIn(turns, startsAt, until).map((gap) => hoursBetween(gap.startsAt, gap.endsAt))
    const worked = AVERAGE_WEEKS * WEEK_HOURS - free.reduce((sum, one) => sum + one, 0)
    const found = worked / AVERAGE_WEEKS
    if (found > limit) broken.push({ rule: 'week-average', from: startsAt, until, found, limit })
  }
  return broken
}

/** The month that a turn counts for, as `2026-11`: the one in which it begins in Italy. */
export function monthOf({ startsAt }: Pick<Span, 'startsAt'>): string {
  return startsAt.toZonedDateTimeISO(ZONE).toPlainDate().toPlainYearMonth().toString()
}

/** Each turn with the one before it that ends last: a short one within a long one hides nothing. */
function pairs(turns: readonly Span[]): readonly (readonly [Span, Span])[] {
  let last = turns[0]
  return turns.slice(1).flatMap((turn) => {
    const before = last
    if (before === undefined) return []
    if (notAfter(before.endsAt, turn.endsAt)) last = turn
    return [[before, turn] as const]
  })
}

/** Real hours between two instants. */
export function hoursBetween(from: Instant, until: Instant): number {
  return until.since(from).total('hours')
}
