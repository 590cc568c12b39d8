import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Chips } from '#platform/web/ui/choices.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { OwnDaysReply } from '../contract-own.ts'
import { type AbsenceView, SavedReply } from '../contract-staff.ts'
import { AbsenceDialog, EndAbsenceDialog } from './absence-dialog.tsx'
import { WEEKDAYS } from './record-dialog.tsx'
import { absenceText, wordOf } from './staff-words.ts'
import { OWN_DAYS_KEY, useOwnDays } from './use-own-days.ts'
import { STAFF_KEY } from './use-staff.ts'

/** When whoever looks cannot, or would rather not, be on call: written by themselves, never why. */
export function Screen(): ReactNode {
  const own = useOwnDays()
  return (
    <div className="stack">
      <h1>{m.oncall_own_title()}</h1>
      <p>
        {m.oncall_own_hint()} <PageLink to="/reperibilita">{m.oncall_month_back()}</PageLink>
      </p>
      {own.data === undefined ? <Waiting own={own} /> : <OwnDays own={own} view={own.data} />}
    </div>
  )
}

function Waiting({ own }: { readonly own: ReturnType<typeof useOwnDays> }): ReactNode {
  if (own.error === null) return <Skeleton lines={5} />
  return <ProblemState problem={own.error} onAgain={() => void own.refetch()} />
}

function OwnDays(props: {
  readonly own: ReturnType<typeof useOwnDays>
  readonly view: OwnDaysReply
}): ReactNode {
  const { own, view } = props
  const [isAdding, setAdding] = useState(false)
  const [ended, setEnded] = useState<AbsenceView>()
  return (
    <>
      {view.absences.length === 0 ? <p>{m.oncall_own_none()}</p> : null}
      <ul className="plain-list">
        {view.absences.map((absence) => (
          <li key={absence.id} className="line">
            {absenceText(absence)}
            <Button
              kind="quiet"
              label={m.oncall_own_end_of({ days: absenceText(absence) })}
              onPress={() => setEnded(absence)}
            >
              {m.oncall_absence_end()}
            </Button>
          </li>
        ))}
      </ul>
      <div className="line">
        <Button kind="primary" onPress={() => setAdding(true)}>
          {m.oncall_own_add()}
        </Button>
      </div>
      <Weekdays view={view} />
      {isAdding ? (
        <AbsenceDialog
          title={m.oncall_own_add()}
          path="/api/own/days"
          begins={view.today}
          days={own}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {ended === undefined ? null : (
        <EndAbsenceDialog
          title={m.oncall_own_end_title()}
          path={`/api/own/days/${ended.id}/end`}
          absence={ended}
          onClose={() => setEnded(undefined)}
        />
      )}
    </>
  )
}

/** A wish that holds every week: who proposes the rota counts on it, without a promise. */
function Weekdays({ view }: { readonly view: OwnDaysReply }): ReactNode {
  const [rather, setRather] = useState(view.ratherWeekdays.map(String))
  const save = useWrite({
    method: 'PUT',
    path: '/api/own/weekdays',
    body: () => ({ ratherWeekdays: rather.map(Number) }),
    reply: SavedReply,
    refresh: [OWN_DAYS_KEY, STAFF_KEY],
    done: () => toast(m.oncall_own_rather_saved()),
  })
  return (
    <section className="stack-tight" aria-label={m.oncall_own_rather()}>
      <Chips
        label={m.oncall_own_rather()}
        hint={m.oncall_staff_rather_hint()}
        options={WEEKDAYS.map((value) => ({ value, label: wordOf('weekday', value) }))}
        values={rather}
        error={save.error?.fieldText('ratherWeekdays')}
        onChange={(values) => setRather([...values])}
      />
      {save.error && !save.error.isAboutFields ? <ProblemState problem={save.error} /> : null}
      <div className="line">
        <Button acts busy={save.isPending} onPress={() => save.mutate(undefined)}>
          {m.oncall_own_rather_save()}
        </Button>
      </div>
    </section>
  )
}
