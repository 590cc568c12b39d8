import type { ReactNode } from 'react'
import { names } from './class-names.ts'

/** The colour and sign that a territory gives to a class; from its configuration, never from the code. */
export type VisualRank = 'rosso' | 'arancione' | 'azzurro' | 'verde' | 'bianco'

const RANKS: readonly string[] = ['rosso', 'arancione', 'azzurro', 'verde', 'bianco']

/** Whether a name taken from configuration is a rank this page can draw. */
export function isVisualRank(name: string): name is VisualRank {
  return RANKS.includes(name)
}

export interface PriorityChipProps {
  /** The class's number in the territory's scale; none for a class without (`Non pertinente`). */
  readonly number?: number | undefined
  /** The class's own name: `Emergenza`. */
  readonly word: string
  readonly rank: VisualRank
  /** The territory's own sign of the class, `■`: never drawn from the colour. None before any decision. */
  readonly sign?: string | undefined
  readonly size?: 'plain' | 'large'
}

/** The class of urgency as number, word, the territory's sign and colour, so that grey paper and colour-blind eyes read it too. */
export function PriorityChip({
  number,
  word,
  rank,
  sign,
  size = 'plain',
}: PriorityChipProps): ReactNode {
  return (
    <span className={names('rank', `rank-${rank}`, size === 'large' && 'rank-large')}>
      {number === undefined ? null : <span className="rank-number">{number}</span>}
      <span className="rank-word">{word}</span>
      {sign === undefined || sign === '' ? null : (
        <span className="rank-sign" aria-hidden="true">
          {sign}
        </span>
      )}
    </span>
  )
}
