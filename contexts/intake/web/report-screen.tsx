import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OPEN_ROW } from '#platform/web/board/use-open-row.ts'
import { momentText } from '#platform/web/format.ts'
import { useKeptWords } from '#platform/web/kept-words.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { PageLink, useGo } from '#platform/web/navigation.tsx'
import { useRead } from '#platform/web/queries.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { DefinitionList } from '#platform/web/ui/data-table.tsx'
import { Alert, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { type Context, ReportsReply, type ReportView } from '../contract.ts'
import { wordOf } from '../words.ts'
import { useMode } from './mode.ts'
import { ReportEdit, ReportEditLed } from './report-edit.tsx'
import { answersOf, linesOf } from './report-lines.ts'
import { useMunicipalityName } from './residence.tsx'
import { type CompletionProps, completionName } from './use-completion.ts'
import { useContext } from './use-desk.ts'
import { VerificationForm } from './verification.tsx'
import './intake.scss'

/** In the address of who comes to write what they hear. */
const WRITES = 'scrivi'

/** `/segnalazioni/:intervento`: what was said when the file was opened, and completing it. The reading is recorded. */
export function Screen({ params, search }: ScreenProps): ReactNode {
  const id = params['id'] ?? ''
  const read = useRead({
    key: ['intake', 'reports', id],
    path: '/api/reports',
    query: { intervention: id },
    reply: ReportsReply,
  })
  return (
    <div className="stack">
      <PageLink to={`/sala?${OPEN_ROW}=${id}`}>{m.intake_report_back()}</PageLink>
      <h1>{m.intake_report_title()}</h1>
      {read.error ? (
        <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
      ) : null}
      {read.isPending ? <Skeleton lines={8} /> : null}
      {read.data?.reports.length === 0 ? <EmptyState title={m.intake_report_none()} /> : null}
      {read.data?.reports.map((report) => (
        <OneReport
          key={report.id}
          report={report}
          writes={search[WRITES] !== undefined && report.can.edit}
          again={() => void read.refetch()}
        />
      ))}
    </div>
  )
}

function OneReport(props: {
  readonly report: ReportView
  /** True for who came here to write it. */
  readonly writes: boolean
  readonly again: () => void
}): ReactNode {
  const { report, again } = props
  const [editing, setEditing] = useState(props.writes)
  const { context } = useContext(undefined, null)
  const isUnderWay = useKeptWords(completionName(report.id)).value !== undefined
  const { content } = report
  // Who comes to write what the caller of a lost call says, before anybody has written of it.
  const isLost = props.writes && report.version === 1
  if (content === null) {
    return (
      <Alert tone="info" title={m.intake_report_forgotten()}>
        <p>{m.intake_report_forgotten_text()}</p>
      </Alert>
    )
  }
  return (
    <article className="stack">
      <Received report={report} isLost={isLost} />
      {editing && context !== undefined ? (
        <Writing
          {...{ report, content, context }}
          {...{ writes: props.writes, isLost }}
          onDone={() => {
            setEditing(false)
            again()
          }}
          onStale={again}
        />
      ) : (
        <>
          <div className="line">
            <Button
              kind="primary"
              refused={report.can.edit ? undefined : m.intake_report_no_edit()}
              onPress={() => setEditing(true)}
            >
              {m.intake_report_complete()}
            </Button>
          </div>
          {isUnderWay && report.can.edit ? (
            <Alert tone="info" title={m.intake_report_under_way()} />
          ) : null}
          <Lines report={report} content={content} context={context} />
          {context === undefined ? null : (
            <Verify report={report} content={content} context={context} />
          )}
        </>
      )}
    </article>
  )
}

/** When it came and who took it; of a lost call that nobody took it. */
function Received(props: { readonly report: ReportView; readonly isLost: boolean }): ReactNode {
  const { report, isLost } = props
  const time = momentText(report.receivedAt)
  if (isLost) return <p className="muted">{m.intake_report_lost({ time })}</p>
  if (report.isLost) return <p className="muted">{m.intake_report_was_lost({ time })}</p>
  return (
    <p className="muted">
      {m.intake_report_taken({
        time,
        name: report.takenBy.name,
      })}{' '}
      · {wordOf('access', report.access)} · {m.intake_verification_title()}:{' '}
      {wordOf('verification', report.verification)}
      {report.previousContacts === 0
        ? ''
        : ` · ${m.intake_previous({ count: report.previousContacts })}`}
    </p>
  )
}

/** Who came to write what the caller of a lost call says is led, as in any call; who completes has the whole page. */
function Writing(
  props: CompletionProps & {
    readonly context: Context
    readonly writes: boolean
    readonly isLost: boolean
  },
): ReactNode {
  const { report, content, writes, isLost } = props
  const [mode, setMode] = useMode(useNarrow())
  const go = useGo()
  const toFile = (): void => go(`/sala?${OPEN_ROW}=${report.interventionId}`)
  // What stands there is the service's own sentence on the call that nobody took: the caller's words go in its place.
  const said = isLost ? { ...content, happening: '' } : content
  if (!writes || mode === 'dense') return <ReportEdit {...props} content={said} />
  return (
    <ReportEditLed
      {...props}
      content={said}
      onDone={toFile}
      onLeave={toFile}
      onDense={() => setMode('dense')}
    />
  )
}

/** Verifying who called, also after the report: it stops nothing. */
function Verify(props: {
  readonly report: ReportView
  readonly content: NonNullable<ReportView['content']>
  readonly context: Context
}): ReactNode {
  const { report, content, context } = props
  if (report.verification === 'verified' || report.verification === 'not-needed') return null
  const units = context.accredited
    .filter((one) => one.category === content.category)
    .map(({ key, ...one }) => ({ ...one, reporter: key }))
  return <VerificationForm contactId={report.contactId} units={units} />
}

function Lines(props: {
  readonly report: ReportView
  readonly content: NonNullable<ReportView['content']>
  readonly context: Context | undefined
}): ReactNode {
  const { report, content, context } = props
  const own = context?.municipalities ?? []
  const home = useMunicipalityName(context && content.residence, own, context?.territory.id)
  const places = new Map(own.map((one) => [one.code, one.name]))
  if (content.residence !== null && home !== undefined) places.set(content.residence, home)
  return (
    <>
      {report.missing.length === 0 ? null : (
        <p>
          <strong>{m.intake_missing()}</strong>:{' '}
          {report.missing.map((part) => wordOf('missing', part)).join(' · ')}
        </p>
      )}
      <DefinitionList items={linesOf(content, places)} />
      <DefinitionList items={answersOf(content)} />
    </>
  )
}
