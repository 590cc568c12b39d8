import { expect, it } from 'vitest'
import { LANGUAGES, languageCode } from './languages.ts'

it.each([
  ['ar', 'ar'],
  [' Arabo ', 'ar'],
  ['darija', 'ary'],
  ['bambara', 'bm'],
  ['cinese', 'zh'],
  ['pidgin', 'pcm'],
  ['marziano', undefined],
  ['', undefined],
])('%j is %s', (written, code) => expect(languageCode(written)).toBe(code))

it('every language is known by its own code and name', () => {
  for (const { code, name } of LANGUAGES) {
    expect(languageCode(code)).toBe(code)
    expect(languageCode(name)).toBe(code)
  }
})
