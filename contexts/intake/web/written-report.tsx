import { type ReactNode, useCallback } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { Context } from '../contract.ts'
import { isInDanger } from '../model-facts.ts'
import { WRITTEN_STEPS } from '../model-script.ts'
import { KeepingState, SendingNote, SendingState } from './call-bar.tsx'
import { DraftNotes, isChoiceOpen, NotesKey, showNotes } from './draft-notes.tsx'
import { reportOf } from './form.ts'
import { Guided } from './guided.tsx'
import { LeaveKey, useLeftInDrafts } from './leaving.tsx'
import { useContext } from './use-desk.ts'
import { type Intake, type IntakeFrame, useIntake } from './use-intake.ts'
import { isSending, useSend } from './use-send.ts'

const HOME = '/segnalazioni'
/** The room judges: here nothing is proposed and nothing is counted. */
const NO_PROPOSAL = { evaluation: undefined, away: false, current: true } as const

/** A report written by who saw it, step by step and with one thumb: no caller, no class, no endings of a call. */
export function WrittenReport(props: IntakeFrame): ReactNode {
  const intake = useIntake(props)
  const { context, problem, again } = useContext(props.territoryId, intake.form.municipality)
  if (problem !== null) {
    return <ProblemState problem={problem} saved={m.intake_draft_safe()} onAgain={again} />
  }
  if (context === undefined) return <Skeleton lines={10} />
  return <Writing intake={intake} context={context} />
}

function Writing(props: { readonly intake: Intake; readonly context: Context }): ReactNode {
  const { intake, context } = props
  const { form, change } = intake
  const go = useGo()
  const home = useSession().data?.home ?? HOME
  const { sending, send } = useSend(
    intake,
    context.territory.id,
    useCallback(() => go(home), [go, home]),
  )
  useLeftInDrafts(intake)
  const save = (): void => {
    if (isChoiceOpen(intake)) showNotes()
    else send({ channel: 'portal' })
  }
  return (
    <div className="intake intake-guided">
      <div className="intake-bar">
        <h1>{m.intake_title()}</h1>
        <KeepingState keeping={intake.keeping} />
        <NotesKey intake={intake} />
        <LeaveKey intake={intake} />
      </div>
      <DraftNotes intake={intake} />
      <SendingState sending={sending} />
      {isInDanger(reportOf(form)) ? (
        <Alert tone="danger" urgent title={m.intake_written_danger()}>
          <p>
            <a href="tel:112">{m.intake_written_danger_call()}</a>
          </p>
        </Alert>
      ) : null}
      <Guided
        form={form}
        change={change}
        context={context}
        proposal={NO_PROPOSAL}
        previous={0}
        steps={WRITTEN_STEPS}
        savesFrom="danger"
        note={<SendingNote sending={sending} />}
        busy={isSending(sending)}
        onSave={save}
      />
    </div>
  )
}
