/** Free text as it is kept: NFC, no control characters but line breaks, no trailing blanks. */
export function cleanText(raw: string): string {
  return (
    raw
      .normalize('NFC')
      .replace(/\r\n?/gu, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
      .replace(
        /[\u0000-\u0009\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu,
        ' ',
      )
      .replace(/[^\S\n]+/gu, ' ')
      .replace(/ ?\n ?/gu, '\n')
      .trim()
  )
}

/** A name or label on one line: cleaned, with every run of blanks one space. */
export function cleanLine(raw: string): string {
  return cleanText(raw).replace(/\s+/gu, ' ')
}

/**
 * A telephone number in E.164. Accepts the ways Italians write one: blanks, dots, hyphens, slashes,
 * brackets, `00` or `+`, with or without +39. Returns undefined for what cannot be a number.
 */
export function phoneE164(raw: string): string | undefined {
  const bare = raw.normalize('NFKC').replace(/[\s.\-/()\u00a0]/gu, '')
  const international = bare.startsWith('00') ? `+${bare.slice(2)}` : bare
  const full = international.startsWith('+') ? international : `+39${international}`
  return /^\+[1-9]\d{5,14}$/u.test(full) ? full : undefined
}

/** Area codes of two and of three digits; every other one has four. */
const SHORT_AREA = /^0(?:[26]|1[0159]|3[0159]|4[0159]|5[0159]|7[0159]|8[0159]|9[0159])/u

/** An Italian number in groups: area code or first three digits, then what is left with its last four apart. */
function groupsOf(national: string): string {
  const head = national.startsWith('0') ? (SHORT_AREA.exec(national)?.[0].length ?? 4) : 3
  const rest = national.slice(head)
  const cut = rest.length > 6 ? rest.length - 4 : rest.length === 6 ? 3 : 0
  return [national.slice(0, head), rest.slice(0, cut), rest.slice(cut)].filter(Boolean).join(' ')
}

/** A number grouped for reading: `+39 300 000 1234` becomes `300 000 1234`. What is no Italian number comes back as it is. */
export function readablePhone(e164: string): string {
  const full = phoneE164(e164)
  return full?.startsWith('+39') ? groupsOf(full.slice(3)) : e164
}

/** The form compared when searching: lower case, no accents, single blanks. */
export function searchForm(raw: string): string {
  return cleanLine(raw)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
