import type { HTMLInputTypeAttribute, KeyboardEvent, ReactNode, Ref } from 'react'
import { names } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import { tooLongText } from './too-long.ts'

interface TextProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onLeave?: (() => void) | undefined
  readonly onKey?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined
  readonly name?: string | undefined
  readonly autoComplete?: string
  /** Beyond it the field says so and the form does not go: what is written is never cut. */
  readonly maxLength?: number
  /** Only for the first field of a screen that a key opens. */
  readonly autoFocus?: boolean
  readonly mono?: boolean
}

export interface TextFieldProps extends TextProps {
  readonly type?: HTMLInputTypeAttribute
  readonly inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'email' | 'search'
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text. */
export function TextField(props: TextFieldProps): ReactNode {
  return (
    <Field {...fieldOf(props)} isEmpty={props.value.trim() === ''} fault={tooLong(props)}>
      {(ties) => (
        <input
          {...ties}
          ref={props.ref}
          className={names('input', props.mono === true && 'mono')}
          type={props.type ?? 'text'}
          inputMode={props.inputMode}
          {...writingOf(props)}
        />
      )}
    </Field>
  )
}

export interface TextAreaProps extends TextProps {
  readonly rows?: number
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea(props: TextAreaProps): ReactNode {
  return (
    <Field {...fieldOf(props)} isEmpty={props.value.trim() === ''} fault={tooLong(props)}>
      {(ties) => (
        <textarea
          {...ties}
          ref={props.ref}
          className="input textarea"
          rows={props.rows ?? 4}
          {...writingOf(props)}
        />
      )}
    </Field>
  )
}

/** What both controls take alike. */
function writingOf(props: TextProps) {
  return {
    name: props.name,
    value: props.value,
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.autoFocus,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      props.onChange(event.target.value),
    onBlur: props.onLeave,
    onKeyDown: props.onKey,
  }
}

function tooLong({ value, maxLength }: TextProps): string | undefined {
  return maxLength === undefined ? undefined : tooLongText(value, maxLength)
}

function fieldOf(props: TextProps): FieldProps {
  const { label, about, hint, error, need, className } = props
  return {
    label,
    hint,
    error,
    ...(about === undefined ? {} : { about }),
    ...(need === undefined ? {} : { need }),
    ...(className === undefined ? {} : { className }),
  }
}
