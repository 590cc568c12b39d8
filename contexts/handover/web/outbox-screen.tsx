import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { blocking, useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { OutboxReply, type OutboxRow } from '../contract.ts'
import { stateText, wordOf } from '../words.ts'

/** A service follows no board: what comes to it, or is answered by a link, is seen here within this time. */
const REFRESH_MS = 10_000

/** The outbox of handovers: who has still to answer comes first. */
export function Screen(): ReactNode {
  const list = useRead({
    key: ['handover-outbox'],
    path: '/api/handovers',
    reply: OutboxReply,
    every: REFRESH_MS,
    isLive: true,
  })
  const roles = useSession().data?.roles ?? []
  const isService = roles.length > 0 && roles.every((role) => role === 'competent-service')
  const problem = blocking(list)
  if (problem) return <ProblemState problem={problem} onAgain={() => void list.refetch()} />
  return (
    <div className="stack">
      <h1>{m.handover_outbox()}</h1>
      <p>{isService ? m.handover_outbox_own() : m.handover_outbox_intro()}</p>
      {list.data === undefined ? <Skeleton lines={8} /> : <Lists rows={list.data.rows} />}
    </div>
  )
}

/** What stands in one's own name comes first, under its own heading. */
function Lists({ rows }: { readonly rows: readonly OutboxRow[] }): ReactNode {
  const mine = rows.filter((row) => row.isMine)
  const others = rows.filter((row) => !row.isMine)
  return (
    <>
      {mine.length === 0 ? null : (
        <section aria-label={m.handover_outbox_mine()} className="stack-tight">
          <h2>{m.handover_outbox_mine()}</h2>
          <List caption={m.handover_outbox_mine()} rows={mine} />
        </section>
      )}
      {mine.length > 0 && others.length === 0 ? null : (
        <section aria-label={m.handover_outbox_office()} className="stack-tight">
          {mine.length === 0 ? null : <h2>{m.handover_outbox_office()}</h2>}
          <List caption={m.handover_outbox()} rows={others} />
        </section>
      )}
    </>
  )
}

function List(props: { readonly caption: string; readonly rows: readonly OutboxRow[] }): ReactNode {
  return (
    <DataTable
      caption={props.caption}
      hideCaption
      columns={COLUMNS}
      rows={props.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={m.handover_outbox_empty()} />}
    />
  )
}

const COLUMNS: readonly Column<OutboxRow>[] = [
  {
    id: 'file',
    head: m.handover_column_file(),
    cell: fileLink,
    look: 'code',
  },
  { id: 'office', head: m.handover_column_office(), cell: officeText },
  { id: 'state', head: m.handover_column_state(), cell: rowState },
  { id: 'sent', head: m.handover_column_sent(), cell: (row) => momentText(row.sentAt) },
  { id: 'by', head: m.handover_column_by(), cell: (row) => row.sentBy },
  { id: 'next', head: m.handover_column_next(), cell: nextText },
]

function fileLink(row: OutboxRow): ReactNode {
  if (row.can.receive) return <PageLink to={`/passaggi/${row.id}`}>{row.fileNumber}</PageLink>
  if (row.isMine && !row.can.open)
    return (
      <>
        {row.fileNumber}
        <br />
        <span className="small">{m.handover_outbox_by_link()}</span>
      </>
    )
  if (!row.can.open) return row.fileNumber
  return <PageLink to={`/interventi/${row.interventionId}`}>{row.fileNumber}</PageLink>
}

function officeText(row: OutboxRow): string {
  const office = row.officeName ?? ''
  return row.leads ? office : `${office} (${m.handover_beside()})`
}

function rowState(row: OutboxRow): string {
  if (row.isUndelivered && row.state === 'sent') return m.handover_undelivered()
  if (row.isStuck && row.state === 'sent') return m.handover_stuck()
  const word = stateText(row.state, row.assignedTo)
  return row.answeredAt === null ? word : `${word}, ${momentText(row.answeredAt)}`
}

function nextText(row: OutboxRow): string {
  if (row.isExhausted) return m.handover_exhausted()
  if (row.callAt !== null) return m.handover_outbox_call({ when: momentText(row.callAt) })
  if (row.next === null) return m.handover_no_next()
  return `${momentText(row.next.at)}, ${wordOf('level', row.next.level)}`
}
