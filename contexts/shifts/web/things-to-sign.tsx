import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { KeptFields } from '#platform/web/use-kept-form.ts'
import { NOTE_MOST, type NotesReply } from '../contract.ts'
import { THING_STATES, type ThingState } from '../model.ts'
import type { UnderWay } from './under-way.ts'
import { thingName } from './words.ts'

const STATES = THING_STATES.map((value) => ({ value, label: thingName(value) }))

/** Keys, telephone, vehicle: what the territory wants counted, each there, missing, or with a note. */
export function ThingsToSign(props: {
  readonly things: NotesReply['things']
  readonly form: KeptFields<UnderWay>
}): ReactNode {
  const { things, form } = props
  if (things.length === 0) return null
  const change = (key: string, part: { state?: ThingState; note?: string }): void =>
    form.change((before) => {
      const said = before.things[key] ?? { state: 'here' as const, note: '' }
      return { things: { ...before.things, [key]: { ...said, ...part } } }
    })
  return (
    <section aria-label={m.shifts_things()} className="stack-tight">
      <h3>{m.shifts_things()}</h3>
      {things.map(({ key, label }) => {
        const said = form.value.things[key]
        return (
          <div key={key} className="stack-tight">
            <RadioGroup
              label={label}
              need="required"
              look="segmented"
              options={STATES}
              value={said?.state}
              onChange={(state) => change(key, { state })}
            />
            {said === undefined || said.state === 'here' ? null : (
              <TextField
                label={m.shifts_thing_words({ label })}
                need={said.state === 'note' ? 'required' : 'optional'}
                maxLength={NOTE_MOST}
                value={said.note}
                onChange={(note) => change(key, { note })}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
