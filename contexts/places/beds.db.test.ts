import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '#contexts/interventions/public.ts'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import { recordArrival } from './arrivals.ts'
import { confirmPlace, extendPlace, recordFacilityCall, titlePlace } from './commands.ts'
import { CallBody, VoiceBody } from './contract.ts'
import { FacilityBody } from './contract-facility.ts'
import { addFacility, changeFacility, openFacility } from './facilities.ts'
import type { Placement } from './model.ts'
import { writeNeed } from './need.ts'
import { readPlacement } from './placement-store.ts'
import { placesRoutes } from './routes.ts'
import { aFacility, aNeed } from './testing/facility.ts'
import { openUnmet, recordUnmet } from './unmet.ts'

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

describe('what cannot be held', () => {
  it('a facility that is no longer in use gives no place', async () => {
    const [facilityId, file] = [await add({ isActive: false }), await fileWithNeed()]
    await expect(held(file, facilityId)).rejects.toThrow('facility-inactive')
  })

  it('the same room twice is refused before any bed is made', async () => {
    const facilityId = await add()
    const { id: _, ...body } = await room.as(coordinator, (tx) => openFacility(tx, facilityId))
    const [only] = body.rooms
    if (!only) throw new Error('no room')
    const twice = FacilityBody.parse({ ...body, rooms: [only, { ...only, beds: 5 }] })
    await expect(
      room.as(coordinator, (tx) => changeFacility(tx, facilityId, twice)),
    ).rejects.toThrow('rooms.1.id: invalid')
  })

  it('on a closed file no call is recorded and no place is confirmed', async () => {
    const [facilityId, file] = [await add(), await fileWithNeed()]
    const placement = await held(file, facilityId)
    const body = VoiceBody.parse({ name: 'Responsabile Inventata', role: 'responsabile' })
    const closed: SubjectPort = async (tx, id) => {
      const subject = await subjectOf(tx, id)
      return subject && { ...subject, isClosed: true }
    }
    const routes = placesRoutes({
      subjectOf: closed,
      acceptedBy: async () => null,
      address: () => 'https://esempio.example',
    })
    const params = { id: file, placementId: placement.id }
    const run = (id: string, given: unknown) =>
      room.as(operator, async (tx) => {
        const found = routes.find((one) => one.id === id)
        return await found?.run({
          tx,
          actor: operator,
          now: room.clock.now(),
          params,
          query: undefined,
          body: given,
          may: () => ({ allowed: true }),
          request: { id: 'prova', cookies: {}, peer: '', userAgent: '' },
        })
      })
    await expect(run('places.recordCall', yes(facilityId))).rejects.toThrow('intervention-closed')
    await expect(run('places.confirm', body)).rejects.toThrow('intervention-closed')
  })
})

it('an unmet need counts the facilities of its own territory only', async () => {
  const far = await room.person('coordinator', room.elsewhere)
  const admission = { ...aFacility().admission, women: false }
  await room.as(far, (tx) => addFacility(tx, aFacility({ admission })))
  const both: PersonActor = { ...operator, grants: [...operator.grants, ...far.grants] }
  const file = await fileWithNeed()
  await room.as(both, (tx) => recordUnmet(tx, file, { note: '', againIn: null }))
  const [unmet] = await room.as(operator, (tx) => openUnmet(tx, file))
  expect(unmet?.reasons).not.toContain('women')
})
