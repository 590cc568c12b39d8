import { type ReactNode, useEffect } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink, useReplace } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import type { RouteSlot } from '#platform/web/slots.ts'
import { EmptyState, Skeleton } from '#platform/web/ui/feedback.tsx'

/** Where an address without a page leads. */
const BEGINS = '/sala'

/**
 * A page for those who may see it. Whoever comes in by the board's address without a board begins on their own
 * page; elsewhere the page says that it is not theirs, and where theirs is.
 */
export function Guarded(props: {
  readonly slot: RouteSlot
  readonly children: ReactNode
}): ReactNode {
  const { slot, children } = props
  const session = useSession().data
  if (session === undefined || slot.roles === undefined) return children
  if (slot.roles.some((role) => session.roles.includes(role))) return children
  if (slot.path === session.home) return children
  return slot.path === BEGINS ? (
    <Begin home={session.home} />
  ) : (
    <NotYours home={session.home} administers={session.roles.includes('administrator')} />
  )
}

function Begin({ home }: { readonly home: string }): ReactNode {
  const replace = useReplace()
  useEffect(() => replace(home), [replace, home])
  return <Skeleton lines={6} />
}

/** Who administers is not sent to who administers. */
function NotYours({
  home,
  administers,
}: {
  readonly home: string
  readonly administers: boolean
}): ReactNode {
  return (
    <EmptyState
      title={m.console_not_yours_title()}
      actions={<PageLink to={home}>{m.console_not_yours_back()}</PageLink>}
    >
      <p>{administers ? m.console_not_yours_administrator() : m.console_not_yours_text()}</p>
    </EmptyState>
  )
}
