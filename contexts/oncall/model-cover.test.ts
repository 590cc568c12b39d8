import { expect, test } from 'vitest'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Level, RotaRole, RotaTurn, Span, TurnId } from './model.ts'
import {
  freeHours,
  minimumOf,
  neededIn,
  neededOf,
  rolesWithSecond,
  uncoveredIn,
  unskilledIn,
} from './model-cover.ts'

// Monday 7 December 2026; Tuesday the 8th is a national holiday. Offices answer on weekdays from 8 to 14.
const MONDAY = instant('2026-12-06T23:00:00Z')
const THURSDAY = instant('2026-12-09T23:00:00Z')
const [anna, bruno] = ['anna', 'bruno'] as StaffId[]

const told = (spans: readonly Span[]) =>
  spans.map(({ startsAt, endsAt }) =>
    [startsAt, endsAt]
      .map((at) => at.toZonedDateTimeISO('Europe/Rome').toPlainDateTime().toString().slice(8, 13))
      .join('–'),
  )

function turn(
  from: string,
  to: string,
  role: RotaRole = 'social-worker',
  level: Level = 1,
): RotaTurn {
  const at = (text: string) => instant(`2026-12-${text}:00:00+01:00`)
  return {
    ...{ id: `${from} ${role}` as TurnId, staffId: anna as StaffId, role, level },
    ...{ startsAt: at(from), endsAt: at(to), state: 'published', leaves: false, setAside: null },
  }
}

const configuration = aConfiguration()
const within = (free: readonly Span[]) => ({ from: MONDAY, until: THURSDAY, free })
const held = () => true

test('a service for closing hours needs nobody while its offices answer, and everybody on a holiday', () => {
  const free = freeHours(configuration, MONDAY, THURSDAY)
  expect(told(free)).toEqual(['07T08–07T14', '09T08–09T14'])
  const always = {
    ...configuration,
    service: { ...configuration.service, mode: 'always-on' as const },
  }
  expect(freeHours(always, MONDAY, THURSDAY)).toEqual([])
  const needed = [{ role: 'social-worker', level: 1 }] as const
  const turns = [turn('07T14', '08T20'), turn('08T20', '09T08'), turn('09T14', '10T00')]
  expect(uncoveredIn(needed, turns, held, within(free)).map((one) => told(one.gaps))).toEqual([
    ['07T00–07T08'],
  ])
  const all = uncoveredIn(needed, turns, held, within([]))
  expect(all.map((one) => told(one.gaps))).toEqual([['07T00–07T14', '09T08–09T14']])
})

test('needed is the first level of who is called, and as many as are agreed', () => {
  const { rota } = configuration
  const levels = (over: object) =>
    neededOf({ ...configuration, rota: { ...rota, ...over } }).map(
      ({ role, level }) => `${role} ${level}`,
    )
  expect(levels({})).toEqual(['social-worker 1', 'coordinator 1'])
  const cover = [
    { role: 'social-worker', levels: 2 },
    { role: 'mediator', levels: 1 },
  ]
  expect(levels({ cover })).toEqual([
    'social-worker 1',
    'social-worker 2',
    'coordinator 1',
    'mediator 1',
  ])
})

test('a role that is called in one band only is needed in the hours of the band, unless it is agreed at every hour', () => {
  const step = (role: 'crew' | 'social-worker') => ({
    ...{ role, afterMinutes: 0, channels: ['voice'] as const, fallback: [] },
  })
  const [first] = configuration.escalation
  if (!first) throw new Error('no plan')
  const night = { kind: 'clock', band: 'notte' } as const
  const plans = {
    ...configuration,
    timeBands: [{ key: 'notte', name: 'Notte', windows: ['20:00-08:00'] as const }],
    escalation: [
      {
        ...first,
        steps: [step('social-worker')],
        bands: [{ when: night, repeatMinutes: 5, steps: [step('crew'), step('social-worker')] }],
      },
    ],
  }
  const gapsOf = (over: object) => {
    const needed = neededIn({ ...plans, ...over }, MONDAY, THURSDAY)
    return uncoveredIn(needed, [], held, within([])).map(({ role, gaps }) => [role, told(gaps)])
  }
  const nights = ['07T00–07T08', '07T20–08T08', '08T20–09T08', '09T20–10T00']
  const always = ['07T00–10T00']
  expect(new Map(gapsOf({}).map(([role, gaps]) => [role, gaps]))).toEqual(
    new Map([
      ['social-worker', always],
      ['crew', nights],
    ]),
  )
  const agreed = { rota: { ...configuration.rota, cover: [{ role: 'crew', levels: 1 }] } }
  expect(gapsOf(agreed)).toContainEqual(['crew', always])
  // The hour that comes twice in the night is called both times.
  const [from, until] = [instant('2026-10-24T18:00:00Z'), instant('2026-10-25T11:00:00Z')]
  const crew = neededIn(plans, from, until).find((one) => one.role === 'crew')
  expect(crew?.free).toEqual([{ startsAt: instant('2026-10-25T07:00:00Z'), endsAt: until }])
})

test('a turn of somebody whose role has ended covers nothing', () => {
  const needed = [{ role: 'social-worker', level: 1 }] as const
  const gone = uncoveredIn(needed, [turn('07T00', '10T00')], () => false, within([]))
  expect(gone.map((one) => told(one.gaps))).toEqual([['07T00–10T00']])
})

test('a profession of the minimum counts in whatever role it is on call', () => {
  const minimum = minimumOf(configuration)
  expect(minimum).toEqual(['social-worker'])
  const crews = [turn('07T00', '08T00', 'crew'), turn('09T00', '10T00', 'crew')]
  const isAnna = (id: StaffId) => id === anna
  const found = unskilledIn(minimum, [], crews, isAnna, within([]))
  expect(found.map((one) => told(one.gaps))).toEqual([['08T00–09T00']])
  const nobody = unskilledIn(minimum, [], crews, (id) => id === bruno, within([]))
  expect(nobody.map((one) => told(one.gaps))).toEqual([['07T00–10T00']])
  // Told by its own level already.
  const needed = [{ role: 'social-worker', level: 1 }] as const
  expect(unskilledIn(minimum, needed, crews, isAnna, within([]))).toEqual([])
  // By its own level only where a plan calls it.
  const free = [turn('07T12', '09T12')]
  const partly = needed.map((one) => ({ ...one, free }))
  const left = unskilledIn(minimum, partly, crews, isAnna, within([]))
  expect(left.map((one) => told(one.gaps))).toEqual([['08T00–09T00']])
  const none = unskilledIn(minimum, partly, [], isAnna, within([]))
  expect(none.map((one) => told(one.gaps))).toEqual([['07T12–09T12']])
})

test('a second level is used where it is agreed, or where somebody has had turns of it', () => {
  const { rota } = aConfiguration()
  const agreed = { rota: { ...rota, cover: [{ role: 'crew' as const, levels: 2 }] } }
  const none = { rota: { ...rota, cover: [{ role: 'crew' as const, levels: 1 }] } }
  expect(rolesWithSecond(agreed, [])).toEqual(['crew'])
  expect(rolesWithSecond(none, [turn('07T08', '07T20')])).toEqual([])
  expect(rolesWithSecond(none, [turn('07T08', '07T20', 'social-worker', 2)])).toEqual([
    'social-worker',
  ])
})
