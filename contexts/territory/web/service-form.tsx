import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox, RadioGroup } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import type { Answering } from '../configuration.ts'
import { keyWord } from '../plan-words.ts'
import type { Rules } from './draft.ts'
import { At, RuleList, RuleText, useMistake } from './fields.tsx'
import {
  ANSWERING_WORDS,
  MODE_HINTS,
  MODE_WORDS,
  OFFICE_BY_WORDS,
  optionsOf,
  ROLE_WORDS,
} from './words.ts'

type Service = Rules['service']
type Answerer = Service['answers']

const NOBODY: Answerer = { kind: 'on-call', role: 'social-worker', label: '', phone: '' }

/** When the service is on and who answers for it. */
export function ServiceForm({
  service,
  calendars,
  onChange,
}: {
  readonly service: Service
  readonly calendars: Rules['calendars']
  readonly onChange: (service: Service) => void
}): ReactNode {
  const hoursMistake = useMistake('service.hours')
  const modes = optionsOf(MODE_WORDS).map((one) => ({ ...one, hint: MODE_HINTS[one.value]() }))
  return (
    <div className="stack">
      <At path="service.mode">
        <RadioGroup
          label={m.territory_web_mode()}
          options={modes}
          value={service.mode}
          onChange={(mode) => onChange({ ...service, mode })}
        />
      </At>
      {service.mode === 'hours' ? (
        <At path="service.hours">
          <Select
            label={m.territory_web_hours()}
            options={calendars.map(({ key }) => ({ value: key, label: keyWord(key) }))}
            value={service.hours ?? ''}
            placeholder={m.territory_web_choose()}
            error={hoursMistake}
            onChange={(hours) => onChange({ ...service, hours })}
          />
        </At>
      ) : null}
      <AnswererFields
        title={m.territory_web_answers_group()}
        path="service.answers"
        answerer={service.answers}
        onChange={(answers) => onChange({ ...service, answers })}
      />
      <Outside service={service} onChange={onChange} />
      <RadioGroup
        label={m.territory_web_office_by()}
        options={optionsOf(OFFICE_BY_WORDS)}
        value={service.officeBy}
        onChange={(officeBy) => onChange({ ...service, officeBy })}
      />
      <Checkbox
        label={m.territory_web_mobile_unit()}
        checked={service.hasMobileUnit}
        onChange={(hasMobileUnit) => onChange({ ...service, hasMobileUnit })}
      />
      <RuleList
        path="service.shiftEnds"
        label={m.territory_web_shift_ends()}
        hint={m.territory_web_shift_ends_hint()}
        value={service.shiftEnds}
        onChange={(shiftEnds) => onChange({ ...service, shiftEnds })}
      />
      <RuleText
        path="service.answersUntil"
        label={m.territory_web_answers_until()}
        hint={m.territory_web_answers_until_hint()}
        value={service.answersUntil}
        onChange={(answersUntil) => onChange({ ...service, answersUntil })}
      />
      <RuleText
        path="service.hidePrefix"
        label={m.territory_web_hide_prefix()}
        hint={m.territory_web_hide_prefix_hint()}
        value={service.hidePrefix}
        onChange={(hidePrefix) => onChange({ ...service, hidePrefix })}
      />
    </div>
  )
}

/** Only a service with hours of its own has hours outside them. */
function Outside({
  service,
  onChange,
}: {
  readonly service: Service
  readonly onChange: (service: Service) => void
}): ReactNode {
  const mistake = useMistake('service.outside')
  if (service.mode !== 'hours' && service.outside === null) return null
  if (service.outside === null) {
    return (
      <div className="stack-tight">
        {mistake === undefined ? null : <p className="field-error">{mistake}</p>}
        <div>
          <Button icon="add" onPress={() => onChange({ ...service, outside: NOBODY })}>
            {m.territory_web_outside_add()}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <AnswererFields
      title={m.territory_web_outside_group()}
      path="service.outside"
      answerer={service.outside}
      onChange={(outside) => onChange({ ...service, outside })}
    />
  )
}

function AnswererFields(props: {
  readonly title: string
  readonly path: string
  readonly answerer: Answerer
  readonly onChange: (answerer: Answerer) => void
}): ReactNode {
  const { title, path, answerer, onChange } = props
  return (
    <fieldset className="territory-group">
      <legend>{title}</legend>
      <div className="territory-row">
        <RuleText
          path={`${path}.label`}
          label={m.territory_web_answers_label()}
          value={answerer.label}
          onChange={(label) => onChange({ ...answerer, label })}
        />
        <RuleText
          path={`${path}.phone`}
          label={m.territory_web_phone()}
          hint={m.territory_web_phone_hint()}
          type="tel"
          inputMode="tel"
          mono
          value={answerer.phone}
          onChange={(phone) => onChange({ ...answerer, phone })}
        />
        <Select<Answering>
          label={m.territory_web_answers_kind()}
          options={optionsOf(ANSWERING_WORDS)}
          value={answerer.kind}
          onChange={(kind) => onChange({ ...answerer, kind })}
        />
        <Select
          label={m.territory_web_answers_role()}
          options={optionsOf(ROLE_WORDS)}
          value={answerer.role}
          onChange={(role) => onChange({ ...answerer, role })}
        />
      </div>
    </fieldset>
  )
}
