import { expect, test } from 'vitest'
import { emptyForm, type Form } from './form.ts'
import { saysOfSomebody } from './said-of-somebody.ts'

test.each<[string, Partial<Form>, boolean]>([
  ['nothing', {}, false],
  ['who calls', { phoneText: '+39 06 5550 1234', category: 'citizen', reporterName: 'Ada' }, false],
  ['a number that cannot be read', { phoneText: 'privato' }, false],
  ['what happens', { happening: 'Una donna piange' }, true],
  ['where', { placeText: 'Via dei Gerani Inventati 4' }, true],
  ['who is in danger', { involved: ['woman'] }, true],
  ['an answer to a question', { answers: { violence: 'no' } }, true],
])('a form that says %s', (_, said, expected) => {
  expect(saysOfSomebody({ ...emptyForm(), ...said })).toBe(expected)
})
