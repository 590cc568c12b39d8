import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  randomBytes,
  verify,
} from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Asked, Manner, Received } from './push-words.ts'

// A push service for tests, in a process of its own: it checks who signs, decrypts as the device would (RFC 8291, written
// anew here), and refuses, delays, is silent or loses its answer as it is told.

type Device = {
  readonly curve: ECDH
  readonly auth: Buffer
  /** Only who signs with this key may send to it. */
  readonly publicKey: string
  manner: Manner
}

const devices = new Map<string, Device>()
const received: Received[] = []
let origin = ''

const keyed = (key: Buffer, ...parts: readonly (Buffer | string)[]): Buffer => {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** The text of a body of `aes128gcm`, as only the device can read it. Throws when it was not meant for it. */
function decrypt({ curve, auth }: Device, body: Buffer): string {
  const salt = body.subarray(0, 16)
  const size = body.readUInt32BE(16)
  const named = body.readUInt8(20)
  const sender = body.subarray(21, 21 + named)
  const sealed = body.subarray(21 + named)
  if (sealed.length > size) throw new Error('more than one record')
  const own = curve.getPublicKey()
  const shared = keyed(auth, curve.computeSecret(sender))
  const material = keyed(shared, 'WebPush: info\0', own, sender, '\u0001')
  const root = keyed(salt, material)
  const key = keyed(root, 'Content-Encoding: aes128gcm\0\u0001').subarray(0, 16)
  const nonce = keyed(root, 'Content-Encoding: nonce\0\u0001').subarray(0, 12)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2)
  if (end === -1) throw new Error('no end of the record')
  return plain.subarray(0, end).toString('utf8')
}

const Claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() })

/** Who signs, by the key of the subscription (RFC 8292). Throws where the signature is not theirs, or is not for us. */
function signer({ publicKey }: Device, header: string): string {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/u.exec(header) ?? []
  if (key !== publicKey) throw new Error('signed with another key')
  const point = Buffer.from(key, 'base64url')
  const letters = (from: number, to?: number) => point.subarray(from, to).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: letters(1, 33), y: letters(33) }
  const [head = '', claims = '', signature = ''] = token.split('.')
  const isTheirs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isTheirs) throw new Error('no signature of theirs')
  const told = Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')))
  const now = Temporal.Now.instant().epochMilliseconds / 1000
  if (told.aud !== origin || told.exp < now || told.exp > now + 86_400)
    throw new Error('not for us')
  return told.sub
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

async function take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const id = (request.url ?? '').slice(1)
  const body = await bodyOf(request)
  const device = devices.get(id)
  if (!device) return void reply.writeHead(404).end()
  const { manner } = device
  if (manner.kind === 'silent') return
  if (manner.kind === 'late') await new Promise((done) => setTimeout(done, manner.ms))
  if (manner.kind === 'refuses') {
    const after = manner.after === undefined ? {} : { 'retry-after': manner.after }
    const away = manner.to === undefined ? {} : { location: manner.to }
    return void reply.writeHead(manner.status, { ...after, ...away }).end('x'.repeat(100_000))
  }
  const { ttl, urgency, topic } = request.headers
  try {
    const contact = signer(device, request.headers.authorization ?? '')
    const payload = decrypt(device, body)
    const told = { ttl: Number(ttl), urgency: String(urgency), topic: String(topic) }
    received.push({ device: id, payload, contact, bytes: body.length, ...told })
  } catch {
    return void reply.writeHead(403).end()
  }
  if (manner.kind === 'loses-answer') {
    device.manner = { kind: 'takes' }
    return void request.destroy()
  }
  reply.writeHead(201, { location: `${origin}/m/${randomBytes(8).toString('hex')}` }).end()
}

const server = createServer((request, reply) => void take(request, reply))

process.on('disconnect', () => process.exit(0))
process.on('message', (asked: Asked) => {
  if (asked.kind === 'device') {
    const curve = createECDH('prime256v1')
    curve.generateKeys()
    const id = randomBytes(12).toString('base64url')
    const auth = randomBytes(16)
    devices.set(id, { curve, auth, publicKey: asked.publicKey, manner: { kind: 'takes' } })
    const p256dh = curve.getPublicKey().toString('base64url')
    const keys = { p256dh, auth: auth.toString('base64url') }
    process.send?.({ kind: 'made', subscription: { endpoint: `${origin}/${id}`, keys } })
  }
  if (asked.kind === 'behave') {
    const device = devices.get(asked.device)
    if (device) device.manner = asked.manner
    process.send?.({ kind: 'done' })
  }
  if (asked.kind === 'received') process.send?.({ kind: 'received', received })
})
server.listen(0, '127.0.0.1', () => {
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  origin = `http://127.0.0.1:${port}`
  process.send?.({ kind: 'ready', port })
})
