import { phoneE164 } from '#platform/kernel/text.ts'
import { EMPTY_REPORT, type ReportContent } from '../model.ts'
import type { Offer } from '../model-contact.ts'

/** A call to an emergency service made while the form was open. */
export type NotedCall = {
  readonly service: '112' | '118'
  readonly calledAt: string
  /** They are there already: nobody was called. */
  readonly isPresent?: boolean
}

/** What is written in the form: the report, with the telephone as typed, and what was chosen for triage. */
export type Form = Omit<ReportContent, 'phone'> & {
  readonly phoneText: string
  readonly classKey: string | null
  readonly classReason: string
  readonly offered: readonly Offer[]
  readonly calls: readonly NotedCall[]
}

/** A form nobody has written in. */
export function emptyForm(): Form {
  const { phone: _, ...rest } = EMPTY_REPORT
  return { ...rest, phoneText: '', classKey: null, classReason: '', offered: [], calls: [] }
}

/** A draft read back: what it lacks is empty, what it has beside the form is dropped. */
export function formFrom(kept: Readonly<Record<string, unknown>>): Form {
  const empty = emptyForm()
  const known = Object.keys(empty).filter((key) => kept[key] !== undefined)
  return { ...empty, ...Object.fromEntries(known.map((key) => [key, kept[key]])) }
}

/** True when something was said or chosen, so that there is a draft to keep. */
export function isWritten(form: Form): boolean {
  return JSON.stringify(form) !== JSON.stringify(emptyForm())
}

/** True when two forms say the same. */
export function isSameForm(one: Form, other: Form): boolean {
  const canonical = (form: Form): string =>
    JSON.stringify(formFrom(form), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)))
        : value,
    )
  return canonical(one) === canonical(other)
}

/** True when the telephone as typed cannot be a number: it is kept as a note, it never stops a save. */
export function isPhoneWrong(form: Form): boolean {
  return form.phoneText.trim() !== '' && phoneE164(form.phoneText) === undefined
}

/** The report that the form says. A telephone that is none goes to the note for calling back. */
export function reportOf(form: Form): ReportContent {
  const { phoneText, classKey: _, classReason: __, offered: ___, calls: ____, ...rest } = form
  const phone = phoneText.trim() === '' ? null : (phoneE164(phoneText) ?? null)
  const note = isPhoneWrong(form)
    ? `${rest.callBackNote} [${phoneText.trim()}]`.trim()
    : rest.callBackNote
  return { ...rest, phone, callBackNote: note }
}

/** The fields that differ from an empty report: all that needs to travel. */
export function saidFields(report: ReportContent): Partial<ReportContent> {
  const empty: Readonly<Record<string, unknown>> = EMPTY_REPORT
  return Object.fromEntries(
    Object.entries(report).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(empty[key]),
    ),
  )
}

/** A report that was taken, in the form again. */
export function formOf(report: ReportContent): Form {
  const { phone, ...rest } = report
  return { ...emptyForm(), ...rest, phoneText: phone ?? '' }
}

/** The fields that were changed since the report was read; of the questions only those answered anew. */
export function changedFields(before: ReportContent, after: ReportContent): Partial<ReportContent> {
  const old: Readonly<Record<string, unknown>> = before
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const changed = Object.entries(after).filter(([key, value]) => !same(value, old[key]))
  const fields: Partial<ReportContent> = Object.fromEntries(changed)
  if (fields.answers === undefined) return fields
  const known: Readonly<Record<string, unknown>> = before.answers
  const answers = Object.entries(fields.answers).filter(([fact, value]) => value !== known[fact])
  return { ...fields, answers: Object.fromEntries(answers) }
}

/** A completion that is being written: over which version of the report, and what that one said. */
export type Completing = {
  readonly version: number
  readonly first: ReportContent
  readonly form: Form
}

/** The form over the report as it is by now: what was not touched follows what others completed meanwhile. */
export function formOver({ first, form }: Completing, now: ReportContent): Form {
  const [before, newer] = [formOf(first), formOf(now)]
  const old: Readonly<Record<string, unknown>> = before
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const touched = Object.entries(form).filter(([key, value]) => !same(value, old[key]))
  const known: Readonly<Record<string, unknown>> = before.answers
  const answers = Object.entries(form.answers).filter(([fact, value]) => value !== known[fact])
  return {
    ...newer,
    ...Object.fromEntries(touched),
    answers: { ...newer.answers, ...Object.fromEntries(answers) },
  }
}
