import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { addDevice, devicesOf, endDevice, ownDevices } from '#contexts/oncall/device-store.ts'
import { setReach } from '#contexts/oncall/public.ts'
import type { Subscription } from '#platform/gateways/push.ts'
import { pushKeys, webPushGateway } from '#platform/gateways/push-http.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { sendWaiting } from '#platform/server/outbox.ts'
import { pushCarrier } from '#platform/server/push-carrier.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { openPushPeer, type PushPeer } from '#platform/testing/push-peer.ts'
import { noticeIn } from '#platform/web/notices/words.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage } from './commands.ts'
import type { Step } from './model.ts'
import { hearDevice } from './notices.ts'
import { newestPage } from './store.ts'
import { deafTelephone, openPagedRoom, type PagedRoom } from './testing/paged.ts'

const { showsNotices: _never, ...telephone } = deafTelephone
const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['push'], fallback: ['sms'] },
  { role: 'coordinator', afterMinutes: 5, channels: ['voice'] },
]

let room: PagedRoom
let peer: PushPeer
let operator: PersonActor
let worker: PersonActor
let publicKey = ''

beforeAll(async () => {
  room = await openPagedRoom(telephone)
  peer = await openPushPeer()
  operator = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
})
afterAll(async () => {
  peer.close()
  await room.close()
})
afterEach(() =>
  room.as(worker, async (tx) => {
    for (const one of await devicesOf(tx, worker.staffId)) await endDevice(tx, one.id, 'turned-off')
  }),
)

function gateway() {
  const { vault } = room.one
  const secret = (n: number) => vault.fingerprint(INSTALLATION, 'web-push', String(n))
  const keys = pushKeys(secret)
  publicKey = keys.publicKey
  const contact = () => 'mailto:pis@example.org'
  return webPushGateway({ keys, contact, onLoopback: true, timeoutMs: 500 })
}

/** A browser in which somebody has turned notices on. */
async function device(who = worker): Promise<{ id: string; subscription: Subscription }> {
  gateway()
  const subscription = await peer.device(publicKey)
  const id = await room.as(who, (tx) =>
    addDevice(tx, who.staffId, subscription, 'Chrome su Android'),
  )
  return { id, subscription }
}

/** Sends what waits for devices, on one of the two servers. */
async function send(server = room.one): Promise<number> {
  const carrier = pushCarrier(gateway(), room.clock, ({ device, territory }) =>
    room.as(worker, async (tx) => void (await endDevice(tx, device, 'gone')), server, territory),
  )
  return await sendWaiting(server.db, server.vault, carrier, room.clock, pino({ level: 'silent' }))
}

async function call(steps = STEPS): Promise<InterventionId> {
  const id = await room.page(operator, steps)
  await room.due()
  return id
}

const tries = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  const made = page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
  return made
    .filter((one) => one.channel !== 'mail')
    .map((one) => `${one.channel} ${one.state}`)
    .toSorted()
}

/** The last notice that a device has, as its script reads it. */
async function newest(subscription: Subscription) {
  const all = await peer.received(subscription)
  const last = all.at(-1)
  const words = noticeIn(last?.payload)
  if (!last || !words) throw new Error('no notice came')
  return { ...last, words, count: all.length }
}

const report = (receipt = '') => room.as(operator, (tx) => hearDevice(tx, receipt))

it('each device of who is called has the notice, and says that it came and that it was seen: once, in any order', async () => {
  const [first, second] = [await device(), await device()]
  const id = await call()
  expect(await tries(id)).toEqual(['push queued', 'push queued'])
  expect(await send()).toBe(2)
  expect(await tries(id)).toEqual(['push sent', 'push sent'])
  const one = await newest(first.subscription)
  const two = await newest(second.subscription)
  expect(one.words.arrived).not.toBe(two.words.arrived)

  await report(one.words.arrived)
  await report(one.words.arrived)
  expect(await tries(id)).toEqual(['push delivered', 'push sent'])
  // The second was pressed before it had said that it came.
  await report(two.words.shown)
  await report(two.words.arrived)
  expect(await tries(id)).toEqual(['push delivered', 'push seen'])
  await report(one.words.shown)
  expect(await tries(id)).toEqual(['push seen', 'push seen'])
})

it('what a device says after somebody has answered changes nothing, and so does a receipt that nobody gave out', async () => {
  const { subscription } = await device()
  const id = await call()
  await send()
  const { words } = await newest(subscription)
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  await room.as(worker, (tx) => answerPage(tx, room.needs, page?.id ?? '', worker.staffId, 'link'))
  await report(words.arrived)
  await report(words.shown)
  await report('A'.repeat(43))
  expect(await tries(id)).toEqual(['push answered'])
})

it('the notice says no name, no place and no need, is kept until the next step, and a press opens the link', async () => {
  const { subscription } = await device()
  const id = await call()
  room.clock.advance({ minutes: 1 })
  await send()
  const { words, payload, ttl, urgency, topic } = await newest(subscription)
  expect({ ttl, urgency }).toEqual({ ttl: 240, urgency: 'high' })
  expect(words.link).toMatch(/^\/r\/[\w-]{43}$/u)
  expect(words.title).toBe('Pronto intervento sociale')
  const file = await room.as(operator, (tx) => room.needs.briefOf(tx, id))
  for (const secret of [file?.municipality, file?.people, file?.need, file?.number, worker.name])
    expect(payload).not.toContain(secret ?? 'nothing')
  // What the push service sees of it leads nowhere.
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  expect(topic).not.toContain(page?.id)
  expect(topic).toMatch(/^[\w-]{32}$/u)
})

it('a device that the push service has ended is sent nothing more, and the fallback follows at once', async () => {
  const { id: deviceId, subscription } = await device()
  await peer.behave(subscription, { kind: 'refuses', status: 410 })
  const id = await call()
  await send()
  await room.due()
  expect(await tries(id)).toEqual(['push failed', 'sms queued'])
  const own = await room.as(worker, (tx) => ownDevices(tx, worker.staffId))
  expect(own.find((one) => one.id === deviceId)?.isGone).toBe(true)
  const next = await call()
  expect(await tries(next)).toEqual(['sms queued'])
})

it('of two devices one that is gone is not followed: the other shows the notice', async () => {
  const [gone, there] = [await device(), await device()]
  await peer.behave(gone.subscription, { kind: 'refuses', status: 404 })
  const id = await call()
  await send()
  await room.due()
  expect(await tries(id)).toEqual(['push failed', 'push sent'])
  expect((await newest(there.subscription)).count).toBe(1)
})

it('a push service that is busy is asked again when it says, and given up where that is too late for the step', async () => {
  const { subscription } = await device()
  await peer.behave(subscription, { kind: 'refuses', status: 429, after: '90' })
  const id = await call()
  await send()
  expect(await tries(id)).toEqual(['push queued'])
  await peer.behave(subscription, { kind: 'takes' })
  room.clock.advance({ seconds: 89 })
  expect(await send()).toBe(0)
  room.clock.advance({ seconds: 1 })
  expect(await send()).toBe(1)
  expect(await tries(id)).toEqual(['push sent'])

  await peer.behave(subscription, { kind: 'refuses', status: 503, after: '301' })
  const late = await call()
  await send()
  await room.due()
  expect(await tries(late)).toEqual(['push failed', 'sms queued'])
})

it('an answer that was lost is asked for again under the same notice, and counts once', async () => {
  const { subscription } = await device()
  await peer.behave(subscription, { kind: 'loses-answer' })
  const id = await call()
  await send()
  room.clock.advance({ seconds: 5 })
  await send(room.two)
  const { words, count } = await newest(subscription)
  expect(count).toBe(2)
  const before = noticeIn((await peer.received(subscription))[0]?.payload)
  expect(before).toEqual(words)
  await report(before?.arrived)
  await report(words.arrived)
  expect(await tries(id)).toEqual(['push delivered'])
})

it('a notice that has waited past its step is given up without being sent', async () => {
  const { subscription } = await device()
  await call([{ role: 'social-worker', afterMinutes: 0, channels: ['push'] }])
  const page = await room.one.db
    .selectFrom('platform.outbox')
    .select('id')
    .where('channel', '=', 'device')
    .where('state', '=', 'waiting')
    .execute()
  expect(page).toHaveLength(1)
  room.clock.advance({ hours: 1 })
  expect(await send()).toBe(0)
  expect(await peer.received(subscription)).toEqual([])
})

it('who has no device is reached as before, and a voice that cannot be used is rung by hand though the notice goes', async () => {
  expect(await tries(await call())).toEqual(['sms queued'])
  const { subscription } = await device()
  await room.as(worker, (tx) => setReach(tx, worker.staffId, { phone: null, email: null }))
  const id = await call([
    { ...STEPS[0], role: 'social-worker', afterMinutes: 0, channels: ['voice', 'push'] },
  ])
  expect(await tries(id)).toEqual(['push queued', 'voice by-hand'])
  await send()
  expect((await newest(subscription)).count).toBe(1)
})
