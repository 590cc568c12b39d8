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
import { useKeptHint } from './draft-windows.ts'
import { type DraftAtHand, draftAddress, draftsAtHand, draftTitle } from './drafts-at-hand.ts'
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
  // Tried again by itself, it is still not read: what this machine holds does not go away meanwhile.
  const [isAway, setAway] = useState(false)
  if (kept.error && !isAway) setAway(true)
  const isLate = useLate(kept.now === undefined && !kept.error)
  if (kept.now === undefined && !kept.error && !isAway && !(isLate && here.length > 0))
    return <Skeleton lines={5} />
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
      {kept.error ? (
        <ProblemState
          problem={kept.error}
          saved={m.intake_drafts_here()}
          onAgain={() => void kept.refetch()}
        />
      ) : null}
      {drop.error ? <ProblemState problem={drop.error} /> : null}
      {lines.length === 0 && !kept.error ? (
        <EmptyState
          title={m.intake_drafts_none()}
          actions={<PageLink to="/sala/nuova">{m.intake_title()}</PageLink>}
        />
      ) : null}
      {lines.length === 0 ? null : <Lines lines={lines} onDrop={onDrop} />}
    </div>
  )
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
