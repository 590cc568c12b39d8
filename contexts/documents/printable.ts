/** What stands for a character that no font of the service can print. */
export const STAND_IN = '□'

const graphemes = new Intl.Segmenter('it', { granularity: 'grapheme' })
const SAFE = /^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f]+$/u

/** A copy of the data with every text changed in this way. */
function mapTexts(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data)
  if (Array.isArray(data)) return data.map((one) => mapTexts(one, change))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, mapTexts(value, change)]),
  )
}

function withStandIns(data: unknown, isLost: (grapheme: string) => boolean): unknown {
  return mapTexts(data, (text) =>
    SAFE.test(text)
      ? text
      : Array.from(graphemes.segment(text), ({ segment }) =>
          isLost(segment) ? STAND_IN : segment,
        ).join(''),
  )
}

/** The characters that the compiler names in its complaint: `the text "王" could not be …`, `the codepoint "\u{e000}"`. */
export function namedIn(complaint: string): ReadonlySet<string> {
  const named = complaint.matchAll(/the (?:text|PDF contains the codepoint) `\\?"(.*?)\\?"`/gu)
  return new Set(
    Array.from(named).flatMap(([, quoted = '']) =>
      Array.from(
        quoted.replaceAll(/\\+u\{([\da-f]+)\}/gu, (_, hex: string) =>
          String.fromCodePoint(Number.parseInt(hex, 16)),
        ),
      ),
    ),
  )
}

/** The data without the characters of a complaint. A plain letter is lost only within a sign that is made of more. */
export function withoutNamed(data: unknown, named: ReadonlySet<string>): unknown {
  return withStandIns(data, (grapheme) => {
    const parts = Array.from(grapheme)
    return parts.some((one) => named.has(one) && (parts.length > 1 || !SAFE.test(one)))
  })
}

/** The data with Latin letters and plain signs alone: what is left when the compiler does not say what it cannot print. */
export function latinOnly(data: unknown): unknown {
  return withStandIns(data, (grapheme) => !SAFE.test(grapheme))
}
