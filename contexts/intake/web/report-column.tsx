import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'

/** Under the file in focus: the way to what was said. Only the link: nothing is read, so nothing is recorded. */
export function ReportColumn({ focusedId }: { readonly focusedId: string | undefined }): ReactNode {
  if (focusedId === undefined) return null
  return (
    <p className="focus-body line">
      <PageLink to={`/segnalazioni/${focusedId}`}>{m.intake_report_link()}</PageLink>
    </p>
  )
}
