import { type ReactNode, useState } from 'react'
import { EmergencyCallBody, type EmergencyCallInput } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { useCommand } from './use-board.ts'

/** A service that can be recorded. */
export type Service = EmergencyCallInput['service']

const SERVICES: readonly Service[] = EmergencyCallBody.shape.service.options

/** The service of this name, when it is one that can be recorded. */
export function serviceOf(name: string | undefined): Service | undefined {
  return SERVICES.find((one) => one === name)
}

/** Recording that the file was handed on to an emergency service. */
export function useEmergencyCall(row: BoardRow, done?: () => void) {
  return useCommand<EmergencyCallInput>({
    id: row.id,
    verb: 'emergency-calls',
    done: (_row, { service, isPresent }) => {
      toast(
        isPresent === true
          ? m.triage_present_recorded({ service })
          : m.triage_call_recorded({ service }),
      )
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
    <FormDialog
      title={m.triage_call_record({ service })}
      verb={m.triage_call_record({ service })}
      busy={call.isPending}
      problem={call.error}
      onSend={() =>
        call.mutate({ service, staysOnLine, ...(reference === '' ? {} : { reference }) })
      }
      onClose={onClose}
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
        need="optional"
        value={reference}
        onChange={setReference}
        maxLength={60}
        error={call.error?.fieldText('reference')}
      />
      <Checkbox label={m.triage_call_stays()} checked={staysOnLine} onChange={setStays} />
    </FormDialog>
  )
}
