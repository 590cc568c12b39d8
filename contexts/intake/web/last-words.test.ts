import { expect, test } from 'vitest'
import { areWordsLost } from './last-words.ts'

test.each([
  ['nothing was pressed since the server had it all', undefined, undefined, false],
  ['the last key is kept', 7, 7, false],
  ['another window kept a later key', 7, 9, false],
  ['the last key came after what was kept', 8, 7, true],
  ['nothing at all was kept', 1, undefined, true],
])('%s', (_, pressed, kept, lost) => {
  expect(areWordsLost(pressed, kept)).toBe(lost)
})
