import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { addDevice, deviceProven, devicesOf, endDevice, ownDevices } from './device-store.ts'
import { MOST_DEVICES } from './model-device.ts'

let room: TestRoom
let anna: PersonActor
let bruno: PersonActor

beforeAll(async () => {
  room = await openRoom()
  anna = await room.person('social-worker')
  bruno = await room.person('social-worker', room.elsewhere)
})
afterAll(() => room.close())

const KEYS = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) }
let made = 0
const aSubscription = () => {
  made += 1
  return { endpoint: `https://push.example.org/segreto-${made}`, keys: KEYS }
}
const add = (who: PersonActor, subscription = aSubscription(), name = 'Chrome su Android') =>
  room.as(who, (tx) => addDevice(tx, who.staffId, subscription, name))
const idsOf = (who: PersonActor, asking = who) =>
  room.as(asking, async (tx) => (await devicesOf(tx, who.staffId)).map((one) => one.id))
const rowOf = (id: string) =>
  room.one.db.selectFrom('oncall.device').select('id').where('id', '=', id).executeTakeFirst()
const own = (who: PersonActor) => room.as(who, (tx) => ownDevices(tx, who.staffId))

it('the same browser is one device, and keeps its row', async () => {
  const subscription = aSubscription()
  const id = await add(anna, subscription)
  expect(await add(anna, { ...subscription, keys: { ...KEYS, auth: 'B'.repeat(22) } })).toBe(id)
  const [only] = await room.as(anna, (tx) => devicesOf(tx, anna.staffId))
  expect(only?.subscription.keys.auth).toBe('B'.repeat(22))
})

it('only its person ends it, and of the device nothing is left', async () => {
  const id = await add(anna)
  const end = (who: PersonActor) =>
    room.as(who, (tx) => endDevice(tx, id, 'turned-off', who.staffId))
  expect(await end(bruno)).toBe(false)
  expect(await idsOf(anna)).toContain(id)
  expect(await end(anna)).toBe(true)
  expect(await end(anna)).toBe(false)
  expect(await idsOf(anna)).not.toContain(id)
  expect(await rowOf(id)).toBeUndefined()
})

it('who works in two territories is called on it in both; of nobody else’s there is a word', async () => {
  const id = await add(bruno)
  // Called by the other territory, which has the same person in its rota.
  expect(await idsOf(bruno, anna)).toContain(id)
  expect((await own(anna)).map((one) => one.id)).not.toContain(id)
})

it('a browser in which somebody else turns notices on shows theirs, and the first one’s no more', async () => {
  const shared = aSubscription()
  const before = await add(anna, shared)
  const after = await add(bruno, shared)
  expect(after).not.toBe(before)
  expect(await idsOf(anna)).not.toContain(before)
  expect(await idsOf(bruno)).toContain(after)
  // Bruno works in another territory: its log says that the device ended, and of whom it was nothing.
  const events = await room.as(bruno, (tx) =>
    tx
      .selectFrom('platform.event')
      .select(['type', 'data'])
      .where('aggregate_id', '=', before)
      .execute(),
  )
  expect(events).toEqual([{ type: 'DeviceEnded', data: { why: 'taken-over' } }])
  expect(await rowOf(before)).toBeUndefined()
})

it('two servers that hear of one browser in the same instant keep one row', async () => {
  const shared = aSubscription()
  const both = await Promise.allSettled(
    [room.one, room.two].map((server) =>
      room.as(anna, (tx) => addDevice(tx, anna.staffId, shared, 'Firefox'), server),
    ),
  )
  expect(both.some((one) => one.status === 'fulfilled')).toBe(true)
  const open = await room.as(anna, (tx) => devicesOf(tx, anna.staffId))
  expect(open.filter((one) => one.subscription.endpoint === shared.endpoint)).toHaveLength(1)
})

it('past the most that somebody may have, the first one is turned off', async () => {
  const carla = await room.person('crew')
  const ids: string[] = []
  for (let n = 0; n <= MOST_DEVICES; n += 1) {
    ids.push(await add(carla))
    room.clock.advance({ minutes: 1 })
  }
  expect(await idsOf(carla)).toEqual(ids.slice(1))
})

it('one that the push service has ended is told to its person, until they turn it on again', async () => {
  const dora = await room.person('psychologist')
  const id = await add(dora)
  await room.as(dora, (tx) => deviceProven(tx, id))
  expect(await own(dora)).toMatchObject([{ id, isGone: false, provenAt: room.clock.now() }])
  await room.as(dora, (tx) => endDevice(tx, id, 'gone'))
  expect(await own(dora)).toMatchObject([{ id, isGone: true }])
  room.clock.advance({ minutes: 1 })
  const again = await add(dora)
  expect(await own(dora)).toMatchObject([{ id: again, isGone: false }])
  expect(await rowOf(id)).toBeUndefined()
})

it('neither the table nor the log has the address', async () => {
  const { endpoint, keys } = aSubscription()
  await add(anna, { endpoint, keys })
  const rows = await room.one.db.selectFrom('oncall.device').selectAll().execute()
  const events = await room.as(anna, (tx) =>
    tx.selectFrom('platform.event').selectAll().where('room', '=', 'oncall').execute(),
  )
  expect(events.length).toBeGreaterThan(0)
  const texts = [...rows, ...events].flatMap((row) =>
    Object.values(row).map((one) =>
      Buffer.isBuffer(one) ? one.toString('latin1') : String(JSON.stringify(one)),
    ),
  )
  for (const text of texts) expect(text).not.toMatch(/push\.example|segreto-/u)
})
