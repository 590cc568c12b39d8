import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { DefinitionList } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { type AbsenceView, SavedReply, type StaffReply, type StaffView } from '../contract-staff.ts'
import { languageName } from '../languages.ts'
import { EndAbsenceDialog, StaffAbsenceDialog } from './absence-dialog.tsx'
import { DrillPanel } from './drill-panel.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { absenceText, wordOf } from './staff-words.ts'
import { STAFF_KEY, useStaff } from './use-staff.ts'
import { roleName } from './words.ts'

/** The people of the rota: what they are, when they cannot, and whether they can be reached. */
export function Screen(): ReactNode {
  const staff = useStaff()
  if (staff.data === undefined)
    return staff.error ? (
      <ProblemState problem={staff.error} onAgain={() => void staff.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  return <Staff view={staff.data} />
}

/** What is being written of somebody. */
type Writing = { readonly what: 'record' | 'absence'; readonly one: StaffView }

function Staff({ view }: { readonly view: StaffReply }): ReactNode {
  const [writing, setWriting] = useState<Writing>()
  const close = (): void => setWriting(undefined)
  return (
    <div className="stack">
      <h1>{m.oncall_staff_title()}</h1>
      <p>
        {m.oncall_staff_hint()} <PageLink to="/reperibilita">{m.oncall_staff_back()}</PageLink>
      </p>
      {view.people.length === 0 ? null : <DrillPanel />}
      {view.people.length === 0 ? <EmptyState title={m.oncall_staff_none()} /> : null}
      <ul className="plain-list cards">
        {view.people.map((one) => (
          <li key={one.id} className="card-row">
            <Person one={one} view={view} write={(what) => setWriting({ what, one })} />
          </li>
        ))}
      </ul>
      {writing?.what === 'record' ? (
        <RecordDialog one={writing.one} languages={view.languages} onClose={close} />
      ) : null}
      {writing?.what === 'absence' ? (
        <StaffAbsenceDialog one={writing.one} onClose={close} />
      ) : null}
    </div>
  )
}

function Person(props: {
  readonly one: StaffView
  readonly view: StaffReply
  readonly write: (what: Writing['what']) => void
}): ReactNode {
  const { one, view, write } = props
  const facts = [
    { term: m.oncall_staff_roles(), value: one.roles.map(roleName).join(', ') },
    {
      term: m.oncall_staff_qualifications(),
      value: one.qualifications.map((code) => wordOf('qualification', code)).join(', '),
    },
    { term: m.oncall_staff_languages(), value: one.languages.map(languageName).join(', ') },
    {
      term: m.oncall_staff_contract(),
      value: one.contract === null ? null : wordOf('contract', one.contract),
    },
    ...(one.sex === null ? [] : [{ term: m.oncall_staff_sex(), value: wordOf('sex', one.sex) }]),
  ]
  return (
    <section aria-label={one.name} className="stack-tight">
      <h2 className="card-name">{one.name}</h2>
      <DefinitionList items={facts} />
      <div className="stack-tight">
        <Contact one={one} channel="phone" hasTelephone={view.hasTelephone} />
        <Contact one={one} channel="mail" hasTelephone={view.hasTelephone} />
      </div>
      <Absences one={one} />
      <div className="line">
        <Button
          label={m.oncall_staff_record_of({ name: one.name })}
          onPress={() => write('record')}
        >
          {m.oncall_staff_record()}
        </Button>
        <Button
          label={m.oncall_absence_add_of({ name: one.name })}
          onPress={() => write('absence')}
        >
          {m.oncall_absence_add()}
        </Button>
      </div>
    </section>
  )
}

const TONES = {
  none: 'danger',
  failed: 'danger',
  untried: 'warning',
  sent: 'info',
  works: 'good',
} as const

/** How a contact stands, and whether a newer message waits for its answer. */
function Standing({
  contact: { state, isAsked },
}: {
  readonly contact: StaffView['phone']
}): ReactNode {
  return (
    <>
      <Badge tone={TONES[state]}>{wordOf('contact_state', state)}</Badge>
      {isAsked ? <span className="small muted">{m.oncall_contact_asked()}</span> : null}
    </>
  )
}

function Contact(props: {
  readonly one: StaffView
  readonly channel: 'phone' | 'mail'
  readonly hasTelephone: boolean
}): ReactNode {
  const { one, channel, hasTelephone } = props
  const { value } = one[channel]
  const { name } = one
  const test = useWrite({
    method: 'POST',
    path: `/api/rota/staff/${one.id}/contact-tests`,
    body: (how: 'message' | 'hand') => ({ channel, how }),
    reply: SavedReply,
    refresh: [STAFF_KEY],
    done: (_, how) => toast(how === 'hand' ? m.oncall_contact_kept() : m.oncall_contact_tried()),
  })
  const isPhone = channel === 'phone'
  return (
    <div className="line">
      <span>{isPhone ? m.oncall_contact_phone() : m.oncall_contact_mail()}</span>
      {value === null ? null : (
        <span className={isPhone ? 'mono' : undefined}>{isPhone ? phoneText(value) : value}</span>
      )}
      <Standing contact={one[channel]} />
      {value === null || (isPhone && !hasTelephone) ? null : (
        <Button
          kind="quiet"
          acts
          busy={test.isPending}
          label={
            isPhone ? m.oncall_contact_try_phone({ name }) : m.oncall_contact_try_mail({ name })
          }
          onPress={() => test.mutate('message')}
        >
          {m.oncall_contact_try()}
        </Button>
      )}
      {value === null || !isPhone ? null : (
        <Button
          kind="quiet"
          acts
          busy={test.isPending}
          label={m.oncall_contact_hand_of({ name })}
          onPress={() => test.mutate('hand')}
        >
          {m.oncall_contact_hand()}
        </Button>
      )}
      {test.error ? <ProblemState problem={test.error} /> : null}
    </div>
  )
}

function Absences({ one }: { readonly one: StaffView }): ReactNode {
  const [ended, setEnded] = useState<AbsenceView>()
  const { name, absences, ratherWeekdays } = one
  const days = ratherWeekdays.map((day) => wordOf('weekday', String(day))).join(', ')
  return (
    <div>
      <p className="small muted">{m.oncall_staff_absences()}</p>
      {absences.length === 0 && days === '' ? <p>{m.oncall_staff_absences_none()}</p> : null}
      <ul className="plain-list">
        {days === '' ? null : (
          <li>
            {m.oncall_staff_rather()}: {days}
          </li>
        )}
        {absences.map((absence) => (
          <li key={absence.id} className="line">
            {absenceText(absence)}
            <Button
              kind="quiet"
              label={m.oncall_absence_end_of({ name, days: absenceText(absence) })}
              onPress={() => setEnded(absence)}
            >
              {m.oncall_absence_end()}
            </Button>
          </li>
        ))}
      </ul>
      {ended === undefined ? null : (
        <EndAbsenceDialog
          title={m.oncall_absence_end_title({ name })}
          path={`/api/rota/absences/${ended.id}/end`}
          absence={ended}
          onClose={() => setEnded(undefined)}
        />
      )}
    </div>
  )
}
