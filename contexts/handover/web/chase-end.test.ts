import { expect, it } from 'vitest'
import type { HandoverView } from '../contract.ts'
import { chaseEndText } from './chase-end.ts'

const CALL: HandoverView['calls'][number] = {
  level: 'lead',
  dueAt: '2026-11-22T19:21:00Z',
  tries: 0,
  name: 'Comune capofila',
  phone: null,
  isDesk: false,
}
const ALL = ['office', 'stand-in', 'lead', 'coordinator'] as const

it.each([
  ['while a step is still to come, nothing', 'sent', ALL.slice(0, 3), [], ''],
  ['after the last step, who decides', 'sent', ALL, [], 'Solleciti finiti: decide il coordinatore'],
  ['also once it was received', 'received', ALL, [], 'Solleciti finiti: decide il coordinatore'],
  [
    'with a call that nobody made, that it comes first',
    'sent',
    ALL,
    [CALL],
    'Solleciti finiti: dopo la telefonata a Comune capofila decide il coordinatore',
  ],
  [
    'after it was tried, who decides',
    'sent',
    ALL,
    [{ ...CALL, tries: 1 }],
    'Solleciti finiti: decide il coordinatore',
  ],
  ['after an answer, nothing', 'accepted', ALL, [], ''],
] as const)('%s', (_, state, chased, calls, expected) => {
  expect(chaseEndText({ state, chased: [...chased], calls: [...calls] })).toBe(expected)
})
