import { type ReactNode, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { wallClock } from '#platform/kernel/time.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import type { SettingsPiece } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { PlanDraft, type RehearsalBody, RehearsalReply } from '../contract-plan.ts'
import { PlanRun } from './plan-run.tsx'
import { UncoveredSteps } from './plan-uncovered.tsx'

const TRIES_PLANS: readonly string[] = ['coordinator', 'administrator']

/** *Prova il piano*, below the plans of a territory: who is called when, with the rota as it is published. */
export function PlanPiece({ territoryId, draft, classes }: SettingsPiece): ReactNode {
  const session = useSession()
  const mayTry = session.data?.roles.some((role) => TRIES_PLANS.includes(role)) === true
  // As text: a draft is a new object at each letter, also where nothing of the plans has changed.
  const written = JSON.stringify(draft)
  const read = useMemo(() => PlanDraft.safeParse(JSON.parse(written)), [written])
  if (!mayTry) return null
  return (
    <section className="territory-group stack" aria-labelledby="plan-try">
      <h2 id="plan-try">{m.paging_plan_title()}</h2>
      <p className="muted">{m.paging_plan_intro()}</p>
      {read.success ? (
        <Try territoryId={territoryId} draft={read.data} classes={classes} />
      ) : (
        <Alert tone="warning" title={m.paging_plan_unready()} />
      )}
    </section>
  )
}

type Tried = {
  readonly territoryId: string
  readonly draft: PlanDraft
  readonly classes: SettingsPiece['classes']
}

function Try({ territoryId, draft, classes }: Tried): ReactNode {
  const called = classes.filter(({ key }) => draft.escalation.some((one) => one.class === key))
  const [asked, setAsked] = useState<Omit<RehearsalBody, 'draft'>>(() => ({
    classKey: called[0]?.key ?? '',
    day: nextSaturday(),
    time: '03:00',
    answers: 'nobody',
  }))
  const run = useWrite({
    method: 'POST',
    path: `/api/territories/${territoryId}/plan/rehearsal`,
    body: (input: RehearsalBody) => input,
    reply: RehearsalReply,
  })
  const policy = draft.escalation.find((one) => one.class === asked.classKey)
  return (
    <>
      <UncoveredSteps territoryId={territoryId} draft={draft} classes={classes} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          run.mutate({ ...asked, draft })
        }}
      >
        <p className="small muted">{m.paging_plan_draft()}</p>
        <div className="line">
          <Select
            label={m.paging_plan_class()}
            options={called.map(({ key, name }) => ({ value: key, label: name }))}
            value={asked.classKey}
            onChange={(classKey) => setAsked({ ...asked, classKey })}
          />
          <TextField
            label={m.paging_plan_day()}
            type="date"
            value={asked.day}
            onChange={(day) => setAsked({ ...asked, day })}
          />
          <TextField
            label={m.paging_plan_time()}
            type="time"
            value={asked.time}
            onChange={(time) => setAsked({ ...asked, time })}
          />
        </div>
        <RadioGroup
          label={m.paging_plan_answers()}
          look="segmented"
          options={[
            { value: 'nobody', label: m.paging_plan_nobody() },
            { value: 'second', label: m.paging_plan_second() },
          ]}
          value={asked.answers}
          onChange={(answers) => setAsked({ ...asked, answers })}
        />
        <div>
          <Button type="submit" busy={run.isPending}>
            {m.paging_plan_try()}
          </Button>
        </div>
      </form>
      {run.error ? <ProblemState problem={run.error} /> : null}
      {run.data === undefined ? null : <PlanRun run={run.data} policy={policy} />}
    </>
  )
}

/** The hour at which a plan is proved: Saturday, deep in the night. */
function nextSaturday(): string {
  const today = wallClock(
    Temporal.Instant.fromEpochMilliseconds(Math.round(serverNowMs())),
  ).toPlainDate()
  return today.add({ days: (6 - today.dayOfWeek + 7) % 7 || 7 }).toString()
}
