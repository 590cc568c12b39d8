import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Elapsed } from '#platform/web/ui/timer.tsx'
import type { BoardRow } from '../contract.ts'
import type { FileActions } from './use-actions.tsx'

/** For how long a patrol waits on site, and the way to let it go: the thing to do where that is the step. */
export function PatrolLine(props: {
  readonly actions: FileActions
  readonly row: BoardRow
}): ReactNode {
  const { actions, row } = props
  if (row.patrolWaitingSince === null) return null
  return (
    <div className="line">
      <span>
        {m.interventions_patrol_waits()} <Elapsed start={row.patrolWaitingSince} isWorded />
      </span>
      {row.can.releasePatrol ? (
        <Button
          acts
          kind={row.nextStep.key === 'patrol-release' ? 'primary' : 'secondary'}
          onPress={() => actions.open('patrol')}
        >
          {m.interventions_patrol_release()}
        </Button>
      ) : null}
    </div>
  )
}
