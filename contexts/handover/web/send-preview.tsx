import type { ReactNode } from 'react'
import type { Word } from '#contexts/documents/model.ts'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import type { HandoversReply, PreviewReply } from '../contract.ts'
import { paperLabel, papersOf, type Sending } from './sending.ts'
import { UnsaidLines } from './unsaid-lines.tsx'

/** Before a protected file leaves: exactly what goes, to whom, by which way, and what stays here. */
export function SendPreview(props: {
  readonly preview: PreviewReply
  readonly sending: Sending
  readonly reply: HandoversReply
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly onConfirm: () => void
  readonly onBack: () => void
  /** Lines that leave as *non noto*. */
  readonly unsaid: readonly Word[]
  readonly onFill: (word: Word) => void
}): ReactNode {
  const { preview, sending, reply } = props
  const papers = papersOf(sending, reply)
  const isBare = papers.length === 0
  return (
    <InterruptionCard
      title={m.handover_preview()}
      consequence={
        isBare ? m.handover_preview_consequence() : m.handover_preview_consequence_papers()
      }
      verb={m.handover_preview_send()}
      busy={props.busy}
      problem={props.problem}
      onConfirm={props.onConfirm}
      onBack={props.onBack}
    >
      <UnsaidLines unsaid={props.unsaid} onFill={props.onFill} />
      <dl>
        <dt>{m.handover_preview_to()}</dt>
        <dd>{[nameOf(sending, reply), preview.officeName].filter(Boolean).join(', ')}</dd>
        <dt>{m.handover_preview_way()}</dt>
        <dd>{m.handover_preview_link({ to: preview.mailboxes.join(', ') })}</dd>
        <dt>{m.handover_preview_papers()}</dt>
        <dd>
          {isBare
            ? m.handover_preview_no_papers()
            : papers.map((one) => paperLabel(one, reply.isProtected)).join('; ')}
        </dd>
        <dt>{m.handover_preview_stays()}</dt>
        <dd>{isBare ? m.handover_preview_stays_text() : m.handover_preview_stays_papers()}</dd>
      </dl>
      {preview.page.map(({ title, rows }) => (
        <section key={title} aria-label={title} className="stack-tight">
          <h3>{title}</h3>
          <dl>
            {rows.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </InterruptionCard>
  )
}

function nameOf(sending: Sending, { offices }: HandoversReply): string {
  const people = offices.find((one) => one.key === sending.office)?.people ?? []
  return people.find(({ mailbox }) => mailbox === sending.person)?.name ?? sending.name
}
