import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'

/** Who supervises without reading what was said. */
const READS_NO_WORDS = ['lead-municipality', 'auditor', 'administrator', 'mediator']

/** Under the file in focus: the way to what was said. Only the link: nothing is read, so nothing is recorded. */
export function ReportColumn({ focusedId }: { readonly focusedId: string | undefined }): ReactNode {
  const roles = useSession().data?.roles ?? []
  if (focusedId === undefined || roles.every((role) => READS_NO_WORDS.includes(role))) return null
  return (
    <p className="focus-body line no-print">
      <PageLink to={`/segnalazioni/${focusedId}`}>{m.intake_report_link()}</PageLink>
    </p>
  )
}
