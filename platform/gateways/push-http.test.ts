import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPushPeer, type PushPeer } from '#platform/testing/push-peer.ts'
import type { Manner } from '#platform/testing/push-words.ts'
import { GatewayError } from './mail.ts'
import { publicLookup, pushKeys, webPushGateway } from './push-http.ts'

const secret = (attempt: number) => createHmac('sha256', 'prova').update(String(attempt)).digest()
const keys = pushKeys(secret)
const gateway = webPushGateway({
  ...{ keys, contact: () => 'mailto:pis@example.org', onLoopback: true, timeoutMs: 400 },
})
const topic = 'una-chiamata'
let peer: PushPeer

beforeAll(async () => {
  peer = await openPushPeer()
})
afterAll(() => peer.close())

async function faultOf(manner: Manner): Promise<GatewayError> {
  const subscription = await peer.device(keys.publicKey)
  await peer.behave(subscription, manner)
  const message = { subscription, payload: 'ciao', topic }
  const fault = await gateway.send(message, 60).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (fault instanceof GatewayError) return fault
  throw new Error(`it said ${String(fault)}`)
}

test('the device reads what was written, and the service knows who signs and how long to keep it', async () => {
  const subscription = await peer.device(keys.publicKey)
  const payload = JSON.stringify({ text: 'È una prova: così com’è' })
  await gateway.send({ subscription, payload, topic }, 299.7)
  const [first, ...more] = await peer.received(subscription)
  expect(first).toMatchObject({
    ...{ payload, contact: 'mailto:pis@example.org' },
    ...{ ttl: 299, urgency: 'high', topic },
  })
  expect(more).toEqual([])
})

test('the same secret has the same keys, and a number that is no key is passed over', () => {
  expect(pushKeys(secret)).toEqual(keys)
  const late = pushKeys((attempt) => (attempt < 3 ? Buffer.alloc(32) : secret(1)))
  expect(late).toEqual(keys)
  expect(pushKeys(() => secret(2)).publicKey).not.toBe(keys.publicKey)
})

test('a service refuses who signs with other keys than those of the subscription', async () => {
  const subscription = await peer.device(pushKeys(() => secret(2)).publicKey)
  const sent = gateway.send({ subscription, payload: 'ciao', topic }, 60)
  await expect(sent).rejects.toMatchObject({ code: 'push-403', retryable: false })
})

test.each([
  [404, false],
  [410, false],
  [400, false],
  [413, false],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
])('an answer of %i is tried again: %s', async (status, retryable) => {
  expect(await faultOf({ kind: 'refuses', status })).toMatchObject({
    code: `push-${status}`,
    retryable,
  })
})

test('a service that asks for time gets it, in seconds', async () => {
  const asked = (after: string) => faultOf({ kind: 'refuses', status: 429, after })
  expect((await asked('120')).afterSeconds).toBe(120)
  expect((await asked('Sat, 21 Nov 2026 02:00:00 GMT')).afterSeconds).toBeUndefined()
})

test('a redirect is not followed', async () => {
  const elsewhere = await peer.device(keys.publicKey)
  const fault = await faultOf({ kind: 'refuses', status: 307, to: elsewhere.endpoint })
  expect(fault).toMatchObject({ code: 'push-307', retryable: false })
  expect(await peer.received(elsewhere)).toEqual([])
})

test('silence ends, and a lost answer is tried again', async () => {
  expect(await faultOf({ kind: 'silent' })).toMatchObject({
    ...{ code: 'push-unreachable', retryable: true },
  })
  expect(await faultOf({ kind: 'loses-answer' })).toMatchObject({ retryable: true })
})

test('keys that are none, and an address that is none of a push service, are given up without their words', async () => {
  const subscription = await peer.device(keys.publicKey)
  const spoilt = { ...subscription, keys: { ...subscription.keys, p256dh: `B${'A'.repeat(86)}` } }
  const sent = gateway.send({ subscription: spoilt, payload: 'ciao', topic }, 60)
  await expect(sent).rejects.toMatchObject({ message: 'push-keys', retryable: false })
  const strict = webPushGateway({ keys, contact: () => 'mailto:pis@example.org' })
  const refused = strict.send({ subscription, payload: 'ciao', topic }, 60)
  await expect(refused).rejects.toMatchObject({ message: 'push-address', retryable: false })
  expect(await peer.received(subscription)).toEqual([])
})

test('a name that leads into a network of one’s own is not asked', async () => {
  const fault = await new Promise((resolve) => publicLookup('localhost', {}, resolve))
  expect(fault).toMatchObject({ code: 'push-address', retryable: false })
})
