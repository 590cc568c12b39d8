import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ApiProblem } from '../problem.ts'
import { ProblemState } from './feedback.tsx'
import { TriedContext } from './field.tsx'

export interface FormProps {
  readonly children: ReactNode
  /** Buttons at the foot; one of them of type `submit`. */
  readonly actions?: ReactNode
  /** Called when nothing required is missing. */
  readonly onSend: () => void
  readonly problem?: ApiProblem | null | undefined
  /** What the person has not lost, said beside a refusal. */
  readonly saved?: string | undefined
  readonly look?: 'stack' | 'stack-tight'
}

/**
 * A form that never stays mute: a required field left empty says so and takes the focus, and nothing is sent; so
 * does a field that the server refused. Any other refusal stands above the buttons. What was written stays.
 */
export function Form(props: FormProps): ReactNode {
  const { problem, saved, onSend, look = 'stack' } = props
  const form = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  const [isOnField, setOnField] = useState(false)
  useEffect(() => {
    // The browser ends the event of a form sent within another form: nobody would hear it, and the page would go.
    if (form.current?.parentElement?.closest('form'))
      reportError(new Error('A form stands within another form'))
  }, [])
  useEffect(() => {
    if (tries > 0) focusIn(form.current?.querySelector('[data-missing]'))
  }, [tries])
  useLayoutEffect(() => {
    const wrong =
      problem?.isAboutFields === true ? form.current?.querySelector('.field-wrong') : null
    setOnField(wrong !== null && wrong !== undefined)
    focusIn(wrong)
  }, [problem])
  const submit = (): void => {
    if (form.current?.querySelector('[data-missing]')) setTries(tries + 1)
    else onSend()
  }
  return (
    <form
      ref={form}
      className={look}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TriedContext value={tries > 0}>{props.children}</TriedContext>
      {problem === null || problem === undefined || isOnField ? null : (
        <ProblemState problem={problem} {...(saved === undefined ? {} : { saved })} />
      )}
      {props.actions}
    </form>
  )
}

function focusIn(field: Element | null | undefined): void {
  field?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}
