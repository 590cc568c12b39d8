import { type ReactNode, useCallback, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { useOnline } from '#platform/web/online.ts'
import { useSession } from '#platform/web/session.ts'
import { useCallOnDesk } from '#platform/web/sound/desk-sound.ts'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { Context } from '../contract.ts'
import { AccessBanner } from './access-banner.tsx'
import { CallBar, SendingNote, SendingState } from './call-bar.tsx'
import { CallEndings, type EndingWords, NOTHING_SAID } from './call-endings.tsx'
import { ConsoleLeft, WatchedBanner } from './console-left.tsx'
import { ConsoleRight } from './console-right.tsx'
import { DisclosureDialog } from './disclosure-dialog.tsx'
import { DraftNotes, NotesKey } from './draft-notes.tsx'
import { DroppedEmpty } from './dropped-empty.tsx'
import { Guided } from './guided.tsx'
import { LeaveKey, useLeftInDrafts } from './leaving.tsx'
import { LineDropped } from './line-dropped.tsx'
import { useMode } from './mode.ts'
import { isUnknownCall, saysOfSomebody } from './said-of-somebody.ts'
import { ScriptPanel } from './script-panel.tsx'
import { type CallState, useCall } from './use-call.ts'
import { useContext } from './use-desk.ts'
import { type Intake, type IntakeFrame, useIntake } from './use-intake.ts'
import { isEmergencySending, isSending } from './use-send.ts'

/** One call from its first word to the report: dense on a wide screen, led on a narrow one. */
export function IntakeCall(props: IntakeFrame): ReactNode {
  const { territoryId } = props
  const intake = useIntake(props)
  const { context, problem, again } = useContext(territoryId, intake.form.municipality)
  if (problem !== null) {
    return <ProblemState problem={problem} saved={m.intake_draft_safe()} onAgain={again} />
  }
  if (context === undefined) return <Skeleton lines={10} />
  return <OnCall intake={intake} context={context} />
}

/** Who answers a request to be told something. */
const TOLD_BY = ['operator', 'social-worker', 'coordinator']

type Asked = 'dropped' | 'dropped-empty' | 'disclosure'
type Call = { readonly intake: Intake; readonly context: Context }

function OnCall({ intake, context }: Call): ReactNode {
  const isNarrow = useNarrow()
  const [mode, setMode] = useMode(isNarrow)
  useCallOnDesk()
  const [asking, setAsking] = useState<Asked>()
  const [ending, setEnding] = useState<EndingWords>(NOTHING_SAID)
  const call = useCall(intake, context, setAsking)
  useLeftInDrafts(intake)
  const roles = useSession().data?.roles ?? []
  const mayAnswer = roles.some((role) => TOLD_BY.includes(role))
  const { form, change, latest } = intake
  const isWritten = useCallback(() => saysOfSomebody(latest()), [latest])
  const { report, sending } = call
  const { drop: dropCall } = call
  const drop = useCallback(() => {
    if (isUnknownCall(latest())) setAsking('dropped-empty')
    else dropCall()
  }, [latest, dropCall])
  const fields = {
    ...{ form, change, context, proposal: call.proposal, previous: call.previous },
    refusal: sending.kind === 'refused' ? sending.problem : undefined,
  }
  const endings = (
    <CallEndings
      onEnd={call.end}
      isWritten={isWritten}
      onDropped={drop}
      onDisclosure={mayAnswer ? call.askDisclosure : undefined}
      problem={call.endProblem}
      said={ending}
      onSaid={setEnding}
    />
  )
  return (
    <div className={`intake intake-${mode}`}>
      <CallBar
        startedAt={intake.startedAt}
        keeping={intake.keeping}
        notes={<NotesKey intake={intake} />}
        leave={isNarrow ? <LeaveKey intake={intake} /> : null}
        sending={sending}
        refused={call.refused}
        onSave={call.save}
        onEmergency={call.emergency}
        mode={mode}
        onMode={setMode}
      />
      <DraftNotes intake={intake} />
      <Banners
        call={call}
        context={context}
        isLed={mode === 'guided'}
        onLineDropped={() => setAsking('dropped')}
      />
      {mode === 'guided' ? (
        <>
          <Guided
            {...fields}
            note={<SendingNote sending={sending} />}
            busy={isSending(sending)}
            isEmergencyBusy={isEmergencySending(sending)}
            onSave={call.save}
            onEmergency={call.emergency}
          />
          <details className="intake-more">
            <summary>{m.intake_endings()}</summary>
            {endings}
          </details>
        </>
      ) : (
        // No form: the dialogs inside are forms, and the browser tells nobody of a form sent within another.
        <div className="intake-console" data-questions>
          {endings}
          <ScriptPanel report={report} onSaid={(said) => change({ said })} />
          <ConsoleLeft {...fields} />
          <ConsoleRight {...fields} />
        </div>
      )}
      {asking === 'dropped' ? (
        <LineDropped
          place={call.place}
          onClose={() => setAsking(undefined)}
          onTold={call.dropTold}
          onOnlyRecord={call.drop}
        />
      ) : null}
      {asking === 'dropped-empty' ? (
        <DroppedEmpty
          form={form}
          change={change}
          onOpen={call.drop}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
      {asking === 'disclosure' ? (
        <DisclosureDialog
          territoryId={context.territory.id}
          category={report.category}
          unit={report.reporterUnit}
          caller={[report.reporterRole, report.reporterName].filter((one) => one !== '').join(' ')}
          phone={report.phone}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </div>
  )
}

function Banners(props: {
  readonly call: CallState
  readonly context: Context
  readonly isLed: boolean
  readonly onLineDropped: () => void
}): ReactNode {
  const { call, context } = props
  return (
    <>
      <Offline />
      <SendingState sending={call.sending} />
      {call.report.freeToSpeak === 'no' ? (
        <WatchedBanner place={call.place} onLineDropped={props.onLineDropped} />
      ) : null}
      <AccessBanner
        context={context}
        report={call.report}
        isLed={props.isLed}
        onRefused={() => call.end({ kind: 'not-entitled' })}
      />
    </>
  )
}

function Offline(): ReactNode {
  if (useOnline()) return null
  return (
    <Alert tone="warning" urgent title={m.intake_offline()}>
      <p>{m.intake_offline_text()}</p>
    </Alert>
  )
}
