import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import { compose, type Server } from './compose.ts'
import type { Parts } from './parts.ts'
import { anotherServer } from './testing/engine.ts'
import { openStanding, signOfLife, toldOf } from './watch.ts'

const NIGHT = instant('2026-11-21T01:40:00Z')
const machine = () => Temporal.Now.instant()
const offset = machine().until(NIGHT)
const clock = { machine, now: () => machine().add(offset) }
let database: TestDatabase
let parts: Parts
/** Answers, and works nothing. */
let server: Server

beforeAll(async () => {
  database = await freshDatabase()
  parts = {
    databaseUrl: database.appUrl,
    poolSize: 6,
    clock,
    random,
    vault: testVault,
    mail: undefined,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    publicOrigin: undefined,
    address: () => 'http://localhost:1',
    extraPages: [],
  }
  server = await compose(parts)
})

beforeEach(async () => {
  await server.tools.db.deleteFrom('platform.process').execute()
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

const status = () => server.app.inject({ url: '/status' })

test('what no server has worked for half a minute is said, and since when', async () => {
  await anotherServer(server.tools, { due: 40, mail: 3 })
  const red = await status()
  expect(red.statusCode).toBe(503)
  expect(red.headers['content-type']).toContain('application/problem+json')
  const { code, facts } = red.json()
  expect(code).toBe('engine-still')
  expect(facts.still).toHaveLength(1)
  expect(facts.still[0].part).toBe('due')
  const seconds = Temporal.Instant.from(facts.still[0].since).until(machine()).total('seconds')
  expect(Math.floor(seconds)).toBeGreaterThanOrEqual(40)
  expect((await server.app.inject({ url: '/metrics' })).body).toContain('approdo_engine_still 1\n')
})

test('which channel stands still is said: mail alone has words of its own, and keeps the sign of life back', async () => {
  await anotherServer(server.tools, { mail: 40 })
  const mail = (await status()).json()
  expect(mail).toMatchObject({ code: 'mail-still', facts: { still: [{ part: 'mail' }] } })
  expect(mail.title).toContain('La posta non parte')
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const send = async () => Promise.reject(new Error('sent'))
  await signOfLife({ signOfLife: send, log }, server.tools, openStanding(clock))()
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'no sign of life', still: ['mail'] },
  ])
  await server.tools.db.deleteFrom('platform.process').execute()
  await anotherServer(server.tools, { mail: 40, sms: 40 })
  expect((await status()).json()).toMatchObject({
    code: 'engine-still',
    facts: { still: [{ part: 'mail' }, { part: 'sms' }] },
  })
})

test('one server that works a part is enough', async () => {
  await anotherServer(server.tools, { due: 40 })
  await anotherServer(server.tools, { sealer: 50, sms: 50, follower: 50 })
  const green = await status()
  expect(green.json()).toMatchObject({ status: 'ok', still: [] })
})

test('a server that answers alone, and for which nobody works, is red half a minute later', async () => {
  const standing = openStanding({ machine: () => machine().subtract({ seconds: 40 }) })
  const { db } = server.tools
  const sent: string[] = []
  const send = async () => void sent.push('segno')
  const sign = signOfLife({ ...parts, signOfLife: send }, { db, clock }, standing)
  await sign()
  expect(sent).toEqual([])
  await anotherServer(server.tools)
  await sign()
  expect(sent).toEqual(['segno'])
})

test('a monitor that does not hear the sign stops nothing', async () => {
  const standing = openStanding(clock)
  const send = async () => Promise.reject(new Error('http://monitor.example/segreto'))
  const sign = signOfLife({ ...parts, signOfLife: send }, server.tools, standing)
  await expect(sign()).resolves.toBeUndefined()
})

test('boards read the hour of the service, what calls people before the rest, and a watch that is silent', () => {
  const standing = openStanding(clock)
  expect(toldOf(standing, clock)).toMatchObject({ stillSince: null, callsNobody: false })
  const since = machine().subtract({ seconds: 40 })
  const boards = toldOf(
    { ...standing, still: [{ part: 'sealer', since, callsNobody: false }] },
    clock,
  )
  expect(boards).toMatchObject({ callsNobody: false })
  const read = Temporal.Instant.from(boards.stillSince ?? '')
  expect(Math.round(read.until(clock.now()).total('seconds'))).toBe(40)
  const mail = toldOf({ ...standing, still: [{ part: 'mail', since, callsNobody: false }] }, clock)
  expect(mail).toMatchObject({ callsNobody: false, still: ['mail'] })
  expect(mail.stillSince).not.toBeNull()
  const both = [
    { part: 'sealer', since: machine(), callsNobody: false },
    { part: 'due', since, callsNobody: true },
  ] as const
  expect(toldOf({ ...standing, still: both }, clock)).toMatchObject({ callsNobody: true })
  const blind = openStanding({ machine: () => machine().subtract({ seconds: 31 }) })
  expect(toldOf(blind, clock)).toMatchObject({ callsNobody: true })
  expect(toldOf(blind, clock).stillSince).not.toBeNull()
})
