import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert, Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { DocumentsReply, type DocumentView, IssuedReply } from '../contract.ts'
import { titleOf } from '../words.ts'
import { IssueForm } from './issue-form.tsx'

/** The register of one file, and what can be issued from it. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = useFileReading(caseId, {
    key: ['documents', caseId],
    path: `/api/interventions/${caseId}/documents`,
    reply: DocumentsReply,
  })
  if (reading.data === undefined) {
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  }
  const { documents, can, isAvailable, known } = reading.data
  return (
    <div className="stack">
      {documents.length === 0 ? <EmptyState title={m.documents_none()} /> : null}
      <ul className="plain-list stack">
        {documents.map((one) => (
          <Line key={one.id} caseId={caseId} document={one} />
        ))}
      </ul>
      {isAvailable ? null : <Alert tone="warning" title={m.documents_unavailable()} />}
      {can.issue && isAvailable ? <IssueForm caseId={caseId} known={known} /> : null}
    </div>
  )
}

function Line(props: { readonly caseId: string; readonly document: DocumentView }): ReactNode {
  const { caseId, document } = props
  const [isAnnulling, setAnnulling] = useState(false)
  const { number, issuedBy, annulledBy, annuls } = document
  return (
    <li className="stack-tight">
      <p>
        <strong>{titleOf(document.kind)}</strong> <span className="mono">{number}</span>{' '}
        {annulledBy === null ? null : (
          <Badge tone="warning">{m.documents_annulled_by({ number: annulledBy })}</Badge>
        )}
        {annuls === null ? null : <Badge>{m.documents_annuls({ number: annuls })}</Badge>}
      </p>
      <p className="small muted">
        {m.documents_by_line({ when: momentText(document.issuedAt), by: issuedBy })}
      </p>
      <div className="line">
        <a
          className="btn btn-secondary"
          href={`/documenti/${caseId}/${document.id}`}
          target="_blank"
          rel="noreferrer"
          aria-label={m.documents_open({ number })}
        >
          {m.documents_open_word()}
        </a>
        {document.can.annul ? (
          <Button kind="quiet" onPress={() => setAnnulling(true)}>
            {m.documents_annul()}
          </Button>
        ) : null}
      </div>
      {isAnnulling ? (
        <AnnulDialog caseId={caseId} document={document} onClose={() => setAnnulling(false)} />
      ) : null}
    </li>
  )
}

function AnnulDialog(props: {
  readonly caseId: string
  readonly document: DocumentView
  readonly onClose: () => void
}): ReactNode {
  const { caseId, document, onClose } = props
  const [reason, setReason] = useState('')
  const annul = useWrite({
    method: 'POST',
    path: `/api/interventions/${caseId}/documents/${document.id}/annulment`,
    body: (why: string) => ({ reason: why }),
    reply: IssuedReply,
    refresh: [['documents', caseId]],
    done: ({ number }) => {
      toast(m.documents_annul_done({ number }))
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.documents_annul_title({ number: document.number })}
      consequence={m.documents_annul_consequence()}
      verb={m.documents_annul()}
      busy={annul.isPending}
      problem={annul.error}
      onConfirm={() => annul.mutate(reason)}
      onBack={onClose}
    >
      <TextField
        label={m.documents_label_reason()}
        value={reason}
        onChange={setReason}
        need="required"
        maxLength={1000}
        error={annul.error?.fieldText('reason')}
      />
    </InterruptionCard>
  )
}
