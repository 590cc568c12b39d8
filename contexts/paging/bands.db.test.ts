import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EscalationPolicy } from '#contexts/territory/escalation.ts'
import { aConfiguration, openTerritory } from '#contexts/territory/testing/configuration.ts'
import { instant } from '#platform/kernel/time.ts'
import { startByHand } from './commands.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom

beforeAll(async () => {
  room = await openPagedRoom()
})
afterAll(() => room.close())

describe('a page takes the plan of the hour at which it begins', () => {
  const plan = (...after: readonly number[]) => ({
    steps: after.map((afterMinutes, at) => ({
      role: at === after.length - 1 ? ('coordinator' as const) : ('social-worker' as const),
      afterMinutes,
      channels: ['voice' as const],
      fallback: [],
    })),
    repeatMinutes: 10,
  })
  const NIGHT = { when: { kind: 'clock', band: 'notte' }, ...plan(0, 2, 4) } as const
  const timeBands = [{ key: 'notte', windows: ['22:00-06:00'] }]

  // In the order of time: the clock of a room never goes back.
  it.each([
    ['a minute before the night', '2027-01-15T20:59:00Z', [0, 30]],
    ['as the night begins', '2027-01-15T21:00:00Z', [0, 2, 4]],
    ['in its last minute', '2027-01-16T04:59:00Z', [0, 2, 4]],
    ['in the hour that comes twice, the second time', '2027-10-31T01:30:00Z', [0, 2, 4]],
  ])('%s, and keeps it when the hour changes', async (_, at, expected) => {
    const base = aConfiguration().escalation[1]
    if (!base) throw new RangeError('no plan')
    const escalation: readonly EscalationPolicy[] = [
      { ...base, class: 'emergenza', ...plan(0, 30), bands: [NIGHT] },
    ]
    const now = room.clock.now()
    room.clock.advance(now.until(instant(at)))
    const here = await openTerritory(room.one, room.clock.now(), {
      key: `notturna-${at.slice(0, 16).toLowerCase().replaceAll(':', '-')}`,
      timeBands,
      escalation,
      triage: { ...aConfiguration().triage, otherwise: 'emergenza' },
    })
    const clerk = await room.person('operator', here)
    const id = await room.open(clerk)
    await room.as(clerk, (tx) => startByHand(tx, { ...room.needs, briefOf: asGravest }, id))
    const stepsOf = async () =>
      (await room.as(clerk, (tx) => newestPage(tx, id)))?.steps.map((one) => one.afterMinutes)
    expect(await stepsOf()).toEqual(expected)
    room.clock.advance({ minutes: 3 })
    await room.due()
    expect(await stepsOf()).toEqual(expected)
  })

  const asGravest: PagedRoom['needs']['briefOf'] = async (tx, id) => {
    const brief = await room.needs.briefOf(tx, id)
    return brief && { ...brief, classKey: 'emergenza' }
  }
})
