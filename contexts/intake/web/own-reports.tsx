import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, phoneText } from '#platform/web/format.ts'
import { useRead } from '#platform/web/queries.ts'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { type OwnReport, OwnReportsReply, RespondersReply } from '../contract.ts'
import './intake.scss'

const EVERY_MS = 10_000

/** Whom to call now: office and number. */
export function Responders(): ReactNode {
  const read = useRead({
    key: ['intake', 'responders'],
    path: '/api/intake/responders',
    reply: RespondersReply,
    every: 60_000,
  })
  if (read.data === undefined) {
    return read.error ? (
      <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
    ) : null
  }
  return (
    <ul className="plain-list intake-own">
      {read.data.responders.map(({ label, phone }) => (
        <li key={`${label} ${phone}`}>
          {m.intake_own_now({ label })} <a href={`tel:${phone}`}>{phoneText(phone)}</a>
        </li>
      ))}
      <li>
        {m.intake_own_danger()} <a href="tel:112">112</a>
      </li>
    </ul>
  )
}

/** What one reported oneself: number, hour, state and who answers. Read anew by itself. */
export function OwnReports(): ReactNode {
  const read = useRead({
    key: ['intake', 'own-reports'],
    path: '/api/own-reports',
    reply: OwnReportsReply,
    every: EVERY_MS,
    isLive: true,
  })
  if (read.data === undefined) {
    return read.error ? (
      <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  }
  const { reports } = read.data
  return (
    <>
      {read.error ? <ProblemState problem={read.error} /> : null}
      {reports.length === 0 ? (
        <EmptyState title={m.intake_own_none()}>
          <p>{m.intake_own_none_text()}</p>
        </EmptyState>
      ) : (
        <ul className="plain-list intake-own">
          {reports.map((report) => (
            <OneReport key={report.interventionId} report={report} />
          ))}
        </ul>
      )}
    </>
  )
}

function OneReport({ report }: { readonly report: OwnReport }): ReactNode {
  const { label, phone } = report.responder
  return (
    <li>
      <p>
        <strong className="mono">{report.number}</strong> · {momentText(report.receivedAt)}
      </p>
      <p>{stateText(report.state, label)}</p>
      <p>
        {m.intake_own_call()} <a href={`tel:${phone}`}>{phoneText(phone)}</a>
      </p>
    </li>
  )
}

function stateText(state: OwnReport['state'], label: string): string {
  switch (state) {
    case 'received':
      return m.intake_own_received({ label })
    case 'answered':
      return m.intake_own_answered({ label })
    case 'closed':
      return m.intake_own_closed()
  }
}
