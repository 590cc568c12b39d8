import type { BoardRow } from '../contract.ts'
import { UNCLASSED_RANK } from '../model.ts'

function byTime(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return Temporal.Instant.compare(a, b)
}

const rankOf = (row: BoardRow): number => row.class?.rank ?? UNCLASSED_RANK

/** True of what waits for somebody's act: to be answered, or, whoever proposed it and follows it, to be confirmed. */
function isQueued({ answeredBy, state }: BoardRow): boolean {
  return answeredBy === null || state === 'to-confirm'
}

/** The order of the board, as the server's: unanswered or to be confirmed first, graver class, shorter time, older; see `UNCLASSED_RANK`. */
export function compareRows(a: BoardRow, b: BoardRow): number {
  return (
    Number(!isQueued(a)) - Number(!isQueued(b)) ||
    rankOf(a) - rankOf(b) ||
    byTime(a.targetAt, b.targetAt) ||
    byTime(a.receivedAt, b.receivedAt) ||
    a.number.localeCompare(b.number)
  )
}

/** The two lists of the board: what waits for somebody to answer or to confirm it, and what is being worked. */
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
