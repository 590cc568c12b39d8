import { type ReactNode, useState } from 'react'
import type { EmergencyCallInput } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Dialog, DialogActions } from '#platform/web/ui/dialog.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { useCommand } from './use-board.ts'

type Service = EmergencyCallInput['service']

const SERVICES: readonly Service[] = [
  '112',
  '118',
  '113',
  '114',
  '115',
  '1522',
  'antitratta',
  '116000',
]

/** The service of this name, when it is one that can be recorded. */
export function serviceOf(name: string | undefined): Service | undefined {
  return SERVICES.find((one) => one === name)
}

/** Recording that the file was handed on to an emergency service. */
export function useEmergencyCall(row: BoardRow, done?: () => void) {
  return useCommand<EmergencyCallInput>({
    id: row.id,
    verb: 'emergency-calls',
    done: (_row, { service }) => {
      toast(m.triage_call_recorded({ service }))
      done?.()
    },
  })
}

/** Which service, the reference when they gave one, and whether our operator stays on the line. */
export function EmergencyDialog(props: {
  readonly row: BoardRow
  readonly onClose: () => void
}): ReactNode {
  const { row, onClose } = props
  const [service, setService] = useState<Service>(serviceOf(row.authoritiesDue[0]) ?? '112')
  const [reference, setReference] = useState('')
  const [staysOnLine, setStays] = useState(false)
  const call = useEmergencyCall(row, onClose)
  return (
    <Dialog title={m.triage_call_record({ service })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          call.mutate({ service, staysOnLine, ...(reference === '' ? {} : { reference }) })
        }}
      >
        <p>{m.triage_call_hint()}</p>
        <Select
          label={m.triage_call_service()}
          value={service}
          options={SERVICES.map((value) => ({ value, label: value }))}
          onChange={setService}
        />
        <TextField
          label={m.triage_call_reference()}
          value={reference}
          onChange={setReference}
          maxLength={60}
        />
        <Checkbox label={m.triage_call_stays()} checked={staysOnLine} onChange={setStays} />
        {call.error === null ? null : <ProblemState problem={call.error} />}
        <DialogActions>
          <Button kind="primary" type="submit" acts busy={call.isPending}>
            {m.triage_call_record({ service })}
          </Button>
          <Button onPress={onClose}>{m.web_go_back()}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
