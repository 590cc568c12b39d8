import { describe, expect, test } from 'vitest'
import type { StepChannel } from './model.ts'
import { waysLeft, waysOf } from './model-ways.ts'

const carried: readonly StepChannel[] = ['voice', 'sms']
const reached = { hasPhone: true, hasMail: true, hasDevice: true, carried }
const noPhone = { ...reached, hasPhone: false, hasDevice: false }
const byHand = { ...reached, hasDevice: false, carried: [] }
const noDevice = { ...reached, hasDevice: false }
const deviceOnly = { ...reached, hasPhone: false }

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
      'without a device a notice cannot be used, and the next of the fallback is',
      { channels: ['voice', 'push'], fallback: ['sms'] },
      noDevice,
      { channels: ['voice', 'sms'], missing: ['push'], mail: true, byHand: false },
    ],
    [
      'a telephone that shows notices stands for a device',
      { channels: ['push'] },
      { ...noDevice, carried: ['voice', 'sms', 'push'] },
      { channels: ['push'], missing: [], mail: true, byHand: false },
    ],
    [
      'a notice wakes nobody: where the call cannot be made, it goes and they are rung by hand too',
      { channels: ['voice', 'push'], fallback: ['sms'] },
      deviceOnly,
      { channels: ['push'], missing: ['voice'], mail: true, byHand: true },
    ],
    [
      'and where nobody carries calls',
      { channels: ['voice'], fallback: ['push'] },
      { ...byHand, hasDevice: true },
      { channels: ['push'], missing: ['voice'], mail: true, byHand: true },
    ],
    [
      'a notice alone was asked for and reaches a device: nothing is missing',
      { channels: ['push'] },
      deviceOnly,
      { channels: ['push'], missing: [], mail: true, byHand: false },
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
    [['voice'], noDevice, ['sms', 'board']],
    [['voice'], deviceOnly, ['push', 'board']],
  ] as const)('after %o', (tried, contacts, expected) => {
    expect(waysLeft(step, tried, contacts)).toEqual(expected)
  })
})
