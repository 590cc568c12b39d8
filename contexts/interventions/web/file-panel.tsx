import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ClassView } from '#contexts/triage/contract.ts'
import { toWhom } from '#platform/i18n/italian.ts'
import { m } from '#platform/i18n/texts.ts'
import { FocusPanel } from '#platform/web/board/focus-panel.tsx'
import { focusRow } from '#platform/web/board/focus-store.ts'
import { momentText } from '#platform/web/format.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { PageLink, useGo } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, Badge, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { BoardRow, InterventionView } from '../contract.ts'
import { FileTabs, GuidedTasks } from './file-tabs.tsx'
import { useGuide } from './guide.ts'
import { useLeftText } from './left-files.ts'
import { AnswerButton, NextStep } from './next-step.tsx'
import { NoteForm } from './note-form.tsx'
import { PresentHere, useOwnPresence } from './present.tsx'
import { Marks } from './row-view.tsx'
import './file.scss'
import { Timeline } from './timeline.tsx'
import { TriageSummary } from './triage-summary.tsx'
import { type FileActions, ownersRefused, useActions } from './use-actions.tsx'
import { useBoard, useFile } from './use-board.ts'
import { chipOf, needText, placeText, stateText } from './words.ts'

const SETTLE_MS = 500

/** The file in focus on the board. Passing over rows with the keys opens, and records, nothing. */
export function FocusColumn({ focusedId }: { readonly focusedId: string | undefined }): ReactNode {
  const { board } = useBoard()
  const narrow = useNarrow()
  const go = useGo()
  const settled = useSettled(focusedId)
  const left = useLeftText(focusedId)
  const row = board?.rows.find((one) => one.id === focusedId)
  if (focusedId === undefined || board === undefined) return null
  if (row === undefined || (row.isMasked && left !== undefined)) {
    const leave = (): void => {
      focusRow(undefined)
      go('/sala')
    }
    return <Gone left={left} onBack={leave} />
  }
  const classes = board.territories.find((one) => one.id === row.territoryId)?.classes ?? []
  return (
    <FilePanel
      key={row.id}
      row={row}
      classes={classes}
      reads={settled === row.id}
      {...(narrow ? { onBack: () => go('/sala') } : {})}
    />
  )
}

function useSettled(id: string | undefined): string | undefined {
  const [settled, setSettled] = useState(id)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(id), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [id])
  return settled
}

/** In the place of a file that is not there any more: one's own act in its words, else what may have happened. */
export function Gone(props: {
  readonly left: string | undefined
  readonly back?: string
  readonly onBack: () => void
}): ReactNode {
  const { left, back = m.interventions_back_to_board(), onBack } = props
  const words = useRef<HTMLParagraphElement>(null)
  // After one's own act the focus, whose place is gone, stands on what was done: also when its answer comes after the stream.
  useEffect(() => words.current?.focus(), [left])
  return (
    <div className="focus focus-nothing">
      {left === undefined ? (
        <p role="status">{m.interventions_gone()}</p>
      ) : (
        <p ref={words} tabIndex={-1} className="focus-left">
          {left}
        </p>
      )}
      <Button kind={left === undefined ? 'secondary' : 'primary'} onPress={onBack}>
        {back}
      </Button>
    </div>
  )
}

/** One file: who, what now, what can be done, what happened. The same on the board and on its page. */
export function FilePanel(props: {
  readonly row: BoardRow
  readonly classes: readonly ClassView[]
  /** False while passing by: the file is not read, so its reading is not recorded. */
  readonly reads: boolean
  readonly onBack?: () => void
  readonly children?: ReactNode
}): ReactNode {
  const { row, classes } = props
  const me = useSession().data?.staffId
  const actions = useActions(row, classes)
  const [isGuided, setGuided] = useGuide()
  const onInput = useOwnPresence(row.id, props.reads && !row.isMasked)
  const title = `${row.number} ${placeText(row)}`
  return (
    <FocusPanel
      onInput={onInput}
      title={title}
      priority={chipOf(row.class)}
      identity={
        <>
          <Identity row={row} />
          <PresentHere fileId={row.id} />
        </>
      }
      nextStep={<NextStep actions={actions} me={me} isGuided={isGuided} reads={props.reads} />}
      actions={
        <div className="line">
          {isGuided ? null : <Actions actions={actions} />}
          <Button kind="quiet" onPress={() => setGuided(!isGuided)}>
            {isGuided ? m.interventions_guide_off() : m.interventions_guide_on()}
          </Button>
        </div>
      }
      {...(props.onBack === undefined ? {} : { onBack: props.onBack })}
    >
      {actions.problem === null ? null : <Refusal actions={actions} />}
      {row.isMasked ? (
        <Alert tone="info" title={m.interventions_protected()}>
          <p>{m.interventions_protected_text()}</p>
        </Alert>
      ) : (
        <Inside row={row} actions={actions} reads={props.reads} isGuided={isGuided} />
      )}
      {props.children}
      {actions.dialogs}
    </FocusPanel>
  )
}

/** A refusal in its own words; who was quicker is named. */
function Refusal({ actions }: { readonly actions: FileActions }): ReactNode {
  const { problem } = actions
  if (problem === null) return null
  const by = problem.facts['by']
  if (problem.code === 'already-answered' && typeof by === 'string' && by !== '')
    return <Alert tone="warning" urgent title={m.interventions_already({ name: by })} />
  return <ProblemState problem={problem} />
}

function Identity({ row }: { readonly row: BoardRow }): ReactNode {
  const need = needText(row)
  return (
    <>
      <p>
        <strong>{stateText(row)}</strong> · {m.interventions_owner({ to: toWhom(row.owner.name) })}
      </p>
      <p>
        {need === '' ? null : `${need} · `}
        {m.interventions_received({ when: momentText(row.receivedAt) })}
        {row.sourceLabel === null
          ? null
          : ` · ${m.interventions_from({ source: row.sourceLabel })}`}{' '}
        <SourceCheck row={row} /> <Marks row={row} />
      </p>
    </>
  )
}

/** Whether the body that called is who it says, beside its name: what is said to it waits, the work does not. */
function SourceCheck({ row }: { readonly row: BoardRow }): ReactNode {
  if (row.sourceCheck === null) return null
  const text =
    row.sourceCheck === 'denied' ? m.interventions_source_denied() : m.interventions_source_check()
  return (
    <>
      <Badge tone={row.sourceCheck === 'denied' ? 'danger' : 'warning'}>{text}</Badge>{' '}
      <PageLink to={`/segnalazioni/${row.id}`}>{m.interventions_source_verify()}</PageLink>
    </>
  )
}

function Actions({ actions }: { readonly actions: FileActions }): ReactNode {
  const { row } = actions
  const denied = m.interventions_not_allowed()
  const isFirst = row.nextStep.key === 'answer' || row.nextStep.key === 'answer-late'
  return (
    <div className="line">
      {isFirst ? null : <AnswerButton actions={actions} kind="secondary" />}
      <Button keys="N" refused={row.can.note ? undefined : denied} onPress={actions.writeNote}>
        {m.interventions_note()}
      </Button>
      <Button
        acts
        keys="T"
        refused={ownersRefused(row, 'handOn')}
        onPress={() => actions.open('handOn')}
      >
        {m.interventions_hand_on()}
      </Button>
      <Button acts refused={emergencyRefused(row)} onPress={() => actions.open('emergency')}>
        112 · 118
      </Button>
      <Button acts refused={ownersRefused(row, 'close')} onPress={() => actions.open('close')}>
        {m.interventions_close()}
      </Button>
    </div>
  )
}

/** Why 112 and 118 cannot be recorded: a file that is closed is nobody's any more. */
function emergencyRefused({ can, state }: BoardRow): string | undefined {
  if (can.emergencyCall) return undefined
  return state === 'closed' ? m.interventions_is_closed() : m.interventions_not_allowed()
}

function Inside(props: {
  readonly row: BoardRow
  readonly actions: FileActions
  readonly reads: boolean
  readonly isGuided: boolean
}): ReactNode {
  const { row, actions } = props
  const file = useFile(row.id, props.reads)
  const triage = (
    <TriageSummary
      actions={actions}
      sheet={file.data?.sheet ?? null}
      proposal={file.data?.proposal ?? null}
    />
  )
  const timeline = (
    <div className="stack">
      {row.can.note ? (
        <div data-part="note">
          <NoteForm id={row.id} areaRef={actions.noteRef} />
        </div>
      ) : null}
      <History view={file.data} problem={file.error} again={() => void file.refetch()} />
    </div>
  )
  // Step by step there is the card, and below it what happened: all else is one press away.
  if (props.isGuided)
    return (
      <>
        {row.nextStep.key === 'choose-class' ? triage : null}
        {row.nextStep.key === 'task' ? null : <GuidedTasks caseId={row.id} />}
        {timeline}
      </>
    )
  return (
    <>
      {triage}
      <FileTabs caseId={row.id} timeline={timeline} />
    </>
  )
}

function History(props: {
  readonly view: InterventionView | undefined
  readonly problem: ReturnType<typeof useFile>['error']
  readonly again: () => void
}): ReactNode {
  if (props.view !== undefined) return <Timeline view={props.view} />
  if (props.problem) return <ProblemState problem={props.problem} onAgain={props.again} />
  return <Skeleton lines={5} />
}
