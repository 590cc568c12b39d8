/** The letters of GSM 03.38, each at the place of its code; 0x1B is the escape. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Those that take two places, by the code that follows the escape. */
const EXTENDED: ReadonlyMap<string, number> = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
])
const ESCAPE = 0x1b

/** Signs of good printing for which one letter would make the whole text twice as long. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['»', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['\u00A0', ' '],
])

/** A text as a telephone receives it: its bytes, in which alphabet, in how many parts. */
export type SmsParts = {
  readonly alphabet: 'gsm' | 'ucs2'
  readonly parts: readonly Uint8Array[]
}

const ONE = { gsm: 160, ucs2: 140 }
/** What is left of each part beside the six bytes that put them together. */
const OF_MANY = { gsm: 153, ucs2: 134 }
/** The header can count no further. */
const MOST_PARTS = 255

function gsmBytes(letter: string): readonly number[] | undefined {
  const code = BASIC.indexOf(letter)
  if (code >= 0 && code !== ESCAPE) return [code]
  const extended = EXTENDED.get(letter)
  return extended === undefined ? undefined : [ESCAPE, extended]
}

function ucs2Bytes(letter: string): readonly number[] {
  return [...Buffer.from(letter, 'utf16le').swap16()]
}

/** Letter by letter: neither an escape nor a pair of surrogates is ever cut in two. */
function split(letters: readonly (readonly number[])[], most: number): readonly Uint8Array[] {
  const parts: number[][] = [[]]
  for (const bytes of letters) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + bytes.length <= most) last.push(...bytes)
    else parts.push([...bytes])
  }
  return parts.map((part) => Uint8Array.from(part))
}

/** Writes a text in the alphabet of telephones where it can be, else in UCS-2; long texts in parts. */
export function smsParts(text: string): SmsParts {
  // By code points: what is made of several is put together again by the telephone.
  const letters = Array.from(text).flatMap((letter) => Array.from(PLAIN.get(letter) ?? letter))
  const gsm = letters.map(gsmBytes)
  const isGsm = gsm.every((bytes) => bytes !== undefined)
  const alphabet = isGsm ? 'gsm' : 'ucs2'
  const bytes = isGsm ? gsm.map((one) => one ?? []) : letters.map(ucs2Bytes)
  const length = bytes.reduce((sum, one) => sum + one.length, 0)
  const parts = split(bytes, length <= ONE[alphabet] ? ONE[alphabet] : OF_MANY[alphabet])
  if (parts.length > MOST_PARTS) throw new RangeError('a text too long for a telephone')
  return { alphabet, parts }
}

/** One part with the header that puts parts together: the same text sent again has the same reference. */
export function withHeader(
  part: Uint8Array,
  { reference, total, number }: { reference: number; total: number; number: number },
): Uint8Array {
  return Uint8Array.from([5, 0, 3, reference, total, number, ...part])
}
