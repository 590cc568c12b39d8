import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import type { AccessPorts, Session } from './access-ports.ts'
import { buildHttp, SESSION_COOKIE } from './http.ts'
import { LiveHub, type LiveView } from './live.ts'
import { append } from './log.ts'
import { sealOnce } from './sealer.ts'

const NORTH = aTerritoryId(1)
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
const log = pino({ level: 'silent' })
const actor = aPerson([NORTH])
const session: Session = { actor, locked: false }
const access: AccessPorts = {
  authenticate: async () => session,
  recheck: async (ids) => new Map(ids.map((id) => [id, session])),
  authorize: () => ({ allowed: true }),
  recordRefusal: async () => undefined,
}
/** A list with rows of a megabyte: what a reader leaves behind in hours, in a few messages. */
const view: LiveView = {
  topic: 'board',
  rows: async (_tx, _actor, ids) => ids.map((id) => ({ id, text: 'x'.repeat(1024 * 1024) })),
}
let database: TestDatabase
let tools: TestTools
let app: FastifyInstance
let hub: LiveHub

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  const serving = { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true }
  hub = new LiveHub(serving, [view], log)
  app = await buildHttp({ tools: serving, log, version: '0', publicOrigin: undefined }, [], [])
  hub.register(app)
  await hub.start(database.appUrl)
  await app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await hub.stop()
  await app.close()
  await tools.close()
  await database.drop()
})

/** A reader of the stream that counts what arrives; `pause` leaves it all in the buffers. */
function open() {
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const reader = { socket, bytes: 0, isOpen: true }
  socket.on('data', (chunk) => {
    reader.bytes += chunk.length
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    reader.isOpen = false
  })
  socket.write(
    `GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${SESSION_COOKIE}=prova\r\n\r\n`,
  )
  return reader
}

async function write() {
  const id = crypto.randomUUID()
  await as(tools, clock, actor, NORTH, (tx) =>
    append(tx, {
      room: 'interventions',
      aggregateId: id,
      version: 1,
      interventionId: id as InterventionId,
      at: clock.now(),
      event: { type: 'NoteAdded', data: {} },
    }),
  )
  while ((await sealOnce(tools.db)) > 0);
}

test('a board that does not read is let go; who reads goes on and it may come back', async () => {
  const [slow, steady] = [open(), open()]
  await expect.poll(() => hub.size).toBe(2)
  slow.socket.pause()
  let written = 0
  // The system's own buffers take some megabytes before those of the process grow.
  while (hub.size === 2 && written < 40) {
    const before = steady.bytes
    await write()
    written += 1
    await expect.poll(() => steady.bytes - before, { timeout: 5000 }).toBeGreaterThan(1024 * 1024)
  }
  expect(hub.size).toBe(1)
  expect(steady.isOpen).toBe(true)
  slow.socket.resume()
  await expect.poll(() => slow.isOpen, { timeout: 5000 }).toBe(false)
  const again = open()
  await expect.poll(() => hub.size, { timeout: 5000 }).toBe(2)
  for (const reader of [steady, again]) reader.socket.destroy()
  await expect.poll(() => hub.size, { timeout: 5000 }).toBe(0)
}, 60_000)
