import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OWNING_ROLES } from '#platform/kernel/actor.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Chips } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { ESCALATION_CHANNELS, type EscalationChannel } from '../escalation.ts'
import { Listed } from './calendar-form.tsx'
import type { Plan, Step } from './escalation-words.ts'
import { At, RuleNumber, useMistake } from './fields.tsx'
import { CALL_WORDS, optionsOf, ROLE_WORDS } from './words.ts'

const NEW_STEP: Step = { role: 'coordinator', afterMinutes: 15, channels: ['voice'], fallback: [] }

/** The steps of one plan and how often the last one calls again. */
export function PlanFields(props: {
  readonly path: string
  readonly plan: Plan
  readonly onChange: (plan: Plan) => void
}): ReactNode {
  const { path, onChange } = props
  const { steps, repeatMinutes } = props.plan
  return (
    <>
      <Steps
        path={`${path}.steps`}
        steps={steps}
        onChange={(next) => onChange({ steps: next, repeatMinutes })}
      />
      <RuleNumber
        path={`${path}.repeatMinutes`}
        label={m.territory_web_repeat_after()}
        value={repeatMinutes}
        onChange={(minutes) => onChange({ steps, repeatMinutes: minutes ?? Number.NaN })}
      />
    </>
  )
}

function Steps(props: {
  readonly path: string
  readonly steps: Plan['steps']
  readonly onChange: (steps: Plan['steps']) => void
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
          onChange={(channels) =>
            onChange({
              ...step,
              channels: [...channels],
              fallback: step.fallback.filter((one) => !channels.includes(one)),
            })
          }
        />
        <Fallback step={step} onChange={(fallback) => onChange({ ...step, fallback })} />
        {props.onRemove === undefined ? null : (
          <Button label={m.territory_web_remove_step({ number })} onPress={props.onRemove}>
            {m.territory_web_remove()}
          </Button>
        )}
      </Listed>
    </fieldset>
  )
}

const NONE = 'none'

/** Which way follows at once when one cannot be used, one list of choices after another: their order is that of the tries. */
function Fallback(props: {
  readonly step: Step
  readonly onChange: (fallback: EscalationChannel[]) => void
}): ReactNode {
  const { channels, fallback } = props.step
  const free = ESCALATION_CHANNELS.filter((one) => !channels.includes(one))
  const places = fallback.length < free.length ? [...fallback, undefined] : fallback
  const lists = places.map((chosen, at) => {
    const left = free.filter((one) => one === chosen || !fallback.includes(one))
    return (
      <Select<EscalationChannel | typeof NONE>
        // biome-ignore lint/suspicious/noArrayIndexKey: a way is its place in the order
        key={at}
        label={at === 0 ? m.territory_web_step_fallback() : m.territory_web_step_fallback_then()}
        options={[
          { value: NONE, label: m.territory_web_step_fallback_none() },
          ...left.map((value) => ({ value, label: CALL_WORDS[value]() })),
        ]}
        value={chosen ?? NONE}
        onChange={(next) =>
          props.onChange(
            next === NONE
              ? fallback.toSpliced(at, 1)
              : [...fallback.slice(0, at), next, ...fallback.slice(at + 1)],
          )
        }
      />
    )
  })
  return <div className="stack-tight">{lists}</div>
}
