import { searchForm } from '#platform/kernel/text.ts'

// How the name of a street is compared with what somebody types while listening: abbreviations written out,
// numerals in every form, small words left aside. Pure: the same for the file that is read and for the search.

/** Abbreviations of a register or of a hurried hand, as they stand after `searchForm`. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bv\.? ?le\b\.?/gu, 'viale '],
  [/\bv\.? ?lo\b\.?|\bvic\./gu, 'vicolo '],
  [/\bp\.? ?z?za\b\.?|\bpz\.|\bp\.zz?a\b\.?/gu, 'piazza '],
  [/\bp\.? ?le\b\.?/gu, 'piazzale '],
  [/\bc\.? ?so\b\.?/gu, 'corso '],
  [/\bl\.? ?go\b\.?/gu, 'largo '],
  [/\bl\. ?mare\b/gu, 'lungomare '],
  [/\bloc\b\.?/gu, 'localita '],
  [/\bfr(?:az)?\./gu, 'frazione '],
  [/\bc\.? ?da\b\.?/gu, 'contrada '],
  [/\bstr\./gu, 'strada '],
  [/\bs\.? ?s\.? (?=\d)/gu, 'strada statale ss '],
  [/\bs\.? ?p\.? (?=\d)/gu, 'strada provinciale sp '],
  [/\bstaz\b\.?/gu, 'stazione '],
  [/\bosp\b\.?/gu, 'ospedale '],
  [/\bf\.?lli\b\.?/gu, 'fratelli '],
  [/\bg\.?le\b\.?|\bgen\./gu, 'generale '],
  [/\bc\.c\.|\bcc\b/gu, 'carabinieri '],
]

const SMALL = new Set(
  'a ad al alla alle allo ai agli con d da dal dalla de dei degli del dell della delle dello di e ed i il in l la le lo gli nel nella per su sul sulla un una'.split(
    ' ',
  ),
)

/** The kind of a street: said wrongly more often than the name. */
const KINDS = new Set(
  'via viale vicolo piazza piazzale piazzetta corso largo lungomare strada stradone contrada localita frazione borgo salita discesa v p c'.split(
    ' ',
  ),
)

/** How somebody stands to a place: theirs to say, not part of its name. */
const RELATIONS = new Set(
  'accanto attorno davanti dentro dietro dopo fuori intorno lungo presso prima sopra sotto tra fra verso vicino zona fronte lato angolo incrocio'.split(
    ' ',
  ),
)

const ROMAN =
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii xxviii xxix xxx xxxi'.split(
    ' ',
  )
const SPOKEN =
  'primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno'.split(
    ' ',
  )

function tokens(raw: string): readonly string[] {
  const plain = ABBREVIATIONS.reduce(
    (text, [found, full]) => text.replace(found, full),
    searchForm(raw),
  )
  return plain.split(/[^\p{L}\p{N}]+/gu).filter((word) => word !== '')
}

/** The same number in its other forms: `xx`, `20` and `venti`. */
function numerals(word: string): readonly string[] {
  const digit = /^\d{1,2}$/u.test(word) ? Number(word) - 1 : -1
  const at = Math.max(ROMAN.indexOf(word), SPOKEN.indexOf(word), digit)
  const forms = [ROMAN[at], SPOKEN[at], String(at + 1)]
  return at < 0 ? [] : forms.filter((form) => form !== undefined)
}

function saints(word: string): readonly string[] {
  return word === 's' ? ['san', 'santa', 'santo'] : []
}

/** The words under which a name is kept. */
export function wordsOf(name: string): readonly string[] {
  const words = tokens(name).filter((word) => !SMALL.has(word) || /^i$/u.test(word))
  return [...new Set(words.flatMap((word) => [word, ...numerals(word), ...saints(word)]))]
}

/** What was typed, taken apart: `dietro` `via Roma` 12 `b` `, citofono Prova`. */
export type AskedPlace = {
  /** How the place was said to stand to it; empty when it was not. */
  readonly relation: string
  readonly words: readonly string[]
  /** Without the kind of street, which is often said wrongly; the same as `words` where nothing else is left. */
  readonly loose: readonly string[]
  readonly number: number | null
  readonly letter: string
  readonly rest: string
}

const MONTHS =
  'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre'
const NUMBER = new RegExp(
  `^(.{0,200}?\\p{L}.{0,200}?)[\\s,]+(?:n\\.?\\s*)?(\\d{1,5})(?:\\s?[/-]?\\s?(bis|ter|[a-z]))?(?![\\p{L}\\p{N}])(?!\\s+(?:${MONTHS}))(.*)$`,
  'iu',
)
const RELATED =
  /^((?:(?:in zona|di fronte|a lato|all['’]angolo|all['’]incrocio|accanto|attorno|davanti|dentro|dietro|dopo|fuori|intorno|presso|prima|sopra|sotto|tra|fra|verso|vicino|zona|angolo|incrocio)(?:\s+(?:di|a|ad|al|alla|alle|allo|ai|agli|della|del|dei|delle|dello|la|il|lo|le|i|gli|con)(?=\s)|\s+(?:all|dell|l)['’]|\s+(?=\S))\s*)+)(?=\p{L})/iu

function meaningful(raw: string): readonly string[] {
  const words = tokens(raw)
  const said = words.filter((word) => !SMALL.has(word) && !RELATIONS.has(word))
  return said.length === 0 ? words : said
}

/** Takes apart what was typed. Never fails: what fits nothing gives no words. */
export function askedPlace(typed: string): AskedPlace {
  const relation = RELATED.exec(typed)?.[0] ?? ''
  const said = typed.slice(relation.length)
  const numbered = numberedIn(said)
  const words = [...new Set(meaningful(numbered?.name ?? said))].slice(0, 8)
  const loose = words.filter((word) => !KINDS.has(word))
  return {
    relation,
    words,
    loose: loose.length === 0 ? words : loose,
    number: numbered?.number ?? null,
    letter: numbered?.letter ?? '',
    rest: numbered?.rest ?? '',
  }
}

/** Name, house number and the rest; undefined where a number belongs to the name, or there is none. */
function numberedIn(said: string) {
  const [, name = '', number = '', letter = '', rest = ''] = NUMBER.exec(said) ?? []
  if (number === '' || meaningful(name).every((word) => KINDS.has(word))) return undefined
  return { name, number: Number(number), letter: letter.toUpperCase(), rest }
}

/** How many slips a word of this length may hold. */
export function slipsIn(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/** True when `typed` is the beginning of `word`, or all of it, but for a few slips of the finger. */
export function isAlmost(typed: string, word: string): boolean {
  const most = slipsIn(typed)
  if (most === 0) return word.startsWith(typed)
  let before = Array.from({ length: typed.length + 1 }, (_, at) => at)
  let older: number[] = []
  let best = typed.length
  for (let at = 1; at <= Math.min(word.length, typed.length + most); at += 1) {
    const now = nextRow(typed, word, at, before, older)
    best = Math.min(best, now[typed.length] ?? best)
    older = before
    before = now
  }
  return best <= most
}

/** One row of the distance of Damerau: two letters changed about are one slip. */
function nextRow(
  typed: string,
  word: string,
  at: number,
  before: readonly number[],
  older: readonly number[],
): number[] {
  const now = [at]
  for (let step = 1; step <= typed.length; step += 1) {
    const isSame = typed[step - 1] === word[at - 1]
    const way = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY
    const swapped = typed[step - 1] === word[at - 2] && typed[step - 2] === word[at - 1]
    now[step] = Math.min(
      way(before, step) + 1,
      way(now, step - 1) + 1,
      way(before, step - 1) + (isSame ? 0 : 1),
      swapped && step > 1 && at > 1 ? way(older, step - 2) + 1 : Number.POSITIVE_INFINITY,
    )
  }
  return now
}

const LOWER =
  /^(?:a|ad|al|alla|alle|allo|ai|agli|da|dal|dalla|de|dei|degli|del|della|delle|dello|di|e|ed|in|la|le|lo|gli|il|su|sul|sulla)$/u

/** A name that the register writes in capitals, as it is read: `VIA XX SETTEMBRE` becomes `Via XX Settembre`. */
export function readableName(raw: string): string {
  if (raw !== raw.toUpperCase()) return raw
  return raw
    .toLowerCase()
    .split(' ')
    .map((word, at) => readableWord(word, at))
    .join(' ')
}

function readableWord(word: string, at: number): string {
  if (at > 0 && LOWER.test(word)) return word
  if (/^[xvi]+$/u.test(word) && word.length > 1) return word.toUpperCase()
  return word.replace(
    /(^|['’(/.-])(\p{L})/gu,
    (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
  )
}
