import { type ReactNode, useEffect, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { secondsText } from '#platform/web/format.ts'
import { useOnline } from '#platform/web/online.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Elapsed } from '#platform/web/ui/timer.tsx'
import type { Keeping } from './keeping.ts'
import type { Mode } from './mode.ts'
import { isEmergencySending, isSending, type Sending } from './use-send.ts'

/** Where what is written stands, in words that are true. */
export function KeepingState({ keeping }: { readonly keeping: Keeping }): ReactNode {
  const text = keepingText(keeping)
  return (
    <span className={keeping.kind === 'only-here' ? 'intake-only-here' : 'muted'} role="status">
      {text}
    </span>
  )
}

function keepingText(keeping: Keeping): string {
  switch (keeping.kind) {
    case 'nothing':
      return m.intake_draft_nothing()
    case 'writing':
      return m.intake_draft_writing()
    case 'kept':
      return m.intake_draft_kept({ time: secondsText(keeping.at) })
    case 'only-here':
      return m.intake_draft_only_here()
  }
}

/** What the pressed key is doing, beside the keys: a key that went grey never leaves it to be guessed. */
export function SendingNote({ sending }: { readonly sending: Sending }): ReactNode {
  const isOnline = useOnline()
  const text = sendingText(sending, isOnline)
  return (
    <span className="intake-sending" role="status">
      {text}
    </span>
  )
}

function sendingText(sending: Sending, isOnline: boolean): string {
  if (sending.kind !== 'sending' && sending.kind !== 'queued') return ''
  const isWaiting = sending.kind === 'queued' || !isOnline
  if (sending.isEmergency)
    return isWaiting ? m.intake_leaves_alone_emergency() : m.intake_leaving_emergency()
  return isWaiting ? m.intake_leaves_alone() : m.intake_leaving()
}

/** The call's time, the state of the draft, and the two ways to finish. */
export function CallBar(props: {
  readonly startedAt: string
  readonly keeping: Keeping
  /** What other windows do with the draft, one press away. */
  readonly notes: ReactNode
  /** The way out, where the form covers the navigation. */
  readonly leave: ReactNode
  readonly sending: Sending
  readonly refused: string | undefined
  readonly onSave: () => void
  readonly onEmergency: () => void
  /** Guided: the ways to finish stand under the thumb instead. */
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
}): ReactNode {
  const { sending, refused } = props
  return (
    <div className="intake-bar">
      <h1>{m.intake_title()}</h1>
      <span className="intake-bar-call">
        {m.intake_call_time()} <Elapsed start={props.startedAt} />
      </span>
      <KeepingState keeping={props.keeping} />
      {props.notes}
      <Button
        kind="quiet"
        onPress={() => props.onMode(props.mode === 'dense' ? 'guided' : 'dense')}
      >
        {props.mode === 'dense' ? m.intake_mode_guided() : m.intake_mode_dense()}
      </Button>
      {props.leave}
      {props.mode === 'guided' ? null : (
        <span className="intake-bar-acts">
          <SendingNote sending={sending} />
          <Button
            kind="danger"
            keys="Ctrl+Maiusc+E"
            saysWait={false}
            busy={isEmergencySending(sending)}
            onPress={props.onEmergency}
          >
            {m.intake_emergency_now()}
          </Button>
          <Button
            kind="primary"
            keys="Ctrl+Invio"
            saysWait={false}
            busy={isSending(sending)}
            refused={refused}
            onPress={props.onSave}
          >
            {m.intake_save()}
          </Button>
        </span>
      )}
    </div>
  )
}

/** What became of sending: waiting for the network, or refused with what to do. Nothing is lost either way. */
export function SendingState({ sending }: { readonly sending: Sending }): ReactNode {
  if (sending.kind === 'queued') {
    return (
      <Alert tone="warning" urgent title={m.intake_queued()}>
        <p>{m.intake_queued_text()}</p>
        {sending.isEmergency ? <p>{m.intake_queued_emergency()}</p> : null}
      </Alert>
    )
  }
  if (sending.kind === 'refused') {
    return <Refusal problem={sending.problem} saved={m.intake_draft_safe()} />
  }
  return null
}

/**
 * What was refused is seen at once, wherever the form stands: the field at fault takes the focus, and where no field is at
 * fault the words themselves come into view.
 */
export function Refusal(props: {
  readonly problem: ApiProblem
  readonly saved?: string
}): ReactNode {
  const { problem } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const wrong = problem.isAboutFields ? wrongIn(box.current?.closest('.intake')) : undefined
    const target = wrong ?? box.current
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'center' })
  }, [problem])
  return (
    <div ref={box} tabIndex={-1} className="intake-refusal">
      <ProblemState {...props} />
    </div>
  )
}

/** The first control at fault, brought to light where its block is closed. */
export function wrongIn(form: Element | null | undefined): HTMLElement | undefined {
  const wrong = form?.querySelector('.field-wrong, .quick-wrong')
  wrong?.closest('details')?.setAttribute('open', '')
  return wrong?.querySelector<HTMLElement>(CONTROLS) ?? undefined
}

const CONTROLS = 'input, select, textarea, button[tabindex="0"]'
