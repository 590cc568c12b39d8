import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from '#platform/web/ui/class-names.ts'
import type { Answer } from '../model.ts'

/** One choice with the key that makes it while its group has the focus. */
export type QuickOption<V extends string> = {
  readonly value: V
  readonly label: string
  readonly key: string
}

/** What holds the questions of one call, marked where it is no form of the browser. */
const QUESTIONS = 'form, [data-questions]'

/** Moves the focus to the next stop of the form, in document order, and answers what has it now. */
export function focusNext(from: HTMLElement): HTMLElement | undefined {
  const form = from.closest(QUESTIONS)
  if (form === null) return undefined
  const stops = [...form.querySelectorAll<HTMLElement>('[data-stop]')].filter(
    (stop) => stop.offsetParent !== null,
  )
  const here = stops.findIndex((stop) => stop === from || stop.contains(from))
  const next = stops[here + 1]
  const target = next?.matches('input, textarea, select, button, [tabindex]')
    ? next
    : next?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex="0"]')
  target?.focus()
  return target ?? undefined
}

/** Enter in one line of text goes on to the next question. */
export function onward(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
    return
  event.preventDefault()
  focusNext(event.currentTarget)
}

/** Goes on once the answer has been shown: it may have brought a question of its own. */
function goOn(from: HTMLElement | null): void {
  queueMicrotask(() => {
    const at = from === null ? undefined : focusNext(from)
    if (at !== undefined) leaveTabOut(at)
  })
}

/** A Tab struck right after the key that went on means the same step: it would skip the question that has come. */
function leaveTabOut(at: HTMLElement): void {
  const onKey = (event: globalThis.KeyboardEvent): void => {
    if (event.key === 'Tab' && !event.shiftKey && document.activeElement === at)
      event.preventDefault()
  }
  addEventListener('keydown', onKey, { capture: true, once: true })
}

function strike(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  return event.key.length === 1 ? event.key.toLowerCase() : undefined
}

function arrow(key: string): number {
  if (key === 'ArrowRight' || key === 'ArrowDown') return 1
  return key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0
}

type QuickProps<V extends string> = {
  readonly label: string
  readonly options: readonly QuickOption<V>[]
  readonly hint?: string | undefined
  readonly autoFocus?: boolean
  readonly large?: boolean
}

/**
 * One of a few choices with one key each: the key chooses and goes on to the next question. Arrows and Space
 * work as on any group; the group is one stop of Tab.
 */
export function QuickChoice<V extends string>(
  props: QuickProps<V> & { readonly value: V | null; readonly onChange: (value: V) => void },
): ReactNode {
  const { label, options, value, onChange } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const at = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const struck = strike(event)
    const chosen = options.find((option) => option.key === struck)
    if (chosen !== undefined) {
      event.preventDefault()
      onChange(chosen.value)
      goOn(box.current)
      return
    }
    const step = arrow(event.key)
    if (step === 0) return
    event.preventDefault()
    const next = options[(at + step + options.length) % options.length]
    if (next === undefined) return
    onChange(next.value)
    box.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus()
  }
  return (
    <div
      ref={box}
      className={names('quick', props.large === true && 'quick-large')}
      role="radiogroup"
      aria-labelledby={id}
      data-stop=""
    >
      <span id={id} className="quick-label">
        {label}
        {props.hint === undefined ? null : <span className="field-hint"> {props.hint}</span>}
      </span>
      <span className="quick-options">
        {options.map((option, index) => (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={option.value === value}
            aria-keyshortcuts={option.key}
            data-value={option.value}
            tabIndex={index === at ? 0 : -1}
            className="quick-option"
            autoFocus={props.autoFocus === true && index === at}
            onClick={() => onChange(option.value)}
            onKeyDown={onKeyDown}
          >
            {option.label}
            {props.large === true ? null : (
              <kbd className="quick-key" aria-hidden="true">
                {option.key.toUpperCase()}
              </kbd>
            )}
          </button>
        ))}
      </span>
    </div>
  )
}

/** Any number of chips, each with its key; Enter goes on. One stop of Tab. */
export function QuickChips<V extends string>(
  props: QuickProps<V> & {
    readonly values: readonly V[]
    readonly onChange: (values: readonly V[]) => void
    readonly error?: string | undefined
  },
): ReactNode {
  const { label, options, values, onChange, error } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const toggle = (value: V): void =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === value ? !values.includes(value) : values.includes(each))),
    )
  const move = (step: number): void => {
    const chips = [...(box.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const here = chips.indexOf(document.activeElement as HTMLElement)
    chips[(here + step + chips.length) % chips.length]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const struck = strike(event)
    const chosen = options.find((option) => option.key === struck)
    const step = arrow(event.key)
    if (chosen === undefined && step === 0 && event.key !== 'Enter') return
    if (event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (chosen !== undefined) toggle(chosen.value)
    else if (step !== 0) move(step)
    else goOn(box.current)
  }
  return (
    <div
      ref={box}
      className={names(
        'quick',
        props.large === true && 'quick-large',
        error !== undefined && 'quick-wrong',
      )}
      role="group"
      aria-labelledby={id}
      data-stop=""
    >
      <span id={id} className="quick-label">
        {label}
        {error === undefined ? null : <span className="field-error"> {error}</span>}
      </span>
      <span className="quick-options">
        {options.map((option, index) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={values.includes(option.value)}
            aria-keyshortcuts={option.key}
            tabIndex={index === 0 ? 0 : -1}
            className="quick-option"
            onClick={() => toggle(option.value)}
            onKeyDown={onKeyDown}
          >
            {option.label}
            {props.large === true ? null : (
              <kbd className="quick-key" aria-hidden="true">
                {option.key.toUpperCase()}
              </kbd>
            )}
          </button>
        ))}
      </span>
    </div>
  )
}

/** Sì, No, Non so with the keys S, N, X. */
export function QuickAnswer(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: Answer | null
  readonly onChange: (value: Answer) => void
  readonly autoFocus?: boolean
  readonly large?: boolean
}): ReactNode {
  const options: readonly QuickOption<Answer>[] = [
    { value: 'yes', label: m.intake_answer_yes(), key: 's' },
    { value: 'no', label: m.intake_answer_no(), key: 'n' },
    { value: 'unknown', label: m.intake_answer_unknown(), key: 'x' },
  ]
  return <QuickChoice {...props} options={options} />
}
