import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import {
  arrive,
  type Call,
  type Callee,
  type CallId,
  evolve,
  hear,
  REPORTS,
  type Report,
  SILENCE_SECONDS,
  type SwitchboardEvent,
  silence,
  silentAt,
  tryAgainAt,
} from './model.ts'

const at = instant('2026-11-21T01:40:00Z')
const id = 'chiamata' as CallId
const LOST_SECONDS = 5
const after = (seconds: number) => at.add({ seconds })

const callee = (name: string, hasPhone = true): Callee => ({
  ...{ staffId: name as StaffId, office: null, role: 'social-worker', level: 1, hasPhone },
})
const [first, second, boss] = [callee('prima'), callee('seconda'), callee('capo')]

function folded(call: Call | undefined, events: readonly SwitchboardEvent[], now = at): Call {
  let next = call
  for (const event of events) next = evolve(next, { id, at: now, event })
  if (next === undefined) throw new Error('no call')
  return next
}

const came = (plan: readonly Callee[]) =>
  folded(undefined, arrive({ plan, isWithheld: false, ringSeconds: 25, lostSeconds: LOST_SECONDS }))
const told = (call: Call, event: Report['event'], step: number | null = null, now = at) =>
  folded(call, hear(call, { event, step }, now), now)

describe('whose telephone rings', () => {
  it('is the first with a telephone; who has none is passed over and said', () => {
    const plan = [callee('muta', false), first]
    const events = arrive({ plan, isWithheld: false, ringSeconds: 25, lostSeconds: 5 })
    expect(events.map((one) => one.type)).toEqual(['CallCame', 'CalleeSkipped', 'TelephoneRung'])
    expect(came(plan)).toMatchObject({ state: 'ringing', step: 1, rung: [1] })
  })

  it.each(['no-answer', 'busy', 'failed'] as const)('%s: the next one rings', (event) => {
    const call = told(came([first, second]), event, 0)
    expect(call).toMatchObject({ state: 'ringing', step: 1, rung: [0, 1] })
  })

  it('is nobody once all were rung: the call is lost and somebody is to call back', () => {
    const call = told(told(came([first, second]), 'no-answer', 0), 'no-answer', 1)
    expect(call).toMatchObject({ state: 'missed', isLost: true })
    expect(came([])).toMatchObject({ state: 'missed', isLost: true })
    expect(came([callee('muta', false)])).toMatchObject({ state: 'missed', isLost: true })
  })
})

describe('a report', () => {
  it('of a telephone that no longer rings changes nothing', () => {
    const call = told(came([first, second]), 'no-answer', 0)
    expect(hear(call, { event: 'no-answer', step: 0 }, at)).toEqual([])
    expect(hear(call, { event: 'no-answer', step: 2 }, at)).toEqual([])
    expect(hear(call, { event: 'answered', step: 2 }, at)).toEqual([])
  })

  it('that the one before has answered after all gives them the call', () => {
    const call = told(told(came([first, second]), 'no-answer', 0), 'answered', 0)
    expect(call).toMatchObject({ state: 'answered', answeredStep: 0 })
    expect(hear(call, { event: 'answered', step: 1 }, at)).toEqual([])
  })

  it('of an answer after the call was lost is kept beside it', () => {
    const lost = told(came([first]), 'no-answer', 0)
    const call = told(lost, 'answered', 0)
    expect(call).toMatchObject({ state: 'missed', isLost: true, answeredStep: 0 })
  })

  test.each([
    { seconds: LOST_SECONDS - 1, isLost: false },
    { seconds: LOST_SECONDS, isLost: true },
    { seconds: 24, isLost: true },
  ])('that the caller hung up after $seconds seconds: lost $isLost', ({ seconds, isLost }) => {
    const call = told(came([first]), 'caller-hung-up', null, after(seconds))
    expect(call).toMatchObject({ state: 'abandoned', isLost })
  })
})

describe('silence of the exchange', () => {
  const ringing = came([first, second])
  it.each([
    { seconds: 25 + SILENCE_SECONDS - 1, state: 'ringing' },
    { seconds: 25 + SILENCE_SECONDS, state: 'missed' },
    { seconds: 3600, state: 'missed' },
  ])('for $seconds seconds: $state', ({ seconds, state }) => {
    expect(folded(ringing, silence(ringing, after(seconds)), after(seconds)).state).toBe(state)
  })

  it('ends an answered call only after hours', () => {
    const call = told(ringing, 'answered', 0)
    expect(silence(call, at.add({ hours: 3 }))).toEqual([])
    expect(folded(call, silence(call, at.add({ hours: 4 }))).state).toBe('ended')
  })
})

const reports: fc.Arbitrary<Report | 'silence'> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ event: fc.constantFrom(...REPORTS), step: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.constant('silence' as const) },
)
const plans = fc
  .array(fc.boolean(), { maxLength: 4 })
  .map((phones) => phones.map((hasPhone, place) => callee(`persona ${place}`, hasPhone)))

/** What is heard, one after the other: each call as it then stands, what followed, and how many telephones ring. */
function heardBy(plan: readonly Callee[], heard: readonly (Report | 'silence')[]) {
  let now = at
  let call = came(plan)
  let ringing = call.state === 'ringing' ? 1 : 0
  return heard.map((one) => {
    now = now.add({ seconds: 3 })
    const due = silentAt(call)
    if (one === 'silence' && due !== null && Temporal.Instant.compare(due, now) > 0) now = due
    const events = one === 'silence' ? silence(call, now) : hear(call, one, now)
    const count = (type: string) => events.filter((event) => event.type === type).length
    ringing += count('TelephoneRung') - count('RingEnded')
    call = folded(call, events, now)
    const again = one === 'silence' || call.state === 'ringing' ? [] : hear(call, one, now)
    return { call, events, ringing, again }
  })
}

const ENDS = ['CallAnswered', 'CallMissed', 'CallAbandoned']

test('in any order and repetition of reports a call ends in one way only, and one telephone rings at a time', () => {
  fc.assert(
    fc.property(plans, fc.array(reports, { maxLength: 30 }), (plan, heard) => {
      const steps = heardBy(plan, heard)
      const ends = steps.flatMap(({ events }) => events).filter(({ type }) => ENDS.includes(type))
      expect(ends.length).toBeLessThanOrEqual(1)
      for (const { call, ringing, again } of steps) {
        expect(ringing).toBeLessThanOrEqual(1)
        // The same once more says nothing new, but that a call whose answer is told late is over.
        expect(again.filter(({ type }) => type !== 'CallFinished')).toEqual([])
        expect(new Set(call.rung).size).toBe(call.rung.length)
        expect(silentAt(call) === null).toBe(!['ringing', 'answered'].includes(call.state))
        expect(call.state === 'missed' && !call.isLost).toBe(false)
      }
    }),
  )
})

test('nobody’s telephone rings who has none, whatever is reported', () => {
  fc.assert(
    fc.property(plans, fc.array(reports, { maxLength: 20 }), (plan, heard) => {
      let call = came(plan)
      for (const one of heard) if (one !== 'silence') call = folded(call, hear(call, one, at))
      for (const step of call.rung) expect(plan[step]?.hasPhone).toBe(true)
    }),
  )
})

test('a caller who does not answer is called back again, each time later, until they are heard', () => {
  let call = told(came([first]), 'no-answer', 0)
  expect(tryAgainAt(call)).toBeNull()
  const waits = [1, 2, 3, 4, 5].map((count) => {
    call = folded(call, [{ type: 'LostCallTried', data: { count } }])
    return tryAgainAt(call)?.since(at).total('minutes')
  })
  expect(waits).toEqual([5, 10, 15, 30, 30])
  expect(tryAgainAt(folded(call, [{ type: 'LostCallHeard', data: {} }]))).toBeNull()
})

test('the coordinator is rung last, once', () => {
  const call = told(told(came([first, second, boss]), 'busy', 0), 'failed', 1)
  expect(call.plan[call.step]).toBe(boss)
})
