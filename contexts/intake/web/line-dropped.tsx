import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog, DialogActions } from '#platform/web/ui/dialog.tsx'

/** The line dropped while somebody may be in danger: 112 with the address, then the report with what is there. */
export function LineDropped(props: {
  readonly place: string
  readonly onClose: () => void
  readonly onTold: () => void
  readonly onOnlyRecord: () => void
}): ReactNode {
  return (
    <Dialog title={m.intake_line_dropped()} onClose={props.onClose}>
      <p>{m.intake_line_dropped_say()}</p>
      <p className="intake-address">{props.place}</p>
      <DialogActions>
        <a className="btn btn-secondary" href="tel:112">
          {m.intake_call_service({ service: '112' })}
        </a>
        <Button kind="primary" onPress={props.onTold}>
          {m.intake_line_dropped_told()}
        </Button>
        <Button onPress={props.onOnlyRecord}>{m.intake_line_dropped_record()}</Button>
      </DialogActions>
    </Dialog>
  )
}
