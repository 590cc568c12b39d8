import { expect, test } from 'vitest'
import type { Colleague } from '../contract.ts'
import { whoCan } from './who-can.ts'

const one = (id: string, cannot: Colleague['cannot'], onCall: number | null = null): Colleague => ({
  id,
  name: id,
  roles: [],
  onCall,
  cannot,
})
// As the server lists them: whoever is on call first.
const people = [
  one('reperibile', [], 1),
  one('crew', ['assess', 'close'], 2),
  one('sociale', []),
  one('sala', ['assess', 'close']),
]

test('who owns the file and cannot take its step is told the first who can, on call first', () => {
  expect(whoCan('assess', 'sala', people)?.id).toBe('reperibile')
  expect(whoCan('close', 'crew', people)?.id).toBe('reperibile')
})

test('who can take the step is sent to nobody, nor is anybody where nobody could', () => {
  expect(whoCan('assess', 'sociale', people)).toBeUndefined()
  expect(whoCan('place', 'sala', people)).toBeUndefined()
  expect(whoCan('assess', 'sala', [one('sala', ['assess'])])).toBeUndefined()
})
