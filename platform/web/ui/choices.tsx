import { type ReactNode, useId } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from './class-names.ts'
import { FieldNotes, type FieldProps, NeedWord, useFieldError } from './field.tsx'
import type { Option } from './select.tsx'

/** One box to tick. */
export function Checkbox(props: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: string
}): ReactNode {
  const id = useId()
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
      <FieldNotes id={id} hint={props.hint} error={undefined} />
    </div>
  )
}

function Group(
  props: FieldProps & {
    readonly look: string
    readonly isEmpty: boolean
    readonly children: (id: string) => ReactNode
  },
): ReactNode {
  const id = useId()
  const { label, hint, need, look } = props
  const isMissing = need === 'required' && props.isEmpty
  const error = useFieldError(props, isMissing)
  const described = names(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)
  return (
    <fieldset
      className={names(
        'field',
        'group',
        look,
        error !== undefined && 'field-wrong',
        props.className,
      )}
      aria-describedby={described === '' ? undefined : described}
      data-missing={isMissing || undefined}
    >
      <legend className="field-label">
        {label} <NeedWord need={need} />
      </legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div className="group-items">{props.children(id)}</div>
    </fieldset>
  )
}

export interface ChipsProps<V extends string> extends FieldProps {
  readonly options: readonly Option<V>[]
  readonly values: readonly V[]
  readonly onChange: (values: readonly V[]) => void
}

/** Any number of short choices, each a box that looks like a chip. */
export function Chips<V extends string>(props: ChipsProps<V>): ReactNode {
  const { options, values, onChange, ...field } = props
  const toggle = (value: V, on: boolean): void =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === value ? on : values.includes(each))),
    )
  return (
    <Group {...field} look="chips" isEmpty={values.length === 0}>
      {(id) =>
        options.map((option) => (
          <label key={option.value} className="chip">
            <input
              type="checkbox"
              name={id}
              checked={values.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))
      }
    </Group>
  )
}

export interface RadioGroupProps<V extends string> extends FieldProps {
  readonly options: readonly Option<V>[]
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  /** `segmented`: a row of short answers. `list`: one under the other, with hints. */
  readonly look?: 'segmented' | 'list'
}

/** One of a few choices, all visible. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>): ReactNode {
  const { options, value, onChange, look = 'list', ...field } = props
  return (
    <Group {...field} look={look} isEmpty={value === undefined}>
      {(id) =>
        options.map((option) => (
          <label key={option.value} className={look === 'list' ? 'radio' : 'segment'}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint === undefined ? null : (
                <span className="field-hint"> {option.hint}</span>
              )}
            </span>
          </label>
        ))
      }
    </Group>
  )
}

export type Answer = 'yes' | 'no' | 'unknown'

/** A question answered sì, no or non so; nothing is chosen beforehand. */
export function YesNo(
  props: FieldProps & {
    readonly value: Answer | undefined
    readonly onChange: (value: Answer) => void
  },
): ReactNode {
  const options: readonly Option<Answer>[] = [
    { value: 'yes', label: m.web_yes() },
    { value: 'no', label: m.web_no() },
    { value: 'unknown', label: m.web_unknown() },
  ]
  return <RadioGroup {...props} options={options} look="segmented" />
}
