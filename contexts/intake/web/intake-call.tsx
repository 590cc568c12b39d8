import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { DraftStore } from '#platform/web/drafts.ts'
import { useCommands } from '#platform/web/keyboard/use-commands.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useOnline } from '#platform/web/online.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { placeLabel } from '../words.ts'
import { AccessBanner, accessOf } from './access-banner.tsx'
import { CallBar, SendingState } from './call-bar.tsx'
import { CallEndings, type Ending, useEndCall } from './call-endings.tsx'
import { ConsoleLeft, WatchedBanner } from './console-left.tsx'
import { ConsoleRight } from './console-right.tsx'
import { DisclosureDialog } from './disclosure-dialog.tsx'
import { reportOf } from './form.ts'
import { Guided } from './guided.tsx'
import { LineDropped } from './line-dropped.tsx'
import { useMode } from './mode.ts'
import { ScriptPanel } from './script-panel.tsx'
import { notedCalls } from './triage-panel.tsx'
import { useContext, usePreviousContacts } from './use-desk.ts'
import { useEvaluation } from './use-evaluation.ts'
import { type Beginning, useIntake } from './use-intake.ts'
import { useSend } from './use-send.ts'

const AFTER = '/sala'

/** One call from its first word to the report: dense on a wide screen, led on a narrow one. */
export function IntakeCall(props: {
  readonly begin: Beginning
  readonly territoryId: string | undefined
  readonly store: DraftStore | undefined
}): ReactNode {
  const { begin, territoryId, store } = props
  const go = useGo()
  const [mode, setMode] = useMode(useNarrow())
  const [asking, setAsking] = useState<'dropped' | 'disclosure'>()
  const intake = useIntake(begin, territoryId, store)
  const { form, change } = intake
  const report = useMemo(() => reportOf(form), [form])
  const { context, problem, again } = useContext(territoryId, form.municipality)
  const proposal = useEvaluation(report, territoryId)
  const previous = usePreviousContacts(report.phone, territoryId)
  const leave = useCallback(() => go(AFTER), [go])
  const { sending, send } = useSend(intake, territoryId, leave)
  const ending = useEndCall(intake, territoryId, leave)
  const place = placeLabel(
    report,
    context?.municipalities.find((one) => one.code === report.municipality)?.name ?? null,
  )
  const refused =
    context !== undefined && !accessOf(context, report).taken ? m.intake_save_refused() : undefined
  const save = useCallback(() => {
    if (refused === undefined) send()
  }, [refused, send])
  const emergency = useCallback(() => send({ emergencyNow: true }), [send])
  const handOn = useCallback(() => {
    const due = (['112', '118'] as const).find(
      (service) =>
        proposal.evaluation?.authorities.includes(service) &&
        !form.calls.some((call) => call.service === service),
    )
    if (due !== undefined) change({ calls: notedCalls(form.calls, due) })
  }, [proposal, form.calls, change])
  useCommands(
    useMemo(
      () => [
        command('save', m.intake_save(), 'Ctrl+Invio', save),
        command('emergency', m.intake_emergency_now(), 'Ctrl+Maiusc+E', emergency),
        command('hand-on', m.intake_hand_on(), 'Alt+Invio', handOn),
        command('line-dropped', m.intake_line_dropped(), 'Alt+L', () => setAsking('dropped')),
      ],
      [save, emergency, handOn],
    ),
  )
  const dropped = (told: boolean): void => {
    setAsking(undefined)
    if (told) change({ calls: notedCalls(form.calls, '112') })
    send({ isDropped: true, emergencyNow: told })
  }
  if (problem !== null && problem !== undefined) {
    return <ProblemState problem={problem} saved={m.intake_draft_safe()} onAgain={again} />
  }
  if (context === undefined) return <Skeleton lines={10} />
  const fields = { form, change, context, proposal, previous }
  const endings = (
    <CallEndings
      intake={intake}
      onEnd={ending.end}
      onDropped={() => dropped(false)}
      onDisclosure={() => setAsking('disclosure')}
      problem={ending.problem}
    />
  )
  const banners = (
    <>
      <Offline />
      <SendingState sending={sending} onAgain={() => send()} />
      {form.freeToSpeak === 'no' ? (
        <WatchedBanner place={place} onLineDropped={() => setAsking('dropped')} />
      ) : null}
      <AccessBanner
        context={context}
        report={report}
        onRefused={() => ending.end({ kind: 'not-entitled' } satisfies Ending)}
      />
    </>
  )
  return (
    <div className={`intake intake-${mode}`}>
      <header className="intake-head">
        <h1>{m.intake_title()}</h1>
        <Button kind="quiet" onPress={() => setMode(mode === 'dense' ? 'guided' : 'dense')}>
          {mode === 'dense' ? m.intake_mode_guided() : m.intake_mode_dense()}
        </Button>
      </header>
      <CallBar
        startedAt={intake.startedAt}
        keeping={intake.keeping}
        sending={sending}
        refused={refused}
        onSave={save}
        onEmergency={emergency}
        compact={mode === 'guided'}
      />
      {banners}
      {mode === 'guided' ? (
        <>
          <Guided
            {...fields}
            busy={sending.kind === 'sending' || sending.kind === 'queued'}
            onSave={save}
            onEmergency={emergency}
          />
          <details className="intake-more">
            <summary>{m.intake_endings()}</summary>
            {endings}
          </details>
        </>
      ) : (
        <form className="intake-console" onSubmit={(event) => event.preventDefault()}>
          {endings}
          <ScriptPanel report={report} onSaid={(said) => change({ said })} />
          <ConsoleLeft {...fields} />
          <ConsoleRight {...fields} />
        </form>
      )}
      {asking === 'dropped' ? (
        <LineDropped
          place={place}
          onClose={() => setAsking(undefined)}
          onTold={() => dropped(true)}
          onOnlyRecord={() => dropped(false)}
        />
      ) : null}
      {asking === 'disclosure' ? (
        <DisclosureDialog
          territoryId={territoryId}
          category={report.category}
          unit={report.reporterUnit}
          phone={report.phone}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </div>
  )
}

function command(id: string, title: string, keys: string, run: () => void) {
  return { id: `intake.${id}`, title, group: m.intake_group(), keys, run }
}

function Offline(): ReactNode {
  if (useOnline()) return null
  return (
    <Alert tone="warning" urgent title={m.intake_offline()}>
      <p>{m.intake_offline_text()}</p>
    </Alert>
  )
}
