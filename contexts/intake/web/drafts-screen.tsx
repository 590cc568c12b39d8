import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { DeletedReply } from '../contract.ts'
import { draftAddress } from './draft-address.ts'
import { useKeptHint } from './draft-windows.ts'
import { type DraftAtHand, draftsAtHand, draftTitle } from './drafts-at-hand.ts'
import { useLiveLocalDrafts } from './local-drafts.ts'
import { isSendingOn, stopSendingOn } from './sending-on.ts'
import { useDraftStore } from './use-draft-store.ts'
import { useDrafts } from './use-drafts.ts'
import './intake.scss'

/** `/sala/bozze`: one's own drafts, on the server and on this machine. Nobody else sees them. */
export function Screen(): ReactNode {
  const store = useDraftStore()
  const kept = useDrafts()
  const { drafts: here = [], forget } = useLiveLocalDrafts(store, kept.now)
  // The form that was just left may still be saving its last words, or leave by itself.
  const { refetch } = kept
  useKeptHint(useCallback(() => void refetch(), [refetch]))
  const drop = useWrite({
    method: 'DELETE',
    path: (line: DraftAtHand) => `/api/drafts/${line.id}`,
    reply: DeletedReply,
    refresh: [['intake', 'drafts']],
    done: (_, line) => {
      forget([line.id])
      toast(m.intake_draft_dropped())
    },
  })
  const lines = draftsAtHand(kept.lines, here, kept.now !== undefined)
  const { isWaited, isLate } = useWait(kept, here.length > 0)
  if (isWaited) return <Skeleton lines={5} />
  const onDrop = (line: DraftAtHand): void => {
    stopSendingOn(line.id)
    if (line.where !== 'here') {
      drop.mutate(line)
      return
    }
    forget([line.id])
    toast(m.intake_draft_dropped())
  }
  return (
    <div className="stack">
      <h1>{m.intake_drafts_title()}</h1>
      {isLate ? <p className="muted">{m.intake_drafts_here()}</p> : null}
      <Unread problem={kept.error} onAgain={() => void kept.refetch()} />
      {drop.error ? <ProblemState problem={drop.error} /> : null}
      {lines.length > 0 ? <Lines lines={lines} onDrop={onDrop} /> : null}
      {lines.length === 0 && !kept.error ? (
        <EmptyState
          title={m.intake_drafts_none()}
          actions={<PageLink to="/sala/nuova">{m.intake_title()}</PageLink>}
        />
      ) : null}
    </div>
  )
}

/** That the server's drafts cannot be read, and that those of this machine stand below. */
function Unread(props: {
  readonly problem: ReturnType<typeof useDrafts>['error']
  readonly onAgain: () => void
}): ReactNode {
  if (props.problem === null) return null
  return (
    <ProblemState problem={props.problem} saved={m.intake_drafts_here()} onAgain={props.onAgain} />
  )
}

/** Whether the server is waited for with nothing shown, and whether what this machine holds is shown without it. */
function useWait(
  { now, error }: Pick<ReturnType<typeof useDrafts>, 'now' | 'error'>,
  holdsAny: boolean,
): { readonly isWaited: boolean; readonly isLate: boolean } {
  const isReading = now === undefined && error === null
  // Tried again by itself, it is still not read: what this machine holds does not go away meanwhile.
  const [isAway, setAway] = useState(false)
  if (error !== null && !isAway) setAway(true)
  const isLate = useLate(isReading)
  return { isWaited: isReading && !isAway && !(isLate && holdsAny), isLate }
}

/** So long without an answer, and what this machine holds is shown without it. */
const LATE_MS = 2_500

/** True once something has been waited for too long. */
function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isWaiting && isLate
}

function Lines(props: {
  readonly lines: readonly DraftAtHand[]
  readonly onDrop: (line: DraftAtHand) => void
}): ReactNode {
  return (
    <DataTable
      caption={m.intake_drafts_caption()}
      rows={props.lines}
      rowKey={(line) => line.id}
      columns={columnsOf(props.onDrop)}
    />
  )
}

/** Where the last words are, and whether they leave by themselves. */
function whereText({ id, where, isLeaving }: DraftAtHand): string {
  if (isLeaving || isSendingOn(id)) return m.intake_drafts_leaving()
  if (where === 'here') return m.intake_drafts_on_machine()
  return where === 'both' ? m.intake_drafts_on_both() : m.intake_drafts_on_server()
}

function columnsOf(onDrop: (line: DraftAtHand) => void): readonly Column<DraftAtHand>[] {
  return [
    {
      id: 'what',
      head: m.intake_drafts_what(),
      cell: (line) => <PageLink to={draftAddress(line.id)}>{draftTitle(line.form)}</PageLink>,
    },
    { id: 'began', head: m.intake_drafts_began(), cell: (line) => momentText(line.startedAt) },
    { id: 'saved', head: m.intake_drafts_saved(), cell: (line) => momentText(line.savedAt) },
    {
      id: 'where',
      head: m.intake_drafts_where(),
      cell: whereText,
    },
    {
      id: 'drop',
      head: m.intake_drafts_drop(),
      look: 'action',
      cell: (line) => (
        <Button kind="quiet" acts={line.where !== 'here'} onPress={() => onDrop(line)}>
          {m.intake_drafts_drop()}
        </Button>
      ),
    },
  ]
}
