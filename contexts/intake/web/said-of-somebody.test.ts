import { expect, test } from 'vitest'
import { emptyForm, type Form } from './form.ts'
import { isUnknownCall, saysOfSomebody } from './said-of-somebody.ts'

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

test.each<[string, Partial<Form>, boolean]>([
  ['nothing', {}, true],
  ['that they can speak', { freeToSpeak: 'yes', category: 'citizen' }, true],
  ['the number on the display', { phoneText: '+39 06 5550 1234' }, false],
  ['a unit of the list', { claimedReporter: 'carabinieri-nord' }, false],
  ['how to reach them', { callBackNote: 'Al bar della stazione' }, false],
  ['where', { placeText: 'Via dei Gerani Inventati 4' }, false],
])('a dropped call with a form that says %s', (_, said, expected) => {
  expect(isUnknownCall({ ...emptyForm(), ...said })).toBe(expected)
})
