import { expect, test } from 'vitest'
import { tooLongText } from './too-long.ts'

test('a text at its limit fits; beyond it, how long it is and the limit are said', () => {
  expect(tooLongText('a'.repeat(4000), 4000)).toBeUndefined()
  expect(tooLongText('a'.repeat(4312), 4000)).toMatch(/4\.?312.*4\.?000/u)
})
