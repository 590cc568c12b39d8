import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Chips, RadioGroup } from '#platform/web/ui/choices.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import type { Rules } from './draft.ts'
import { At, RuleText, useMistake } from './fields.tsx'
import { ACCESS_WORDS, CHANNEL_WORDS, optionsOf, REPORTER_WORDS } from './words.ts'

type Access = Rules['access']
type Props = { readonly access: Access; readonly onChange: (access: Access) => void }

/** Who may report, by which way, and what is said to the others. */
export function AccessForm({ access, onChange }: Props): ReactNode {
  const entitledMistake = useMistake('access.entitled')
  const accessMistake = useMistake('access')
  return (
    <div className="stack">
      <At path="access.mode">
        <RadioGroup
          label={m.territory_web_access_mode()}
          options={optionsOf(ACCESS_WORDS)}
          value={access.mode}
          error={accessMistake}
          onChange={(mode) => onChange({ ...access, mode })}
        />
      </At>
      {access.mode === 'open' ? (
        <p className="muted">{m.territory_web_access_entitled_open()}</p>
      ) : (
        <At path="access.entitled">
          <Chips
            label={m.territory_web_access_entitled()}
            options={optionsOf(REPORTER_WORDS)}
            values={access.entitled}
            error={entitledMistake}
            onChange={(entitled) => onChange({ ...access, entitled: [...entitled] })}
          />
        </At>
      )}
      <Script
        path="access.refusalScript"
        label={m.territory_web_refusal_script()}
        hint={m.territory_web_refusal_script_hint()}
        value={access.refusalScript}
        onChange={(refusalScript) => onChange({ ...access, refusalScript })}
      />
      <Script
        path="access.guaranteedScript"
        label={m.territory_web_guaranteed_script()}
        hint={m.territory_web_guaranteed_script_hint()}
        value={access.guaranteedScript}
        onChange={(guaranteedScript) => onChange({ ...access, guaranteedScript })}
      />
      <Channels access={access} onChange={onChange} />
    </div>
  )
}

function Script(props: {
  readonly path: string
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode {
  const { path, ...field } = props
  const error = useMistake(path)
  return (
    <At path={path}>
      <TextArea {...field} error={error} maxLength={2000} />
    </At>
  )
}

function Channels({ access, onChange }: Props): ReactNode {
  return (
    <section className="stack-tight">
      <h2>{m.territory_web_channel_list()}</h2>
      {access.channels.map((channel, at) => {
        const set = (next: typeof channel) =>
          onChange({ ...access, channels: access.channels.with(at, next) })
        const audience = channel.audience.map((one) => REPORTER_WORDS[one]()).join(', ')
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are neither added nor removed here
          <fieldset key={at} className="territory-group">
            <legend>{CHANNEL_WORDS[channel.kind]()}</legend>
            <div className="territory-row territory-pair">
              <RuleText
                path={`access.channels.${at}.label`}
                label={m.territory_web_channel_label()}
                value={channel.label}
                onChange={(label) => set({ ...channel, label })}
              />
              <RuleText
                path={`access.channels.${at}.value`}
                label={m.territory_web_channel_value()}
                mono
                value={channel.value}
                onChange={(value) => set({ ...channel, value })}
              />
            </div>
            <p className="muted small">
              {audience === ''
                ? m.territory_web_channel_for_all()
                : m.territory_web_channel_for({ names: audience })}
            </p>
          </fieldset>
        )
      })}
    </section>
  )
}
