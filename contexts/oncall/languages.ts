/** Languages and varieties that people are helped in, as data: the code, and the name by which Italian workers know it. */
export const LANGUAGES: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'sq', name: 'albanese' },
  { code: 'am', name: 'amarico' },
  { code: 'ar', name: 'arabo' },
  { code: 'arz', name: 'arabo egiziano' },
  { code: 'ary', name: 'arabo marocchino (darija)' },
  { code: 'aeb', name: 'arabo tunisino' },
  { code: 'bm', name: 'bambara' },
  { code: 'bn', name: 'bengalese' },
  { code: 'ber', name: 'berbero (amazigh)' },
  { code: 'bg', name: 'bulgaro' },
  { code: 'zh', name: 'cinese (mandarino)' },
  { code: 'ckb', name: 'curdo sorani' },
  { code: 'kmr', name: 'curdo kurmanji' },
  { code: 'bin', name: 'edo (bini)' },
  { code: 'fa', name: 'farsi' },
  { code: 'fr', name: 'francese' },
  { code: 'ff', name: 'fula (pulaar)' },
  { code: 'ka', name: 'georgiano' },
  { code: 'hi', name: 'hindi' },
  { code: 'ig', name: 'igbo' },
  { code: 'en', name: 'inglese' },
  { code: 'ise', name: 'lingua dei segni italiana (LIS)' },
  { code: 'mnk', name: 'mandinka' },
  { code: 'ps', name: 'pashto' },
  { code: 'pcm', name: 'pidgin nigeriano' },
  { code: 'pl', name: 'polacco' },
  { code: 'pt', name: 'portoghese' },
  { code: 'pa', name: 'punjabi' },
  { code: 'ro', name: 'romeno' },
  { code: 'rom', name: 'romanes' },
  { code: 'ru', name: 'russo' },
  { code: 'sr', name: 'serbo' },
  { code: 'si', name: 'singalese' },
  { code: 'so', name: 'somalo' },
  { code: 'es', name: 'spagnolo' },
  { code: 'tl', name: 'tagalog' },
  { code: 'ti', name: 'tigrino' },
  { code: 'tr', name: 'turco' },
  { code: 'uk', name: 'ucraino' },
  { code: 'ur', name: 'urdu' },
  { code: 'wo', name: 'wolof' },
  { code: 'yo', name: 'yoruba' },
]

const NAMES = new Map(LANGUAGES.map(({ code, name }) => [code, name]))
const OTHERS = new Intl.DisplayNames(['it'], { type: 'language' })

/** `arabo marocchino (darija)`; of a code that the list does not hold, what the world calls it. */
export function languageName(code: string): string {
  return NAMES.get(code) ?? (code === '' ? '' : (OTHERS.of(code) ?? code))
}

const wordsOf = (name: string) => name.toLocaleLowerCase('it').split(/[\s()]+/u)

/**
 * The code of a language as people write it: its code, its name, or the first word of it (`arabo`, `Darija`). Undefined for
 * what is no language of the list, and for a word that several of them share without one bearing it alone.
 */
export function languageCode(written: string): string | undefined {
  const word = written.trim().toLocaleLowerCase('it')
  if (word === '') return undefined
  const exact = LANGUAGES.find(
    ({ code, name }) => code === word || name.toLocaleLowerCase('it') === word,
  )
  if (exact !== undefined) return exact.code
  const within = LANGUAGES.filter(({ name }) => wordsOf(name).includes(word))
  return within.length === 1 ? within[0]?.code : undefined
}
