import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import { covers, type RotaRole, type RotaTurn } from './model.ts'
import type { Absence } from './model-staff.ts'
import { presentIn } from './model-swap.ts'

/** A turn in which its person answers now, and until when they do. */
export type OnDutyNow = { readonly turn: RotaTurn; readonly until: Instant }

/**
 * Who answers in these turns in force now, and of each role who comes next on its first level. Somebody who is away, or no
 * longer holds the role, answers in none: nobody would call them.
 */
export function dutyOf(
  turns: readonly RotaTurn[],
  absences: readonly Absence[],
  holds: (staffId: StaffId, role: RotaRole) => boolean,
  now: Instant,
): { readonly now: readonly OnDutyNow[]; readonly next: readonly RotaTurn[] } {
  const answered = turns
    .filter((turn) => holds(turn.staffId, turn.role))
    .flatMap((turn) => presentIn(turn, absences).map((part) => ({ turn, part })))
  const coming = answered
    .map(({ part }) => part)
    .filter((part) => part.level === 1 && !notAfter(part.startsAt, now))
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
  return {
    now: answered
      .filter(({ part }) => covers(part, now))
      .map(({ turn, part }) => ({ turn, until: part.endsAt })),
    next: [...Map.groupBy(coming, (turn) => turn.role).values()].flatMap((theirs) =>
      theirs.slice(0, 1),
    ),
  }
}
