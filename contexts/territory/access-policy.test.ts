import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ACCESS_MODES,
  type AccessPolicy,
  type AccreditedReporter,
  accessFor,
  channelsFor,
  REPORTER_CATEGORIES,
  verificationOf,
} from './access-policy.ts'
import { GUARANTEED_SITUATIONS, guaranteedNeeds } from './situation.ts'

const policy: AccessPolicy = {
  mode: 'police-only',
  entitled: ['police'],
  refusalScript: 'Numero riservato.',
  guaranteedScript: 'Avviso il 112.',
  channels: [
    { kind: 'number', label: 'Numero', value: '+390655509999', audience: [] },
    { kind: 'portal', label: 'Portale', value: '/portale', audience: ['hospital'] },
  ],
}
const station: AccreditedReporter = {
  key: 'station',
  name: 'Stazione di prova',
  category: 'police',
  phones: ['+390655509301'],
  email: null,
  portal: true,
  protocol: { reference: 'Protocollo 1', from: '2025-01-01', to: '2026-06-30' },
}
const on = Temporal.PlainDate.from('2026-11-22')

test('a citizen who asks for something else hears the script of a service for the police', () => {
  const answer = accessFor(policy, 'citizen', [], false)
  expect(answer).toEqual({
    taken: false,
    outcome: 'not-entitled',
    script: 'Numero riservato.',
    handOn: [],
  })
})

test('a guaranteed need is taken whoever reports it and however closed the service is', () => {
  const modes = fc.constantFrom(...ACCESS_MODES)
  const entitled = fc.subarray([...REPORTER_CATEGORIES])
  const category = fc.constantFrom(...REPORTER_CATEGORIES)
  const situation = fc.constantFrom(...GUARANTEED_SITUATIONS)
  fc.assert(
    fc.property(modes, entitled, category, situation, (mode, list, who, facts) => {
      const answer = accessFor(
        { ...policy, mode, entitled: list },
        who,
        guaranteedNeeds(facts),
        false,
      )
      return answer.taken && (answer.outcome === 'entitled' || answer.handOn.includes('112'))
    }),
  )
})

test('a danger reported by somebody who is not entitled is taken and handed on to 112', () => {
  const answer = accessFor(policy, 'hospital', [], true)
  expect([answer.taken, answer.outcome, answer.handOn]).toEqual([true, 'immediate-danger', ['112']])
})

test('a channel for others is not shown', () => {
  expect(channelsFor(policy, 'police').map((one) => one.kind)).toEqual(['number'])
  expect(channelsFor(policy, 'hospital')).toEqual([])
})

test('a listed number shows who calls, and an expired protocol is only a warning', () => {
  const found = verificationOf([station], 'police', '+390655509301', on)
  expect(found).toEqual({ status: 'listed-number', reporter: station, protocolExpired: true })
})

test('a caller who says police from another number is called back on the listed ones', () => {
  const found = verificationOf([station], 'police', '+393000009999', on)
  expect(found).toEqual({
    status: 'call-back',
    numbers: [{ name: 'Stazione di prova', phone: '+390655509301' }],
  })
})

test('a caller on a listed number of another kind is not taken for that kind', () => {
  expect(verificationOf([station], 'hospital', '+390655509301', on).status).toBe('call-back')
})

test('a person in need has nothing to prove', () => {
  expect(verificationOf([station], 'person-in-need', undefined, on).status).toBe('not-required')
})
