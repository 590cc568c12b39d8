import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { aConfiguration, openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { instant } from '#platform/kernel/time.ts'
import { decideTriage, noteFacts, recordEmergencyCall } from './commands.ts'
import { lockFile } from './store.ts'
import { openRoom, type TestRoom } from './testing/room.ts'
import { timelineOf } from './timeline.ts'

let room: TestRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
})
afterAll(() => room.close())

const IN_DANGER = { immediateDanger: true, weapons: true, violence: true } as const
const SINCE = '2026-11-22T01:20:00Z'

it('after a strangulation the 118 stands first, also where the 112 was due before it was said', async () => {
  const { triage } = aConfiguration()
  const [danger] = triage.rules
  if (danger === undefined) throw new Error('a rule of danger')
  const neck = {
    ...danger,
    id: 'collo',
    when: { strangulation: true },
    authorities: ['118', '112'] satisfies typeof danger.authorities,
  }
  const there = await openTerritory(room.one, room.clock.now(), {
    ...{ key: 'collo', name: 'Territorio del collo' },
    triage: { ...triage, rules: [neck, danger] },
  })
  const who = await room.person('operator', there)
  const id = await room.open(who)
  const due = async (facts: SituationFacts) => {
    await room.as(who, (tx) => noteFacts(tx, id, facts))
    return (await room.as(who, (tx) => lockFile(tx, id))).authoritiesDue
  }
  expect(await due({ immediateDanger: true })).toEqual(['112'])
  expect(await due({ immediateDanger: true, strangulation: true })).toEqual(['118', '112'])
})

it('a service that is there already is no longer to be called, also after another decision, and nobody is said to have been called', async () => {
  const id = await room.open(operator)
  await room.as(operator, (tx) => noteFacts(tx, id, IN_DANGER))
  const due = await room.as(operator, (tx) =>
    decideTriage(tx, id, { classKey: 'emergenza', facts: {} }),
  )
  expect(due.authoritiesDue).toContain('112')
  const here = { service: '112', staysOnLine: false, isPresent: true, calledAt: SINCE } as const
  const after = await room.as(operator, (tx) => recordEmergencyCall(tx, id, here))
  expect(after.authoritiesDue).not.toContain('112')
  await room.as(operator, (tx) => noteFacts(tx, id, { ...IN_DANGER, hypothermiaRisk: true }))
  const again = await room.as(operator, (tx) =>
    decideTriage(tx, id, { classKey: 'emergenza', facts: {} }),
  )
  expect(again.authoritiesDue).not.toContain('112')

  const { entries } = await room.as(operator, (tx) =>
    timelineOf(tx, room.here, id, undefined, 'words'),
  )
  const said = entries.find((one) => one.type === 'EmergencyServicePresent')
  expect(said).toMatchObject({ by: operator.name, data: { service: '112', since: SINCE } })
  expect(entries.map((one) => one.type)).not.toContain('EmergencyCallRecorded')
  expect(instant(said?.at ?? '').toString()).toBe(room.clock.now().toString())
})
