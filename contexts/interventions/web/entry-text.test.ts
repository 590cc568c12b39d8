import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasText } from '#platform/i18n/texts.ts'
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
  expect(entryText(handedOn('Anna'), [])).toBe('Torna ad Anna: Posto scaduto.')
  expect(entryText(handedOn('Bruno'), [])).toBe('Passata da Anna a Bruno: Posto scaduto.')
})

test('withheld, an event of another room has no sentence with holes', () => {
  const issued = entry({ room: 'documents', type: 'DocumentIssued', isWithheld: true })
  expect(entryText(issued, [])).toBe('Voce dei documenti: il contenuto è riservato')
  const verified = entry({ room: 'intake', type: 'CallerVerified', isWithheld: true })
  expect(entryText(verified, [])).toBe('Voce della segnalazione: il contenuto è riservato')
})

test('a telephone call for a place says what was answered', () => {
  const data = { facility: 'Casa Onda', name: 'Anna', role: 'educatrice' }
  const call = (result: string) =>
    entryText(entry({ room: 'places', type: 'FacilityCalled', data: { ...data, result } }), [])
  expect(call('yes')).toBe('Casa Onda dice sì al telefono: Anna, educatrice')
  expect(call('no')).toBe('Casa Onda dice no al telefono: Anna, educatrice')
  expect(call('no-answer')).toBe('Casa Onda non risponde al telefono')
})

test('a service of another territory that was asked, or not, has its own sentence', () => {
  const asked = (result: string, service = 'Distretto vicino') =>
    entryText(entry({ room: 'places', type: 'NeighbourAsked', data: { service, result } }), [])
  expect(asked('yes')).toBe('Chiesto un posto fuori: Distretto vicino accoglie')
  expect(asked('no')).toBe('Chiesto un posto fuori: Distretto vicino non accoglie')
  expect(asked('no-answer')).toBe('Chiesto un posto fuori: Distretto vicino non risponde')
  expect(asked('not-asked', '')).toBe('Non si chiede un posto ad altri territori')
})

test('what a sentence chooses by is its code: a word of the room in its place would choose wrongly', () => {
  const folder = new URL('../../../platform/i18n/messages/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const chosenBy = files.flatMap((name) => {
    const texts: Record<string, unknown> = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    return Object.entries(texts).flatMap(([key, text]) => {
      const room = /^([a-z]+)_event_/u.exec(key)?.[1]
      const selectors = /"selectors":\[([^\]]*)\]/u.exec(JSON.stringify(text))?.[1]
      return room && selectors
        ? [...selectors.matchAll(/"(\w+)"/gu)].map(([, field]) => ({ room, field, text }))
        : []
    })
  })
  expect(chosenBy.length).toBeGreaterThan(1)
  for (const { room, field, text } of chosenBy)
    for (const [, code] of JSON.stringify(text).matchAll(/=([\w-]+)"/gu))
      expect([room, field, code, hasText(`${room}_${field}_${snakeCase(code ?? '')}`)]).toEqual([
        ...[room, field, code, false],
      ])
})

test('an event that nobody has words for is said plainly', () => {
  expect(entryText(entry({ room: 'places', type: 'NeverSeen' }), [])).toContain('Voce registrata')
})

test('names of events become the keys of texts', () => {
  expect(snakeCase('PlacementConfirmed')).toBe('placement_confirmed')
})

test('a person who was written is told by their tie, and that they are a minor, without a name', () => {
  const written = (data: TimelineEntry['data']) =>
    entryText(entry({ room: 'people', type: 'PersonWritten', data }), [])
  expect(written({ part: 'helped', tie: 'child', isMinor: true })).toBe(
    'Scritta una scheda: figlia o figlio, minore',
  )
  expect(written({ part: 'helped', tie: 'self', isMinor: false })).toBe(
    'Scritta una scheda: persona di riferimento',
  )
  expect(written({ part: 'excluded', tie: 'partner', isMinor: false })).toBe(
    'Scritta una scheda: non deve sapere, partner',
  )
  // Written before the log knew the tie.
  expect(written({ part: 'helped', isMinor: true })).toBe(
    'Scritta una scheda: persona aiutata, minore',
  )
})
