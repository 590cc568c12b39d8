import type { Heard } from './messenger.ts'
import type { Outcome, Template } from './provider-schema.ts'

/** What stands at a place like `data.0.id`; empty when nothing does. */
export function wordAt(value: unknown, place: string | undefined): string {
  if (place === undefined) return ''
  let found: unknown = value
  for (const part of place.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return ''
    found = Reflect.get(found, part)
  }
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : ''
}

/** What a provider says in its own words; undefined of a word that says nothing to us. A pressed key says more than any. */
export function heardIn(
  value: unknown,
  { at, key, words }: Outcome,
  place: { readonly at?: string | undefined; readonly key?: string | undefined } = {},
): Heard | undefined {
  const digit = wordAt(value, place.key ?? key).trim()
  if (/^[0-9*#]$/u.test(digit)) return { event: 'pressed', digit }
  const word = wordAt(value, place.at ?? at).toLowerCase()
  const isOne = (among: readonly string[]) => among.some((one) => one.toLowerCase() === word)
  if (word === '') return undefined
  if (isOne(words.failed)) return { event: 'failed', digit: '' }
  if (isOne(words.busy)) return { event: 'busy', digit: '' }
  if (isOne(words['no-answer'])) return { event: 'no-answer', digit: '' }
  const isThere = isOne(words.delivered) || isOne(words.answered)
  return isThere ? { event: 'delivered', digit: '' } : undefined
}

const FIELD = /\$\{(\w+)\}|\{(\w+)\}/gu

/** What is put in the places of a template. */
export type Filling = {
  readonly values: Readonly<Record<string, string>>
  readonly secret: (name: string) => string
}

function escapeXml(text: string): string {
  return text.replaceAll(/[<>&"']/gu, (sign) => `&#${sign.codePointAt(0)};`)
}

/**
 * One text with its places filled. What is put into XML (a text that begins with `<`) is escaped; all places are filled
 * in one go, so nothing that was put in is read again.
 */
export function filled(text: string, { values, secret }: Filling): string {
  const escape = text.trimStart().startsWith('<') ? escapeXml : (value: string) => value
  return text.replaceAll(FIELD, (whole, name: string | undefined, variable: string | undefined) => {
    if (name !== undefined) return secret(name)
    const value = variable === undefined ? undefined : values[variable]
    return value === undefined ? whole : escape(value)
  })
}

/** The same of a whole template. */
export function filledAll(template: Template, filling: Filling): Template {
  if (typeof template === 'string') return filled(template, filling)
  if (typeof template !== 'object') return template
  if (Array.isArray(template)) return template.map((one) => filledAll(one, filling))
  return Object.fromEntries(
    Object.entries(template).map(([key, one]) => [key, filledAll(one, filling)]),
  )
}

/** What a provider is answered to a report: `say` in its own form, which decides how it is escaped. */
export function saidIn(
  form: { readonly type: string; readonly text: string },
  say: string,
): string {
  const quoted = JSON.stringify(say).slice(1, -1)
  if (form.type.includes('json')) return form.text.replaceAll('{say}', () => quoted)
  const escaped = form.type.includes('xml') || form.type.includes('html') ? escapeXml(say) : say
  return form.text.replaceAll('{say}', () => escaped)
}
