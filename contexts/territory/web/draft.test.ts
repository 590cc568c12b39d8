import { expect, test } from 'vitest'
import { aConfiguration } from '../testing/configuration.ts'
import { mutable } from '../views.ts'
import {
  changedSections,
  listOf,
  numberOf,
  placeOf,
  rebase,
  rulesOf,
  unreadNumbers,
} from './draft.ts'

const before = rulesOf(mutable(aConfiguration()))
const draft = {
  ...before,
  service: { ...before.service, hasMobileUnit: true },
  access: { ...before.access, refusalScript: 'Un altro testo.' },
}

test('only the sections that differ are sent', () => {
  expect(changedSections(before, before)).toEqual([])
  expect(changedSections(before, draft)).toEqual(['service', 'access'])
})

test('a number that cannot be read in a field that was empty is a change too', () => {
  const at = (arriveMinutes: number | null) => {
    const classes = before.triage.classes.map((one) => ({
      ...one,
      targets: one.targets.map((target) => ({ ...target, arriveMinutes })),
    }))
    return { ...before, triage: { ...before.triage, classes } }
  }
  expect(changedSections(at(null), at(numberOf('tre')))).toEqual(['triage'])
})

test('what is written while the settings are on their way stays to be saved', () => {
  const saved = { ...before, ...draft }
  const meanwhile = { ...draft, access: { ...draft.access, refusalScript: 'Scritto intanto.' } }
  const next = rebase(draft, meanwhile, saved, [])
  expect(next.access.refusalScript).toBe('Scritto intanto.')
  expect(changedSections(saved, next)).toEqual(['access'])
})

test('on newer settings my changes stay, except the sections that somebody else saved first', () => {
  const newer = { ...before, access: { ...before.access, refusalScript: 'Il loro testo.' } }
  const next = rebase(before, draft, newer, ['access'])
  expect(next.access.refusalScript).toBe('Il loro testo.')
  expect(next.service.hasMobileUnit).toBe(true)
})

test('a number that cannot be read is named by its path, never sent as nothing', () => {
  expect(numberOf(' 20 ')).toBe(20)
  expect(numberOf('')).toBeNull()
  expect(unreadNumbers({ triage: { targets: [{ arriveMinutes: numberOf('venti') }] } })).toEqual([
    'triage.targets.0.arriveMinutes',
  ])
})

test('a field refused by the server is found in its section', () => {
  expect(placeOf('changes.triage.classes.0.name')).toEqual({
    section: 'triage',
    path: 'triage.classes.0.name',
  })
  expect(placeOf('version').section).toBeUndefined()
})

test('hours are read with the dash that we print ourselves', () => {
  expect(listOf('08:30–13:30, 15:00 — 18:00,  08:00-14:00 ')).toEqual([
    '08:30-13:30',
    '15:00-18:00',
    '08:00-14:00',
  ])
})
