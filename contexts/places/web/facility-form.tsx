import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Chips } from '#platform/web/ui/choices.tsx'
import { DialogActions } from '#platform/web/ui/dialog.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Saved, type TonightView } from '../contract-facility.ts'
import { CAPACITIES, FACILITY_KINDS, NIGHT_AUTHORITIES } from '../model-facility.ts'
import { ADMITS, bodyOf, type Line, TRAITS, type Written } from './facility-draft.ts'
import { TONIGHT_KEY } from './readings.ts'
import { RoomsField } from './rooms-field.tsx'
import { wordOf } from './words.ts'

/** Name, whom it admits, who says yes at night, rooms and beds. */
export function FacilityForm(props: {
  readonly id: string | null
  readonly start: Written
  readonly view: TonightView
  readonly onClose: () => void
}): ReactNode {
  const { id, start, view, onClose } = props
  const [written, setWritten] = useState(start)
  const change = (part: Partial<Written>): void => setWritten({ ...written, ...part })
  const save = useWrite<object, typeof Saved>({
    method: id === null ? 'POST' : 'PUT',
    path: id === null ? '/api/facilities' : `/api/facilities/${id}`,
    body: (body) => body,
    reply: Saved,
    refresh: [TONIGHT_KEY],
    done: () => {
      toast(m.places_facility_saved())
      onClose()
    },
  })
  const error = (path: string): string | undefined => save.error?.fieldText(path)
  const line = (name: Line, need?: 'required' | 'optional', path: string = name): ReactNode => (
    <TextField
      label={wordOf('field', name.toLowerCase())}
      value={written.lines[name]}
      maxLength={200}
      onChange={(text) => change({ lines: { ...written.lines, [name]: text } })}
      error={error(path)}
      {...(need ? { need } : {})}
    />
  )
  const isSecret = written.traits.includes('isSecret')
  return (
    <Form
      problem={save.error}
      onSend={() => save.mutate(bodyOf(written))}
      actions={
        <DialogActions>
          <Button type="submit" kind="primary" acts busy={save.isPending}>
            {m.places_facility_save()}
          </Button>
          <Button onPress={onClose}>{m.web_go_back()}</Button>
        </DialogActions>
      }
    >
      {line('name', 'required')}
      <Chips
        label={m.places_traits()}
        options={TRAITS.map((one) => ({ value: one, label: wordOf('trait', one.toLowerCase()) }))}
        values={written.traits}
        onChange={(traits) => change({ traits })}
      />
      {isSecret ? line('alias', 'required') : null}
      <Kinds written={written} change={change} view={view} isSecret={isSecret} />
      <Chips
        label={m.places_admits()}
        options={ADMITS.map((one) => ({ value: one, label: wordOf('admit', one.toLowerCase()) }))}
        values={written.admits}
        onChange={(admits) => change({ admits })}
      />
      <div className="line">
        {line('minAge', 'optional', 'admission.minAge')}
        {line('maxAge', 'optional', 'admission.maxAge')}
        {line('maxBoyAge', 'optional', 'admission.maxBoyAge')}
      </div>
      {line('address')}
      <div className="line">
        {line('phone', 'required')}
        {line('headPhone', 'optional')}
      </div>
      {line('email', 'optional')}
      <div className="line">
        {line('opensAt', 'optional')}
        {line('closesAt', 'optional')}
        {line('holdMinutes', 'optional')}
      </div>
      {written.capacity === 'beds' ? (
        <RoomsField
          rooms={written.rooms}
          onChange={(rooms) => change({ rooms })}
          errorAt={(path) => error(`rooms.${path}`)}
        />
      ) : null}
    </Form>
  )
}

function Kinds(props: {
  readonly written: Written
  readonly change: (part: Partial<Written>) => void
  readonly view: TonightView
  readonly isSecret: boolean
}): ReactNode {
  const { written, change, view } = props
  const none = { value: '', label: m.places_none_chosen() }
  return (
    <div className="line">
      <Select
        label={m.places_kind()}
        value={written.kind}
        options={FACILITY_KINDS.map((one) => ({ value: one, label: wordOf('kind', one) }))}
        onChange={(kind) => change({ kind })}
      />
      <Select
        label={m.places_capacity()}
        value={written.capacity}
        options={CAPACITIES.map((one) => ({ value: one, label: wordOf('capacity', one) }))}
        onChange={(capacity) => change({ capacity })}
      />
      <Select
        label={m.places_night()}
        value={written.nightAuthority}
        options={NIGHT_AUTHORITIES.map((one) => ({ value: one, label: wordOf('night', one) }))}
        onChange={(nightAuthority) => change({ nightAuthority })}
      />
      <Select
        label={props.isSecret ? m.places_where_secret() : m.places_where()}
        value={written.municipality}
        options={[none, ...view.municipalities.map((o) => ({ value: o.code, label: o.name }))]}
        onChange={(municipality) => change({ municipality })}
      />
      <Select
        label={m.places_body()}
        value={written.bodyId}
        options={[none, ...view.bodies.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={(bodyId) => change({ bodyId })}
      />
      <Select
        label={m.places_stay_limit()}
        value={written.stayLimit}
        options={[none, ...view.stayLimits.map((one) => ({ value: one.key, label: one.label }))]}
        onChange={(stayLimit) => change({ stayLimit })}
      />
    </div>
  )
}
