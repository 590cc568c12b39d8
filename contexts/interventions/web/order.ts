import type { BoardRow } from '../contract.ts'
import { UNCLASSED_RANK } from '../model.ts'

function byTime(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return Temporal.Instant.compare(a, b)
}

const rankOf = (row: BoardRow): number => row.class?.rank ?? UNCLASSED_RANK

/**
 * True of what waits for somebody to answer. A need that only awaits its confirmation does not, whoever proposed it,
 * unless somebody is still being called for it.
 */
function isQueued({ answeredBy, state, page }: BoardRow): boolean {
  return answeredBy === null && (state !== 'to-confirm' || page !== null)
}

/** The order of the board, as the server's: unanswered first, graver class, shorter time, older; see `UNCLASSED_RANK`. */
export function compareRows(a: BoardRow, b: BoardRow): number {
  return (
    Number(!isQueued(a)) - Number(!isQueued(b)) ||
    rankOf(a) - rankOf(b) ||
    byTime(a.targetAt, b.targetAt) ||
    byTime(a.receivedAt, b.receivedAt) ||
    a.number.localeCompare(b.number)
  )
}

/** The two lists of the board: who waits for somebody to answer, and what is being worked. */
export function splitRows(rows: readonly BoardRow[]): {
  readonly queue: readonly BoardRow[]
  readonly open: readonly BoardRow[]
} {
  const ordered = rows.toSorted(compareRows)
  return {
    queue: ordered.filter(isQueued),
    open: ordered.filter((row) => !isQueued(row)),
  }
}
