import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTIONS } from '#contexts/access/actions.ts'
import { firstAdministratorLink } from '#contexts/access/public.ts'
import type { MailGateway } from '#platform/gateways/mail.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import { compose, type Server } from './compose.ts'
import { openDemo } from './demo/demo.ts'
import type { Parts } from './parts.ts'
import { anotherServer } from './testing/engine.ts'

const nowhere: MailGateway = { send: async () => undefined }
let database: TestDatabase
let parts: Parts
let server: Server

beforeAll(async () => {
  database = await freshDatabase()
  parts = {
    databaseUrl: database.appUrl,
    poolSize: 6,
    clock: movableClock(instant('2026-11-21T01:40:00Z')),
    random,
    vault: testVault,
    mail: nowhere,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    publicOrigin: undefined,
    address: () => 'http://localhost:1',
    extraPages: [],
  }
  server = await compose(parts)
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('a real installation has no page of the demo', async () => {
  for (const url of ['/dev/telefoni', '/dev', '/dev/'])
    expect((await server.app.inject({ url })).statusCode).toBe(404)
})

test('the demo has it', async () => {
  const demo = openDemo(mkdtempSync(join(tmpdir(), 'prova-demo-')))
  const shown = await compose({ ...parts, extraPages: demo.pages })
  expect((await shown.app.inject({ url: '/dev/telefoni' })).statusCode).toBe(200)
  await shown.stop()
})

test('every screen of every room is there after a reload, for who has signed in', async () => {
  const rooms = new URL('../../contexts/', import.meta.url)
  const screens = readdirSync(rooms).flatMap((room) => {
    const offers = new URL(`${room}/web/public.ts`, rooms)
    const text = existsSync(offers) ? readFileSync(offers, 'utf8') : ''
    return [...text.matchAll(/path: '(\/[^']+)'/gu)].map((found) => found[1] ?? '')
  })
  expect(screens).toContain('/ratifiche')
  for (const url of screens) {
    const { statusCode, headers } = await server.app.inject({ url })
    expect([url, statusCode, headers.location?.split('?')[0]]).toEqual([url, 303, '/accedi'])
  }
})

test('an installation without an administrator offers one link, which opens a page; a newer link ends it', async () => {
  const link = await firstAdministratorLink(server.tools, 'http://localhost:1')
  const path = new URL(link ?? '').pathname
  expect((await server.app.inject({ url: path })).statusCode).toBe(200)
  await firstAdministratorLink(server.tools, 'http://localhost:1')
  expect((await server.app.inject({ url: path })).statusCode).not.toBe(200)
})

test('every route asks a permission that exists', () => {
  const known = new Set<string>([...ACTIONS, 'public', 'signed-in', 'locked'])
  const { rooms } = server
  const unknown = rooms.flatMap((room) => room.routes).filter((route) => !known.has(route.may))
  expect(unknown.map((route) => `${route.id}: ${route.may}`)).toEqual([])
})

type Operation = { operationId?: string; summary?: string; responses?: Record<string, unknown> }

test('OpenAPI 3.1 describes every operation with an Italian sentence, its reply and its problems', async () => {
  const document = (await server.app.inject({ url: '/api/openapi.json' })).json()
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths as Record<string, Record<string, Operation>>)
    .flatMap((methods) => Object.values(methods))
    .filter((operation) => operation.operationId !== 'platform.status')
  const { rooms } = server
  const routes = rooms.flatMap((room) => room.routes)
  expect(operations.map((one) => one.operationId).toSorted()).toEqual(
    routes.map((route) => route.id).toSorted(),
  )
  for (const { operationId, summary, responses } of operations) {
    expect(summary?.length, operationId).toBeGreaterThan(10)
    expect(Object.keys(responses ?? {}), operationId).toEqual(
      expect.arrayContaining(['4XX', '5XX']),
    )
  }
  expect((await server.app.inject({ url: '/api' })).body).toContain('/api/reports')
})

test('measures are for the machine itself, also when a proxy runs on it', async () => {
  const own = await server.app.inject({ url: '/metrics' })
  expect(own.statusCode).toBe(200)
  const headers = { 'x-forwarded-for': '192.0.2.1' }
  expect((await server.app.inject({ url: '/metrics', headers })).statusCode).toBe(403)
  const remoteAddress = '192.0.2.1'
  expect((await server.app.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(403)
})

test('where no mail can leave, messages wait untried: none is given up', async () => {
  const { db } = server.tools
  const id = crypto.randomUUID()
  const at = instant('2026-11-21T01:30:00Z')
  const waiting = { id, territory_id: id, channel: 'mail', state: 'waiting', attempts: 0 }
  const sealed = { sealed_payload: Buffer.alloc(32), created_at: at, next_attempt_at: at }
  await db
    .insertInto('platform.outbox')
    .values({ ...waiting, ...sealed })
    .execute()
  const silent = await compose({ ...parts, mail: undefined })
  await silent.startWork()
  await silent.stop()
  const rows = await db.selectFrom('platform.outbox').select(['id', 'attempts']).execute()
  expect(rows).toEqual([{ id, attempts: 0 }])
})

test('an alarm that keeps failing makes the status red, mail given up is only told', async () => {
  const { db } = server.tools
  const at = instant('2026-11-21T01:30:00Z')
  const id = crypto.randomUUID()
  await db
    .insertInto('platform.outbox')
    .values({
      ...{ id, territory_id: id, channel: 'mail', state: 'failed', attempts: 8 },
      ...{ sealed_payload: null, created_at: at, settled_at: at },
    })
    .execute()
  await anotherServer(server.tools)
  const green = await server.app.inject({ url: '/status' })
  expect(green.json()).toMatchObject({ status: 'ok', mailFailed: 1, dueFailing: 0 })
  const key = { territory_id: id, kind: 'prova.guasta', key: 'una' }
  const due_at = instant('2026-11-21T01:50:00Z')
  await db
    .insertInto('platform.due')
    .values({ ...key, due_at, failures: 3 })
    .execute()
  const red = await server.app.inject({ url: '/status' })
  expect(red.statusCode).toBe(503)
  expect(red.json()).toMatchObject({
    code: 'service-late',
    facts: { dueFailing: 1, mailFailed: 1 },
  })
  const measures = (await server.app.inject({ url: '/metrics' })).body
  expect(measures).toContain('approdo_due_failing 1\n')
  expect(measures).toContain('approdo_mail_failed 1\n')
  await db.deleteFrom('platform.due').where('territory_id', '=', id).execute()
  expect((await server.app.inject({ url: '/status' })).json().status).toBe('ok')
})

test('the status is green while the log is sealed, red when an entry waits too long', async () => {
  await anotherServer(server.tools)
  expect((await server.app.inject({ url: '/status' })).json().status).toBe('ok')
  await server.tools.db
    .insertInto('platform.unsealed')
    .values({
      event_id: crypto.randomUUID(),
      territory_id: crypto.randomUUID(),
      room: 'prova',
      type: 'Prova',
      recorded_at: instant('2026-11-21T01:39:55Z'),
      content_hash: Buffer.alloc(32),
    })
    .execute()
  const late = await server.app.inject({ url: '/status' })
  expect(late.statusCode).toBe(503)
  expect(late.headers['content-type']).toContain('application/problem+json')
  expect(late.json()).toMatchObject({ code: 'service-late', facts: { sealerDelayMs: 5000 } })
})
