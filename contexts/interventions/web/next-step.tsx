import { type ReactNode, useRef } from 'react'
import { toWhom } from '#platform/i18n/italian.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import type { BoardRow } from '../contract.ts'
import { NEXT_STEPS, type NextStepKey } from '../model-next-step.ts'
import { CallDue } from './call-due.tsx'
import { useCardInView, useHand } from './card-in-view.ts'
import { GivenBackNote } from './given-back-note.tsx'
import { PatrolLine } from './patrol-line.tsx'
import { goBackText, goOnText, PassOn, useUnhurried } from './step-by-step.tsx'
import { CallStrip, StepPiece } from './step-piece.tsx'
import { answerRefused, type FileActions } from './use-actions.tsx'
import { calledRole, isOnlyFollowed, servicesText, stepText } from './words.ts'

/** *Cosa faccio adesso?*: one sentence and the one thing to press; the whole thread can be followed with it alone. */
export function NextStep(props: {
  readonly actions: FileActions
  readonly me: string | undefined
  /** Led one step at a time: what the step needs stands right here. */
  readonly isGuided: boolean
  /** False while passing by: what reads the file, and records it, waits. */
  readonly reads: boolean
}): ReactNode {
  const { actions, me, isGuided, reads } = props
  const inCard = useRef<HTMLDivElement>(null)
  const hand = useHand(inCard, isGuided)
  const { row, goOn, goBack } = useUnhurried(actions.row, isGuided, hand)
  useCardInView(inCard, hand.acted, `${row.nextStep.key} ${goOn === undefined}`)
  return (
    <div ref={inCard} className="stack-tight" onInput={hand.onInput}>
      <GivenBackNote row={row} />
      <p>{sentence(row, me)}</p>
      <CallGoesOn actions={actions} />
      <Presses actions={{ ...actions, row }} />
      <PassOn actions={actions} shown={row} me={me} />
      {row.isMasked || (isToHear(row) && !reads) ? null : (
        <>
          <StepPiece row={row} isGuided={isGuided} />
          <CallStrip row={row} />
        </>
      )}
      {isToHear(row) && row.can.close ? (
        <div className="line">
          <Button kind="quiet" acts onPress={() => actions.open('close')}>
            {m.interventions_close_unheard()}
          </Button>
        </div>
      ) : null}
      {goOn === undefined ? null : (
        <div className="line">
          <Button onPress={goOn}>{goOnText(row, actions.row)}</Button>
        </div>
      )}
      {goBack === undefined ? null : (
        <div className="line">
          <Button kind="quiet" onPress={goBack}>
            {goBackText(row)}
          </Button>
        </div>
      )}
      <PatrolLine actions={actions} row={row} />
    </div>
  )
}

/** Its caller was not heard yet: what is drawn reads the number. */
function isToHear({ nextStep: { key } }: BoardRow): boolean {
  return key === 'call-back' || key === 'call-withheld'
}

/** Who follows it is not who was called: that the call goes on is said at every step, with the way to take it. */
function CallGoesOn({ actions }: { readonly actions: FileActions }): ReactNode {
  const { row } = actions
  if (!isOnlyFollowed(row) || ANSWERED_FIRST.includes(row.nextStep.key)) return null
  const role = calledRole(row)
  return (
    <>
      <p>
        {role === '' ? m.interventions_call_goes_on() : m.interventions_call_goes_on_to({ role })}
      </p>
      {row.can.answer ? <AnswerLine actions={actions} /> : null}
    </>
  )
}

/** Steps at which who is not the owner is told who follows the file. */
const OF_THE_OWNER: readonly NextStepKey[] = NEXT_STEPS.slice(
  NEXT_STEPS.indexOf('review'),
  NEXT_STEPS.indexOf('nothing'),
)

function sentence(row: BoardRow, me: string | undefined): string {
  const { key } = row.nextStep
  if (key === 'call-authority')
    return m.interventions_now_call_authority({ services: servicesText(row.authoritiesDue) })
  if (key === 'confirm-not-pertinent') return confirmText(row)
  if (key === 'wait-page' && row.answeredBy !== null)
    return m.interventions_now_wait_page_followed({ name: row.answeredBy.name })
  if (row.isMasked && key === 'work')
    return m.interventions_now_work_other({ name: row.owner.name })
  const words =
    textOf(`interventions_now_${key.replaceAll('-', '_')}`, {
      time: timeText(row.receivedAt),
    }) ?? ''
  if (!OF_THE_OWNER.includes(key) || row.answeredBy === null) return words
  return row.owner.id === me
    ? m.interventions_now_mine({ words })
    : m.interventions_now_other({ name: row.owner.name, step: stepText(row) })
}

function confirmText(row: BoardRow): string {
  if (row.can.confirm) return m.interventions_now_confirm()
  const { dueAt } = row.nextStep
  const time = dueAt === null ? '' : timeText(dueAt)
  return m.interventions_now_wait_confirm({ time, to: toWhom(row.owner.name) })
}

/** Steps at which a file that nobody answers is answered first. */
const ANSWERED_FIRST: readonly NextStepKey[] = [
  'wait-page',
  'answer',
  'answer-late',
  'place-lapsed',
  'place-arrival-late',
  'place-stay',
  'task',
]

function Presses({ actions }: { readonly actions: FileActions }): ReactNode {
  const { row } = actions
  if (ANSWERED_FIRST.includes(row.nextStep.key))
    return row.answeredBy === null || row.can.answer ? <AnswerLine actions={actions} /> : null
  switch (row.nextStep.key) {
    case 'call-authority':
      return <CallDue actions={actions} />
    case 'choose-class':
      return row.can.triage ? <ClassButtons actions={actions} /> : null
    case 'confirm-not-pertinent':
      return row.can.confirm ? <Confirm actions={actions} /> : null
    case 'review':
      return row.answeredBy === null ? (
        <AnswerLine actions={actions} />
      ) : (
        <CloseLine actions={actions} />
      )
    case 'close':
      return <CloseLine actions={actions} />
    default:
      return null
  }
}

function AnswerLine({ actions }: { readonly actions: FileActions }): ReactNode {
  return (
    <div className="line">
      <AnswerButton actions={actions} kind="primary" />
    </div>
  )
}

function CloseLine({ actions }: { readonly actions: FileActions }): ReactNode {
  if (!actions.row.can.close) return null
  return (
    <div className="line">
      <Button kind="primary" acts onPress={() => actions.open('close')}>
        {m.interventions_close_now()}
      </Button>
    </div>
  )
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
