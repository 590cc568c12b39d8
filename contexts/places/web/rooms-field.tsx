import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { SEXES } from '../model-household.ts'
import type { WrittenRoom } from './facility-draft.ts'
import { wordOf } from './words.ts'

/** The rooms of a facility: beds, cots, and whether people who do not know each other sleep in it. */
export function RoomsField(props: {
  readonly rooms: readonly WrittenRoom[]
  readonly onChange: (rooms: readonly WrittenRoom[]) => void
  readonly errorAt: (path: string) => string | undefined
}): ReactNode {
  const { rooms, onChange, errorAt } = props
  const put = (at: number, part: Partial<WrittenRoom>): void =>
    onChange(rooms.map((one, n) => (n === at ? { ...one, ...part } : one)))
  const added = (): WrittenRoom => ({
    key: crypto.randomUUID(),
    name: '',
    beds: '1',
    cots: '0',
    shared: false,
    sex: 'unknown',
  })
  return (
    <fieldset className="field group">
      <legend className="field-label">{m.places_rooms_head()}</legend>
      {rooms.map((room, at) => (
        <div key={room.key} className="places-card stack-tight">
          <div className="line">
            <TextField
              label={m.places_room_name()}
              need="required"
              value={room.name}
              maxLength={60}
              onChange={(name) => put(at, { name })}
              error={errorAt(`${at}.name`)}
            />
            <TextField
              label={m.places_room_beds()}
              inputMode="numeric"
              value={room.beds}
              maxLength={2}
              onChange={(beds) => put(at, { beds })}
              error={errorAt(`${at}.beds`)}
            />
            <TextField
              label={m.places_room_cots()}
              inputMode="numeric"
              value={room.cots}
              maxLength={2}
              onChange={(cots) => put(at, { cots })}
              error={errorAt(`${at}.cots`)}
            />
          </div>
          <div className="line">
            <Checkbox
              label={m.places_room_shared()}
              checked={room.shared}
              onChange={(shared) => put(at, { shared })}
            />
            {room.shared ? (
              <Select
                label={m.places_room_sex()}
                value={room.sex}
                options={SEXES.map((sex) => ({ value: sex, label: wordOf('room_sex', sex) }))}
                onChange={(sex) => put(at, { sex })}
              />
            ) : null}
            <Button kind="quiet" onPress={() => onChange(rooms.filter((_, n) => n !== at))}>
              {m.places_room_remove()}
            </Button>
          </div>
        </div>
      ))}
      <div className="line">
        <Button icon="add" onPress={() => onChange([...rooms, added()])}>
          {m.places_room_add()}
        </Button>
      </div>
    </fieldset>
  )
}
