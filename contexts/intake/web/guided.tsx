import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
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
  unaskedSteps,
} from '../model-script.ts'
import { wordOf } from '../words.ts'
import { wrongIn } from './call-bar.tsx'
import { FollowUps, useBelow } from './follow-ups.tsx'
import { reportOf } from './form.ts'
import { isStepBegun, isStepDone, StepBody, type StepProps } from './guided-steps.tsx'

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

const CLASS_REFUSALS: readonly string[] = ['reason-required', 'offer-required']
const SAVES_FROM = STEPS_BEFORE_SAVING.at(-1) ?? 'class'

/** *Cosa faccio adesso?*: one decision at a time, with its words, for one thumb and a caller on the line. */
export function Guided(props: GuidedProps): ReactNode {
  const { form, savesFrom = SAVES_FROM } = props
  const report = reportOf(form)
  const [isByBody, setByBody] = useState(isForBody(form.category) && form.freeToSpeak === null)
  const steps = props.steps ?? (isByBody ? bodySteps(report) : GUIDED_STEPS)
  const first = steps.find((one) => !isStepDone(one, report, form.classKey)) ?? 'details'
  const [step, setStep] = useStep(first, props.refusal)
  const at = steps.indexOf(step)
  // A question that a patrol is not asked counts as answered: the total stays, and the number goes on.
  const of = (props.steps ?? GUIDED_STEPS).length
  const heading = useRef<HTMLHeadingElement>(null)
  const card = useRef<HTMLElement>(null)
  const moved = useRef(false)
  // Whoever goes back from the class to what was not asked comes to the class again.
  const [returnsTo, setReturnsTo] = useState<GuidedStep>()
  useEffect(() => {
    if (!moved.current) return
    bringStep(step, card.current, heading.current)
  }, [step])
  const go = (to: number): void => {
    const next = returnsTo ?? steps[to]
    if (next === undefined) return
    setReturnsTo(undefined)
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
  const below = useBelow(card, open.length)
  return (
    <div className="intake-guided-form" data-questions>
      <section ref={card} className="intake-card" aria-labelledby="intake-now">
        <p className="small muted">
          {m.intake_now_title()} · {m.intake_step({ at: at + 1 + of - steps.length, of })}
        </p>
        <h2 id="intake-now" ref={heading} tabIndex={-1}>
          {wordOf('step', step)}
        </h2>
        {words === undefined ? null : <p className="intake-say">{wordOf('script', words)}</p>}
        {/* Above what the protocol's answer makes longer: no row moves under the finger. */}
        <Unasked
          steps={step === savesFrom ? unaskedSteps(report, steps) : []}
          onAsk={(one) => {
            moved.current = true
            setReturnsTo(savesFrom)
            setStep(one)
          }}
        />
        <StepBody {...props} step={step} large onAnswered={() => go(at + 1)} onBody={byBody} />
      </section>
      <ThumbBar
        {...props}
        note={
          <>
            {props.note}
            <FollowUps count={below} card={card} />
          </>
        }
        isFirst={at === 0}
        isLast={at === steps.length - 1}
        isEnough={at >= steps.indexOf(savesFrom)}
        isReady={step === savesFrom && isStepDone(step, report, form.classKey)}
        done={isStepBegun(step, report, form.classKey)}
        onStep={(by) => go(at + by)}
      />
    </div>
  )
}

/** Before it is saved: what was passed over and is needed soon, each one tap away. */
function Unasked(props: {
  readonly steps: readonly GuidedStep[]
  readonly onAsk: (step: GuidedStep) => void
}): ReactNode {
  if (props.steps.length === 0) return null
  return (
    <div className="line" role="group" aria-label={m.intake_unasked()}>
      <span>{m.intake_unasked()}</span>
      {props.steps.map((step) => (
        <Button key={step} kind="quiet" onPress={() => props.onAsk(step)}>
          {wordOf('unasked', step)}
        </Button>
      ))}
    </div>
  )
}

/** The whole card comes into view, its words too, not only what takes the focus. */
function bringStep(step: GuidedStep, card: HTMLElement | null, heading: HTMLElement | null): void {
  // A step that is come back to for what was refused of it: its field.
  const wrong = wrongIn(card)
  // Where there is only something to write, the keyboard opens by itself: one tap less.
  const field = WRITTEN.includes(step) ? card?.querySelector('input, textarea') : null
  const target = wrong ?? (field instanceof HTMLElement ? field : heading)
  target?.focus({ preventScroll: true })
  if (wrong === undefined) card?.scrollIntoView({ block: 'start' })
  else wrong.scrollIntoView({ block: 'center' })
}

/** The step shown; what was refused of the class is mended on its card. */
function useStep(first: GuidedStep, refused: ApiProblem | undefined) {
  const [step, setStep] = useState<GuidedStep>(first)
  const [refusal, setRefusal] = useState(refused)
  if (refusal !== refused) {
    setRefusal(refused)
    if (CLASS_REFUSALS.includes(refused?.code ?? '')) setStep('class')
  }
  return [step, setStep] as const
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
        <Button
          kind={isReady ? 'primary' : 'secondary'}
          busy={busy}
          saysWait={false}
          onPress={props.onSave}
        >
          {m.intake_save_short()}
        </Button>
      ) : null}
      {(isEnough && !busy) || onEmergency === undefined ? null : (
        <Button
          kind="danger"
          busy={props.isEmergencyBusy === true}
          saysWait={false}
          onPress={onEmergency}
        >
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
