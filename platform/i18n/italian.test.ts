import { expect, test } from 'vitest'
import { toWhom } from './italian.ts'

test.each([
  ['Anna Verdini', 'ad Anna Verdini'],
  ['àlice Inventata', 'ad àlice Inventata'],
  ['Luca Bianchi', 'a Luca Bianchi'],
  ['Elena Prova', 'a Elena Prova'],
  ['Ioana Marinescu', 'a Ioana Marinescu'],
  ['Hassan Prova', 'a Hassan Prova'],
  ['', 'a '],
])('to %j is said %j', (name, said) => {
  expect(toWhom(name)).toBe(said)
})
