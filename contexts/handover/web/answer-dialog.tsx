import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { HandoverReply, type HandoverView } from '../contract.ts'
import { ANSWERS, type AnswerKind } from '../model.ts'
import { wordOf } from '../words.ts'
import { Assignee } from './assignee.tsx'
import { keyOf } from './readings.ts'

type Props = {
  readonly caseId: string
  readonly handover: HandoverView
  readonly onClose: () => void
}

type Said = {
  readonly kind: AnswerKind | undefined
  readonly name: string
  readonly role: string
  readonly reason: string
  readonly to: string
}

const UnderWay = z.object({
  kind: z.enum(ANSWERS).optional(),
  name: z.string(),
  role: z.string(),
  reason: z.string(),
  to: z.string(),
})

function readKept(value: unknown): Said | undefined {
  const kept = UnderWay.safeParse(value).data
  return kept && { ...kept, kind: kept.kind }
}

const NEEDS_REASON: readonly AnswerKind[] = ['partial', 'not-needed', 'returned']

/** *Accettato a voce da … ore …*: what the office said on the telephone. */
export function AnswerDialog(props: Props & { readonly people: readonly string[] }): ReactNode {
  const { caseId, handover, onClose } = props
  const form = useKeptForm<Said>({
    id: `risposta-${handover.id}`,
    start: {
      kind: undefined,
      name: handover.recipient?.name ?? '',
      role: handover.recipient?.role ?? '',
      reason: '',
      to: '',
    },
    read: readKept,
  })
  const { value: said, change } = form
  const answer = useWrite<Said, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/${handover.id}/answer`,
    body: (input) => input,
    reply: HandoverReply,
    refresh: [keyOf(caseId)],
    done: () => {
      toast(m.handover_answered())
      form.forget()
      onClose()
    },
  })
  const kinds = ANSWERS.filter((one) => one !== 'received' || handover.state === 'sent')
  return (
    <FormDialog
      title={m.handover_answer()}
      verb={m.handover_answer_save()}
      busy={answer.isPending}
      problem={answer.error}
      onSend={() => answer.mutate(said)}
      onClose={onClose}
    >
      <Resumed form={form} />
      <RadioGroup
        label={m.handover_answer_what()}
        need="required"
        value={said.kind}
        onChange={(kind) => change({ kind })}
        options={kinds.map((one) => ({ value: one, label: wordOf('do', one) }))}
      />
      <TextField
        label={m.handover_name()}
        value={said.name}
        maxLength={120}
        onChange={(name) => change({ name })}
        {...(said.kind === 'received' ? {} : { need: 'required' as const })}
      />
      <TextField
        label={m.handover_role()}
        value={said.role}
        maxLength={120}
        onChange={(role) => change({ role })}
      />
      {said.kind === 'assigned' ? (
        <Assignee people={props.people} value={said.to} onChange={(to) => change({ to })} />
      ) : null}
      {said.kind !== undefined && NEEDS_REASON.includes(said.kind) ? (
        <TextArea
          {...reasonWords(said.kind)}
          need="required"
          rows={2}
          value={said.reason}
          maxLength={1000}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
    </FormDialog>
  )
}

/** How the reason of an answer is asked: of a part, what stays with who sends, since somebody must take it (I4). */
export function reasonWords(kind: AnswerKind | undefined): {
  readonly label: string
  readonly hint?: string
} {
  return kind === 'partial'
    ? { label: m.handover_reason_part(), hint: m.handover_reason_part_hint() }
    : { label: m.handover_reason() }
}

/** *Passaggio senza riscontro*, after the whole chase. */
export function GiveUpDialog({ caseId, handover, onClose }: Props): ReactNode {
  const [reason, setReason] = useState('')
  const giveUp = useWrite<string, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/${handover.id}/unanswered`,
    body: (why) => ({ reason: why }),
    reply: HandoverReply,
    refresh: [keyOf(caseId)],
    done: onClose,
  })
  return (
    <InterruptionCard
      title={m.handover_give_up()}
      consequence={m.handover_give_up_consequence()}
      verb={m.handover_give_up()}
      busy={giveUp.isPending}
      problem={giveUp.error}
      onConfirm={() => giveUp.mutate(reason)}
      onBack={onClose}
    >
      <TextField
        label={m.handover_reason()}
        need="required"
        value={reason}
        maxLength={1000}
        onChange={setReason}
      />
    </InterruptionCard>
  )
}
