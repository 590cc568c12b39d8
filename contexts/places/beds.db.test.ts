import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import {
  confirmPlace,
  extendPlace,
  recordArrival,
  recordFacilityCall,
  titlePlace,
} from './commands.ts'
import { CallBody } from './contract.ts'
import { addFacility } from './facilities.ts'
import type { Placement } from './model.ts'
import { writeNeed } from './need.ts'
import { readPlacement } from './placement-store.ts'
import { aFacility, aNeed } from './testing/facility.ts'

type About = { readonly file: InterventionId; readonly id: string }

let room: TestRoom
let operator: PersonActor
let coordinator: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
  coordinator = await room.person('coordinator')
})
afterAll(() => room.close())

const add = (over: Parameters<typeof aFacility>[0] = {}) =>
  room.as(coordinator, (tx) => addFacility(tx, aFacility(over)))

async function fileWithNeed(): Promise<InterventionId> {
  const file = await room.open(operator)
  await room.as(operator, (tx) => writeNeed(tx, file, aNeed()))
  return file
}

const yes = (facilityId: string) =>
  CallBody.parse({ facilityId, result: 'yes', name: 'Educatrice Inventata', role: 'educatrice' })

async function held(
  file: InterventionId,
  facilityId: string,
  server?: TestTools,
): Promise<Placement> {
  const call = (tx: Tx) => recordFacilityCall(tx, file, yes(facilityId))
  const placement = await room.as(operator, call, server)
  if (!placement) throw new Error('nothing held')
  return placement
}

describe('a command that began before the hold lapsed and came after the next one (I3)', () => {
  const said = { name: 'Responsabile Inventata', role: 'responsabile', way: 'voice' } as const
  const late: readonly [string, (tx: Tx, about: About) => Promise<void>][] = [
    ['confirming', (tx, about) => confirmPlace(tx, about, said)],
    ['extending', (tx, about) => extendPlace(tx, about, 60)],
    ['arriving', (tx, about) => recordArrival(tx, about)],
  ]
  it.each(late)('%s is refused: the beds are of the second file', async (_, command) => {
    const [facilityId, file, second] = [await add(), await fileWithNeed(), await fileWithNeed()]
    const first = await held(file, facilityId)
    const about = { file, id: first.id }
    await room.as(operator, (tx) => titlePlace(tx, about, 'parent-consent'))
    room.clock.moveTo(first.holdUntil.subtract({ milliseconds: 50 }))
    const { tried, next } = await room.as(
      coordinator,
      async (tx) => {
        await lockIntervention(tx, file)
        await readPlacement(tx, first.id)
        const tried = Promise.allSettled([room.as(operator, (own) => command(own, about))])
        room.clock.moveTo(first.holdUntil.add({ milliseconds: 50 }))
        return { tried, next: await held(second, facilityId, room.two) }
      },
      room.two,
    )
    expect(await tried).toMatchObject([{ reason: { code: 'hold-lapsed' } }])
    expect(next.state).toBe('held')
    const after = await room.as(operator, (tx) => readPlacement(tx, first.id))
    expect([after.state, after.holdUntil]).toEqual(['held', first.holdUntil])
  })
})
