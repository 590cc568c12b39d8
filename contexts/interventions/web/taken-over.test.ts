import { expect, test } from 'vitest'
import { takenOver } from './taken-over.ts'

const MARTA = { id: 'marta', name: 'Marta Inventata' }
const GIULIA = { id: 'giulia', name: 'Giulia Inventata' }
const row = (owner: typeof MARTA, answeredBy: typeof MARTA | null) => ({
  ...{ id: 'a', number: '26-0004', owner, answeredBy },
})

test('who answered and sees another answer in their place is told which file and who', () => {
  const before = [row(MARTA, MARTA)]
  expect(takenOver(before, [row(GIULIA, GIULIA)], 'marta')).toEqual([row(GIULIA, GIULIA)])
  expect(takenOver(before, [row(GIULIA, GIULIA)], 'giulia')).toEqual([])
})

test('what one handed on, still answers or has closed was taken by nobody', () => {
  const before = [row(MARTA, MARTA)]
  expect(takenOver(before, [row(GIULIA, null)], 'marta')).toEqual([])
  expect(takenOver(before, before, 'marta')).toEqual([])
  expect(takenOver(before, [], 'marta')).toEqual([])
  expect(takenOver([row(MARTA, null)], [row(GIULIA, GIULIA)], 'marta')).toEqual([])
  expect(takenOver(undefined, [row(GIULIA, GIULIA)], 'marta')).toEqual([])
})
