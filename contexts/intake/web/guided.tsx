import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import {
  GUIDED_STEPS,
  type GuidedStep,
  type ScriptLine,
  STEPS_BEFORE_SAVING,
} from '../model-script.ts'
import { wordOf } from '../words.ts'
import { reportOf } from './form.ts'
import { isStepDone, StepBody, type StepProps } from './guided-steps.tsx'

/** The words that go with a step. */
const WORDS: Readonly<Partial<Record<GuidedStep, ScriptLine>>> = {
  'free-to-speak': 'free-to-speak',
  who: 'who-is-there',
  where: 'where-exactly',
  danger: 'are-you-safe',
  'call-back': 'how-to-reach-you',
  reporter: 'caller-identity',
  notices: 'what-happens-now',
}

/** *Cosa faccio adesso?*: one decision at a time, with its words, for one thumb and a caller on the line. */
export function Guided(
  props: Omit<StepProps, 'onAnswered'> & {
    readonly busy: boolean
    readonly onSave: () => void
    readonly onEmergency: () => void
  },
): ReactNode {
  const { form, busy } = props
  const report = reportOf(form)
  const first = GUIDED_STEPS.find((one) => !isStepDone(one, report, form.classKey)) ?? 'details'
  const [step, setStep] = useState<GuidedStep>(first)
  const at = GUIDED_STEPS.indexOf(step)
  const heading = useRef<HTMLHeadingElement>(null)
  const moved = useRef(false)
  useEffect(() => {
    if (moved.current) heading.current?.focus()
  }, [step])
  const go = (to: number): void => {
    const next = GUIDED_STEPS[to]
    if (next === undefined) return
    moved.current = true
    setStep(next)
  }
  const done = isStepDone(step, report, form.classKey)
  const watched = form.freeToSpeak === 'no'
  const words = watched && step === 'danger' ? 'only-yes-no' : WORDS[step]
  const maySave = at >= STEPS_BEFORE_SAVING.length - 1
  const isLast = at === GUIDED_STEPS.length - 1
  return (
    <form className="intake-guided-form" onSubmit={(event) => event.preventDefault()}>
      <section className="intake-card" aria-labelledby="intake-now">
        <p className="small muted">
          {m.intake_now_title()} · {m.intake_step({ at: at + 1, of: GUIDED_STEPS.length })}
        </p>
        <h2 id="intake-now" ref={heading} tabIndex={-1}>
          {wordOf('step', step)}
        </h2>
        {words === undefined ? null : (
          <p className="intake-say">
            {wordOf('script', words)}
            {report.said[words] === undefined ? null : ` ${timeText(report.said[words])}`}
          </p>
        )}
        <StepBody {...props} step={step} large onAnswered={() => go(at + 1)} />
      </section>
      <div className="intake-thumb">
        {maySave ? (
          <Button kind={isLast ? 'primary' : 'secondary'} busy={busy} onPress={props.onSave}>
            {m.intake_save_short()}
          </Button>
        ) : (
          <Button kind="danger" busy={busy} onPress={props.onEmergency}>
            {m.intake_emergency_now()}
          </Button>
        )}
        {at === 0 ? null : (
          <Button icon="back" onPress={() => go(at - 1)}>
            {m.intake_back()}
          </Button>
        )}
        {isLast ? null : (
          <Button kind="primary" onPress={() => go(at + 1)}>
            {done ? m.intake_next() : m.intake_skip()}
          </Button>
        )}
      </div>
    </form>
  )
}
