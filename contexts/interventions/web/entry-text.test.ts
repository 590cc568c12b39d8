import { expect, test } from 'vitest'
import type { TimelineEntry } from '../contract.ts'
import { entryText, snakeCase } from './entry-text.ts'

const entry = (of: Partial<TimelineEntry>): TimelineEntry => ({
  id: '00000000-0000-7000-8000-000000000001',
  room: 'interventions',
  type: 'NoteAdded',
  at: '2026-11-21T01:10:00Z',
  recordedAt: '2026-11-21T01:10:00Z',
  by: 'Maria Rossi',
  role: null,
  data: {},
  corrections: [],
  isWithheld: false,
  ...of,
})

test('an event of any room reads in the words of that room', () => {
  const issued = entry({ room: 'documents', type: 'DocumentIssued', data: { number: '26-7' } })
  expect(entryText(issued, [])).toBe('Emesso il documento 26-7.')
})

test('triage and intake keep their words among ours', () => {
  const call = entry({ room: 'triage', type: 'EmergencyCallRecorded', data: { service: '118' } })
  expect(entryText(call, [])).toBe('Passata al 118')
})

test('handed on to the same person it comes back to them', () => {
  const handedOn = (to: string) =>
    entry({ type: 'InterventionHandedOn', data: { from: 'Anna', to, reason: 'Posto scaduto.' } })
  expect(entryText(handedOn('Anna'), [])).toBe('Torna a Anna: Posto scaduto.')
  expect(entryText(handedOn('Bruno'), [])).toBe('Passata da Anna a Bruno: Posto scaduto.')
})

test('withheld, an event of another room has no sentence with holes', () => {
  const issued = entry({ room: 'documents', type: 'DocumentIssued', isWithheld: true })
  expect(entryText(issued, [])).toBe('Voce registrata da un altro ufficio del sistema')
})

test('an event that nobody has words for is said plainly', () => {
  expect(entryText(entry({ room: 'places', type: 'NeverSeen' }), [])).toContain('Voce registrata')
})

test('names of events become the keys of texts', () => {
  expect(snakeCase('PlacementConfirmed')).toBe('placement_confirmed')
})
