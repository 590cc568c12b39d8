import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import type { AccessPorts } from './access-ports.ts'
import { RefusalError } from './errors.ts'
import { html } from './html.ts'
import { buildHttp, SESSION_COOKIE } from './http.ts'
import { append } from './log.ts'
import type { Page } from './page.ts'
import { type Route, route } from './route.ts'

const NORTH = aTerritoryId(1)
const SECRET = 'Ginevra Inventati'
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
const written: string[] = []
const log = pino({ level: 'debug' }, { write: (line) => void written.push(line) })
let database: TestDatabase
let tools: TestTools
let app: FastifyInstance
let runs = 0

const people: Record<string, { actor: PersonActor; locked: boolean }> = {
  operatrice: { actor: aPerson([NORTH], 'operator'), locked: false },
  revisore: { actor: aPerson([NORTH], 'auditor'), locked: false },
  bloccata: { actor: aPerson([NORTH], 'operator'), locked: true },
}

const access: AccessPorts = {
  authenticate: async (token) => people[token],
  recheck: async () => new Map(),
  authorize: (actor) =>
    actor.kind === 'person' && actor.grants.some((grant) => grant.role === 'operator')
      ? { allowed: true }
      : { allowed: false, reason: 'no-permission' },
  recordRefusal: async (tx, entry) => {
    await append(tx, {
      room: 'access',
      aggregateId: crypto.randomUUID(),
      version: 1,
      interventionId: entry.interventionId,
      at: tx.work.now,
      event: { type: 'CommandRefused', data: { operation: entry.operation, code: entry.code } },
    })
  },
}

const NoteBody = z.strictObject({ text: z.string().min(1, 'required').max(50) })

const routes: Route[] = [
  route({
    id: 'prova.writeNote',
    method: 'POST',
    path: '/api/prova/:id/notes',
    summary: 'Scrive una nota di prova.',
    may: 'prova.write',
    params: z.object({ id: z.uuid() }),
    body: NoteBody,
    reply: { 201: z.object({ run: z.int() }) },
    writes: 'desk',
    about: ({ id }) => id as InterventionId,
    async run({ tx, params, body }) {
      runs += 1
      await append(tx, {
        room: 'prova',
        aggregateId: params.id,
        version: 1,
        at: tx.work.now,
        event: { type: 'NoteAdded', data: { text: body.text } },
      })
      if (body.text === 'rifiuta') throw new RefusalError('changed-meanwhile')
      if (body.text === 'guasto') throw new Error(`guasto con ${SECRET}`)
      return { status: 201 as const, body: { run: runs } }
    },
  }),
  route({
    id: 'prova.wrongReply',
    method: 'GET',
    path: '/api/prova',
    summary: 'Risponde male.',
    may: 'signed-in',
    reply: { 200: z.object({ number: z.int() }) },
    writes: 'none',
    run: async () => ({ status: 200 as const, body: { number: SECRET as unknown as number } }),
  }),
]

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  const serving = { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true }
  app = await buildHttp({ tools: serving, log, version: '0', publicOrigin: undefined }, routes, [])
})

afterAll(async () => {
  await app.close()
  await tools.close()
  await database.drop()
})

type Sent = { who?: string; text?: unknown; key?: string; id?: string; headers?: object }

function send({ who, text = 'nota', key, id = crypto.randomUUID(), headers = {} }: Sent) {
  return app.inject({
    method: 'POST',
    url: `/api/prova/${id}/notes`,
    headers: { ...(key ? { 'idempotency-key': key } : {}), ...headers },
    ...(who ? { cookies: { [SESSION_COOKIE]: who } } : {}),
    payload: { text },
  })
}

test.each([
  ['nobody signed in', {}, 401, 'signed-out'],
  ['an unknown cookie', { who: 'scaduta' }, 401, 'signed-out'],
  ['a locked desk', { who: 'bloccata' }, 423, 'desk-locked'],
  ['no permission', { who: 'revisore' }, 403, 'not-allowed'],
  ['an id that is none', { who: 'operatrice', id: 'non-un-id' }, 400, 'bad-input'],
  ['a missing text', { who: 'operatrice', text: '' }, 400, 'bad-input'],
  ['a key that is none', { who: 'operatrice', key: 'abc' }, 400, 'bad-input'],
  [
    'another site',
    { who: 'operatrice', headers: { origin: 'https://altrove.example' } },
    403,
    'foreign-origin',
  ],
  [
    'another site, as browsers say it',
    { who: 'operatrice', headers: { 'sec-fetch-site': 'cross-site' } },
    403,
    'foreign-origin',
  ],
])('%s is answered with its own problem', async (_name, sent, status, code) => {
  const reply = await send(sent)
  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json().code).toBe(code)
})

test('a field error names its path and its code', async () => {
  const reply = await send({ who: 'operatrice', text: 'x'.repeat(51) })
  expect(reply.json().errors).toMatchObject([{ path: 'text', code: 'too-long' }])
})

test('the same command sent again gets the same reply and runs once', async () => {
  const key = crypto.randomUUID()
  const id = crypto.randomUUID()
  const before = runs
  const [first, again] = await Promise.all([
    send({ who: 'operatrice', key, id }),
    send({ who: 'operatrice', key, id }),
  ])
  expect([first.statusCode, again.statusCode]).toEqual([201, 201])
  expect(first.json()).toEqual(again.json())
  expect(runs).toBe(before + 1)
  const other = await send({ who: 'operatrice', key, id, text: 'altro' })
  expect([other.statusCode, other.json().code]).toEqual([422, 'key-reused'])
})

test('a refusal leaves nothing behind but its own entry on the log', async () => {
  const id = crypto.randomUUID()
  expect((await send({ who: 'operatrice', id, text: 'rifiuta' })).statusCode).toBe(409)
  const types = await tools.db.transaction().execute(async (tx) => {
    await tx.executeQuery({
      ...tx.selectNoFrom(() => []).compile(),
      sql: `select set_config('app.territories', '${NORTH}', true)`,
      parameters: [],
    })
    return await tx
      .selectFrom('platform.event')
      .select('type')
      .where((e) => e.or([e('aggregate_id', '=', id), e('intervention_id', '=', id)]))
      .execute()
  })
  expect(types.map((row) => row.type)).toEqual(['CommandRefused'])
})

test('a fault says only the id of the request, and the log holds nothing that was typed', async () => {
  const reply = await send({ who: 'operatrice', text: 'guasto' })
  expect(reply.statusCode).toBe(500)
  expect(reply.body).not.toContain(SECRET)
  expect(written.join()).toContain(reply.json().requestId)
  expect(written.join()).not.toContain(SECRET)
  expect(reply.json().requestId).toBe(reply.headers['approdo-request'])
})

test('a reply that differs from its schema is a fault, not a leak', async () => {
  const reply = await app.inject({ url: '/api/prova', cookies: { [SESSION_COOKIE]: 'operatrice' } })
  expect(reply.statusCode).toBe(500)
  expect(reply.body).not.toContain(SECRET)
  expect(written.join()).not.toContain(SECRET)
})

test.each([
  ['broken JSON', '{"text":', 'application/json', 400],
  ['a NUL byte', JSON.stringify({ text: 'a\u0000b' }), 'application/json', 400],
  ['an unknown field', JSON.stringify({ text: 'a', admin: true }), 'application/json', 400],
  ['a huge body', JSON.stringify({ text: 'x'.repeat(300_000) }), 'application/json', 413],
  ['another media type', '<a/>', 'application/xml', 415],
])('hostile input: %s', async (_name, payload, type, status) => {
  const reply = await app.inject({
    method: 'POST',
    url: `/api/prova/${crypto.randomUUID()}/notes`,
    headers: { 'content-type': type },
    cookies: { [SESSION_COOKIE]: 'operatrice' },
    payload,
  })
  expect(reply.statusCode).toBe(status)
})

test('a route without permission, replies or parameter schema is refused at start', () => {
  const complete = {
    id: 'prova.x',
    method: 'GET',
    path: '/api/x',
    summary: 'x',
    may: 'signed-in',
    reply: { 200: z.object({}) },
    writes: 'none',
    run: async () => ({ status: 200 as const, body: {} }),
  } as const
  expect(() => route(complete)).not.toThrow()
  expect(() => route({ ...complete, may: '' })).toThrow(/may missing/u)
  const silent = { ...complete, reply: {} } as unknown as typeof complete
  expect(() => route(silent)).toThrow(/no reply/u)
  expect(() => route({ ...complete, path: '/api/x/:id' })).toThrow(/params/u)
})

test('a form of our own whose origin the browser hides is let in', async () => {
  const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
  expect((await send({ who: 'operatrice', headers })).statusCode).toBe(201)
  expect((await send({ who: 'operatrice', headers: { origin: 'null' } })).statusCode).toBe(403)
})

test('a browser that asked for a page gets a page when it goes wrong', async () => {
  const reply = await app.inject({ url: '/altrove', headers: { accept: 'text/html' } })
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([
    404,
    'text/html; charset=utf-8',
  ])
})

test('every page and reply carries the wall of headers', async () => {
  const reply = await app.inject({ url: '/api/nessuna' })
  expect(reply.statusCode).toBe(404)
  expect(reply.headers['content-security-policy']).not.toContain('unsafe-inline')
  expect(reply.headers['x-content-type-options']).toBe('nosniff')
  expect(reply.headers['cache-control']).toBe('no-store')
  expect(reply.headers['approdo-now']).toBe('2026-11-21T01:40:00Z')
})

test('behind a trusted proxy each person is a peer of their own; from anyone else the header is nothing', async () => {
  const peers: string[] = []
  const page: Page = {
    path: '/chi',
    get: async ({ request }) => {
      peers.push(request.peer)
      return { html: html`` }
    },
  }
  const serving = { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true }
  const options = { tools: serving, log, version: '0', publicOrigin: undefined }
  const behind = await buildHttp({ ...options, trustedProxies: '10.9.0.0/16' }, [], [page])
  const from = async (remoteAddress: string, forwarded: string) =>
    await behind.inject({
      method: 'GET',
      url: '/chi',
      remoteAddress,
      headers: { 'x-forwarded-for': forwarded },
    })
  await from('10.9.0.1', '192.0.2.1')
  await from('10.9.0.2', '192.0.2.1')
  await from('10.9.0.1', '192.0.2.2')
  await from('192.0.2.9', '192.0.2.1')
  await from('192.0.2.9', '192.0.2.2')
  expect(peers[1]).toBe(peers[0])
  expect(peers[2]).not.toBe(peers[0])
  expect(peers[4]).toBe(peers[3])
  expect(new Set(peers).size).toBe(3)
  await behind.close()
})
