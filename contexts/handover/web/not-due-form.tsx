import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { HandoverReply } from '../contract.ts'
import { keyOf } from './readings.ts'

/** Why no handover is due: I4 asks for one or the other. */
export function NotDueForm({ caseId }: { readonly caseId: string }): ReactNode {
  const [isShown, setShown] = useState(false)
  return (
    <div className="line">
      <Button kind="quiet" onPress={() => setShown(true)}>
        {m.handover_not_due()}
      </Button>
      {isShown ? <NotDueDialog caseId={caseId} onClose={() => setShown(false)} /> : null}
    </div>
  )
}

function NotDueDialog(props: { readonly caseId: string; readonly onClose: () => void }): ReactNode {
  const { caseId, onClose } = props
  const [reason, setReason] = useState('')
  const declare = useWrite<string, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/none`,
    body: (why) => ({ reason: why }),
    reply: HandoverReply,
    refresh: [keyOf(caseId)],
    done: () => {
      toast(m.handover_not_due_done())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.handover_not_due()}
      verb={m.handover_not_due_save()}
      busy={declare.isPending}
      problem={declare.error}
      onSend={() => declare.mutate(reason)}
      onClose={onClose}
    >
      <TextField
        label={m.handover_reason()}
        need="required"
        value={reason}
        maxLength={1000}
        onChange={setReason}
        error={declare.error?.fieldText('reason')}
      />
    </FormDialog>
  )
}
