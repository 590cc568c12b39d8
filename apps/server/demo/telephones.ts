import { createServer, type IncomingMessage } from 'node:http'
import * as z from 'zod'
import { isSignatureOf, reportText, signText } from '#platform/gateways/telephone.ts'
import { ConnectOrder, openConnector } from './telephone-connect.ts'
import { Dial, openExchange, PutDown } from './telephone-exchange.ts'
import { BEHAVIOURS, type Call, type FromTelephones, type ToTelephones } from './telephone-words.ts'

// The telephones of the demo, in a process of their own: they ring, and are answered as `/dev/telefoni` says. It ends
// with the server that started it.

const secret = process.env['TELEPHONES_SECRET'] ?? ''
/** How long a telephone rings before nobody has answered, and when a late one is answered. */
const RING_MS = Number(process.env['TELEPHONES_RING_MS'] ?? 40_000)
const LATE_MS = RING_MS * 0.75
const SOON_MS = RING_MS / 20
/** Where nobody is there the line ends it sooner. */
const NEVER_MS = RING_MS / 4
const KEPT = 60

let address = ''
const behaviours = new Map<string, (typeof BEHAVIOURS)[number]>()
const calls = new Map<string, Call>()
const ended = new Set<string>()

const Order = z.object({
  key: z.uuid(),
  kind: z.enum(['voice', 'sms', 'push']),
  to: z.string(),
  text: z.string(),
})
const HangUp = z.object({ kind: z.literal('hang-up'), key: z.uuid() })
const Behaviour = z.object({ phone: z.string(), behaviour: z.enum(BEHAVIOURS) })
const Press = z.object({ key: z.uuid(), digit: z.string().max(1) })

const behaviourOf = (phone: string) => behaviours.get(phone) ?? 'ask'
const connector = openConnector({
  calls,
  behaviourOf,
  report: (key, event) => report(key, event),
  after,
  ringMs: RING_MS,
})
const exchange = openExchange({
  ...{ calls, behaviourOf, after, ringMs: RING_MS, address: () => address },
})

async function report(key: string, event: string, digit = ''): Promise<void> {
  const at = Temporal.Now.instant().toString()
  const told = { key, event: event as 'pressed', digit, at }
  const body = { ...told, signature: signText(secret, reportText(told)) }
  // Nobody there to hear it: a real provider's report can be lost too.
  const reply = await fetch(`${address}/api/gateways/telephone`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const said = reply?.ok ? ((await reply.json()) as { say: string | null }).say : null
  const call = calls.get(key)
  if (said !== null && call) calls.set(key, { ...call, said })
}

async function press(key: string, digit: string): Promise<void> {
  if (connector.press(key, digit) || exchange.press(key, digit)) return
  const call = calls.get(key)
  if (!call || call.kind !== 'voice' || call.state === 'hung-up') return
  calls.set(key, { ...call, state: 'answered' })
  await report(key, 'pressed', digit)
}

async function endUnanswered(key: string): Promise<void> {
  const call = calls.get(key)
  if (call?.state !== 'ringing') return
  calls.set(key, { ...call, state: 'unanswered' })
  await report(key, 'no-answer')
}

/** The caller has ended the call: it rings no more. Asked before the call came, it never rings. */
function hangUp(key: string): void {
  connector.hangUp(key)
  const call = calls.get(key)
  if (!call) ended.add(key)
  else if (call.state === 'ringing') calls.set(key, { ...call, state: 'hung-up' })
}

function after(ms: number, run: () => Promise<void>): void {
  setTimeout(() => void run(), ms)
}

/** Takes a call or a message once, however often it is asked for. */
function take(order: z.output<typeof Order>): void {
  if (calls.has(order.key) || ended.has(order.key)) return
  const state = order.kind === 'voice' ? 'ringing' : 'arrived'
  const call: Call = { ...order, state, at: Temporal.Now.instant().toString(), said: null }
  calls.set(order.key, call)
  const [oldest] = calls.keys()
  if (calls.size > KEPT && oldest !== undefined) calls.delete(oldest)
  if (order.kind !== 'voice') return after(SOON_MS, () => report(call.key, 'delivered'))
  const behaviour = behaviours.get(order.to) ?? 'ask'
  if (behaviour === 'late') after(LATE_MS, () => press(call.key, '1'))
  if (behaviour === 'twice') {
    after(SOON_MS, () => press(call.key, '1'))
    after(SOON_MS * 2, () => press(call.key, '1'))
  }
  after(behaviour === 'never' ? NEVER_MS : RING_MS, () => endUnanswered(call.key))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** What is asked of the telephones, by path; every request is signed. */
async function serve(path: string, body: string): Promise<unknown> {
  if (path === '/calls') {
    const order = z.union([HangUp, ConnectOrder, Order]).parse(JSON.parse(body))
    if (order.kind === 'connect') return connector.take(order)
    return order.kind === 'hang-up' ? hangUp(order.key) : take(order)
  }
  if (path === '/press') {
    const { key, digit } = Press.parse(JSON.parse(body))
    return await press(key, digit)
  }
  if (path === '/behaviour') {
    const { phone, behaviour } = Behaviour.parse(JSON.parse(body))
    return behaviours.set(phone, behaviour)
  }
  // A caller does not wait for what the service does: they hear it.
  if (path === '/dial') return after(0, () => exchange.dial(Dial.parse(JSON.parse(body))))
  if (path === '/put-down') return await exchange.putDown(PutDown.parse(JSON.parse(body)).caller)
  const behaved = Object.fromEntries(behaviours)
  return { calls: [...calls.values()], behaviours: behaved, ...exchange.state() }
}

const server = createServer((request, reply) => {
  void (async () => {
    const body = await textOf(request)
    const signature = String(request.headers['x-approdo-signature'] ?? '')
    if (!isSignatureOf(secret, body, signature)) {
      reply.writeHead(403).end()
      return
    }
    const answer = await serve(request.url ?? '', body).catch(() => undefined)
    const isState = request.url === '/state'
    reply.writeHead(answer === undefined && isState ? 400 : 200, {
      'content-type': 'application/json',
    })
    reply.end(isState ? JSON.stringify(answer) : '{}')
  })()
})

process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToTelephones) => {
  address = message.address ?? address
  if (message.lines) exchange.connect(message.lines)
})
server.listen(0, '127.0.0.1', () => {
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  process.send?.({ kind: 'ready', port } satisfies FromTelephones)
})
