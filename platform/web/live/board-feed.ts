import type * as z from 'zod'
import type { LiveMessage } from './messages.ts'

/** Rows as read at a position of the journal. */
export interface Board<R extends { readonly id: string }> {
  readonly position: number
  readonly rows: readonly R[]
}

/**
 * The board after one message: changed rows replaced where they stand, new ones last, gone ones out. Messages
 * not newer than the board are ignored, since a page may hear again what it has just read. A row the
 * contract does not accept is left as it was: a wrong row must not take the board down.
 */
export function applyBoard<R extends { readonly id: string }>(
  board: Board<R>,
  message: Extract<LiveMessage, { kind: 'rows' }>,
  row: z.ZodType<R>,
): Board<R> {
  if (message.position <= board.position) return board
  const rows = new Map(board.rows.map((held) => [held.id, held]))
  for (const raw of message.upserts) {
    const read = row.safeParse(raw)
    if (read.success) rows.set(read.data.id, read.data)
  }
  for (const id of message.gone) rows.delete(id)
  return { position: message.position, rows: [...rows.values()] }
}
