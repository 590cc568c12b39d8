import { officeOf } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { answerAt } from '#contexts/territory/service.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Callee } from './model.ts'

/** Somebody on call at the instant of the call. */
export type Duty = { readonly staffId: StaffId; readonly role: Role; readonly level: number }

/** Who may be rung: those on call now, those who answer for the service when no coordinator is, and who has a telephone. */
export type Within = {
  readonly duty: readonly Duty[]
  readonly coordinators: readonly StaffId[]
  readonly hasPhone: (staffId: StaffId) => boolean
}

/**
 * Whose telephones a call rings, one after the other: the offices where at this hour an office answers for every
 * municipality, then those on call, role by role as the territory says and level by level. Nobody stands there twice.
 */
export function planAt(configuration: Configuration, within: Within, at: Instant): Callee[] {
  const offices = officesAt(configuration, at).map(
    (office): Callee => ({ staffId: null, office, role: null, level: null, hasPhone: true }),
  )
  const people = configuration.switchboard.roles.flatMap((role) => holders(role, within))
  const once = people.filter(
    (one, place) => people.findIndex((other) => other.staffId === one.staffId) === place,
  )
  return [...offices, ...once]
}

function holders(role: Role, { duty, coordinators, hasPhone }: Within): readonly Callee[] {
  const onCall = duty
    .filter((one) => one.role === role)
    .toSorted((a, b) => a.level - b.level)
    .map((one) => ({ staffId: one.staffId, level: one.level }))
  const found =
    onCall.length === 0 && role === 'coordinator'
      ? coordinators.map((staffId) => ({ staffId, level: null }))
      : onCall
  return found.map(({ staffId, level }) => ({
    ...{ staffId, office: null, role, level },
    hasPhone: hasPhone(staffId),
  }))
}

/** The offices that answer now, those of most municipalities first; none while the service answers for anybody. */
function officesAt(configuration: Configuration, at: Instant): readonly string[] {
  const day = wallClock(at).toPlainDate().toString()
  const here = configuration.municipalities.filter(
    (one) => (one.from ?? day) <= day && day <= (one.to ?? day),
  )
  const answers = here.map(({ code }) => answerAt(configuration, code, at).who)
  const offices = answers.flatMap((who) => (who.kind === 'office' ? [who.office.key] : []))
  if (offices.length < answers.length) return []
  const counted = [...Map.groupBy(offices, (key) => key)]
  return counted.toSorted(([, a], [, b]) => b.length - a.length).map(([key]) => key)
}

/** The telephone of an office of the plan. */
export function officePhone(configuration: Configuration, key: string): string | null {
  return officeOf(configuration, key)?.phone ?? null
}
