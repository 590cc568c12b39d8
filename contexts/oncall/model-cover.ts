import type { Configuration } from '#contexts/territory/configuration.ts'
import { rolesCalled } from '#contexts/territory/escalation.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import {
  gapsIn,
  LEVELS,
  type Level,
  ROTA_ROLES,
  type RotaRole,
  type RotaTurn,
  type Span,
} from './model.ts'
import { uncalledHours } from './model-called-hours.ts'
import { officeHours } from './model-office-hours.ts'

/** A level of a role in which somebody has to be on call; `free`: but not then, because no plan calls it. */
export type Needed = {
  readonly role: RotaRole
  readonly level: Level
  readonly free?: readonly Span[]
}

/** The first level of the roles that some class calls, and as many as the territory has agreed. */
export function neededOf({
  escalation,
  rota,
}: Pick<Configuration, 'escalation' | 'rota'>): readonly Needed[] {
  const called = new Set(escalation.flatMap(rolesCalled))
  return ROTA_ROLES.flatMap((role) => {
    const agreed = rota.cover.find((one) => one.role === role)?.levels ?? 0
    const levels = Math.max(agreed, called.has(role) ? 1 : 0)
    return LEVELS.slice(0, levels).map((level) => ({ role, level }))
  })
}

/** The roles that the territory calls on a second level: it has agreed to, or has had turns of one. */
export function rolesWithSecond(
  { rota }: Pick<Configuration, 'rota'>,
  turns: readonly Pick<RotaTurn, 'role' | 'level'>[],
): readonly RotaRole[] {
  return ROTA_ROLES.filter(
    (role) =>
      rota.cover.some((one) => one.role === role && one.levels > 1) ||
      turns.some((turn) => turn.role === role && turn.level > 1),
  )
}

/** What is needed in a stretch of time: who is called by plans of some hours alone is needed in those. */
export function neededIn(
  configuration: Pick<Configuration, 'escalation' | 'rota' | 'timeBands' | 'calendars'>,
  from: Instant,
  until: Instant,
): readonly Needed[] {
  if (notAfter(until, from)) return neededOf(configuration)
  const { cover } = configuration.rota
  return neededOf(configuration).map((one) => {
    const isAgreed = cover.some(({ role, levels }) => role === one.role && levels >= one.level)
    return isAgreed ? one : { ...one, free: uncalledHours(configuration, one.role, from, until) }
  })
}

/** When nobody need be on call, because an office answers for every municipality: never in a service that is always on. */
export function freeHours(
  configuration: Configuration,
  from: Instant,
  until: Instant,
): readonly Span[] {
  return notAfter(until, from) ? [] : officeHours(configuration, from, until)
}

/** Hours without anybody in a level of a role. */
export type Uncovered = Needed & { readonly gaps: readonly Span[] }

/** What the turns leave open of what is needed; `holds`: a turn of somebody whose role has ended covers nothing. */
export function uncoveredIn(
  needed: readonly Needed[],
  turns: readonly RotaTurn[],
  holds: (staffId: StaffId, role: RotaRole) => boolean,
  within: { readonly from: Instant; readonly until: Instant; readonly free: readonly Span[] },
): readonly Uncovered[] {
  const standing = turns.filter((turn) => holds(turn.staffId, turn.role))
  return needed.map(({ role, level, free = [] }) => {
    const theirs = standing.filter((turn) => turn.role === role && turn.level === level)
    return {
      role,
      level,
      gaps: gapsIn([...theirs, ...free, ...within.free], within.from, within.until),
    }
  })
}

/**
 * Hours in which nobody of a profession is on call in whatever role. A profession whose first level is needed anyhow is
 * not told twice: only the hours in which no plan calls it are left to say.
 */
export function unskilledIn(
  minimum: readonly RotaRole[],
  needed: readonly Needed[],
  turns: readonly RotaTurn[],
  hasProfession: (staffId: StaffId, role: RotaRole) => boolean,
  within: { readonly from: Instant; readonly until: Instant; readonly free: readonly Span[] },
): readonly { readonly role: RotaRole; readonly gaps: readonly Span[] }[] {
  return minimum.flatMap((role) => {
    const first = needed.find((one) => one.role === role && one.level === 1)
    if (first && (first.free ?? []).length === 0) return []
    const told = first ? gapsIn(first.free ?? [], within.from, within.until) : []
    const theirs = turns.filter((turn) => hasProfession(turn.staffId, role))
    const covered = [...theirs, ...told, ...within.free]
    return [{ role, gaps: gapsIn(covered, within.from, within.until) }]
  })
}

/** The professions of the territory's minimum that the rota knows. */
export function minimumOf({ rota }: Pick<Configuration, 'rota'>): readonly RotaRole[] {
  return ROTA_ROLES.filter((role) => rota.minimum.includes(role))
}
