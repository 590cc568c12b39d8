import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { durationText, phoneText } from '#platform/web/format.ts'
import { SettingsPieces } from '#platform/web/settings-piece.tsx'
import { DataTable, DefinitionList } from '#platform/web/ui/data-table.tsx'
import { PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { WEEKDAYS } from '../calendar.ts'
import type { TerritoryProfile } from '../contract.ts'
import { keyWord, whenWord } from '../plan-words.ts'
import { chipNumber } from './classes-form.tsx'
import type { Section } from './draft.ts'
import { keyOfWhen, type Plan, type Step } from './escalation-words.ts'
import { Phone, targetText } from './in-charge-answer.tsx'
import { NoLimits } from './limits-form.tsx'
import { ChaseReading, PlacesReading, RotaReading, SwitchboardReading } from './terms-reading.tsx'
import {
  ACCESS_WORDS,
  CALL_WORDS,
  CHANNEL_WORDS,
  conditionWord,
  DAY_WORDS,
  MODE_WORDS,
  OFFICE_BY_WORDS,
  REPORTER_WORDS,
  ROLE_WORDS,
} from './words.ts'

type Reading = { readonly profile: TerritoryProfile; readonly usedBy: (key: string) => string }

/** One section of the rules, to be read by who may not change it. */
export function RulesReading(props: Reading & { readonly section: Section }): ReactNode {
  const { section, profile } = props
  switch (section) {
    case 'service':
    case 'calendars':
      return <ServiceReading {...props} />
    case 'access':
      return <AccessReading policy={profile.accessPolicy} />
    case 'triage':
      return <ClassesReading classes={profile.classes} />
    case 'stayLimits':
      return <LimitsReading limits={profile.stayLimits} />
    case 'places':
      return <PlacesReading places={profile.places} />
    case 'chase':
      return <ChaseReading chase={profile.chase} />
    case 'rota':
      return <RotaReading rota={profile.rota} />
    case 'switchboard':
      return <SwitchboardReading switchboard={profile.switchboard} />
    case 'escalation':
      return <EscalationReading profile={profile} />
  }
}

function ServiceReading({ profile, usedBy }: Reading): ReactNode {
  const {
    mode,
    hours,
    answers,
    outside,
    officeBy,
    hasMobileUnit,
    shiftEnds,
    answersUntil,
    hidePrefix,
  } = profile.service
  const named = ({ label, phone }: typeof answers) => (
    <>
      {label} <Phone phone={phone} />
    </>
  )
  return (
    <div className="stack">
      <DefinitionList
        items={[
          { term: m.territory_web_mode(), value: MODE_WORDS[mode]() },
          ...(hours === null ? [] : [{ term: m.territory_web_hours(), value: keyWord(hours) }]),
          { term: m.territory_web_answers_group(), value: named(answers) },
          ...(outside === null
            ? []
            : [{ term: m.territory_web_outside_group(), value: named(outside) }]),
          { term: m.territory_web_office_by(), value: OFFICE_BY_WORDS[officeBy]() },
          {
            term: m.territory_web_mobile_unit(),
            value: hasMobileUnit ? m.web_yes() : m.web_no(),
          },
          { term: m.territory_web_shift_ends(), value: shiftEnds.join(', ') },
          { term: m.territory_web_answers_until(), value: answersUntil },
          { term: m.territory_web_hide_prefix(), value: hidePrefix },
        ]}
      />
      <h2>{m.territory_web_calendars()}</h2>
      {profile.calendars.map((calendar) => (
        <section key={calendar.key} className="territory-group">
          <h3>{keyWord(calendar.key)}</h3>
          <p className="muted small">{usedBy(calendar.key)}</p>
          <DefinitionList
            items={WEEKDAYS.map((day) => ({
              term: DAY_WORDS[day](),
              value: calendar.weekly[day].join(', ') || m.territory_web_closed(),
            }))}
          />
        </section>
      ))}
    </div>
  )
}

function AccessReading({
  policy,
}: {
  readonly policy: TerritoryProfile['accessPolicy']
}): ReactNode {
  const entitled = policy.entitled.map((one) => REPORTER_WORDS[one]()).join(', ')
  return (
    <div className="stack">
      <DefinitionList
        items={[
          { term: m.territory_web_access_mode(), value: ACCESS_WORDS[policy.mode]() },
          ...(policy.mode === 'open'
            ? []
            : [{ term: m.territory_web_access_entitled(), value: entitled }]),
        ]}
      />
      <Script title={m.territory_web_refusal_script()} text={policy.refusalScript} />
      <Script title={m.territory_web_guaranteed_script()} text={policy.guaranteedScript} />
      <h2>{m.territory_web_channel_list()}</h2>
      <DefinitionList
        items={policy.channels.map(({ kind, label, value }) => ({
          term: label,
          value: `${CHANNEL_WORDS[kind]()}: ${kind === 'number' ? phoneText(value) : value}`,
        }))}
      />
    </div>
  )
}

function Script({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <figure className="territory-script">
      <figcaption>{title}</figcaption>
      <blockquote>{text}</blockquote>
    </figure>
  )
}

function ClassesReading({ classes }: { readonly classes: TerritoryProfile['classes'] }): ReactNode {
  return classes.map((one) => (
    <section key={one.key} className="territory-group">
      <h2>
        <PriorityChip
          number={chipNumber(one)}
          word={one.name}
          rank={one.colour}
          sign={one.sign}
          size="large"
        />
      </h2>
      {one.targets.length === 0 ? (
        <p>{m.territory_web_no_target()}</p>
      ) : (
        <DefinitionList
          items={one.targets.map((row) => ({ term: conditionWord(row), value: targetText(row) }))}
        />
      )}
    </section>
  ))
}

function LimitsReading({ limits }: { readonly limits: TerritoryProfile['stayLimits'] }): ReactNode {
  return (
    <DataTable
      caption={m.territory_web_section_stay_limits()}
      hideCaption
      empty={<NoLimits />}
      rows={limits}
      rowKey={({ key }) => key}
      columns={[
        { id: 'label', head: m.territory_web_limit_label(), cell: ({ label }) => label },
        {
          id: 'max',
          head: m.territory_web_limit_max(),
          look: 'number',
          cell: ({ maxHours }) => maxHours,
        },
        {
          id: 'extended',
          head: m.territory_web_limit_extended(),
          look: 'number',
          cell: ({ extendedToHours }) => extendedToHours ?? m.territory_web_limit_no_extension(),
        },
        {
          id: 'by',
          head: m.territory_web_limit_by(),
          cell: ({ extendedBy }) =>
            extendedBy === null ? m.territory_web_limit_nobody() : ROLE_WORDS[extendedBy](),
        },
      ]}
    />
  )
}

function EscalationReading({ profile }: { readonly profile: TerritoryProfile }): ReactNode {
  const { escalation, calendars, timeBands, classes, id } = profile
  return (
    <div className="stack">
      {escalation.map((policy) => {
        const name = classes.find(({ key }) => key === policy.class)?.name ?? ''
        return (
          <div key={policy.class} className="stack">
            {policy.bands.map((band) => (
              <PlanReading
                key={keyOfWhen(band.when)}
                name={`${name} · ${whenWord(band.when)}`}
                plan={band}
              />
            ))}
            <PlanReading
              name={
                policy.bands.length === 0 ? name : `${name} · ${m.territory_web_band_other_short()}`
              }
              plan={policy}
            />
          </div>
        )
      })}
      <SettingsPieces
        section="escalation"
        territoryId={id}
        draft={{ escalation, calendars, timeBands }}
        classes={classes}
      />
    </div>
  )
}

function PlanReading({ name, plan }: { readonly name: string; readonly plan: Plan }): ReactNode {
  return (
    <DataTable
      caption={m.territory_web_repeat({ name, minutes: plan.repeatMinutes })}
      rows={plan.steps.map((step, at) => ({ ...step, number: at + 1 }))}
      rowKey={({ number }) => String(number)}
      columns={[
        {
          id: 'step',
          head: m.territory_web_step_role(),
          cell: ({ number, role }) => `${number}. ${ROLE_WORDS[role]()}`,
        },
        {
          id: 'after',
          head: m.territory_web_step_wait(),
          look: 'number',
          cell: ({ afterMinutes }) =>
            afterMinutes === 0 ? m.territory_web_step_at_once() : durationText(afterMinutes),
        },
        {
          id: 'how',
          head: m.territory_web_step_channels(),
          cell: ({ channels, fallback }) => waysText(channels, fallback),
        },
      ]}
    />
  )
}

function waysText(channels: Step['channels'], fallback: Step['fallback']): string {
  const words = (some: Step['channels']) => some.map((one) => CALL_WORDS[one]()).join(', ')
  if (fallback.length === 0) return words(channels)
  return m.territory_web_step_ways({ first: words(channels), after: words(fallback) })
}
