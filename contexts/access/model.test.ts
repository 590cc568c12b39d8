import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '#platform/kernel/actor.ts'
import { instant } from '#platform/kernel/time.ts'
import {
  homeOf,
  judgePassword,
  mayLeave,
  pauseBefore,
  SESSION_LIMITS,
  safeNext,
  sessionHolds,
} from './model.ts'

const OPENED = instant('2026-11-21T19:00:00Z')

describe('a session', () => {
  const session = (seenAfterMinutes: number, ended = false) => ({
    endedAt: ended ? OPENED : null,
    expiresAt: OPENED.add({ minutes: SESSION_LIMITS.shiftMinutes }),
    seenAt: OPENED.add({ minutes: seenAfterMinutes }),
  })

  test.each([
    ['just opened', 0, 0, true],
    ['a minute before the idle limit', 0, 59, true],
    ['at the idle limit', 0, 60, false],
    ['in the last minute of the shift, seen a moment ago', 779, 779, true],
    ['at the end of the shift', 779, 780, false],
  ])('%s: holds %s', (_name, seen, at, holds) => {
    expect(sessionHolds(session(seen), OPENED.add({ minutes: at }))).toBe(holds)
  })

  test('never holds again once it does not, however the clock goes on', () => {
    const minutes = fc.nat({ max: 2000 })
    fc.assert(
      fc.property(minutes, minutes, minutes, fc.boolean(), (seen, at, more, ended) => {
        const given = session(Math.min(seen, at), ended)
        const before = sessionHolds(given, OPENED.add({ minutes: at }))
        const after = sessionHolds(given, OPENED.add({ minutes: at + more }))
        expect(after && !before).toBe(false)
      }),
    )
  })
})

test.each([
  ['quattro cavalli corrono piano', true],
  ['àèìòùàèìòùàè', true],
  ['undici.caratteri'.slice(0, 11), false],
  ['ababababababab', false],
  ['x'.repeat(201), false],
  ['', false],
])('the password %j is accepted: %s', (password, accepted) => {
  expect(judgePassword(password).accepted).toBe(accepted)
})

test('after signing in nobody is led to another site', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.string().map((text) => `/${text}`),
    fc.constantFrom(
      '//a.example',
      '/\\a.example',
      '/%5Ca',
      '\\\\a',
      'javascript:alert(1)',
      '/\t/a',
    ),
  )
  fc.assert(
    fc.property(hostile, (next) => {
      const url = new URL(safeNext(next) ?? '/', 'https://qui.example')
      expect(url.origin).toBe('https://qui.example')
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [[], 'a', false],
  [[['a', true]], 'a', false],
  [
    [
      ['a', true],
      ['b', false],
    ],
    'a',
    false,
  ],
  [
    [
      ['a', true],
      ['b', true],
    ],
    'a',
    true,
  ],
] as [[string, boolean][], string, boolean][])(
  'of administrators %j, %s may leave: %s',
  (all, staffId, may) => {
    const administrators = all.map(([id, isActive]) => ({ staffId: id, isActive }))
    expect(mayLeave(administrators, staffId).accepted).toBe(may)
  },
)

test.each([
  [['administrator'], '/amministrazione/persone'],
  [['administrator', 'auditor'], '/amministrazione/persone'],
  [['administrator', 'coordinator'], '/sala'],
  [['operator'], '/sala'],
  [['crew', 'mediator'], '/uscite'],
  [['crew', 'operator'], '/sala'],
  [['accredited-reporter'], '/segnalazioni'],
  [['facility'], '/struttura'],
  [['competent-service'], '/passaggi'],
  [['auditor'], '/inizio'],
  [[], '/inizio'],
] as [Role[], string][])('with the roles %j one begins at %s', (roles, home) => {
  expect(homeOf(roles)).toBe(home)
})

test.each([
  [1, 0],
  [100, 0],
  [101, 200],
  [110, 2000],
  [1_000_001, 10_000],
])('the answer to password %i of an hour is held back for %i ms, never refused', (attempt, ms) => {
  expect(pauseBefore(attempt)).toBe(ms)
})
