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
