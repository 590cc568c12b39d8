import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OWNING_ROLES } from '#platform/kernel/actor.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Chips } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { Listed } from './calendar-form.tsx'
import type { Rules } from './draft.ts'
import { At, RuleNumber, useMistake } from './fields.tsx'
import { CALL_WORDS, optionsOf, ROLE_WORDS } from './words.ts'

type Policy = Rules['escalation'][number]
type Step = Policy['steps'][number]

const NEW_STEP: Step = {
  role: 'coordinator',
  afterMinutes: 15,
  channels: ['voice'],
  fallback: [],
}

/** Who is called for each class, after how long and by which way. `nameOf` names a class. */
export function EscalationForm({
  escalation,
  nameOf,
  onChange,
}: {
  readonly escalation: Rules['escalation']
  readonly nameOf: (key: string) => string
  readonly onChange: (escalation: Rules['escalation']) => void
}): ReactNode {
  const mistake = useMistake('escalation')
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_escalation_hint()}</p>
      {mistake === undefined ? null : <p className="field-error">{mistake}</p>}
      {escalation.map((policy, at) => (
        <fieldset key={policy.class} className="territory-group">
          <legend>{nameOf(policy.class)}</legend>
          <Steps
            path={`escalation.${at}.steps`}
            steps={policy.steps}
            onChange={(steps) => onChange(escalation.with(at, { ...policy, steps }))}
          />
          <RuleNumber
            path={`escalation.${at}.repeatMinutes`}
            label={m.territory_web_repeat_after()}
            value={policy.repeatMinutes}
            onChange={(minutes) =>
              onChange(escalation.with(at, { ...policy, repeatMinutes: minutes ?? Number.NaN }))
            }
          />
        </fieldset>
      ))}
    </div>
  )
}

function Steps(props: {
  readonly path: string
  readonly steps: Policy['steps']
  readonly onChange: (steps: Policy['steps']) => void
}): ReactNode {
  const { path, steps, onChange } = props
  const mistake = useMistake(path)
  return (
    <At path={path}>
      <div className="stack">
        {mistake === undefined ? null : <p className="field-error">{mistake}</p>}
        {steps.map((step, at) => (
          <StepFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
            key={at}
            path={`${path}.${at}`}
            number={at + 1}
            step={step}
            onChange={(next) => onChange(steps.with(at, next))}
            onRemove={steps.length > 1 ? () => onChange(steps.toSpliced(at, 1)) : undefined}
          />
        ))}
        <div>
          <Button icon="add" onPress={() => onChange([...steps, NEW_STEP])}>
            {m.territory_web_step_add()}
          </Button>
        </div>
      </div>
    </At>
  )
}

function StepFields(props: {
  readonly path: string
  readonly number: number
  readonly step: Step
  readonly onChange: (step: Step) => void
  readonly onRemove: (() => void) | undefined
}): ReactNode {
  const { path, number, step, onChange } = props
  const channelsMistake = useMistake(`${path}.channels`)
  return (
    <fieldset className="territory-target">
      <legend>{m.territory_web_step({ number })}</legend>
      <Listed path={path} look="territory-step">
        <Select
          label={m.territory_web_step_role()}
          options={optionsOf(ROLE_WORDS)}
          value={step.role}
          hint={OWNING_ROLES.includes(step.role) ? undefined : m.territory_web_step_cannot_keep()}
          onChange={(role) => onChange({ ...step, role })}
        />
        <RuleNumber
          path={`${path}.afterMinutes`}
          label={m.territory_web_step_after()}
          value={step.afterMinutes}
          onChange={(minutes) => onChange({ ...step, afterMinutes: minutes ?? Number.NaN })}
        />
        <Chips
          label={m.territory_web_step_channels()}
          options={optionsOf(CALL_WORDS)}
          values={step.channels}
          error={channelsMistake}
          onChange={(channels) => onChange({ ...step, channels: [...channels] })}
        />
        {props.onRemove === undefined ? null : (
          <Button label={m.territory_web_remove_step({ number })} onPress={props.onRemove}>
            {m.territory_web_remove()}
          </Button>
        )}
      </Listed>
    </fieldset>
  )
}
