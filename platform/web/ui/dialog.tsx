import { type ReactNode, useEffect, useId, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '../problem.ts'
import { Button } from './button.tsx'
import { names } from './class-names.ts'
import { Form, type FormProps } from './form.tsx'

export interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly onClose: () => void
  /** `wide` for what is read, `palette` at the top of the page. */
  readonly look?: 'plain' | 'wide' | 'palette'
  /** False when leaving needs a choice: Esc and the ground behind do nothing. */
  readonly dismissable?: boolean
}

/**
 * A modal dialog on the browser's own element: it traps the focus, makes the rest inert and gives the focus
 * back to where it was. Mount it to open it.
 */
export function Dialog(props: DialogProps): ReactNode {
  const { title, children, onClose, look = 'plain', dismissable = true } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    if (element !== null) beginAtTop(element)
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a click on the ground does what Esc does
    <dialog
      ref={dialog}
      className={names('dialog', `dialog-${look}`)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        if (dismissable) onClose()
      }}
      onClick={(event) => {
        if (dismissable && event.target === dialog.current) onClose()
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId} tabIndex={-1}>
            {title}
          </h2>
          {dismissable ? (
            <Button
              kind="quiet"
              icon="close"
              label={m.web_close()}
              onPress={onClose}
              className="btn-icon"
            >
              <span className="visually-hidden">{m.web_close()}</span>
            </Button>
          ) : null}
        </header>
        {children}
      </div>
    </dialog>
  )
}

/**
 * What is to be filled in takes the focus. A dialog is read from its title: without a field, or with one that would scroll
 * it away, the title has the focus, and a key that was still meant for the page presses nothing.
 */
function beginAtTop(dialog: HTMLElement): void {
  const field = dialog.querySelector<HTMLElement>('input, select, textarea')
  field?.focus({ preventScroll: true })
  dialog.scrollTop = 0
  const isHere =
    field !== null && field.getBoundingClientRect().bottom <= dialog.getBoundingClientRect().bottom
  if (!isHere) dialog.querySelector<HTMLElement>('.dialog-head h2')?.focus({ preventScroll: true })
}

/** Buttons at the foot of a dialog, the chosen way first. */
export function DialogActions({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="dialog-actions">{children}</div>
}

export interface FormDialogProps extends Omit<FormProps, 'actions' | 'look'> {
  readonly title: string
  /** What the button does: `Passa l'intervento`. */
  readonly verb: string
  readonly busy: boolean
  /** The key that does the same, shown on the button. */
  readonly keys?: string
  readonly onClose: () => void
  readonly kind?: 'primary' | 'danger'
  /** Why it cannot be sent now. */
  readonly refused?: string | undefined
}

/** A dialog with a form: its verb, the way back, and above them what was refused. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, verb, busy, onClose, kind = 'primary', refused, keys, ...form } = props
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        {...form}
        actions={
          <DialogActions>
            <Button kind={kind} type="submit" acts busy={busy} refused={refused} keys={keys}>
              {verb}
            </Button>
            <Button onPress={onClose}>{m.web_go_back()}</Button>
          </DialogActions>
        }
      />
    </Dialog>
  )
}

/** Before what cannot be undone: one sentence on the consequence, the verb, and the way back. */
export function InterruptionCard(props: {
  readonly title: string
  readonly consequence: string
  readonly verb: string
  readonly busy?: boolean
  readonly problem?: ApiProblem | null
  readonly children?: ReactNode
  readonly onConfirm: () => void
  readonly onBack: () => void
}): ReactNode {
  return (
    <FormDialog
      title={props.title}
      verb={props.verb}
      kind="danger"
      busy={props.busy ?? false}
      problem={props.problem}
      onSend={props.onConfirm}
      onClose={props.onBack}
    >
      <p className="interruption">{props.consequence}</p>
      {props.children}
    </FormDialog>
  )
}
