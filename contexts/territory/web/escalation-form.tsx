import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { type Hours, planWarnings } from '../escalation.ts'
import { whenWord } from '../plan-words.ts'
import type { Rules } from './draft.ts'
import { PlanFields } from './escalation-steps.tsx'
import { keyOfWhen, type Policy, warningText, whenOptions } from './escalation-words.ts'
import { At, useMistake } from './fields.tsx'

/** Who is called for each class and at which hours, after how long and by which way, with what is amiss as it is written. */
export function EscalationForm({
  escalation,
  triage,
  hours,
  onChange,
}: {
  readonly escalation: Rules['escalation']
  readonly triage: Rules['triage']
  readonly hours: Hours
  readonly onChange: (escalation: Rules['escalation']) => void
}): ReactNode {
  const mistake = useMistake('escalation')
  const warned = planWarnings({ ...hours, escalation, triage })
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_escalation_hint()}</p>
      {mistake === undefined ? null : <p className="field-error">{mistake}</p>}
      {escalation.map((policy, at) => (
        <ClassPlans
          key={policy.class}
          path={`escalation.${at}`}
          name={triage.classes.find(({ key }) => key === policy.class)?.name ?? policy.class}
          policy={policy}
          hours={hours}
          warnings={(band) =>
            warned
              .filter((one) => one.class === policy.class && one.band === band)
              .map(({ warning }) => warningText(warning))
          }
          onChange={(next) => onChange(escalation.with(at, next))}
        />
      ))}
    </div>
  )
}

type Plans = {
  readonly path: string
  readonly name: string
  readonly policy: Policy
  readonly hours: Hours
  /** What is amiss in a plan, by the place of its band. */
  readonly warnings: (band: number) => readonly string[]
  readonly onChange: (policy: Policy) => void
}

function ClassPlans(props: Plans): ReactNode {
  const { path, name, policy, hours, onChange } = props
  const { bands } = policy
  const setBands = (next: Policy['bands']): void => onChange({ ...policy, bands: next })
  const add = (): void => {
    const taken = bands.map((band) => keyOfWhen(band.when))
    const free = whenOptions(hours).find(({ when }) => !taken.includes(keyOfWhen(when)))
    const { steps, repeatMinutes } = policy
    if (free) setBands([...bands, { when: free.when, steps, repeatMinutes }])
  }
  return (
    <fieldset className="territory-group">
      <legend>{name}</legend>
      <div className="stack">
        {bands.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a band is its place in the order
          <BandFields key={at} {...props} at={at} setBands={setBands} />
        ))}
        {bands.length === 0 ? null : <h3>{m.territory_web_band_other()}</h3>}
        <Warned texts={props.warnings(-1)} />
        <PlanFields
          path={path}
          plan={policy}
          onChange={(plan) => onChange({ ...policy, ...plan })}
        />
        <div>
          <Button icon="add" label={m.territory_web_band_add_of({ name })} onPress={add}>
            {m.territory_web_band_add()}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

function BandFields(
  props: Plans & { readonly at: number; readonly setBands: (next: Policy['bands']) => void },
): ReactNode {
  const { at, hours, setBands } = props
  const { bands } = props.policy
  const band = bands[at]
  const path = `${props.path}.bands.${at}`
  const mistake = useMistake(`${path}.when`)
  if (band === undefined) return null
  const options = whenOptions(hours)
  const name = whenWord(band.when)
  return (
    <fieldset className="territory-target">
      <legend>{name}</legend>
      <div className="stack">
        <div className="line">
          <At path={`${path}.when`}>
            <Select
              label={m.territory_web_band_when()}
              options={options.map(({ when }) => ({
                value: keyOfWhen(when),
                label: whenWord(when),
              }))}
              value={keyOfWhen(band.when)}
              error={mistake}
              onChange={(key) => {
                const chosen = options.find(({ when }) => keyOfWhen(when) === key)
                if (chosen) setBands(bands.with(at, { ...band, when: chosen.when }))
              }}
            />
          </At>
          {at === 0 ? null : (
            <Button
              label={m.territory_web_band_earlier_of({ name })}
              onPress={() => setBands(bands.toSpliced(at, 1).toSpliced(at - 1, 0, band))}
            >
              {m.territory_web_band_earlier()}
            </Button>
          )}
          <Button
            label={m.territory_web_band_remove_of({ name })}
            onPress={() => setBands(bands.toSpliced(at, 1))}
          >
            {m.territory_web_remove()}
          </Button>
        </div>
        <Warned texts={props.warnings(at)} />
        <PlanFields
          path={path}
          plan={band}
          onChange={(plan) => setBands(bands.with(at, { ...band, ...plan }))}
        />
      </div>
    </fieldset>
  )
}

function Warned({ texts }: { readonly texts: readonly string[] }): ReactNode {
  if (texts.length === 0) return null
  return (
    <Alert tone="warning" title={m.territory_web_warnings()}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Alert>
  )
}
