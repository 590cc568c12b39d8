/** The SQLSTATE of a database error, or an empty string. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** Conditions of the network and of a server that is full or ends a connection. */
const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // too_many_connections; a session ended because its transaction lay idle
  ...['53300', '25P03'],
])
/** What `pg` and `pg-pool` say, without any code, when there is no connection or it breaks. */
const AWAY_WORDS =
  /^(?:timeout exceeded when trying to connect|timeout expired|connection terminated|client has encountered a connection error|client was closed)/iu

/** Is this the database that cannot be reached, rather than a fault of ours? */
export function isAway(error: unknown): boolean {
  const state = sqlState(error)
  if (state.startsWith('08') || state.startsWith('57P') || AWAY_CODES.has(state)) return true
  return state === '' && error instanceof Error && AWAY_WORDS.test(error.message)
}

/** The constraint that a database error names, or an empty string. */
export function constraintOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return ''
  return typeof error.constraint === 'string' ? error.constraint : ''
}
