import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { eventsOf } from '#platform/server/log.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import { recordArrival, recordNoShow } from './arrivals.ts'
import {
  confirmPlace,
  extendPlace,
  recordFacilityCall,
  recordLapse,
  refuseHeldPlace,
  releasePlace,
  titlePlace,
} from './commands.ts'
import { CallBody } from './contract.ts'
import { FacilityBody } from './contract-facility.ts'
import { addFacility, changeFacility, openFacility } from './facilities.ts'
import { facilitiesNow, facilityNow } from './facility-store.ts'
import type { Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'
import { evolve } from './model-evolve.ts'
import { readNeed, writeNeed } from './need.ts'
import { placementsOf, readPlacement } from './placement-store.ts'
import { recordStayDue } from './stays.ts'
import { aFacility, aNeed } from './testing/facility.ts'

const ROUNDS = 20
const PRESSING = 50

let room: TestRoom
let operator: PersonActor
let coordinator: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
  coordinator = await room.person('coordinator')
  stranger = await room.person('coordinator', room.elsewhere)
})
afterAll(() => room.close())

const add = (over: Parameters<typeof aFacility>[0] = {}) =>
  room.as(coordinator, (tx) => addFacility(tx, aFacility(over)))

const yes = (facilityId: string) =>
  CallBody.parse({ facilityId, result: 'yes', name: 'Educatrice Inventata', role: 'educatrice' })

async function fileWithNeed(over: Parameters<typeof aNeed>[0] = {}): Promise<InterventionId> {
  const file = await room.open(operator)
  await room.as(operator, (tx) => writeNeed(tx, file, aNeed(over)))
  return file
}

const call = (file: InterventionId, facilityId: string, server?: TestTools) =>
  room.as(operator, (tx) => recordFacilityCall(tx, file, yes(facilityId)), server)

async function held(file: InterventionId, facilityId: string): Promise<Placement> {
  const placement = await call(file, facilityId)
  if (!placement) throw new Error('nothing held')
  return placement
}

const free = async (facilityId: string): Promise<number> => {
  const { rooms } = await room.as(operator, (tx) => facilityNow(tx, facilityId, room.clock.now()))
  return rooms.reduce((sum, one) => sum + one.free.length, 0)
}

const work = (
  placement: Placement,
  run: (tx: Tx, about: { file: InterventionId; id: string }) => Promise<void>,
) => room.as(operator, (tx) => run(tx, { file: placement.interventionId, id: placement.id }))

describe('the last bed (I3)', () => {
  it(`${PRESSING} files on two servers want the last room: always exactly one has it`, async () => {
    const files = await Promise.all(Array.from({ length: PRESSING }, () => fileWithNeed()))
    for (let round = 0; round < ROUNDS; round += 1) {
      const facilityId = await add()
      const tries = await Promise.allSettled(
        files.map((file, n) => call(file, facilityId, n % 2 === 0 ? room.one : room.two)),
      )
      const won = tries.flatMap((one) =>
        one.status === 'fulfilled' && one.value ? [one.value] : [],
      )
      expect(won).toHaveLength(1)
      for (const one of tries)
        if (one.status === 'rejected') {
          expect(one.reason).toBeInstanceOf(RefusalError)
          expect(one.reason.code).toBe('no-bed-left')
        }
      expect(await free(facilityId)).toBe(0)
      const [winner] = won
      if (winner) await work(winner, (tx, about) => releasePlace(tx, about, 'not-needed'))
    }
  }, 120_000)

  it('one second after a hold lapsed its bed is free, with no worker running', async () => {
    const [facilityId, first, second] = [await add(), await fileWithNeed(), await fileWithNeed()]
    const before = await held(first, facilityId)
    await expect(call(second, facilityId)).rejects.toThrow('no-bed-left')
    room.clock.moveTo(before.holdUntil.add({ seconds: 1 }))
    expect(await free(facilityId)).toBe(3)
    const after = await held(second, facilityId)
    expect(after.state).toBe('held')
    // The late alarm of the first tells what happened and takes nothing from the second.
    await room.as(operator, (tx) => recordLapse(tx, before.id))
    const lapsed = await room.as(operator, (tx) => readPlacement(tx, before.id))
    expect([lapsed.state, lapsed.endedAt]).toEqual(['lapsed', before.holdUntil])
    expect(await free(facilityId)).toBe(0)
    await expect(work(before, (tx, about) => extendPlace(tx, about))).rejects.toThrow('hold-lapsed')
  })

  it('a bed in use is not taken away', async () => {
    const [facilityId, file] = [await add(), await fileWithNeed()]
    await held(file, facilityId)
    const change = async () => {
      const open = await room.as(coordinator, (tx) => openFacility(tx, facilityId))
      const { id: _, ...body } = open
      const smaller = FacilityBody.parse({ ...body, rooms: [] })
      await room.as(coordinator, (tx) => changeFacility(tx, facilityId, smaller))
    }
    await expect(change()).rejects.toThrow('bed-in-use')
  })
})

describe('from the yes by telephone to the arrival', () => {
  it('the row is its events replayed, and each step is on the log of the file', async () => {
    const [facilityId, file] = [await add(), await fileWithNeed()]
    const placement = await held(file, facilityId)
    const said = { name: 'Responsabile Inventata', role: 'responsabile' }
    await expect(
      work(placement, (tx, about) => confirmPlace(tx, about, { ...said, way: 'voice' })),
    ).rejects.toThrow('title-missing')
    await work(placement, (tx, about) => titlePlace(tx, about, 'parent-consent'))
    await work(placement, (tx, about) => extendPlace(tx, about, 60))
    await work(placement, (tx, about) => confirmPlace(tx, about, { ...said, way: 'voice' }))
    room.clock.advance({ hours: 3 })
    expect(await free(facilityId)).toBe(0)
    await work(placement, (tx, about) => recordArrival(tx, about))
    await room.as(operator, async (tx) => {
      const events = (await eventsOf(tx, placement.id)) as (RecordedEvent & PlacementEvent)[]
      expect(events.map((one) => one.type)).toEqual([
        'PlaceHeld',
        'TitleRecorded',
        'HoldExtended',
        'PlaceConfirmed',
        'PersonArrived',
      ])
      const replayed = events.reduce<Placement | undefined>(
        (state, one) => evolve(state, one),
        undefined,
      )
      expect(await readPlacement(tx, placement.id)).toEqual(replayed)
    })
  })

  it('a refusal, a no-show and a release give the beds back', async () => {
    const facilityId = await add()
    const said = { name: 'Educatrice Inventata', role: 'educatrice', way: 'voice' } as const
    const endings = [
      (tx: Tx, about: { file: InterventionId; id: string }) =>
        refuseHeldPlace(tx, about, { ...said, reason: 'behaviour' }),
      recordNoShow,
      (tx: Tx, about: { file: InterventionId; id: string }) => releasePlace(tx, about, 'declined'),
    ]
    for (const end of endings) {
      const placement = await held(await fileWithNeed(), facilityId)
      await work(placement, end)
      expect(await free(facilityId)).toBe(3)
    }
  })

  it('the sweeper sees what falls due, and only that', async () => {
    const placement = await held(await fileWithNeed(), await add())
    const due = () =>
      room.as(operator, (tx) =>
        tx.selectFrom('places.v_due').selectAll().where('key', '=', placement.id).execute(),
      )
    expect(await due()).toMatchObject([{ kind: 'place-hold', due_at: placement.holdUntil }])
    await room.as(operator, (tx) => recordStayDue(tx, placement.id))
    await work(placement, (tx, about) => releasePlace(tx, about, 'declined'))
    expect(await due()).toEqual([])
  })

  it('a second place is held only when the people are divided', async () => {
    const file = await fileWithNeed()
    await held(file, await add())
    const second = await add()
    await expect(call(file, second)).rejects.toThrow('place-already-held')
    const alongside = { ...yes(second), alongside: true }
    await room.as(operator, (tx) => recordFacilityCall(tx, file, alongside))
    expect(await room.as(operator, (tx) => placementsOf(tx, file))).toHaveLength(2)
  })
})

describe('tenancy', () => {
  it('from another territory nothing is found and nothing is done', async () => {
    const [facilityId, file] = [await add(), await fileWithNeed()]
    const placement = await held(file, facilityId)
    const about = { file, id: placement.id }
    const commands: ((tx: Tx) => Promise<unknown>)[] = [
      (tx: Tx) => recordFacilityCall(tx, file, yes(facilityId)),
      (tx: Tx) => releasePlace(tx, about, 'declined'),
      (tx: Tx) => openFacility(tx, facilityId),
      (tx: Tx) => changeFacility(tx, facilityId, aFacility({ version: 1 })),
    ]
    for (const command of commands)
      await expect(room.as(stranger, command)).rejects.toThrow('not found')
    expect(await room.as(stranger, (tx) => readNeed(tx, file))).toBeUndefined()
    const seen = await room.as(stranger, (tx) => facilitiesNow(tx, room.clock.now()))
    expect(seen).toEqual([])
  })

  it('without any territory nothing is read', async () => {
    const nobody: PersonActor = { ...operator, grants: [], desk: null }
    const seen = (tx: Tx) => facilitiesNow(tx, room.clock.now())
    expect(await room.as(nobody, seen, room.one, null)).toEqual([])
  })
})
