import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { TELEPHONE_EVENTS } from '#platform/gateways/telephone.ts'
import {
  eventFor,
  heard,
  isUnderWay,
  OVER,
  SERVICE_CALL_STATES,
  type ServiceCallState,
} from './model-service-call.ts'

const after = (events: readonly string[], from: ServiceCallState = 'ringing') => {
  const states: ServiceCallState[] = [from]
  for (const event of events)
    states.push(heard(states.at(-1) ?? from, event) ?? states.at(-1) ?? from)
  return states
}

test.each([
  [['own-answered'], 'calling'],
  [['own-answered', 'answered'], 'connected'],
  [['own-answered', 'answered', 'ended'], 'ended'],
  [['own-no-answer'], 'own-no-answer'],
  [['own-answered', 'no-answer'], 'no-answer'],
  [['own-answered', 'busy'], 'busy'],
  [['failed'], 'failed'],
  // the two answers cross
  [['answered', 'own-answered'], 'connected'],
  // a report that was held up on its way
  [['own-answered', 'answered', 'no-answer'], 'connected'],
  [['own-answered', 'answered', 'ended', 'answered'], 'ended'],
  [['delivered', 'pressed'], 'ringing'],
] as const)('%j leads to %s', (events, state) => {
  expect(after(events).at(-1)).toBe(state)
})

describe('whatever is reported, however often and in whatever order', () => {
  const reports = fc.array(fc.constantFrom(...TELEPHONE_EVENTS), { maxLength: 12 })

  it('a call never goes back, and what is over stays as it ended', () => {
    fc.assert(
      fc.property(reports, (events) => {
        const states = after(events)
        const ended = states.findIndex((state) => !isUnderWay(state))
        if (ended >= 0) expect(new Set(states.slice(ended)).size).toBe(1)
        const answered = states.indexOf('connected')
        if (answered >= 0)
          for (const state of states.slice(answered))
            expect(['connected', 'ended', 'failed']).toContain(state)
      }),
    )
  })

  it('a report that comes twice counts once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SERVICE_CALL_STATES),
        fc.constantFrom(...TELEPHONE_EVENTS),
        (state, event) => {
          const next = heard(state, event)
          if (next !== undefined) expect(heard(next, event)).toBeUndefined()
        },
      ),
    )
  })
})

it('the log says who among the colleagues was called, and of nobody else who it was', () => {
  for (const state of OVER) {
    const colleague = eventFor({ whom: 'colleague', calledId: 'c' }, state)
    const facility = eventFor({ whom: 'facility', calledId: 'f' }, state)
    expect(colleague?.data).toMatchObject({ whom: 'colleague', staffId: 'c', outcome: state })
    expect(facility?.data).toEqual({ whom: 'facility', staffId: null, outcome: state })
  }
  expect(eventFor({ whom: 'listed', calledId: null }, 'calling')).toBeUndefined()
})
