/** Joins the names that are there. */
export function names(...given: readonly (string | false | undefined)[]): string {
  return given.filter(Boolean).join(' ')
}
