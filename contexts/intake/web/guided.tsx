import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { isForBody, type ReportContent } from '../model.ts'
import { followUps } from '../model-facts.ts'
import {
  bodySteps,
  GUIDED_STEPS,
  type GuidedStep,
  type ScriptLine,
  STEPS_BEFORE_SAVING,
  scriptFor,
} from '../model-script.ts'
import { wordOf } from '../words.ts'
import { reportOf } from './form.ts'
import { isStepDone, StepBody, type StepProps } from './guided-steps.tsx'

/** The steps answered in words. */
const WRITTEN: readonly GuidedStep[] = ['where', 'what']

/** The words that go with a step; of several those that this call's script has. */
const WORDS: Readonly<Partial<Record<GuidedStep, readonly ScriptLine[]>>> = {
  'free-to-speak': ['free-to-speak'],
  who: ['who-yes-no', 'who-is-there'],
  where: ['where-yes-no', 'where-exactly'],
  danger: ['only-yes-no', 'are-you-safe'],
  'call-back': ['how-to-reach-you'],
  reporter: ['caller-identity'],
  notices: ['what-happens-now'],
}

function wordsFor(step: GuidedStep, report: ReportContent): ScriptLine | undefined {
  const script = scriptFor(report)
  return WORDS[step]?.find((line) => script.includes(line))
}

type GuidedProps = Omit<StepProps, 'onAnswered' | 'onBody'> & {
  /** The steps of who writes; missing: of who takes a call. */
  readonly steps?: readonly GuidedStep[]
  /** From this step on there is enough to save. */
  readonly savesFrom?: GuidedStep
  readonly busy: boolean
  readonly onSave: () => void
  /** Missing: of who writes and has nobody on the line; then the words to say are missing too. */
  readonly onEmergency?: () => void
  /** True while it is on its way as an emergency. */
  readonly isEmergencyBusy?: boolean
  /** What became of a pressed key, beside the keys. */
  readonly note: ReactNode
}

const SAVES_FROM = STEPS_BEFORE_SAVING.at(-1) ?? 'class'

/** *Cosa faccio adesso?*: one decision at a time, with its words, for one thumb and a caller on the line. */
export function Guided(props: GuidedProps): ReactNode {
  const { form, savesFrom = SAVES_FROM } = props
  const report = reportOf(form)
  const [isByBody, setByBody] = useState(isForBody(form.category) && form.freeToSpeak === null)
  const steps = props.steps ?? (isByBody ? bodySteps(report) : GUIDED_STEPS)
  const first = steps.find((one) => !isStepDone(one, report, form.classKey)) ?? 'details'
  const [step, setStep] = useState<GuidedStep>(first)
  const at = steps.indexOf(step)
  const heading = useRef<HTMLHeadingElement>(null)
  const card = useRef<HTMLElement>(null)
  const moved = useRef(false)
  useEffect(() => {
    if (!moved.current) return
    // Where there is only something to write, the keyboard opens by itself: one tap less.
    const field = WRITTEN.includes(step) ? card.current?.querySelector('input, textarea') : null
    const target = field instanceof HTMLElement ? field : heading.current
    // The whole card comes into view, its words too, not only what takes the focus.
    target?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'start' })
  }, [step])
  const go = (to: number): void => {
    const next = steps[to]
    if (next === undefined) return
    moved.current = true
    setStep(next)
  }
  const byBody = (): void => {
    moved.current = true
    setByBody(true)
    setStep('reporter')
  }
  const isOnCall = props.onEmergency !== undefined
  const words = isOnCall ? wordsFor(step, report) : undefined
  const open = step === 'danger' ? followUps(report).filter((fact) => !report.answers[fact]) : []
  return (
    <form className="intake-guided-form" onSubmit={(event) => event.preventDefault()}>
      <section ref={card} className="intake-card" aria-labelledby="intake-now">
        <p className="small muted">
          {m.intake_now_title()} · {m.intake_step({ at: at + 1, of: steps.length })}
        </p>
        <h2 id="intake-now" ref={heading} tabIndex={-1}>
          {wordOf('step', step)}
        </h2>
        {words === undefined ? null : <p className="intake-say">{wordOf('script', words)}</p>}
        <StepBody {...props} step={step} large onAnswered={() => go(at + 1)} onBody={byBody} />
      </section>
      <ThumbBar
        {...props}
        note={
          <>
            {props.note}
            <FollowUps count={open.length} card={card} />
          </>
        }
        isFirst={at === 0}
        isLast={at === steps.length - 1}
        isEnough={at >= steps.indexOf(savesFrom)}
        isReady={step === savesFrom && isStepDone(step, report, form.classKey)}
        done={isStepDone(step, report, form.classKey)}
        onStep={(by) => go(at + by)}
      />
    </form>
  )
}

/** An answer has brought questions below those in sight: said where the thumb is, and one press away. */
function FollowUps(props: {
  readonly count: number
  readonly card: RefObject<HTMLElement | null>
}): ReactNode {
  if (props.count === 0) return null
  const show = (): void => {
    const groups = [...(props.card.current?.querySelectorAll('[role="radiogroup"]') ?? [])]
    const open = groups.find((group) => group.querySelector('[aria-checked="true"]') === null)
    open?.scrollIntoView({ block: 'center' })
    open?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }
  return (
    <Button kind="quiet" className="intake-follow-ups" onPress={show}>
      {m.intake_follow_ups({ count: props.count })}
    </Button>
  )
}

/** The ways on, under the thumb; one of them is the thing to do. */
function ThumbBar(props: {
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isEnough: boolean
  /** With its class a report can go; before that, the next question is the one thing to do. */
  readonly isReady: boolean
  readonly done: boolean
  readonly busy: boolean
  readonly onSave: () => void
  readonly onEmergency?: (() => void) | undefined
  readonly isEmergencyBusy?: boolean
  readonly note: ReactNode
  readonly onStep: (by: number) => void
}): ReactNode {
  const { isFirst, isLast, isEnough, done, busy, onStep, onEmergency } = props
  const isReady = isLast || props.isReady
  return (
    <div className="intake-thumb">
      {props.note}
      {isEnough ? (
        <Button kind={isReady ? 'primary' : 'secondary'} busy={busy} onPress={props.onSave}>
          {m.intake_save_short()}
        </Button>
      ) : null}
      {(isEnough && !busy) || onEmergency === undefined ? null : (
        <Button kind="danger" busy={props.isEmergencyBusy === true} onPress={onEmergency}>
          {m.intake_emergency_now()}
        </Button>
      )}
      {isFirst ? null : (
        <Button icon="back" onPress={() => onStep(-1)}>
          {m.intake_back()}
        </Button>
      )}
      {isLast ? null : (
        <Button kind={isReady ? 'secondary' : 'primary'} onPress={() => onStep(1)}>
          {done ? m.intake_next() : m.intake_skip()}
        </Button>
      )}
    </div>
  )
}
