import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { Listed } from './calendar-form.tsx'
import type { Rules } from './draft.ts'
import { RuleNumber, RuleText } from './fields.tsx'
import { COLOUR_WORDS, conditionWord, MEANING_WORDS, optionsOf, SIGN_WORDS } from './words.ts'

type Triage = Rules['triage']
type TriageClass = Triage['classes'][number]
type OneClass = {
  readonly path: string
  readonly one: TriageClass
  readonly onChange: (one: TriageClass) => void
}

/** The territory's classes: their names, how they look, and the minutes of their targets. */
export function ClassesForm({
  triage,
  onChange,
}: {
  readonly triage: Triage
  readonly onChange: (triage: Triage) => void
}): ReactNode {
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_classes_hint()}</p>
      {triage.classes.map((one, at) => (
        <fieldset key={one.key} className="territory-group">
          <legend>
            <PriorityChip
              number={chipNumber(one)}
              word={one.name}
              rank={one.colour}
              sign={one.sign}
              size="large"
            />
          </legend>
          <ClassFields
            path={`triage.classes.${at}`}
            one={one}
            onChange={(next) => onChange({ ...triage, classes: triage.classes.with(at, next) })}
          />
        </fieldset>
      ))}
    </div>
  )
}

/** The number on a chip: what is not pertinent has none. */
export function chipNumber(one: {
  readonly meaning?: string
  readonly digit?: number
}): number | undefined {
  return one.meaning === 'not-pertinent' ? undefined : one.digit
}

function ClassFields({ path, one, onChange }: OneClass): ReactNode {
  return (
    <div className="stack">
      <p className="muted small">
        {m.territory_web_class_meaning({ meaning: MEANING_WORDS[one.meaning]() })}
      </p>
      <Listed path={path}>
        <RuleText
          path={`${path}.name`}
          label={m.territory_web_class_name()}
          value={one.name}
          onChange={(name) => onChange({ ...one, name })}
        />
        <RuleNumber
          path={`${path}.digit`}
          label={m.territory_web_class_digit()}
          value={one.digit}
          onChange={(digit) => onChange({ ...one, digit: digit ?? Number.NaN })}
        />
        <Select
          label={m.territory_web_class_look()}
          options={optionsOf(COLOUR_WORDS)}
          value={one.colour}
          onChange={(colour) => onChange({ ...one, colour })}
        />
        <Select
          label={m.territory_web_class_sign()}
          options={optionsOf(SIGN_WORDS)}
          value={one.sign}
          onChange={(sign) => onChange({ ...one, sign })}
        />
      </Listed>
      <Targets path={path} one={one} onChange={onChange} />
    </div>
  )
}

function Targets({ path, one, onChange }: OneClass): ReactNode {
  return one.targets.map((row, at) => {
    const here = `${path}.targets.${at}`
    const set = (next: typeof row) => onChange({ ...one, targets: one.targets.with(at, next) })
    const where = conditionWord(row)
    return (
      <fieldset key={where} className="territory-target territory-beside">
        <legend>{where}</legend>
        <Listed path={here}>
          <RuleNumber
            path={`${here}.acknowledgeMinutes`}
            label={m.territory_web_acknowledge()}
            value={row.acknowledgeMinutes}
            onChange={(minutes) => set({ ...row, acknowledgeMinutes: minutes ?? Number.NaN })}
          />
          <RuleNumber
            path={`${here}.arriveMinutes`}
            label={m.territory_web_arrive()}
            need="optional"
            value={row.arriveMinutes}
            onChange={(arriveMinutes) => set({ ...row, arriveMinutes })}
          />
        </Listed>
      </fieldset>
    )
  })
}
