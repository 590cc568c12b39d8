import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { PageLink } from '#platform/web/navigation.tsx'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { ToRatifyReply } from '../contract-ratify.ts'
import { RATIFIER_ROLES, RATIFY_KEY } from './readings.ts'

const MINUTE = 60_000

/** Beside the board: how many places wait for who answers for them; nothing while there are none. */
export function RatifyColumn(): ReactNode {
  const roles = useSession().data?.roles ?? []
  const list = useRead({
    key: RATIFY_KEY,
    path: '/api/placements/to-ratify',
    reply: ToRatifyReply,
    every: MINUTE,
    isLive: true,
    when: roles.some((role) => RATIFIER_ROLES.includes(role)),
  })
  const count = list.data?.rows.length ?? 0
  if (count === 0) return null
  return (
    <BoardBlock title={m.places_ratify_title()}>
      <p>{m.places_ratify_column({ count })}</p>
      <PageLink to="/ratifiche">{m.places_ratify_all()}</PageLink>
    </BoardBlock>
  )
}
