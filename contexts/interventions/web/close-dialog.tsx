import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { instantOf } from '#platform/web/moments.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { Outcome } from '../model.ts'
import { type DialogProps, ReasonField } from './dialogs.tsx'
import { useCommand } from './use-board.ts'

/** What a worked file ends with first, then what was no work at all. A confirmed not-pertinent closes by itself. */
const OFFERED = [
  'made-safe',
  'temporary',
  'refused',
  'not-found',
  'unmet',
  'duplicate',
  'wrong',
] as const satisfies readonly Outcome[]
type Offered = (typeof OFFERED)[number]

type Body = {
  readonly outcome: Offered
  readonly reason: string
  readonly reviewAt?: string
  readonly duplicateOf?: string
}

/** Outcome and words; what still needs a handover is refused by the server, in its own words (I4). */
export function CloseDialog({ row, onClose }: DialogProps): ReactNode {
  // While something is still to be done nothing is chosen beforehand: an outcome is nobody's default.
  const isWorked = row.nextStep.key === 'close'
  const [outcome, setOutcome] = useState<Offered | undefined>(isWorked ? 'made-safe' : undefined)
  const [other, setOther] = useState('')
  const [isPressed, setPressed] = useState(false)
  const [reason, setReason] = useState('')
  const [review, setReview] = useState('')
  const close = useCommand<Body>({
    id: row.id,
    verb: 'closing',
    done: () => {
      toast(m.interventions_closed())
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
      <RadioGroup
        label={m.interventions_close_outcome()}
        need="required"
        error={
          isPressed && outcome === undefined
            ? m.web_field_missing({ field: m.interventions_close_outcome() })
            : undefined
        }
        value={outcome}
        onChange={setOutcome}
        options={OFFERED.map((value) => ({
          value,
          label: textOf(`interventions_outcome_${value.replaceAll('-', '_')}`) ?? value,
        }))}
      />
      {outcome === 'temporary' ? (
        <TextField
          label={m.interventions_close_review()}
          need="required"
          type="datetime-local"
          value={review}
          onChange={setReview}
          error={close.error?.fieldText('reviewAt')}
        />
      ) : null}
      {outcome === 'duplicate' ? (
        <TextField
          label={m.interventions_close_duplicate_of()}
          hint={m.interventions_close_duplicate_hint()}
          need="required"
          value={other}
          onChange={setOther}
          maxLength={20}
          error={close.error?.fieldText('duplicateOf')}
        />
      ) : null}
      <ReasonField
        label={m.interventions_close_reason()}
        value={reason}
        onChange={setReason}
        error={close.error?.fieldText('reason')}
      />
    </InterruptionCard>
  )
}
