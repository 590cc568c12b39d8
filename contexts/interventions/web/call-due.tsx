import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { instantOf, localMoment } from '#platform/web/moments.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { BoardRow } from '../contract.ts'
import { type Service, serviceOf, useEmergencyCall } from './emergency-call.tsx'
import type { FileActions } from './use-actions.tsx'

/** What a patrol on the spot can stand for: it is no ambulance and no fire engine. */
const isPolice = (service: Service): boolean => service === '112' || service === '113'

/** The service that must be called at once: that it was, or that it is there already. */
export function CallDue({ actions }: { readonly actions: FileActions }): ReactNode {
  const { row } = actions
  const [isPresent, setPresent] = useState(false)
  const service = serviceOf(row.authoritiesDue[0]) ?? '112'
  const present = textOf(`triage_present_${service}`)
  if (!row.can.emergencyCall) return null
  return (
    <>
      {row.patrolWaitingSince === null || !isPolice(service) ? null : (
        <p>{m.triage_present_patrol()}</p>
      )}
      <p className="small muted">{m.triage_call_hint()}</p>
      <div className="line">
        <Button kind="primary" acts keys="E" busy={actions.calling} onPress={actions.callDue}>
          {m.triage_call_record({ service })}
        </Button>
        <a className="btn btn-secondary" href={`tel:${service}`}>
          {m.triage_call_service_now({ service })}
        </a>
        {present === undefined ? null : (
          <Button acts onPress={() => setPresent(true)}>
            {present}
          </Button>
        )}
        <Button acts onPress={() => actions.open('emergency')}>
          {m.triage_call_details()}
        </Button>
      </div>
      {isPresent ? (
        <PresentDialog
          row={row}
          service={service}
          title={present ?? ''}
          onClose={() => setPresent(false)}
        />
      ) : null}
    </>
  )
}

/** That they are there already, since when, and who they are when it is known. */
function PresentDialog(props: {
  readonly row: BoardRow
  readonly service: Service
  readonly title: string
  readonly onClose: () => void
}): ReactNode {
  const { row, service } = props
  const [since, setSince] = useState(() => localMoment(row.patrolWaitingSince ?? nowText()))
  const [reference, setReference] = useState('')
  const call = useEmergencyCall(row, props.onClose)
  const send = (): void => {
    const calledAt = instantOf(since)
    call.mutate({
      service,
      staysOnLine: false,
      isPresent: true,
      ...(calledAt === undefined ? {} : { calledAt }),
      ...(reference === '' ? {} : { reference }),
    })
  }
  return (
    <FormDialog
      title={props.title}
      verb={m.triage_present_save({ service })}
      busy={call.isPending}
      problem={call.error}
      onSend={send}
      onClose={props.onClose}
    >
      <p>{m.triage_present_text({ service })}</p>
      <TextField
        label={m.triage_present_since()}
        type="datetime-local"
        value={since}
        onChange={setSince}
        error={call.error?.fieldText('calledAt')}
      />
      <TextField
        label={m.triage_present_who()}
        need="optional"
        value={reference}
        onChange={setReference}
        maxLength={60}
        error={call.error?.fieldText('reference')}
      />
    </FormDialog>
  )
}

function nowText(): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
}
