import { afterAll, beforeAll, expect, it } from 'vitest'
import { pushKeys, webPushGateway } from '#platform/gateways/push-http.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { openPushPeer, type PushPeer } from '#platform/testing/push-peer.ts'
import { testVault } from '#platform/testing/tools.ts'
import { noticeIn } from '#platform/web/notices/words.ts'
import { addressesOf, operationsOf } from './testing/operations.ts'
import { type Running, startRunning } from './testing/running.ts'

// The whole product with a push service in a process of its own: who may turn notices on, what nobody is told of them.
const keys = pushKeys((n) => testVault.fingerprint(INSTALLATION, 'web-push', String(n)))
const CONTACT = 'mailto:pis@example.org'
const PATIENCE = { timeout: 15_000 }

type Who = Awaited<ReturnType<Running['person']>>

let running: Running
let peer: PushPeer
let here: TerritoryId
let worker: Who
let others: readonly Who[]

beforeAll(async () => {
  peer = await openPushPeer()
  const push = webPushGateway({ keys, contact: () => CONTACT, onLoopback: true, timeoutMs: 1000 })
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-', 's3-'], undefined, push)
  const territory = (start: string) =>
    [...running.territories].find(([key]) => key.startsWith(start))?.[1] ?? INSTALLATION
  here = territory('s1-')
  worker = await running.person(here, 'social-worker')
  others = [
    await running.person(here, 'coordinator'),
    await running.person(here, 'administrator'),
    await running.person(here, 'auditor'),
    await running.person(territory('s3-'), 'coordinator'),
  ]
}, 60_000)

afterAll(async () => {
  peer.close()
  await running.close()
})

const send = (who: Who | undefined, url: string, payload: object = {}) =>
  running.server.app.inject({
    method: 'POST',
    url,
    payload,
    headers: who ? { cookie: who.cookie } : {},
  })

async function ownOf(who: Who) {
  const reply = await running.server.app.inject({
    url: '/api/own/devices',
    headers: { cookie: who.cookie },
  })
  return reply.json<{ publicKey: string; devices: { id: string; isGone: boolean }[] }>()
}

async function turnOn(who: Who) {
  const { publicKey } = await ownOf(who)
  const subscription = await peer.device(publicKey)
  const reply = await send(who, '/api/own/devices', subscription)
  expect(reply.statusCode).toBe(201)
  return { subscription, id: reply.json<{ id: string }>().id }
}

it('who may be called turns notices on, tries them, and hears that they come; the receipt counts once', async () => {
  const { id, subscription } = await turnOn(worker)
  expect((await send(worker, `/api/own/devices/${id}/trial`)).statusCode).toBe(200)
  await expect.poll(() => peer.received(subscription), PATIENCE).toHaveLength(1)
  const [notice] = await peer.received(subscription)
  expect(notice).toMatchObject({ contact: CONTACT, urgency: 'high', topic: 'prova' })
  const receipt = noticeIn(notice?.payload)?.arrived
  const first = await send(undefined, '/api/gateways/notices', { receipt })
  expect(first.statusCode).toBe(200)
  const once = await ownOf(worker)
  expect(once.devices.find((one) => one.id === id)).toMatchObject({ isGone: false })
  expect(once.devices[0]).toHaveProperty('provenAt', expect.any(String))
  const again = await send(undefined, '/api/gateways/notices', { receipt })
  expect(again.statusCode).toBe(200)
  expect(await ownOf(worker)).toEqual(once)
  const unknown = await send(undefined, '/api/gateways/notices', { receipt: 'A'.repeat(43) })
  expect(unknown.statusCode).toBe(404)
})

it('who is never called has no device; nobody sees, tries or ends that of somebody else', async () => {
  const { id } = await turnOn(worker)
  const [boss, administrator, auditor] = others
  for (const who of [administrator, auditor]) {
    const subscription = await peer.device(keys.publicKey)
    expect((await send(who, '/api/own/devices', subscription)).statusCode).toBe(403)
  }
  expect((await send(undefined, '/api/own/devices', {})).statusCode).toBe(401)
  expect((await ownOf(boss ?? worker)).devices).toEqual([])
  for (const who of others) {
    expect((await send(who, `/api/own/devices/${id}/trial`)).statusCode).toBeGreaterThan(399)
    await send(who, `/api/own/devices/${id}/end`, { why: 'turned-off' })
  }
  expect((await ownOf(worker)).devices.map((one) => one.id)).toContain(id)
  expect((await send(worker, `/api/own/devices/${id}/end`, { why: 'signed-out' })).statusCode).toBe(
    200,
  )
  expect((await ownOf(worker)).devices.map((one) => one.id)).not.toContain(id)
})

it.each([
  'https://10.0.0.7/abc',
  'https://169.254.169.254/latest',
  'http://push.example.org/abc',
  'https://intranet/abc',
  'https://push.example.org:22/abc',
])('an address that is none of a push service is refused: %s', async (endpoint) => {
  const { keys: theirs } = await peer.device(keys.publicKey)
  const reply = await send(worker, '/api/own/devices', { endpoint, keys: theirs })
  expect(reply.statusCode).toBe(409)
  expect(reply.payload).not.toContain(endpoint)
})

it('a device that its push service has ended is said to be so', async () => {
  const { id, subscription } = await turnOn(worker)
  await peer.behave(subscription, { kind: 'refuses', status: 410 })
  await send(worker, `/api/own/devices/${id}/trial`)
  const isGone = async () => (await ownOf(worker)).devices.find((one) => one.id === id)?.isGone
  await expect.poll(isGone, PATIENCE).toBe(true)
})

it('where notices go is in no reply to anybody, in no line of the log and in no message', async () => {
  const { id, subscription } = await turnOn(worker)
  const path = new URL(subscription.endpoint).pathname.slice(1)
  const secrets = [path, subscription.endpoint, subscription.keys.auth, subscription.keys.p256dh]
  await send(worker, `/api/own/devices/${id}/trial`)
  await expect.poll(() => peer.received(subscription), PATIENCE).toHaveLength(1)
  const ids = [id, worker.staffId]
  const leaks: string[] = []
  for (const who of [worker, ...others.slice(0, 2)])
    for (const operation of operationsOf(running.server.app)) {
      if (operation.method !== 'GET') continue
      for (const url of addressesOf(operation, ids)) {
        const reply = await running.server.app.inject({ url, headers: { cookie: who.cookie } })
        const said = reply.payload + JSON.stringify(reply.headers)
        if (secrets.some((secret) => said.includes(secret))) leaks.push(url)
      }
    }
  expect(leaks).toEqual([])
  expect(running.logged().length).toBeGreaterThan(0)
  for (const secret of secrets) {
    expect(running.logged()).not.toContain(secret)
    expect(running.mailed()).not.toContain(secret)
  }
}, 60_000)
