import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { NEXT_STEPS, type NextStepKey } from '../model-next-step.ts'
import { colleagueText, limitsText } from './colleague-words.ts'
import { useCommand, useFile } from './use-board.ts'
import { whoCan } from './who-can.ts'

export type DialogProps = { readonly row: BoardRow; readonly onClose: () => void }

/** To whom and why: the new owner sees it at once and has still to answer. */
export function HandOnDialog({ row, onClose }: DialogProps): ReactNode {
  const file = useFile(row.id)
  const [toId, setTo] = useState('')
  const [reason, setReason] = useState('')
  const handOn = useCommand<{ toId: string; reason: string }>({
    id: row.id,
    verb: 'owner',
    done: () => {
      toast(m.interventions_handed_on())
      onClose()
    },
  })
  const others = (file.data?.colleagues ?? []).filter((one) => one.id !== row.owner.id)
  const options = others.map((one) => ({ value: one.id, label: colleagueText(one) }))
  // Who can take the step that the owner cannot is already chosen; whoever hands it on may choose another.
  const able = whoCan(row.nextStep.key, row.owner.id, file.data?.colleagues ?? [])
  const to = toId === '' ? (able?.id ?? '') : toId
  const chosen = others.find((one) => one.id === to)
  return (
    <FormDialog
      title={m.interventions_hand_on_title()}
      verb={m.interventions_hand_on_save()}
      busy={handOn.isPending}
      problem={handOn.error}
      onSend={() => handOn.mutate({ toId: to, reason })}
      onClose={onClose}
    >
      {file.data === undefined ? <Skeleton lines={3} /> : null}
      <Select
        label={m.interventions_hand_on_to()}
        need="required"
        placeholder={m.interventions_choose_person()}
        {...(chosen === undefined ? {} : { hint: limitsText(chosen) })}
        value={to}
        options={options}
        onChange={setTo}
        error={handOn.error?.fieldText('toId')}
      />
      <ReasonField
        label={m.interventions_hand_on_reason()}
        value={reason}
        onChange={setReason}
        error={handOn.error?.fieldText('reason')}
      />
    </FormDialog>
  )
}

/** The reason that a decision needs. */
export function ReasonField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (reason: string) => void
  readonly error: string | undefined
}): ReactNode {
  return <TextField {...props} need="required" maxLength={1000} />
}

/** Confirming *non pertinente*: the file closes. */
export function ConfirmDialog({ row, onClose }: DialogProps): ReactNode {
  const sheet = useFile(row.id).data?.sheet
  const confirm = useCommand<undefined>({
    id: row.id,
    verb: 'not-pertinent/confirmation',
    done: () => {
      toast(m.triage_confirmed())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.triage_confirm()}
      consequence={m.triage_confirm_consequence()}
      verb={m.triage_confirm()}
      busy={confirm.isPending}
      problem={confirm.error}
      onConfirm={() => confirm.mutate(undefined)}
      onBack={onClose}
    >
      {sheet?.reason ? (
        <p>{m.triage_confirm_said({ name: sheet.decidedBy, reason: sheet.reason })}</p>
      ) : null}
      {sheet?.offeredInstead ? (
        <p>{m.interventions_event_triage_decided_offered({ offered: sheet.offeredInstead })}</p>
      ) : null}
      <PatrolWaits row={row} />
    </InterruptionCard>
  )
}

/** Sending a proposed *non pertinente* back to the queue. */
export function RejectDialog({ row, onClose }: DialogProps): ReactNode {
  const [reason, setReason] = useState('')
  const reject = useCommand<{ reason: string }>({
    id: row.id,
    verb: 'not-pertinent/rejection',
    done: () => {
      toast(m.triage_rejected())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.triage_reject()}
      verb={m.triage_reject()}
      busy={reject.isPending}
      problem={reject.error}
      onSend={() => reject.mutate({ reason })}
      onClose={onClose}
    >
      <ReasonField
        label={m.triage_reason()}
        value={reason}
        onChange={setReason}
        error={reject.error?.fieldText('reason')}
      />
    </FormDialog>
  )
}

/** Steps of a file that has a place, or wants none: who stays with the person is seen to. */
const SEEN_TO: readonly NextStepKey[] = NEXT_STEPS.slice(NEXT_STEPS.indexOf('read-back'))

/** Who closes is told of the patrol whose wait ends with it. */
export function PatrolWaits({ row }: Pick<DialogProps, 'row'>): ReactNode {
  if (row.patrolWaitingSince === null) return null
  return <Alert tone="warning" title={m.interventions_close_patrol()} />
}

/** Before a patrol goes: it does not come back by itself. */
export function PatrolDialog({ row, onClose }: DialogProps): ReactNode {
  const release = useCommand<undefined>({
    id: row.id,
    verb: 'patrol-release',
    done: () => {
      toast(m.interventions_patrol_released())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.interventions_patrol_ask()}
      consequence={
        SEEN_TO.includes(row.nextStep.key)
          ? m.interventions_patrol_consequence()
          : m.interventions_patrol_too_soon()
      }
      verb={m.interventions_patrol_release()}
      busy={release.isPending}
      problem={release.error}
      onConfirm={() => release.mutate(undefined)}
      onBack={onClose}
    />
  )
}
