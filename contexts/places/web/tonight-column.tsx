import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { PageLink } from '#platform/web/navigation.tsx'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { TonightView } from '../contract-facility.ts'
import { KEEPERS, TONIGHT_KEY } from './readings.ts'
import { totalsOf, totalText } from './totals.ts'
import { wordOf } from './words.ts'

const MINUTE = 60_000

/** Beside the board: what is free tonight, by kind of place and not by facility. */
export function TonightColumn(): ReactNode {
  const roles = useSession().data?.roles ?? []
  const list = useRead({
    key: TONIGHT_KEY,
    path: '/api/facilities',
    reply: TonightView,
    every: MINUTE,
    // Whoever only watches the board is not refused a reading each minute.
    when: roles.some((role) => KEEPERS.includes(role)),
  })
  if (list.data === undefined) return null
  return (
    <BoardBlock title={m.places_tonight_title()}>
      <ul className="plain-list stack-tight">
        {totalsOf(list.data.facilities).map((total) => (
          <li key={total.kind}>
            <strong>{wordOf('kind', total.kind)}</strong>
            <br />
            <span className="small muted">{totalText(total)}</span>
          </li>
        ))}
      </ul>
      {list.data.stays.length === 0 ? null : (
        <p>{m.places_stays_count({ count: list.data.stays.length })}</p>
      )}
      <PageLink to="/posti">{m.places_tonight_all()}</PageLink>
    </BoardBlock>
  )
}
