import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'

const ANOTHER = 'another'

/** To whom of the office it is assigned: one of its people, else a name that is written. */
export function Assignee(props: {
  readonly people: readonly string[]
  readonly value: string
  readonly onChange: (to: string) => void
}): ReactNode {
  const { people, value, onChange } = props
  const [isOther, setOther] = useState(people.length === 0)
  return (
    <>
      {people.length === 0 ? null : (
        <Select
          label={m.handover_assign_to()}
          need="required"
          placeholder={m.handover_to_choose()}
          value={isOther ? ANOTHER : value}
          onChange={(chosen) => {
            setOther(chosen === ANOTHER)
            onChange(chosen === ANOTHER ? '' : chosen)
          }}
          options={[
            ...people.map((name) => ({ value: name, label: name })),
            { value: ANOTHER, label: m.handover_to_another() },
          ]}
        />
      )}
      {isOther ? (
        <TextField
          label={people.length === 0 ? m.handover_assign_to() : m.handover_to_name()}
          need="required"
          maxLength={120}
          value={value}
          onChange={onChange}
        />
      ) : null}
    </>
  )
}
