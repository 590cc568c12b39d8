import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { useSession } from '#platform/web/session.ts'
import { Call } from '#platform/web/ui/call.tsx'
import { Badge } from '#platform/web/ui/feedback.tsx'
import type { RotaReply, TurnView } from '../contract.ts'
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
          const { now, open } = standingOf(view, role)
          return (
            <li key={role}>
              <span className="small muted">{roleName(role)}</span>
              {now.length > 0 ? null : open.includes(1) ? (
                <div>
                  <Badge tone="danger">{m.oncall_now_nobody()}</Badge>
                </div>
              ) : (
                <div>{m.oncall_now_nobody()}</div>
              )}
              {now.map(({ turn }) => (
                <OnDuty key={turn.id} turn={turn} view={view} />
              ))}
              {now.length === 0
                ? null
                : open.map((level) => (
                    <div key={level} className="small">
                      {level === 1 ? (
                        <Badge tone="danger">{m.oncall_now_nobody_at({ level })}</Badge>
                      ) : (
                        m.oncall_now_nobody_at({ level })
                      )}
                    </div>
                  ))}
            </li>
          )
        })}
      </ul>
    </BoardBlock>
  )
}

/** Who is called first stands without a word; of the others, after whom they are called. */
function OnDuty({ turn, view }: { readonly turn: TurnView; readonly view: RotaReply }): ReactNode {
  const phone = view.people.find((one) => one.id === turn.staffId)?.phone ?? null
  return (
    <div>
      {turn.name}
      {turn.level === 1 ? null : (
        <span className="small muted"> · {m.oncall_level_short({ level: turn.level })}</span>
      )}
      {phone === null ? null : (
        <div>
          <Call
            phone={phone}
            name={turn.name}
            whom={{ kind: 'colleague', staffId: turn.staffId }}
          />
        </div>
      )}
    </div>
  )
}
