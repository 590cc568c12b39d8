import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { givenBackText } from '#contexts/handover/given-back.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { instantOf } from '#platform/web/moments.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import type { InterventionView } from '../contract.ts'
import type { Outcome } from '../model.ts'
import { type CloseRefusal, closingLacks } from '../model-closing.ts'
import { type DialogProps, PatrolWaits } from './dialogs.tsx'
import { useCommand, useFile } from './use-board.ts'

/** What a worked file ends with first, then what was no work at all. A confirmed not-pertinent closes by itself. */
const OFFERED = [
  'made-safe',
  'temporary',
  'refused',
  'not-found',
  'unmet',
  'duplicate',
  'wrong',
  'unheard',
] as const satisfies readonly Outcome[]
type Offered = (typeof OFFERED)[number]

/** What is being written. */
type Written = {
  readonly outcome: Offered | undefined
  readonly other: string
  readonly reason: string
  readonly review: string
}

const UnderWay = z.object({
  outcome: z.enum(OFFERED).optional(),
  other: z.string(),
  reason: z.string(),
  review: z.string(),
})

function readKept(value: unknown): Written | undefined {
  const kept = UnderWay.safeParse(value).data
  return kept && { ...kept, outcome: kept.outcome }
}

type Body = {
  readonly outcome: Offered
  readonly reason: string
  readonly reviewAt?: string
  readonly duplicateOf?: string
}

/** Outcome and words; what an outcome still lacks stands beside it, in the words of the refusal (I4). */
export function CloseDialog({ row, onClose }: DialogProps): ReactNode {
  const form = useKeptForm<Written>({
    id: `chiusura-${row.id}`,
    start: { outcome: firstOutcome(row), other: '', reason: '', review: '' },
    read: readKept,
  })
  const { outcome, other, reason, review } = form.value
  const { closing, givenBack } = useFile(row.id).data ?? {}
  // What came back, or the part that nobody took, is what is still to be passed on.
  const lacksHandover = closing && closingLacks('made-safe', closing) === 'handover-missing'
  const [isPressed, setPressed] = useState(false)
  const close = useCommand<Body>({
    id: row.id,
    verb: 'closing',
    done: () => {
      toast(m.interventions_closed())
      form.forget()
      onClose()
    },
  })
  const send = (): void => {
    setPressed(true)
    if (outcome === undefined) return
    const reviewAt = instantOf(review)
    const isReviewed = outcome === 'temporary' && reviewAt !== undefined
    close.mutate({
      outcome,
      reason,
      ...(isReviewed ? { reviewAt } : {}),
      ...(outcome === 'duplicate' ? { duplicateOf: other.trim() } : {}),
    })
  }
  return (
    <InterruptionCard
      title={m.interventions_close_title()}
      consequence={m.interventions_close_consequence()}
      verb={m.interventions_close_save()}
      busy={close.isPending}
      problem={close.error}
      onConfirm={send}
      onBack={onClose}
    >
      <Resumed form={form} />
      <PatrolWaits row={row} />
      {lacksHandover && givenBack ? (
        <Alert tone="warning" title={givenBackText(givenBack)} />
      ) : null}
      <RadioGroup
        label={m.interventions_close_outcome()}
        need="required"
        error={
          isPressed && outcome === undefined
            ? m.web_field_missing({ field: m.interventions_close_outcome() })
            : undefined
        }
        value={outcome}
        onChange={(chosen) => form.change({ outcome: chosen })}
        options={OFFERED.filter((value) => value !== 'unheard' || row.isUnheard).map((value) => ({
          value,
          label: textOf(`interventions_outcome_${value.replaceAll('-', '_')}`) ?? value,
          ...lackHint(value, closing),
        }))}
      />
      {outcome === 'temporary' ? (
        <TextField
          label={m.interventions_close_review()}
          need="required"
          type="datetime-local"
          value={review}
          onChange={(when) => form.change({ review: when })}
          error={close.error?.fieldText('reviewAt')}
        />
      ) : null}
      {outcome === 'duplicate' ? (
        <TextField
          label={m.interventions_close_duplicate_of()}
          hint={m.interventions_close_duplicate_hint()}
          need="required"
          value={other}
          onChange={(number) => form.change({ other: number })}
          maxLength={20}
          error={close.error?.fieldText('duplicateOf')}
        />
      ) : null}
      <TextArea
        label={m.interventions_close_reason()}
        need="required"
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
        onKey={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
        error={close.error?.fieldText('reason')}
      />
    </InterruptionCard>
  )
}

/** While something is still to be done nothing is chosen beforehand: an outcome is nobody's default. */
function firstOutcome({ nextStep, isUnheard }: DialogProps['row']): Offered | undefined {
  if (isUnheard) return 'unheard'
  return nextStep.key === 'close' ? 'made-safe' : undefined
}

/** What is missing before a file can end so; nothing while it is not known. */
function lackHint(
  outcome: Outcome,
  closing: InterventionView['closing'] | undefined,
): { readonly hint?: string } {
  const lacks = closing ? closingLacks(outcome, closing) : undefined
  const hint = lacks && LACKS[lacks]?.()
  return hint === undefined ? {} : { hint }
}

const LACKS: Readonly<Partial<Record<CloseRefusal, () => string>>> = {
  'place-open': m.problem_place_open,
  'handover-missing': m.interventions_close_needs_handover,
  'handover-awaited': m.problem_handover_awaited,
  'coordinator-only': m.problem_coordinator_only,
}
