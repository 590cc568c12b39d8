import { createECDH } from 'node:crypto'
import { type LookupAddress, lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import webPush from 'web-push'
import { GatewayError } from './mail.ts'
import { isPublicAddress, isPushEndpoint, type PushGateway, type PushMessage } from './push.ts'

/** Well within the lease of a message. */
const USUAL_TIMEOUT_MS = 6000
const ENCODING = 'aes128gcm'

/** The pair of keys with which this installation signs what it sends (RFC 8292), in the letters of its headers. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string }

/**
 * The pair of keys that belongs to a secret: 32 bytes for each try, of which nearly every one is a key of the curve.
 * The same secret has the same keys on every server, and nothing has to be kept.
 */
export function pushKeys(secret: (attempt: number) => Buffer): PushKeys {
  for (let attempt = 1; ; attempt += 1) {
    const curve = createECDH('prime256v1')
    const drawn = secret(attempt)
    try {
      curve.setPrivateKey(drawn)
    } catch {
      // Not a number of the curve: one in four thousand million.
      continue
    }
    const letters = (bytes: Buffer) => bytes.toString('base64url')
    return { publicKey: letters(curve.getPublicKey()), privateKey: letters(drawn) }
  }
}

type Options = {
  readonly keys: PushKeys
  /** Whom a push service writes to about us: `https:` or `mailto:`. */
  readonly contact: () => string
  /** Only for tests: a push service may also stand on the loopback. */
  readonly onLoopback?: boolean
  readonly timeoutMs?: number
}

/**
 * Web Push over HTTP (RFC 8030), encrypted for one device (RFC 8291) and signed with our own keys (RFC 8292). Only the
 * public network is asked, no redirect is followed, and of an answer only its head is read. 404 and 410 end a
 * subscription; 429, 5xx and silence are tried again, not sooner than the service says.
 */
export function webPushGateway(options: Options): PushGateway {
  const { keys, contact, onLoopback = false, timeoutMs = USUAL_TIMEOUT_MS } = options
  return {
    publicKey: keys.publicKey,
    accepts: (endpoint) => isPushEndpoint(endpoint, onLoopback),
    async send(message, keepSeconds) {
      const { endpoint } = message.subscription
      if (!isPushEndpoint(endpoint, onLoopback)) throw new GatewayError('push-address', false)
      const order = orderOf(message, keepSeconds, keys, contact())
      const { status, after } = await post(new URL(endpoint), order, { onLoopback, timeoutMs })
      if (status < 200 || status > 299)
        throw new GatewayError(`push-${status}`, isRetryable(status), after)
    },
  }
}

const isRetryable = (status: number): boolean => status >= 500 || status === 408 || status === 429

type Order = { readonly headers: Readonly<Record<string, string | number>>; readonly body: Buffer }

function orderOf(message: PushMessage, keep: number, keys: PushKeys, contact: string): Order {
  const { endpoint, keys: theirs } = message.subscription
  try {
    const body = webPush.encrypt(theirs.p256dh, theirs.auth, message.payload, ENCODING).cipherText
    const { Authorization: authorization } = webPush.getVapidHeaders(
      new URL(endpoint).origin,
      contact,
      keys.publicKey,
      keys.privateKey,
      ENCODING,
    )
    const headers = {
      authorization,
      'content-encoding': ENCODING,
      'content-length': body.length,
      'content-type': 'application/octet-stream',
      topic: message.topic,
      ttl: Math.max(0, Math.floor(keep)),
      urgency: 'high',
    }
    return { headers, body }
  } catch {
    // Keys that are none: what the library says of them could hold them.
    throw new GatewayError('push-keys', false)
  }
}

type Answer = { readonly status: number; readonly after: number | undefined }

type How = { readonly onLoopback: boolean; readonly timeoutMs: number }

function post(url: URL, { headers, body }: Order, { onLoopback, timeoutMs }: How): Promise<Answer> {
  const begin = url.protocol === 'https:' ? secureRequest : plainRequest
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const signal = AbortSignal.timeout(timeoutMs)
  const asked = begin(url, {
    ...{ method: 'POST', headers, signal, agent: false },
    ...(onLoopback ? {} : { lookup: publicLookup }),
  })
  asked.on('response', (reply) => {
    // Nobody reads what a push service writes: however long it is, it ends here.
    reply.on('error', () => undefined)
    reply.destroy()
    resolve({
      status: reply.statusCode ?? 0,
      after: secondsOf(reply.headers['retry-after']),
    })
  })
  asked.on('error', (error) => reject(faultOf(error)))
  asked.end(body)
  return promise
}

/** Asks where a name leads and lets only public addresses through: the connection is made to what was checked. */
export const publicLookup: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '', 0)
    const [first] = found
    if (first === undefined || !found.every((one) => isPublicAddress(one.address)))
      return done(new GatewayError('push-address', false), '', 0)
    if (options.all === true) return done(null, found)
    return done(null, first.address, first.family)
  })
}

function faultOf(error: unknown): GatewayError {
  return error instanceof GatewayError ? error : new GatewayError('push-unreachable', true)
}

/** The seconds of a `retry-after`; a date is left to our own waits. */
function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/u.test(text) ? Number(text) : undefined
}
