import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Elapsed } from '#platform/web/ui/timer.tsx'
import type { BoardRow } from '../contract.ts'
import { answerRefused, type FileActions } from './use-actions.tsx'
import { listText } from './words.ts'

/** *Cosa faccio adesso?*: one sentence and the one thing to press; the whole thread can be followed with it alone. */
export function NextStep(props: {
  readonly actions: FileActions
  readonly me: string | undefined
}): ReactNode {
  const { actions, me } = props
  const { row } = actions
  return (
    <div className="stack-tight">
      <p>{sentence(row, me)}</p>
      <Presses actions={actions} />
      {row.patrolWaitingSince === null ? null : (
        <div className="line">
          <span>
            {m.interventions_patrol_waits()} <Elapsed start={row.patrolWaitingSince} />
          </span>
          {row.can.releasePatrol ? (
            <Button acts onPress={actions.releasePatrol}>
              {m.interventions_patrol_release()}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

function sentence(row: BoardRow, me: string | undefined): string {
  const { key, dueAt } = row.nextStep
  if (key === 'call-authority')
    return m.interventions_now_call_authority({ services: listText(row.authoritiesDue) })
  if (key === 'confirm-not-pertinent') {
    if (row.can.confirm) return m.interventions_now_confirm()
    const time = dueAt === null ? '' : timeText(dueAt)
    return m.interventions_now_wait_confirm({ time, name: row.owner.name })
  }
  if (key === 'work' && row.owner.id !== me)
    return m.interventions_now_work_other({ name: row.owner.name })
  return textOf(`interventions_now_${key.replaceAll('-', '_')}`) ?? ''
}

function Presses({ actions }: { readonly actions: FileActions }): ReactNode {
  const { row } = actions
  switch (row.nextStep.key) {
    case 'call-authority':
      return <CallDue actions={actions} />
    case 'choose-class':
      return row.can.triage ? <ClassButtons actions={actions} /> : null
    case 'confirm-not-pertinent':
      return row.can.confirm ? <Confirm actions={actions} /> : null
    case 'answer':
    case 'answer-late':
      return (
        <div className="line">
          <AnswerButton actions={actions} kind="primary" />
        </div>
      )
    case 'work':
    case 'nothing':
      return null
  }
}

/** *Rispondo io*, or why not. */
export function AnswerButton(props: {
  readonly actions: FileActions
  readonly kind: 'primary' | 'secondary'
}): ReactNode {
  const { actions, kind } = props
  return (
    <Button
      kind={kind}
      acts
      keys="Spazio"
      busy={actions.answering}
      refused={answerRefused(actions.row)}
      onPress={actions.answer}
    >
      {m.interventions_answer()}
    </Button>
  )
}

function CallDue({ actions }: { readonly actions: FileActions }): ReactNode {
  const service = actions.row.authoritiesDue[0] ?? '112'
  if (!actions.row.can.emergencyCall) return null
  return (
    <>
      <p className="small muted">{m.triage_call_hint()}</p>
      <div className="line">
        <Button kind="primary" acts keys="E" busy={actions.calling} onPress={actions.callDue}>
          {m.triage_call_record({ service })}
        </Button>
        <Button acts onPress={() => actions.open('emergency')}>
          {m.triage_call_details()}
        </Button>
      </div>
    </>
  )
}

function Confirm({ actions }: { readonly actions: FileActions }): ReactNode {
  return (
    <div className="line">
      <Button kind="primary" acts onPress={() => actions.open('confirm')}>
        {m.triage_confirm()}
      </Button>
      <Button acts onPress={() => actions.open('reject')}>
        {m.triage_reject()}
      </Button>
    </div>
  )
}

/** The territory's own classes, each with its key. */
export function ClassButtons({ actions }: { readonly actions: FileActions }): ReactNode {
  return (
    <div className="line">
      {actions.classes.map((one) => (
        <Button
          key={one.key}
          acts
          keys={String(one.digit)}
          busy={actions.choosing}
          onPress={() => actions.choose(one)}
        >
          {`${one.name} ${one.sign}`}
        </Button>
      ))}
    </div>
  )
}
