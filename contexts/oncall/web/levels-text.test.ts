import { expect, test } from 'vitest'
import { levelsText } from './levels-text.ts'

test.each([
  [[], [], 'Nessuno'],
  [[], [1, 2], 'Nessuno'],
  [[1], [], 'livello 1'],
  [[1], [2], 'livello 1 · Livello 2: nessuno'],
  [[2], [1], 'livello 2 · Livello 1: nessuno'],
  [[2, 1], [], 'livelli 1 e 2'],
  [[3, 1, 1, 2], [], 'livelli 1, 2 e 3'],
])('the levels %j, with %j left open, are said %j', (levels, open, said) => {
  expect(levelsText(levels, open)).toBe(said)
})
