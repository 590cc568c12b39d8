import { expect, test } from 'vitest'
import type { RotaReply } from '../contract.ts'
import { standingOf } from './words.ts'

type View = Parameters<typeof standingOf>[0]
const at = (hour: number) => `2026-12-05T${String(hour).padStart(2, '0')}:00:00Z`
const gap = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) })
const role = 'social-worker'
const bruno = { role, staffId: 'bruno', name: 'Bruno Prova', startsAt: at(20) } as const

function holeOf(gaps: RotaReply['needed'][number]['gaps'], next: View['duty']['next'] = [bruno]) {
  const needed: View['needed'] = [{ role, level: 1, gaps }]
  return standingOf({ turns: [], needed, duty: { now: [], next }, now: at(12) }, role).hole
}

test('when nobody is called first before who comes next, the hours are said', () => {
  expect(holeOf([gap(16, 20)])).toEqual(gap(16, 20))
  expect(holeOf([gap(16, 20)], [])).toEqual(gap(16, 20))
})

test('what is open now, or after who comes next, is no hole before them', () => {
  expect(holeOf([gap(12, 20)])).toBeUndefined()
  expect(holeOf([gap(22, 23)])).toBeUndefined()
  expect(holeOf([])).toBeUndefined()
})

test('a second level that has to be covered, and is not, is named beside who answers first', () => {
  const turn = { id: 't1', role, level: 1 } as RotaReply['turns'][number]
  const view: View = {
    ...{ turns: [turn], now: at(12) },
    needed: [
      { role, level: 1, gaps: [] },
      { role, level: 2, gaps: [gap(12, 20)] },
    ],
    duty: { now: [{ turnId: 't1', until: at(20) }], next: [] },
  }
  const { now, open } = standingOf(view, role)
  expect([now.map((one) => one.turn.level), open]).toEqual([[1], [2]])
})
