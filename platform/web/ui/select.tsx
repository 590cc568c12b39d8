import type { ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'

/** One thing to choose. */
export interface Option<V extends string = string> {
  readonly value: V
  readonly label: string
  readonly hint?: string
}

export interface SelectProps<V extends string> extends FieldProps {
  readonly value: V | ''
  readonly options: readonly Option<V>[]
  readonly onChange: (value: V) => void
  /** What stands there before a choice: `Scegli…`. */
  readonly placeholder?: string
  readonly name?: string
}

/** The browser's own list of choices: known to fingers, keys and screen readers. Up to about fifteen; beyond, ComboBox. */
export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { value, options, onChange, placeholder, name, ...field } = props
  return (
    <Field {...field} isEmpty={value === ''}>
      {(ties) => (
        <select
          {...ties}
          className="input select"
          name={name}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {placeholder === undefined ? null : (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
