import type { LiveView } from '#platform/server/live.ts'
import { boardRows, openFiles, ownersOf } from './board.ts'

/** The name of the board's messages on the stream. */
export const BOARD_TOPIC = 'board'

/** The board as the stream sends it: the same query and the same rows as `GET /api/board`. */
export const liveViews: readonly LiveView[] = [
  {
    topic: BOARD_TOPIC,
    rows: async (tx, actor, ids) => await boardRows(tx, actor, await openFiles(tx, actor, { ids })),
    // What a person sees and may do differs from their colleagues' only by what they own.
    apart: ownersOf,
  },
]
