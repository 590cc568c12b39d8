import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { PageLink } from '#platform/web/navigation.tsx'
import { kindWord, totalsOf, totalText } from './totals.ts'
import { useTonight } from './use-tonight.ts'

/** Beside the board: what is free tonight, by kind of place and not by facility. */
export function TonightColumn(): ReactNode {
  const tonight = useTonight()
  if (tonight === undefined) return null
  return (
    <BoardBlock title={m.places_tonight_title()}>
      <ul className="plain-list stack-tight">
        {totalsOf(tonight.facilities).map((total) => (
          <li key={total.kind}>
            <strong>{kindWord(total.kind)}</strong>
            <br />
            <span className="small muted">{totalText(total)}</span>
          </li>
        ))}
      </ul>
      {tonight.stays.length === 0 ? null : (
        <p>{m.places_stays_count({ count: tonight.stays.length })}</p>
      )}
      <PageLink to="/posti">{m.places_tonight_all()}</PageLink>
    </BoardBlock>
  )
}
