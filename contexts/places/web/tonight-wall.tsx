import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { kindWord, totalsOf, wallText } from './totals.ts'
import { useTonight } from './use-tonight.ts'

/** On the wall: places free and taken by kind, never a facility. */
export function TonightOnWall(): ReactNode {
  const tonight = useTonight()
  const totals = totalsOf(tonight?.facilities ?? [])
  if (totals.length === 0) return null
  return (
    <BoardBlock title={m.places_tonight_title()}>
      <dl className="wall-facts">
        {totals.map((total) => (
          <div key={total.kind}>
            <dt>{kindWord(total.kind)}</dt>
            <dd>{wallText(total)}</dd>
          </div>
        ))}
      </dl>
    </BoardBlock>
  )
}
