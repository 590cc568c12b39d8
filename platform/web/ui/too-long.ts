import { m } from '#platform/i18n/texts.ts'

const figure = new Intl.NumberFormat('it')

/** What is said of a text beyond its limit, with how long it is; undefined when it fits. Counts as the server does. */
export function tooLongText(text: string, most: number): string | undefined {
  if (text.length <= most) return undefined
  return m.web_field_too_long({ count: figure.format(text.length), most: figure.format(most) })
}
