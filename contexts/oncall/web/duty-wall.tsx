import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { useSession } from '#platform/web/session.ts'
import { levelsText } from './levels-text.ts'
import { READS_ROTA } from './readers.ts'
import { useRota } from './use-rota.ts'
import { roleName, rolesShown, standingOf } from './words.ts'

/** On the wall: which levels of each role are covered now, by nobody's name. */
export function DutyOnWall(): ReactNode {
  const session = useSession().data
  const mayRead = session?.roles.some((role) => READS_ROTA.includes(role)) === true
  return mayRead && session.desk !== null ? <Levels /> : null
}

function Levels(): ReactNode {
  const view = useRota().data
  if (view === undefined || rolesShown(view).length === 0) return null
  return (
    <BoardBlock title={m.oncall_now()}>
      <dl className="wall-facts">
        {rolesShown(view).map((role) => {
          const { now, open } = standingOf(view, role)
          const levels = now.map(({ turn }) => turn.level)
          const isOpen = levels.length === 0 || open.length > 0
          return (
            <div key={role} className={isOpen ? 'wall-gap' : undefined}>
              <dt>{roleName(role)}</dt>
              <dd>{levelsText(levels, open)}</dd>
            </div>
          )
        })}
      </dl>
    </BoardBlock>
  )
}
