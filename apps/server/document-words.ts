/** What was said, with commas between; null where nothing was. */
export function joined(parts: readonly string[]): string | null {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? null : said.join(', ')
}

const LANGUAGES = new Intl.DisplayNames('it', { type: 'language' })

/** `ar` is `arabo`; what is not a code was written in words. */
export function languageOf(language: string | null): string | null {
  if (language === null || !/^[a-z]{2,3}(-[A-Za-z]+)?$/u.test(language)) return language
  return LANGUAGES.of(language) ?? language
}
