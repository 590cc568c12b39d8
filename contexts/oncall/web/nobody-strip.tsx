import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { READS_ROTA } from './readers.ts'
import { useRota } from './use-rota.ts'
import { roleName, rolesShown, standingOf } from './words.ts'

/** Above the queue: that nobody would be called first now, in a role that has to be covered. */
export function NobodyStrip(): ReactNode {
  const session = useSession().data
  const mayRead = session?.roles.some((role) => READS_ROTA.includes(role)) === true
  return mayRead && session.desk !== null ? <Nobody /> : null
}

function Nobody(): ReactNode {
  const view = useRota().data
  if (view === undefined) return null
  const open = rolesShown(view).filter((role) => standingOf(view, role).open.includes(1))
  if (open.length === 0) return null
  return (
    <Alert
      tone="danger"
      title={m.oncall_nobody_now({ roles: open.map(roleName).join(', ') })}
      actions={<PageLink to="/reperibilita">{m.oncall_nobody_open()}</PageLink>}
    />
  )
}
