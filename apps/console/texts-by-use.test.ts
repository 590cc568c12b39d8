import { expect, test } from 'vitest'
import { withFamilies } from './texts-by-use.ts'

const turned = (call: string): string =>
  withFamilies('words.ts', `export const word = (kind: string, code: string) => ${call}`)

test('a key with a fixed part brings the texts it can mean', () => {
  const module = turned("textOf(`places_mark_${code.replaceAll('-', '_')}`) ?? code")
  expect(module).toContain("import { asked as family0 } from 'approdo-texts:places_mark_.+'\n")
  expect(module).toContain("=> family0.textOf(`places_mark_${code.replaceAll('-', '_')}`) ?? code")
})

test('a key that begins with the room means the texts of that kind of any room', () => {
  expect(turned('hasText(`${kind}_event_${code}`)')).toContain("'approdo-texts:[a-z]+_event_.+'")
})

test('the same texts asked twice are brought once', () => {
  const module = turned('hasText(`a_${code}`) ? textOf(`a_${code}`) : textOf(`b_${code}`)')
  expect(module.match(/import/gu)).toHaveLength(2)
  expect(module).toContain(
    'family0.hasText(`a_${code}`) ? family0.textOf(`a_${code}`) : family1.textOf(`b_${code}`)',
  )
})

test('a key without a fixed part is left as it is, and asks among all texts', () => {
  expect(turned('textOf(code)')).not.toContain('approdo-texts')
})
