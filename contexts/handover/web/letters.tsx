import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { HandoverReply, type HandoverView } from '../contract.ts'
import { RECEIPTS, type Receipt } from '../model.ts'
import { wordOf } from '../words.ts'
import { keyOf } from './readings.ts'

type Props = { readonly caseId: string; readonly handover: HandoverView }

/** What left for the service, how far it has come, and who opened its link. */
export function Letters({ caseId, handover }: Props): ReactNode {
  const [isTelling, setTelling] = useState(false)
  const { letters } = handover
  if (letters.length === 0) return null
  const isOpened = letters.some(({ openedAt }) => openedAt !== null)
  return (
    <>
      <ul className="plain-list small">
        {letters.map((one) => (
          <li key={one.id}>{letterText(one)}</li>
        ))}
      </ul>
      {isOpened ? <p className="small muted">{m.handover_letter_opened_hint()}</p> : null}
      {handover.can.answer ? (
        <div className="line">
          <Button kind="quiet" onPress={() => setTelling(true)}>
            {m.handover_receipt_record()}
          </Button>
        </div>
      ) : null}
      {isTelling ? (
        <ReceiptDialog caseId={caseId} handover={handover} onClose={() => setTelling(false)} />
      ) : null}
    </>
  )
}

function letterText({ to, isPec, delivery, openedAt }: HandoverView['letters'][number]): string {
  const words = { to, delivery: wordOf('delivery', delivery) }
  const line = isPec ? m.handover_letter_pec(words) : m.handover_letter_mail(words)
  if (openedAt === null) return line
  return `${line}, ${m.handover_letter_opened({ when: momentText(openedAt) })}`
}

type Told = { readonly letter: string; readonly receipt: Receipt | undefined }

/** What the receipt of a PEC says, or that a letter came back. */
function ReceiptDialog({ caseId, handover, onClose }: Props & { onClose: () => void }): ReactNode {
  const { letters } = handover
  const first = letters.find(({ isPec }) => isPec) ?? letters[0]
  const [told, setTold] = useState<Told>({ letter: first?.id ?? '', receipt: undefined })
  const save = useWrite<Told, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/${handover.id}/letters/${told.letter}/receipt`,
    body: ({ receipt }) => ({ receipt }),
    reply: HandoverReply,
    refresh: [keyOf(caseId)],
    done: () => {
      toast(m.handover_receipt_done())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.handover_receipt_record()}
      verb={m.handover_answer_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate(told)}
      onClose={onClose}
    >
      <Select
        label={m.handover_receipt_letter()}
        need="required"
        value={told.letter}
        onChange={(letter) => setTold({ ...told, letter })}
        options={letters.map((one) => ({ value: one.id, label: letterText(one) }))}
      />
      <RadioGroup
        label={m.handover_receipt_what()}
        need="required"
        value={told.receipt}
        onChange={(receipt) => setTold({ ...told, receipt })}
        options={RECEIPTS.map((one) => ({ value: one, label: wordOf('receipt', one) }))}
      />
    </FormDialog>
  )
}
