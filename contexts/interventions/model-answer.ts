import type { Role } from '#platform/kernel/actor.ts'

/** Roles that may write the first assessment (`assessment.sign`). */
const ASSESSING: readonly string[] = ['social-worker', 'psychologist']

/** Who is accountable in the end, and whom the last step of every plan calls. */
const LAST = 'coordinator'

/**
 * Whether the yes of somebody with these roles ends the calls by these steps: whoever can assess, and whoever the
 * territory itself calls for the class. Any other follows the file, and the calls go on.
 */
export function endsCalls(
  roles: readonly string[],
  steps: readonly { readonly role: string }[],
): boolean {
  const called = [...ASSESSING, LAST, ...steps.map((step) => step.role)]
  return roles.some((role) => called.includes(role))
}

/**
 * Whom a need calls that nobody confirmed as not pertinent: only a social worker can (Q25), so no other role is asked, and
 * whoever is accountable comes last as ever.
 */
export function confirmingSteps<S extends { readonly role: Role }>(steps: readonly S[]): S[] {
  return steps.map((step) => ({ ...step, role: step.role === LAST ? LAST : 'social-worker' }))
}
