import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter } from '#platform/kernel/time.ts'
import {
  arrive,
  askConfirmation,
  authorise,
  confirm,
  extendHold,
  hold,
  keepsBeds,
  lapseHold,
  nextDue,
  noShow,
  type Placement,
  recordTitle,
  refusePlace,
  release,
  stateAt,
} from './model.ts'
import { arrivalDue, expectArrival } from './model-arrival.ts'
import type { PlacementEvent } from './model-events.ts'
import { evolve } from './model-evolve.ts'
import { endStay, extendStay, stayDue } from './model-stay.ts'

const START = instant('2026-11-22T01:40:00Z')
const BY = 'anna' as StaffId
const SPEAKER = { name: 'Educatrice Inventata', role: 'educatrice' }
const LIMIT = { maxHours: 72, extendedToHours: 120, warnHoursBefore: 24 }

const later = (minutes: number): Instant => START.add({ minutes })

function step(state: Placement | undefined, event: PlacementEvent, at = START): Placement {
  const version = (state?.version ?? 0) + 1
  const interventionId = 'file' as InterventionId
  return evolve(state, { aggregateId: 'place', version, at, interventionId, ...event })
}

type Answer = { accepted: true; events: readonly PlacementEvent[] } | { accepted: false }

function after(state: Placement, decision: Answer, at = START): Placement {
  if (!decision.accepted) throw new Error('refused')
  return decision.events.reduce((now: Placement, event) => step(now, event, at), state)
}

const ask = {
  facility: 'Casa Onda',
  facilityId: 'f',
  people: 3,
  minors: 2,
  hasBeds: true,
  alongside: false,
  othersActive: 0,
  needsAuthorisation: false,
  minutes: 45,
  now: START,
  speaker: SPEAKER,
  by: BY,
}

function heldPlace(over: Partial<typeof ask> = {}): Placement {
  const decision = hold({ ...ask, ...over })
  if (!decision.accepted || !decision.events[0]) throw new Error('refused')
  return step(undefined, decision.events[0])
}

const titled = after(heldPlace(), recordTitle(heldPlace(), 'parent-consent', BY))
const said = { ...SPEAKER, way: 'voice' as const, expectedAt: later(95) }
const confirmedPlace = after(titled, confirm(titled, later(5), said), later(5))
const arrived = after(
  confirmedPlace,
  arrive(confirmedPlace, later(60), later(60), LIMIT),
  later(60),
)

describe('hold', () => {
  it('lasts its minutes, and not one instant more, whatever else runs', () => {
    const state = heldPlace()
    expect(stateAt(state, later(44))).toBe('held')
    expect(stateAt(state, later(45))).toBe('lapsed')
    expect(lapseHold(state, later(44))).toEqual([])
    expect(lapseHold(state, later(46))).toHaveLength(1)
  })

  it('is refused without a free bed, and beside another place unless the people are divided', () => {
    expect(hold({ ...ask, hasBeds: false })).toMatchObject({ refusal: 'no-bed-left' })
    expect(hold({ ...ask, othersActive: 1 })).toMatchObject({ refusal: 'place-already-held' })
    expect(hold({ ...ask, othersActive: 1, alongside: true }).accepted).toBe(true)
  })

  it('is extended from now on, never shortened, never after its end', () => {
    const state = heldPlace()
    const longer = after(state, extendHold(state, later(30), 45))
    expect(longer.holdUntil).toEqual(later(75))
    expect(extendHold(longer, later(31), 10)).toEqual({ accepted: true, events: [] })
    expect(extendHold(state, later(45), 45)).toMatchObject({ refusal: 'hold-lapsed' })
  })

  it('is given back once', () => {
    const state = heldPlace()
    const free = after(state, release(state, later(1), 'declined'))
    expect(free).toMatchObject({ state: 'released', releasedFor: 'declined' })
    expect(release(free, later(2), 'declined')).toMatchObject({ refusal: 'not-held' })
  })
})

describe('confirming', () => {
  it('waits for the ground on which a minor enters', () => {
    const state = heldPlace()
    expect(confirm(state, START, said)).toMatchObject({ refusal: 'title-missing' })
    expect(askConfirmation(state, START)).toMatchObject({ refusal: 'title-missing' })
    expect(arrive(state, START, START, LIMIT)).toMatchObject({ refusal: 'title-missing' })
    expect(askConfirmation(titled, START).accepted).toBe(true)
    expect(recordTitle(heldPlace({ minors: 0 }), 'court-order', BY)).toMatchObject({
      refusal: 'no-minor',
    })
  })

  it('waits for who authorises outside the agreement, or for the reason to go on without', () => {
    const hotel = heldPlace({ minors: 0, needsAuthorisation: true })
    expect(confirm(hotel, START, said)).toMatchObject({ refusal: 'authorisation-missing' })
    const [event] = authorise(hotel, 'to-ratify', BY, later(300))
    if (!event) throw new Error('no event')
    expect(confirm(step(hotel, event), START, said).accepted).toBe(true)
  })

  it('names who said yes; saying it twice changes nothing; a lapsed hold is no place any more', () => {
    expect(confirmedPlace).toMatchObject({ state: 'confirmed', confirmedBy: SPEAKER.name })
    expect(confirm(confirmedPlace, later(6), said)).toEqual({ accepted: true, events: [] })
    expect(confirm(titled, later(45), said)).toMatchObject({ refusal: 'hold-lapsed' })
  })

  it('can be taken back by the facility until they have arrived', () => {
    const no = { ...said, reason: 'behaviour' as const }
    const back = after(confirmedPlace, refusePlace(confirmedPlace, later(6), no))
    expect(back).toMatchObject({ state: 'refused', noReason: 'behaviour' })
    expect(refusePlace(arrived, later(61), no)).toMatchObject({ refusal: 'not-held' })
  })

  it('mancato arrivo frees the place', () => {
    expect(after(confirmedPlace, noShow(confirmedPlace)).state).toBe('no-show')
    expect(noShow(arrived)).toMatchObject({ refusal: 'not-held' })
  })
})

describe('the arrival that nobody records', () => {
  it('is told once to the owner, then once to the coordinator, and never on a false alarm', () => {
    expect(nextDue(confirmedPlace)).toEqual(later(95))
    expect(arrivalDue(confirmedPlace, later(94), 30)).toEqual([])
    const [first] = arrivalDue(confirmedPlace, later(95), 30)
    expect(first?.data).toMatchObject({ level: 'owner' })
    const told = first ? step(confirmedPlace, first, later(95)) : confirmedPlace
    expect([told.lateLevel, nextDue(told)]).toEqual(['owner', later(125)])
    const [second] = arrivalDue(told, later(125), 30)
    const both = second ? step(told, second, later(125)) : told
    expect([both.lateLevel, nextDue(both)]).toEqual(['coordinator', null])
    expect(arrivalDue(both, later(999), 30)).toEqual([])
    expect(arrivalDue(arrived, later(999), 30)).toEqual([])
  })

  it('another hour begins the wait anew', () => {
    const told = arrivalDue(confirmedPlace, later(95), 30).reduce(
      (now: Placement, event) => step(now, event),
      confirmedPlace,
    )
    const again = after(told, expectArrival(told, later(200), BY))
    expect([again.lateLevel, nextDue(again)]).toEqual([null, later(200)])
    expect(expectArrival(arrived, later(200), BY)).toMatchObject({ refusal: 'not-confirmed' })
  })
})

describe('stay', () => {
  it('warns once before its end, then records once that the end passed', () => {
    const warning = arrived.warnAt ?? START
    const end = arrived.stayUntil ?? START
    expect(end).toEqual(later(60).add({ hours: 72 }))
    expect(stayDue(arrived, warning.subtract({ seconds: 1 }))).toEqual([])
    const [first] = stayDue(arrived, warning)
    expect(first?.type).toBe('StayWarned')
    const warned = first ? step(arrived, first, warning) : arrived
    expect(stayDue(warned, warning)).toEqual([])
    expect(nextDue(warned)).toEqual(end)
    const [second] = stayDue(warned, end)
    const overrun = second ? step(warned, second, end) : warned
    expect(overrun.overrunAt).toEqual(end)
    expect(stayDue(overrun, end.add({ hours: 1 }))).toEqual([])
    expect(nextDue(overrun)).toBeNull()
  })

  it('is extended up to what the territory allows, and warns again', () => {
    const until = later(60).add({ hours: 120 })
    const longer = after(arrived, extendStay(arrived, until, LIMIT, BY))
    expect(longer.warnAt).toEqual(until.subtract({ hours: 24 }))
    expect(extendStay(arrived, until.add({ seconds: 1 }), LIMIT, BY)).toMatchObject({
      refusal: 'stay-beyond-limit',
      facts: { hours: 120 },
    })
    expect(extendStay(confirmedPlace, until, LIMIT, BY)).toMatchObject({ refusal: 'not-arrived' })
  })

  it('without a limit it has no clock', () => {
    const free = after(confirmedPlace, arrive(confirmedPlace, later(60), later(60), null))
    expect([free.stayUntil, nextDue(free)]).toEqual([null, null])
  })

  it('ends once', () => {
    const ended = after(arrived, endStay(arrived, later(99), 'moved-on'))
    expect(ended).toMatchObject({ state: 'ended', endedAt: later(99) })
    expect(endStay(ended, later(99), 'moved-on')).toMatchObject({ refusal: 'not-arrived' })
  })
})

type Deed = (state: Placement, now: Instant) => Answer
const DEEDS: readonly Deed[] = [
  (s, now) => extendHold(s, now, 45),
  (s, now) => ({ accepted: true, events: lapseHold(s, now) }),
  (s, now) => release(s, now, 'declined'),
  (s) => recordTitle(s, 'parent-consent', BY),
  (s, now) => askConfirmation(s, now),
  (s, now) => confirm(s, now, said),
  (s, now) => refusePlace(s, now, { ...said, reason: 'other' }),
  (s, now) => arrive(s, now, now, LIMIT),
  (s) => noShow(s),
  (s, now) => ({ accepted: true, events: arrivalDue(s, now, 30) }),
  (s, now) => expectArrival(s, now.add({ minutes: 60 }), BY),
  (s, now) => ({ accepted: true, events: stayDue(s, now) }),
  (s, now) => endStay(s, now, 'left'),
]

const MAY_FOLLOW: Readonly<Record<string, readonly string[]>> = {
  held: ['held', 'confirmed', 'arrived', 'lapsed', 'released', 'refused', 'no-show'],
  confirmed: ['confirmed', 'arrived', 'released', 'refused', 'no-show'],
  arrived: ['arrived', 'ended'],
}

describe('whatever happens in whatever order', () => {
  it('beds once given back are never kept again, and what is arrived was entitled to be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.integer({ min: 1, max: 600 }))),
        (story) => {
          let state = heldPlace()
          let now = START
          for (const [deed, minutes] of story) {
            now = now.add({ minutes })
            const before = state
            const answer = deed(before, now)
            if (answer.accepted) state = after(before, answer, now)
            expect(MAY_FOLLOW[before.state] ?? [before.state]).toContain(state.state)
            if (state.state === 'arrived' || state.state === 'confirmed')
              expect(state.title).not.toBeNull()
            if (keepsBeds(stateAt(state, now)) && state.state === 'held')
              expect(notAfter(state.holdUntil, now)).toBe(false)
          }
        },
      ),
    )
  })
})
