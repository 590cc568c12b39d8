import { describe, expect, test } from 'vitest'
import type { StepChannel } from './model.ts'
import { waysLeft, waysOf } from './model-ways.ts'

const reached = { hasPhone: true, hasMail: true, isCarried: true }
const noPhone = { ...reached, hasPhone: false }
const byHand = { ...reached, isCarried: false }

type Row = readonly [
  string,
  { readonly channels: readonly StepChannel[]; readonly fallback?: readonly StepChannel[] },
  typeof reached,
  object,
]

describe('how a step reaches one person', () => {
  test.each<Row>([
    [
      'its channels together, the fallback not yet',
      { channels: ['voice', 'push'], fallback: ['sms'] },
      reached,
      { channels: ['voice', 'push'], missing: [], mail: true, byHand: false },
    ],
    [
      'without a number the board instead, and by hand beside it',
      { channels: ['voice'], fallback: ['sms', 'board'] },
      noPhone,
      { channels: ['board'], missing: ['voice'], mail: true, byHand: true },
    ],
    [
      'where nobody carries calls, by hand',
      { channels: ['voice', 'board'] },
      byHand,
      { channels: ['board'], missing: ['voice'], mail: true, byHand: true },
    ],
    [
      'at the board alone nothing is missed, and no mail goes',
      { channels: ['board'], fallback: ['voice'] },
      noPhone,
      { channels: ['board'], missing: [], mail: false, byHand: false },
    ],
  ])('%s', (_, step, contacts, expected) => {
    expect(waysOf(step, contacts)).toEqual(expected)
  })
})

describe('what is tried when a channel has failed', () => {
  const step = { channels: ['voice'], fallback: ['sms', 'push', 'board'] } as const
  test.each([
    [['voice'], reached, ['sms', 'push', 'board']],
    [['voice', 'sms'], reached, ['push', 'board']],
    [['voice', 'sms', 'push', 'board'], reached, []],
    [['voice', 'mail'], noPhone, ['board']],
    [['voice'], byHand, ['board']],
  ] as const)('after %o', (tried, contacts, expected) => {
    expect(waysLeft(step, tried, contacts)).toEqual(expected)
  })
})
