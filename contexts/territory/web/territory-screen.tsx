import './territory.scss'
import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { Alert, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { type TabItem, Tabs } from '#platform/web/ui/tabs.tsx'
import type { SettingsView, TerritoryProfile } from '../contract.ts'
import { CoveragePanel } from './coverage-panel.tsx'
import { SECTIONS, type Section } from './draft.ts'
import { focusAt, MistakesContext } from './fields.tsx'
import { InChargePanel } from './in-charge-panel.tsx'
import { useProfile, useSettings } from './readings.ts'
import { RulesReading } from './rules-reading.tsx'
import { Refusals, SaveBar, SectionForm } from './settings-parts.tsx'
import { type Mistake, useEditing } from './use-editing.ts'
import { SECTION_WORDS } from './words.ts'

const FORMS: readonly Section[] = SECTIONS.filter((one) => one !== 'calendars')

/** Who answers in a territory at each hour, and its rules: to change for who administers, to read for the others. */
export function Screen(): ReactNode {
  const session = useSession()
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  if (session.data === undefined) return <Skeleton lines={8} />
  const { desk, territories, roles } = session.data
  const first = desk ?? territories[0]
  if (first === undefined) {
    return (
      <EmptyState title={m.territory_web_none_title()}>
        <p>{m.territory_web_none_text()}</p>
      </EmptyState>
    )
  }
  const id = desk?.id ?? chosen ?? first.id
  return (
    <div className="stack territory">
      {desk === null && territories.length > 1 ? (
        <Select
          label={m.territory_web_which()}
          options={territories.map((one) => ({ value: one.id, label: one.name }))}
          value={id}
          onChange={setChosen}
        />
      ) : null}
      <Territory key={id} id={id} mayChange={roles.includes('administrator')} />
    </div>
  )
}

function Territory({
  id,
  mayChange,
}: {
  readonly id: string
  readonly mayChange: boolean
}): ReactNode {
  const profile = useProfile(id)
  const settings = useSettings(id, mayChange)
  if (profile.error) {
    return <ProblemState problem={profile.error} onAgain={() => void profile.refetch()} />
  }
  if (profile.data === undefined) return <Skeleton lines={8} />
  // An administrator of another territory reads this one.
  const isRefused = settings.error?.status === 403
  if (!mayChange || isRefused) return <ReadOnly profile={profile.data} />
  if (settings.error) {
    return <ProblemState problem={settings.error} onAgain={() => void settings.refetch()} />
  }
  if (settings.data === undefined) return <Skeleton lines={8} />
  return <Changeable profile={profile.data} settings={settings.data} />
}

function ReadOnly({ profile }: { readonly profile: TerritoryProfile }): ReactNode {
  const [tab, setTab] = useState('in-charge')
  const forms = FORMS.map((section) => ({
    id: section,
    label: SECTION_WORDS[section](),
    content: (
      <div className="stack">
        <Alert tone="info" title={m.territory_web_read_only_title()}>
          <p>{m.territory_web_read_only_text({ role: m.access_role_administrator() })}</p>
        </Alert>
        <RulesReading section={section} profile={profile} usedBy={usedBy(profile)} />
      </div>
    ),
  }))
  return (
    <Page profile={profile}>
      <Parts profile={profile} forms={forms} tab={tab} onTab={setTab} />
    </Page>
  )
}

function Changeable({
  profile,
  settings,
}: {
  readonly profile: TerritoryProfile
  readonly settings: SettingsView
}): ReactNode {
  const [tab, setTab] = useState('in-charge')
  const editing = useEditing(profile.id, settings)
  const forms = FORMS.map((section) => ({
    id: section,
    label: SECTION_WORDS[section](),
    content: (
      <SectionForm section={section} editing={editing} profile={profile} usedBy={usedBy(profile)} />
    ),
  }))
  const goTo = (mistake: Mistake): void => {
    setTab(mistake.section === 'calendars' ? 'service' : (mistake.section ?? tab))
    requestAnimationFrame(() => requestAnimationFrame(() => focusAt(mistake.path)))
  }
  const isForm = FORMS.some((section) => section === tab)
  return (
    <Page profile={profile}>
      <Refusals editing={editing} onField={goTo} />
      <Warnings warnings={editing.warnings} />
      <MistakesContext value={new Map(editing.mistakes.map(({ path, text }) => [path, text]))}>
        <Parts profile={profile} forms={forms} tab={tab} onTab={setTab} />
      </MistakesContext>
      {isForm || editing.changed.length > 0 ? <SaveBar editing={editing} /> : null}
    </Page>
  )
}

function Page({
  profile,
  children,
}: {
  readonly profile: TerritoryProfile
  readonly children: ReactNode
}): ReactNode {
  return (
    <>
      <header className="stack-tight">
        <h1>{m.territory_web_title()}</h1>
        <p className="muted">{m.territory_web_intro({ name: profile.name })}</p>
      </header>
      {children}
    </>
  )
}

function Parts(props: {
  readonly profile: TerritoryProfile
  readonly forms: readonly TabItem[]
  readonly tab: string
  readonly onTab: (tab: string) => void
}): ReactNode {
  const { profile } = props
  return (
    <Tabs
      label={m.territory_web_tabs()}
      selected={props.tab}
      onSelect={props.onTab}
      items={[
        {
          id: 'in-charge',
          label: m.territory_web_now(),
          content: <InChargePanel profile={profile} />,
        },
        {
          id: 'coverage',
          label: m.territory_web_coverage(),
          content: <CoveragePanel profile={profile} />,
        },
        ...props.forms,
      ]}
    />
  )
}

function Warnings({ warnings }: { readonly warnings: SettingsView['warnings'] }): ReactNode {
  if (warnings.length === 0) return null
  return (
    <Alert tone="warning" title={m.territory_web_warnings()}>
      {warnings.map(({ path, text }) => (
        <p key={path}>{text}</p>
      ))}
    </Alert>
  )
}

/** Who keeps the hours of a calendar: offices by name, or the service itself. */
function usedBy({ offices, service }: TerritoryProfile): (key: string) => string {
  return (key) => {
    const names = offices.filter((one) => one.calendar === key).map((one) => one.name)
    if (service.hours === key) names.push(m.territory_web_calendar_service())
    if (names.length === 0) return m.territory_web_calendar_unused()
    return m.territory_web_calendar_of({ names: names.join(', ') })
  }
}
