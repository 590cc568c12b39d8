import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { EmptyState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { Listed } from './calendar-form.tsx'
import type { Rules } from './draft.ts'
import { RuleNumber, RuleText } from './fields.tsx'
import { optionsOf, ROLE_WORDS } from './words.ts'

type Limits = Rules['stayLimits']
const NOBODY = 'nobody'

/** How many hours a stay may last, who may extend it, when to warn. */
export function LimitsForm({
  limits,
  onChange,
}: {
  readonly limits: Limits
  readonly onChange: (limits: Limits) => void
}): ReactNode {
  if (limits.length === 0) return <NoLimits />
  return (
    <div className="stack">
      <p className="muted">{m.territory_web_limits_hint()}</p>
      {limits.map((one, at) => (
        <LimitFields
          key={one.key}
          path={`stayLimits.${at}`}
          one={one}
          onChange={(next) => onChange(limits.with(at, next))}
        />
      ))}
    </div>
  )
}

/** Said where a territory sets no limit. */
export function NoLimits(): ReactNode {
  return (
    <EmptyState title={m.territory_web_limits_none_title()}>
      <p>{m.territory_web_limits_none_text()}</p>
    </EmptyState>
  )
}

function LimitFields(props: {
  readonly path: string
  readonly one: Limits[number]
  readonly onChange: (one: Limits[number]) => void
}): ReactNode {
  const { path, one, onChange } = props
  return (
    <fieldset className="territory-group">
      <legend>{one.label}</legend>
      <Listed path={path}>
        <RuleText
          path={`${path}.label`}
          label={m.territory_web_limit_label()}
          value={one.label}
          onChange={(label) => onChange({ ...one, label })}
        />
        <RuleNumber
          path={`${path}.maxHours`}
          label={m.territory_web_limit_max()}
          value={one.maxHours}
          onChange={(hours) => onChange({ ...one, maxHours: hours ?? Number.NaN })}
        />
        <RuleNumber
          path={`${path}.extendedToHours`}
          label={m.territory_web_limit_extended()}
          need="optional"
          value={one.extendedToHours}
          onChange={(extendedToHours) => onChange({ ...one, extendedToHours })}
        />
        <Select
          label={m.territory_web_limit_by()}
          options={[
            { value: NOBODY, label: m.territory_web_limit_nobody() },
            ...optionsOf(ROLE_WORDS),
          ]}
          value={one.extendedBy ?? NOBODY}
          onChange={(role) => onChange({ ...one, extendedBy: role === NOBODY ? null : role })}
        />
        <RuleNumber
          path={`${path}.warnHoursBefore`}
          label={m.territory_web_limit_warn()}
          value={one.warnHoursBefore}
          onChange={(hours) => onChange({ ...one, warnHoursBefore: hours ?? Number.NaN })}
        />
      </Listed>
    </fieldset>
  )
}
