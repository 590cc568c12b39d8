import { describe, expect, it } from 'vitest'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import {
  type ChosenClass,
  confirmNotPertinent,
  decideClass,
  evolveSheet,
  lapseNotPertinent,
  rejectNotPertinent,
  type Sheet,
  type SheetEvent,
  shiftEndAfter,
  type TriageChoice,
} from './model.ts'

const ANNA = '0192f000-0000-7000-8000-00000000000a' as StaffId
const FILE = '0192f000-0000-7000-8000-0000000000f1' as InterventionId
const NOW = instant('2026-11-22T02:10:00Z')
const EMERGENCY: ChosenClass = { key: 'emergenza', rank: 1, meaning: 'emergency' }
const URGENCY: ChosenClass = { key: 'urgenza', rank: 2, meaning: 'urgency' }
const NOT_PERTINENT: ChosenClass = { key: 'altro', rank: 5, meaning: 'not-pertinent' }

function aChoice(with_: Partial<TriageChoice> = {}): TriageChoice {
  return {
    chosen: URGENCY,
    proposed: URGENCY,
    rules: ['violenza'],
    facts: { violence: true },
    authorities: [],
    reason: null,
    offeredInstead: null,
    by: ANNA,
    qualified: false,
    shiftEnd: instant('2026-11-22T07:00:00Z'),
    ...with_,
  }
}

function sheetAfter(...choices: readonly TriageChoice[]): Sheet {
  let sheet: Sheet | undefined
  for (const choice of choices) {
    const decision = decideClass(sheet, choice)
    if (!decision.accepted) throw new Error(decision.refusal)
    for (const event of decision.events) sheet = fold(sheet, event)
  }
  if (!sheet) throw new Error('no choice')
  return sheet
}

function fold(sheet: Sheet | undefined, event: SheetEvent): Sheet {
  const version = (sheet?.version ?? 0) + 1
  const stamp = { aggregateId: 'a', interventionId: FILE, version, at: NOW }
  return evolveSheet(sheet, { ...stamp, ...event })
}

describe('the decision of a person', () => {
  const table: readonly [string, TriageChoice[], Partial<TriageChoice>, string][] = [
    ['as proposed', [], {}, 'accepted'],
    ['above the proposal, at once', [], { chosen: EMERGENCY }, 'accepted'],
    ['below the proposal without a reason', [], { proposed: EMERGENCY }, 'reason-required'],
    ['below the proposal with a reason', [], { proposed: EMERGENCY, reason: 'Visto' }, 'accepted'],
    ['without any proposal', [], { proposed: null }, 'accepted'],
    [
      'lower than the class in force',
      [aChoice({ chosen: EMERGENCY, proposed: EMERGENCY })],
      {},
      'reason-required',
    ],
    ['higher than the class in force', [aChoice()], { chosen: EMERGENCY }, 'accepted'],
    [
      'not pertinent without an offer',
      [],
      { chosen: NOT_PERTINENT, proposed: NOT_PERTINENT },
      'offer-required',
    ],
  ]
  for (const [title, before, with_, expected] of table) {
    it(`${title}: ${expected}`, () => {
      const sheet = before.length > 0 ? sheetAfter(...before) : undefined
      const decision = decideClass(sheet, aChoice(with_))
      expect(decision.accepted ? 'accepted' : decision.refusal).toBe(expected)
    })
  }

  it('keeps what was known at that minute', () => {
    const sheet = sheetAfter(aChoice({ facts: { violence: true, network: 'no' } }))
    expect(sheet.facts).toEqual({ violence: true, network: 'no' })
    expect(sheet.rules).toEqual(['violenza'])
    expect(sheet.decidedAt).toEqual(NOW)
  })
})

describe('not pertinent', () => {
  const ask = {
    chosen: NOT_PERTINENT,
    proposed: NOT_PERTINENT,
    offeredInstead: 'Orari dello sportello',
  }

  it('is only proposed by an operator, and falls due at the end of the shift', () => {
    const sheet = sheetAfter(aChoice(ask))
    expect(sheet.notPertinent).toBe('proposed')
    expect(sheet.confirmBy?.toString()).toBe('2026-11-22T07:00:00Z')
  })

  it('is settled at once by a qualified person', () => {
    const sheet = sheetAfter(aChoice({ ...ask, qualified: true }))
    expect(sheet.notPertinent).toBe('confirmed')
    expect(sheet.confirmBy).toBeNull()
  })

  it('is confirmed or rejected only by a qualified person, and only once', () => {
    const sheet = sheetAfter(aChoice(ask))
    expect(confirmNotPertinent(sheet, ANNA, false)).toMatchObject({ refusal: 'not-qualified' })
    expect(rejectNotPertinent(sheet, ANNA, false, 'no')).toMatchObject({ refusal: 'not-qualified' })
    const confirmed = confirmNotPertinent(sheet, ANNA, true)
    if (!confirmed.accepted) throw new Error(confirmed.refusal)
    const [event] = confirmed.events
    if (!event) throw new Error('no event')
    const after = fold(sheet, event)
    expect(confirmNotPertinent(after, ANNA, true)).toMatchObject({ refusal: 'nothing-to-confirm' })
    expect(rejectNotPertinent(after, ANNA, true, 'no')).toMatchObject({
      refusal: 'nothing-to-confirm',
    })
  })

  it('lapses at the end of the shift, not a second before, and once', () => {
    const sheet = sheetAfter(aChoice(ask))
    expect(lapseNotPertinent(sheet, instant('2026-11-22T06:59:59Z'))).toEqual([])
    const [event] = lapseNotPertinent(sheet, instant('2026-11-22T07:00:00Z'))
    if (!event) throw new Error('no event')
    expect(lapseNotPertinent(fold(sheet, event), instant('2026-11-22T08:00:00Z'))).toEqual([])
  })
})

describe('the end of a shift', () => {
  const table: readonly [string, readonly string[], string][] = [
    ['2026-11-22T02:10:00Z', ['08:00', '20:00'], '2026-11-22T07:00:00Z'],
    ['2026-11-22T07:00:00Z', ['08:00', '20:00'], '2026-11-22T19:00:00Z'],
    ['2026-11-22T20:00:00Z', ['08:00', '20:00'], '2026-11-23T07:00:00Z'],
    ['2026-11-22T02:10:00Z', ['06:00'], '2026-11-22T05:00:00Z'],
    ['2026-03-28T23:00:00Z', ['06:00'], '2026-03-29T04:00:00Z'],
    ['2026-10-24T22:00:00Z', ['06:00'], '2026-10-25T05:00:00Z'],
    ['2026-10-24T22:00:00Z', ['02:30', '06:00'], '2026-10-25T00:30:00Z'],
  ]
  for (const [at, ends, expected] of table) {
    it(`after ${at} with ${ends.join(' ')} is ${expected}`, () => {
      expect(shiftEndAfter(instant(at), ends).toString()).toBe(expected)
    })
  }
})
