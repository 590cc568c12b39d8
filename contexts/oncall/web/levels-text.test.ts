import { expect, test } from 'vitest'
import { levelsText } from './levels-text.ts'

test.each([
  [[], 'Nessuno'],
  [[1], 'livello 1'],
  [[2, 1], 'livelli 1 e 2'],
  [[3, 1, 1, 2], 'livelli 1, 2 e 3'],
])('the levels %j are said %j', (levels, said) => {
  expect(levelsText(levels)).toBe(said)
})
