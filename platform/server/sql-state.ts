/** The SQLSTATE of a database error, or an empty string. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** The constraint that a database error names, or an empty string. */
export function constraintOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return ''
  return typeof error.constraint === 'string' ? error.constraint : ''
}
