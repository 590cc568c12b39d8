import { createContext, type ReactNode, use, useId } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from './class-names.ts'
import { Icon } from './icon.tsx'

/** What every field has in common. `need` says in words whether it must be filled in. */
export interface FieldProps {
  readonly label: string
  /** Which of several alike this one is, where the page shows it beside the field: read aloud with the label. */
  readonly about?: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly need?: 'required' | 'optional'
  readonly className?: string
}

/** Whether the form around a field was tried: only then does an empty required field complain. */
export const TriedContext = createContext(false)

/** What is wrong with a field: that it is missing, once the form was tried, else what the caller says. */
export function useFieldError(field: FieldProps, isMissing: boolean): string | undefined {
  const isTried = use(TriedContext)
  return isTried && isMissing ? m.web_field_missing({ field: field.label }) : field.error
}

/** The ids and attributes that tie a control to its label, hint and error. */
export interface FieldTies {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

/** Label, hint and error around one control. */
export function Field(
  props: FieldProps & {
    readonly isEmpty: boolean
    /** What is wrong with what stands there, before anything is sent: too long. Keeps the form from going. */
    readonly fault?: string | undefined
    readonly children: (ties: FieldTies) => ReactNode
  },
): ReactNode {
  const id = useId()
  const { label, hint, need } = props
  const isMissing = need === 'required' && props.isEmpty
  const error = useFieldError({ ...props, error: props.fault ?? props.error }, isMissing)
  const described = names(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)
  const ties: FieldTies = {
    id,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-required': need === 'required' ? true : undefined,
  }
  return (
    <div
      className={names('field', error !== undefined && 'field-wrong', props.className)}
      data-missing={isMissing || props.fault !== undefined || undefined}
    >
      <label htmlFor={id} className="field-label">
        {label}
        {props.about === undefined ? null : (
          <span className="visually-hidden"> ({props.about})</span>
        )}{' '}
        <NeedWord need={need} />
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
      {props.children(ties)}
    </div>
  )
}

/** `(obbligatorio)` or `(facoltativo)`, in words. */
export function NeedWord({ need }: { readonly need: FieldProps['need'] }): ReactNode {
  if (need === undefined) return null
  return (
    <span className="field-need">
      ({need === 'required' ? m.web_required() : m.web_optional()})
    </span>
  )
}

/** Hint and error of the field `id`. */
export function FieldNotes(props: {
  readonly id: string
  readonly hint: string | undefined
  readonly error: string | undefined
}): ReactNode {
  return (
    <>
      {props.hint === undefined ? null : (
        <span id={`${props.id}-hint`} className="field-hint">
          {props.hint}
        </span>
      )}
      {props.error === undefined ? null : (
        <span id={`${props.id}-error`} className="field-error">
          <Icon name="warning" size={16} /> {props.error}
        </span>
      )}
    </>
  )
}
