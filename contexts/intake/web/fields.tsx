import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { YesNoFact } from '#contexts/territory/situation.ts'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { ComboBox } from '#platform/web/ui/combo-box.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import type { Context } from '../contract.ts'
import { isForBody } from '../model.ts'
import { questionsFor } from '../model-facts.ts'
import { wordOf } from '../words.ts'
import { requestKeys } from './choices.ts'
import { type Form, reportOf } from './form.ts'
import { focusNext, onward, QuickAnswer, QuickChoice } from './quick.tsx'
import { useSteadyOrder } from './steady.ts'
import { useOutside } from './use-municipalities.ts'

export type FieldsProps = {
  readonly form: Form
  readonly change: (changes: Partial<Form>) => void
  readonly large?: boolean
  /** What the server refused of it, said at the field at fault. */
  readonly refusal?: ApiProblem | undefined
}

type TextName =
  | 'landmark'
  | 'callBackNote'
  | 'names'
  | 'ages'
  | 'reporterBody'
  | 'reporterUnit'
  | 'reporterName'
  | 'reporterRole'
  | 'animals'
  | 'noticeReason'
  | 'mayContactWhom'

/** One line of the report. */
export function Line(
  props: FieldsProps & {
    readonly name: TextName
    readonly label: string
    readonly hint?: string
    readonly maxLength?: number
  },
): ReactNode {
  const { form, change, name, label, hint } = props
  return (
    <div data-stop="">
      <TextField
        label={label}
        hint={hint}
        value={form[name]}
        onChange={(text) => change({ [name]: text })}
        onKey={onward}
        maxLength={props.maxLength ?? 200}
      />
    </div>
  )
}

/** The telephone as it is typed; what is no number is kept as a note and said so. */
export function PhoneLine(props: FieldsProps & { readonly hint?: string | undefined }): ReactNode {
  return (
    <div data-stop="">
      <TextField
        label={m.intake_phone()}
        hint={props.hint}
        type="tel"
        inputMode="tel"
        mono
        value={props.form.phoneText}
        onChange={(phoneText) => props.change({ phoneText })}
        onKey={onward}
        maxLength={40}
      />
    </div>
  )
}

/** What happens, in the caller's words. */
export function Happening(props: FieldsProps & { readonly rows?: number }): ReactNode {
  return (
    <div data-stop="">
      <TextArea
        label={m.intake_happening()}
        rows={props.rows ?? 4}
        value={props.form.happening}
        onChange={(happening) => props.change({ happening })}
        maxLength={8000}
      />
    </div>
  )
}

/** What who calls for themselves or a neighbour asks for; bodies report a person, they are not asked. */
export function Request({ form, change, large = false }: FieldsProps): ReactNode {
  if (form.category === null || isForBody(form.category)) return null
  return (
    <QuickChoice
      label={m.intake_request()}
      options={requestKeys()}
      value={form.requestKind}
      onChange={(requestKind) => change({ requestKind })}
      large={large}
    />
  )
}

const MOST_PEOPLE = 500

/** How many the text says; null when it says no number of people: empty, less than none, words. */
function countOf(text: string): number | null {
  const digits = text.trim()
  const count = Number(digits)
  return /^\d{1,3}$/u.test(digits) && count <= MOST_PEOPLE ? count : null
}

/** A number of people. Empty: not known. What is no number stays as it was typed, is said so, and counts as nothing. */
export function Count(
  props: FieldsProps & { readonly name: 'peopleCount' | 'minorsCount'; readonly label: string },
): ReactNode {
  const value = props.form[props.name]
  const [typed, setTyped] = useState('')
  // Changed elsewhere meanwhile: a draft taken up, the other column.
  const text = countOf(typed) === value ? typed : String(value ?? '')
  const isWrong = text.trim() !== '' && countOf(text) === null
  return (
    <div data-stop="">
      <TextField
        label={props.label}
        inputMode="numeric"
        mono
        value={text}
        error={isWrong ? m.intake_count_wrong({ most: MOST_PEOPLE }) : undefined}
        onChange={(next) => {
          setTyped(next)
          props.change({ [props.name]: countOf(next) })
        }}
        onKey={onward}
        maxLength={20}
        className="intake-count"
      />
    </div>
  )
}

/** One question of the protocol. */
function Question(props: FieldsProps & { readonly fact: YesNoFact }): ReactNode {
  const { form, change, fact } = props
  return (
    <QuickAnswer
      label={wordOf('question', fact)}
      value={form.answers[fact] ?? null}
      onChange={(answer) => change({ answers: { ...form.answers, [fact]: answer } })}
      {...(props.large === undefined ? {} : { large: props.large })}
    />
  )
}

/** The questions of this call; one that an answer brings stands below those already there. */
export function Questions(props: FieldsProps): ReactNode {
  const report = reportOf(props.form)
  const asked = questionsFor(report)
  const isAnswered = asked.some((fact) => report.answers[fact] !== undefined)
  return useSteadyOrder(asked, isAnswered).map((fact) => (
    <Question key={fact} {...props} fact={fact} />
  ))
}

/** The municipality where somebody is, by the first letters of its name. */
export function Municipality(
  props: FieldsProps & Pick<Context, 'municipalities' | 'territory'>,
): ReactNode {
  const { form, change, municipalities, territory } = props
  const name = 'municipality'
  const box = useRef<HTMLDivElement>(null)
  const chosen = municipalities.find((one) => one.code === form[name])
  const [text, setText] = useState(chosen?.name ?? '')
  const outside = useOutside(form[name] === null ? text : '', territory.id)
  const own = useRef(form[name])
  const keep = (code: string | null): void => {
    own.current = code
    if (code !== form[name]) change({ [name]: code })
  }
  useEffect(() => {
    // Chosen elsewhere: a street or a point brings its municipality.
    if (form[name] === own.current) return
    own.current = form[name]
    setText(chosen?.name ?? '')
  }, [form, name, chosen])
  const write = (typed: string): void => {
    setText(typed)
    const asked = typed.trim().toLowerCase()
    const fits = municipalities.filter((one) => one.name.toLowerCase().startsWith(asked))
    const exact = fits.find((one) => one.name.toLowerCase() === asked)
    // Three letters that only one municipality begins with are enough: no further key.
    const only = asked.length >= 3 && fits.length === 1 ? fits[0] : undefined
    keep((exact ?? only)?.code ?? null)
  }
  return (
    <div ref={box} data-stop="">
      <ComboBox
        label={m.intake_municipality()}
        options={municipalities.map((one) => ({ value: one.code, label: one.name }))}
        value={form[name] ?? undefined}
        text={text}
        onText={write}
        onChoose={(code) => {
          setText(municipalities.find((one) => one.code === code)?.name ?? '')
          keep(code)
          // After the list has closed and given the focus back to its field.
          setTimeout(() => box.current && focusNext(box.current), 0)
        }}
      />
      <span role="status" className="small where-fault">
        {outside}
      </span>
    </div>
  )
}
