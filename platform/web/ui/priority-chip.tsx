import type { ReactNode } from 'react'
import { names } from './class-names.ts'

/** The colour and sign that a territory gives to a class; from its configuration, never from the code. */
export type VisualRank = 'rosso' | 'arancione' | 'azzurro' | 'verde' | 'bianco'

const SHAPES: Readonly<Record<VisualRank, string>> = {
  rosso: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
  arancione: 'M8 1.5l7 12.5H1z',
  azzurro: 'M8 1l7 7-7 7-7-7z',
  verde: 'M2 2h12v12H2z',
  bianco: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
}

/** Whether a name taken from configuration is a rank this page can draw. */
export function isVisualRank(name: string): name is VisualRank {
  return name in SHAPES
}

export interface PriorityChipProps {
  /** The class's number in the territory's scale; none for a class without (`Non pertinente`). */
  readonly number?: number | undefined
  /** The class's own name: `Emergenza`. */
  readonly word: string
  readonly rank: VisualRank
  readonly size?: 'plain' | 'large'
}

/** The class of urgency as number, word, shape and colour, so that grey paper and colour-blind eyes read it too. */
export function PriorityChip({ number, word, rank, size = 'plain' }: PriorityChipProps): ReactNode {
  return (
    <span className={names('rank', `rank-${rank}`, size === 'large' && 'rank-large')}>
      {number === undefined ? null : <span className="rank-number">{number}</span>}
      <span className="rank-word">{word}</span>
      <svg className="rank-shape" width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[rank]} className={rank === 'bianco' ? 'rank-hollow' : undefined} />
      </svg>
    </span>
  )
}
