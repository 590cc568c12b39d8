import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { useSession } from '#platform/web/session.ts'
import { SettingsPieces } from '#platform/web/settings-piece.tsx'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import type { TerritoryProfile } from '../contract.ts'
import { AccessForm } from './access-form.tsx'
import { CalendarsForm } from './calendar-form.tsx'
import { ClassesForm } from './classes-form.tsx'
import type { Section } from './draft.ts'
import { EscalationForm } from './escalation-form.tsx'
import { LimitsForm } from './limits-form.tsx'
import { ServiceForm } from './service-form.tsx'
import { ChaseForm, PlacesForm, RotaForm, SwitchboardForm } from './terms-form.tsx'
import type { Conflict, Editing, Mistake } from './use-editing.ts'
import { SECTION_WORDS, sectionNames } from './words.ts'

/** The form of one section. The calendars stand under the service: both say when it answers. */
export function SectionForm({
  section,
  editing,
  profile,
  usedBy,
}: {
  readonly section: Section
  readonly editing: Editing
  readonly profile: TerritoryProfile
  readonly usedBy: (key: string) => string
}): ReactNode {
  const { rules, set } = editing
  switch (section) {
    case 'service':
    case 'calendars':
      return (
        <div className="stack">
          <ServiceForm
            service={rules.service}
            calendars={rules.calendars}
            onChange={(service) => set('service', service)}
          />
          <CalendarsForm
            calendars={rules.calendars}
            usedBy={usedBy}
            onChange={(calendars) => set('calendars', calendars)}
          />
        </div>
      )
    case 'access':
      return <AccessForm access={rules.access} onChange={(access) => set('access', access)} />
    case 'triage':
      return <ClassesForm triage={rules.triage} onChange={(triage) => set('triage', triage)} />
    case 'stayLimits':
      return (
        <LimitsForm limits={rules.stayLimits} onChange={(limits) => set('stayLimits', limits)} />
      )
    case 'places':
      return <PlacesForm places={rules.places} onChange={(places) => set('places', places)} />
    case 'chase':
      return <ChaseForm chase={rules.chase} onChange={(chase) => set('chase', chase)} />
    case 'rota':
      return <RotaForm rota={rules.rota} onChange={(rota) => set('rota', rota)} />
    case 'switchboard':
      return (
        <SwitchboardForm
          switchboard={rules.switchboard}
          onChange={(switchboard) => set('switchboard', switchboard)}
        />
      )
    case 'escalation':
      return (
        <div className="stack">
          <EscalationForm
            escalation={rules.escalation}
            triage={rules.triage}
            hours={{ timeBands: profile.timeBands, calendars: rules.calendars }}
            onChange={(escalation) => set('escalation', escalation)}
          />
          <SettingsPieces
            section="escalation"
            territoryId={profile.id}
            draft={{
              escalation: rules.escalation,
              calendars: rules.calendars,
              timeBands: profile.timeBands,
            }}
            classes={rules.triage.classes}
          />
        </div>
      )
  }
}

/** What went wrong at the last saving. It has the focus, and leads to each field. */
export function Refusals({
  editing,
  onField,
}: {
  readonly editing: Editing
  readonly onField: (mistake: Mistake) => void
}): ReactNode {
  const { mistakes, conflict, problem, told } = editing
  return (
    <div ref={told} tabIndex={-1} className="stack-tight territory-told">
      {conflict === undefined ? null : (
        <ConflictAlert conflict={conflict} onTake={editing.takeTheirs} />
      )}
      {problem === undefined ? null : (
        <ProblemState problem={problem} saved={m.territory_web_not_saved()} />
      )}
      {mistakes.length === 0 ? null : (
        <Alert tone="danger" urgent title={m.web_error_summary({ count: mistakes.length })}>
          <ul className="plain-list">
            {mistakes.map((mistake) => (
              <li key={`${mistake.path} ${mistake.text}`}>
                <Button kind="quiet" onPress={() => onField(mistake)}>
                  {mistake.section === undefined
                    ? mistake.text
                    : `${SECTION_WORDS[mistake.section]()}: ${mistake.text}`}
                </Button>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

function ConflictAlert({
  conflict,
  onTake,
}: {
  readonly conflict: Conflict
  readonly onTake: () => void
}): ReactNode {
  const { by, at, sections } = conflict
  const own = useSession().data?.name
  return (
    <Alert
      tone="warning"
      urgent
      title={conflictTitle(by, own)}
      actions={<Button onPress={onTake}>{m.territory_web_conflict_take()}</Button>}
    >
      <p>
        {m.territory_web_conflict_text({
          time: at === '' ? m.web_not_known() : timeText(at),
          sections: sectionNames(sections),
        })}
      </p>
      <p>{m.territory_web_conflict_todo()}</p>
    </Alert>
  )
}

function conflictTitle(by: string | null, own: string | undefined): string {
  if (by === null) return m.territory_web_conflict_nobody()
  return by === own ? m.territory_web_conflict_own() : m.territory_web_conflict_title({ name: by })
}

/** Always in view under the forms: what is to be saved, the one primary button, the way back. */
export function SaveBar({ editing }: { readonly editing: Editing }): ReactNode {
  const { changed } = editing
  const isClean = changed.length === 0
  return (
    <div className="territory-save no-print">
      <span className="muted">
        {isClean
          ? m.territory_web_version({ version: editing.version })
          : m.territory_web_to_save({ sections: sectionNames(changed) })}
      </span>
      {isClean ? null : (
        <Button kind="quiet" onPress={editing.drop}>
          {m.territory_web_drop()}
        </Button>
      )}
      <Button
        kind="primary"
        acts
        busy={editing.busy}
        refused={isClean ? m.territory_web_nothing_to_save() : undefined}
        onPress={editing.save}
      >
        {m.territory_web_save()}
      </Button>
    </div>
  )
}
