import { describe, expect, it } from 'vitest'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import { plusMinutes } from '#platform/kernel/time.ts'
import { CHASE_LEVELS, called, chase, giveUp, type Handover } from './model.ts'
import { callAt, chaseAt } from './model-chase.ts'
import { receipt } from './model-letters.ts'
import { after, aHandover, BY, SENT } from './testing/sent.ts'

describe('calls and waits', () => {
  it('a step that no mailbox can take is a call that is due, and the chase goes on', () => {
    const nextAt = () => plusMinutes(SENT, 300)
    const [event] = chase(aHandover(), plusMinutes(SENT, 120), nextAt, () => 'lead')
    expect(event?.type).toBe('HandoverToCall')
    const state = after(aHandover(), event ? [event] : [])
    expect(state).toMatchObject({ step: 1, calls: [{ level: 'lead', tries: 0 }] })
    expect(state.nextChaseAt).toEqual(plusMinutes(SENT, 300))
  })

  it('the coordinator ends it only when each call was tried; what nobody answers is due again', () => {
    const over: Handover = {
      ...aHandover(),
      step: CHASE_LEVELS.length,
      calls: [{ level: 'office', dueAt: SENT, tries: 0 }],
    }
    expect(giveUp(over, BY, '')).toMatchObject({ refusal: 'handover-call-due' })
    const call = { level: 'office', hasName: false, sealedAnswer: '' } as const
    const again = plusMinutes(SENT, 60)
    for (const againAt of [null, SENT])
      expect(called(over, { ...call, result: 'call-again', againAt }, SENT)).toMatchObject({
        refusal: 'handover-again-wrong',
      })
    const tried = called(over, { ...call, result: 'no-answer', againAt: again }, SENT)
    const state = after(over, tried.accepted ? tried.events : [])
    expect(state.calls).toEqual([{ level: 'office', dueAt: again, tries: 1 }])
    expect(giveUp(state, BY, '').accepted).toBe(true)
    const nameless = called(state, { ...call, result: 'spoke', againAt: null }, SENT)
    expect(nameless).toMatchObject({ refusal: 'handover-name-missing' })
    const spoken = called(state, { ...call, hasName: true, result: 'spoke', againAt: null }, SENT)
    expect(after(state, spoken.accepted ? spoken.events : []).calls).toEqual([])
  })

  it('a letter that did not arrive makes a call due, while an answer is awaited', () => {
    const ask = { letterId: 'l', call: 'lead', receipt: 'failed' } as const
    expect(after(aHandover(), receipt(aHandover(), ask)).calls).toMatchObject([{ level: 'lead' }])
    const settled: Handover = { ...aHandover(), state: 'accepted', nextChaseAt: null }
    expect(after(settled, receipt(settled, ask)).calls).toEqual([])
  })

  it('waits what the territory says: other minutes, another hour', () => {
    const usual = aConfiguration()
    const at = (over: Partial<typeof usual.chase>, step = 0) =>
      chaseAt({ ...usual, chase: { ...usual.chase, ...over } }, usual.offices[0], step, SENT)
    expect(at({})).toEqual(plusMinutes(SENT, 120))
    expect(at({ officeMinutes: 45 })).toEqual(plusMinutes(SENT, 45))
    expect(at({ leadMinutes: 15 }, 2)).toEqual(plusMinutes(SENT, 15))
    const later = { ...usual, chase: { ...usual.chase, callMinutes: 50, callAgainMinutes: 5 } }
    expect(callAt(later, usual.offices[0], SENT, 'callMinutes')).toEqual(plusMinutes(SENT, 50))
    expect(callAt(later, usual.offices[0], SENT, 'callAgainMinutes')).toEqual(plusMinutes(SENT, 5))
  })
})
