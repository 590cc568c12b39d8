import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { useSession } from '#platform/web/session.ts'
import { Call } from '#platform/web/ui/call.tsx'
import { READS_ROTA } from './readers.ts'
import { useRota } from './use-rota.ts'
import { roleName, rolesShown, standingOf } from './words.ts'

/** Beside the board: who is on call now, with the telephone for who may call. */
export function DutyColumn(): ReactNode {
  const session = useSession().data
  const mayRead = session?.roles.some((role) => READS_ROTA.includes(role)) === true
  // Who works for several territories chooses a desk first.
  return mayRead && session.desk !== null ? <Duty /> : null
}

function Duty(): ReactNode {
  const view = useRota().data
  if (view === undefined || rolesShown(view).length === 0) return null
  return (
    <BoardBlock title={m.oncall_now()}>
      <ul className="plain-list stack-tight">
        {rolesShown(view).map((role) => {
          const turn = standingOf(view, role).now[0]
          const phone = view.people.find((one) => one.id === turn?.staffId)?.phone ?? null
          return (
            <li key={role}>
              <span className="small muted">{roleName(role)}</span>
              <br />
              {turn?.name ?? m.oncall_now_nobody()}
              {turn === undefined || phone === null ? null : (
                <>
                  <br />
                  <Call
                    phone={phone}
                    name={turn.name}
                    whom={{ kind: 'colleague', staffId: turn.staffId }}
                  />
                </>
              )}
            </li>
          )
        })}
      </ul>
    </BoardBlock>
  )
}
