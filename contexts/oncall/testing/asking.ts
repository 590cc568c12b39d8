import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Level, Turn, TurnId } from '../model.ts'
import type { Asking, Situation } from '../model-proposal.ts'

/** A territory that keeps no rule. */
export const NONE: RotaRules = {
  turnsPerMonth: null,
  restHours: null,
  cooperativeRestHours: null,
  weeklyRestHours: null,
  longestTurnHours: null,
  averageWeekHours: null,
  workedRoles: [],
  nightsAboveMean: null,
  festiveAboveMean: null,
  minimum: [],
  cover: [],
}
/** A day by its date. */
export const day = (text: string) => Temporal.PlainDate.from(text)
/** So many people, never away: `p0`, `p1`… */
export const people = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ staffId: `p${n}` as StaffId, absent: [], rather: [] }))

/** Two days of two turns among three people. */
export function asking(over: Partial<Asking> = {}): Asking {
  const from = day('2026-11-02')
  const changes = ['08:00', '20:00']
  return { role: 'social-worker', levels: 1, from, days: 2, changes, people: people(3), ...over }
}

/** Nobody has a turn yet, no office answers. */
export function situation(over: Partial<Situation> = {}): Situation {
  return { now: instant('2026-10-01T00:00:00Z'), rules: NONE, turns: [], offices: [], ...over }
}

/** From and to as `02T20`, day and hour of November 2026 in Italy. */
export function turn(from: string, to: string, who = 'p0', level: Level = 1): Turn {
  const at = (text: string) => instant(`2026-11-${text}:00:00+01:00`)
  const id = `${who} ${from}` as TurnId
  const staffId = who as StaffId
  return { id, staffId, role: 'social-worker', level, startsAt: at(from), endsAt: at(to) }
}
