import { useSyncExternalStore } from 'react'
import { toWhom } from '#platform/i18n/italian.ts'
import { m } from '#platform/i18n/texts.ts'
import type { BoardRow } from '../contract.ts'

/** What this window itself did that took a file from the board or from its sight, by file. */
const left = new Map<string, string>()
const listeners = new Set<() => void>()

/** Remembers a command of this window after which its file is no longer worked, or read, here. */
export function rememberLeft(row: BoardRow, verb: string): void {
  const words = leavingText(row, verb)
  if (words === undefined) left.delete(row.id)
  else left.set(row.id, words)
  for (const listener of listeners) listener()
}

/**
 * What this window did with a file that it has left; undefined when somebody else, or nobody, did something. Followed: the
 * stream may take the file away before the command has its answer.
 */
export function useLeftText(id: string | undefined): string | undefined {
  return useSyncExternalStore(follow, () => (id === undefined ? undefined : left.get(id)))
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The sentence about one's own act: `Hai passato l’intervento 26-0412 ad Anna Verdini.` */
export function leavingText(row: BoardRow, verb: string): string | undefined {
  const { number } = row
  if (row.state === 'closed')
    return verb === 'not-pertinent/confirmation'
      ? m.interventions_left_confirmed({ number })
      : m.interventions_left_closed({ number })
  if (!row.isMasked || verb !== 'owner') return undefined
  return m.interventions_left_handed_on({ number, to: toWhom(row.owner.name) })
}
