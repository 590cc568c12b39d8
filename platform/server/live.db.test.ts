import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, SessionId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import type { AccessPorts, Session } from './access-ports.ts'
import type { Tx } from './db.ts'
import { buildHttp, SESSION_COOKIE } from './http.ts'
import { LiveHub, type LiveView } from './live.ts'
import { append } from './log.ts'
import { sealOnce } from './sealer.ts'

const TERRITORIES = [aTerritoryId(1), aTerritoryId(2), aTerritoryId(3)] as const
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
const log = pino({ level: 'silent' })
const sessions = new Map<string, Session>()
let database: TestDatabase
let tools: TestTools
let app: FastifyInstance
let hub: LiveHub
let origin = ''

const access: AccessPorts = {
  authenticate: async (token) => sessions.get(token),
  recheck: async (ids) => {
    const found = [...sessions.values()].filter((one) => ids.includes(one.actor.sessionId))
    return new Map(found.map((one) => [one.actor.sessionId, one]))
  },
  authorize: () => ({ allowed: true }),
  recordRefusal: async () => undefined,
}

type Row = { id: string; text: string }

/** A list for the test: the newest note of each file; files whose newest note is `via` are not on it. */
async function list(tx: Tx, ids?: readonly string[]): Promise<Row[]> {
  const rows = await tx
    .selectFrom('platform.event')
    .select(['intervention_id', 'data', 'version'])
    .where('intervention_id', 'is not', null)
    .$if(ids !== undefined, (q) => q.where('intervention_id', 'in', [...(ids ?? [])]))
    .distinctOn('intervention_id')
    .orderBy('intervention_id')
    .orderBy('version', 'desc')
    .execute()
  return rows
    .map((row) => ({ id: row.intervention_id ?? '', text: (row.data as { text: string }).text }))
    .filter((row) => row.text !== 'via')
}

const view: LiveView = { topic: 'board', rows: (tx, _actor, ids) => list(tx, ids) }

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  const serving = { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true }
  hub = new LiveHub(serving, [view], log)
  app = await buildHttp({ tools: serving, log, version: '0', publicOrigin: undefined }, [], [])
  hub.register(app)
  await hub.start(database.appUrl)
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await hub.stop()
  await app.close()
  await tools.close()
  await database.drop()
})

function signIn(territories: readonly TerritoryId[]): { token: string; actor: PersonActor } {
  const actor = aPerson(territories)
  const token = crypto.randomUUID()
  sessions.set(token, { actor, locked: false })
  return { token, actor }
}

async function write(territory: TerritoryId, id: string, version: number, text: string, room = '') {
  await as(tools, clock, aPerson([territory]), territory, (tx) =>
    append(tx, {
      room: room || 'interventions',
      aggregateId: room === '' ? id : crypto.randomUUID(),
      version: room === '' ? version : 1,
      interventionId: id as InterventionId,
      at: clock.now(),
      event: { type: 'NoteAdded', data: { text } },
    }),
  )
  while ((await sealOnce(tools.db)) > 0);
}

/** A board as a browser keeps it: rows by id, moved by messages, with the position it has reached. */
class Board {
  readonly rows = new Map<string, string>()
  position = 0
  resets = 0
  closedFor: string | undefined
  #abort = new AbortController()
  #done: Promise<void> = Promise.resolve()
  readonly #token: string
  constructor(token: string) {
    this.#token = token
  }

  async connect(from?: number): Promise<void> {
    this.#abort = new AbortController()
    const reply = await fetch(`${origin}/api/live`, {
      headers: {
        cookie: `${SESSION_COOKIE}=${this.#token}`,
        ...(from === undefined ? {} : { 'last-event-id': String(from) }),
      },
      signal: this.#abort.signal,
    })
    this.#done = this.#read(reply.body as ReadableStream<Uint8Array>)
  }

  async cut(): Promise<void> {
    this.#abort.abort()
    await this.#done
  }

  /** Waits until the stream has carried what was sealed up to `position`. */
  async reached(position: number): Promise<void> {
    await expect.poll(() => this.position, { timeout: 5000 }).toBeGreaterThanOrEqual(position)
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream() as never)) {
        text += chunk as string
        const parts = text.split('\n\n')
        text = parts.pop() ?? ''
        for (const part of parts) this.#take(part)
      }
    } catch {
      // The cut that the test made.
    }
  }

  #take(message: string): void {
    const event = /^event: (.*)$/mu.exec(message)?.[1]
    const data = JSON.parse(/^data: (.*)$/mu.exec(message)?.[1] ?? '{}')
    if (event === 'hello') this.position = Math.max(this.position, 0)
    if (event === 'reset') {
      this.resets += 1
      this.position = data.position
    }
    if (event === 'closed') this.closedFor = data.reason
    if (event !== 'board') return
    for (const row of data.upserts as Row[]) this.rows.set(row.id, row.text)
    for (const id of data.gone as string[]) this.rows.delete(id)
    this.position = data.position
  }
}

async function newest(): Promise<number> {
  const row = await tools.db
    .selectFrom('platform.journal')
    .select((e) => e.fn.max('position').as('position'))
    .executeTakeFirstOrThrow()
  return Number(row.position)
}

const Step = fc.record({
  territory: fc.integer({ min: 0, max: 2 }),
  file: fc.integer({ min: 0, max: 4 }),
  text: fc.constantFrom('a', 'b', 'c', 'via'),
  cut: fc.boolean(),
})

test('a stream that is cut shows in the end what an uncut one shows, and what the list shows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([0, 1, 2], { minLength: 1 }),
      fc.array(Step, { minLength: 3, maxLength: 12 }),
      async (sees, steps) => {
        const { token, actor } = signIn(sees.map((n) => TERRITORIES[n] ?? TERRITORIES[0]))
        const [steady, shaky] = [new Board(token), new Board(token)]
        const start = await newest()
        const before = await as(tools, clock, actor, null, (tx) => list(tx))
        for (const board of [steady, shaky]) {
          for (const row of before) board.rows.set(row.id, row.text)
          board.position = start
          await board.connect(start)
        }
        const files = Array.from({ length: 15 }, () => crypto.randomUUID())
        const versions = new Map<string, number>()
        for (const step of steps) {
          const id = files[step.territory * 5 + step.file] ?? ''
          const version = (versions.get(id) ?? 0) + 1
          versions.set(id, version)
          if (step.cut) await shaky.cut()
          await write(TERRITORIES[step.territory] ?? TERRITORIES[0], id, version, step.text)
          if (step.cut) await shaky.connect(shaky.position)
        }
        // One entry that everybody sees closes the round, so that "reached" means "has seen all before it".
        const last = crypto.randomUUID()
        await write(TERRITORIES[sees[0] ?? 0] ?? TERRITORIES[0], last, 1, 'fine')
        const end = await newest()
        await Promise.all([steady.reached(end), shaky.reached(end)])
        const truth = await as(tools, clock, actor, null, (tx) => list(tx))
        const expected = Object.fromEntries(truth.map((row) => [row.id, row.text]))
        expect(Object.fromEntries(steady.rows)).toEqual(expected)
        expect(Object.fromEntries(shaky.rows)).toEqual(expected)
        await Promise.all([steady.cut(), shaky.cut()])
      },
    ),
    { numRuns: 15 },
  )
})

test('a board that missed more than a thousand positions is told to read anew', async () => {
  const { token } = signIn([TERRITORIES[0]])
  await tools.db.transaction().execute(async (tx) => {
    const last = await newest()
    const link = Buffer.alloc(32)
    const rows = Array.from({ length: 1001 }, (_, n) => ({
      position: last + n + 1,
      territory_id: TERRITORIES[1],
      event_id: crypto.randomUUID(),
      intervention_id: null,
      room: 'prova',
      type: 'Filler',
      content_hash: link,
      link,
    }))
    await tx.insertInto('platform.journal').values(rows).execute()
  })
  const end = await newest()
  hub.advance()
  const board = new Board(token)
  await board.connect(end - 1001)
  await expect.poll(() => board.resets, { timeout: 5000 }).toBe(1)
  await board.cut()
})

test('that somebody read a file, or was refused it, is told to no board: it would only be read and refused again', async () => {
  const { token } = signIn([TERRITORIES[0]])
  const board = new Board(token)
  await board.connect()
  await expect.poll(() => hub.size).toBeGreaterThan(0)
  const [refused, noted] = [crypto.randomUUID(), crypto.randomUUID()]
  await write(TERRITORIES[0], refused, 9, 'negato', 'access')
  await write(TERRITORIES[0], noted, 1, 'scritto')
  await board.reached(await newest())
  expect(board.rows.get(noted)).toBe('scritto')
  expect(board.rows.has(refused)).toBe(false)
  await board.cut()
})

test('locking the desk closes the stream', async () => {
  const { token, actor } = signIn([TERRITORIES[0]])
  const board = new Board(token)
  await board.connect()
  await expect.poll(() => hub.size).toBeGreaterThan(0)
  sessions.set(token, { actor, locked: true })
  await as(tools, clock, actor, TERRITORIES[0], (tx) =>
    append(tx, {
      room: 'access',
      aggregateId: actor.sessionId satisfies SessionId,
      version: 1,
      at: clock.now(),
      event: { type: 'DeskLocked', data: {} },
    }),
  )
  while ((await sealOnce(tools.db)) > 0);
  await expect.poll(() => board.closedFor, { timeout: 5000 }).toBe('locked')
})

test('a board that leaves is forgotten, also while it is told what it missed', async () => {
  const before = hub.size
  const { token } = signIn([TERRITORIES[0]])
  for (const from of [undefined, (await newest()) - 500]) {
    for (let times = 0; times < 5; times += 1) {
      const board = new Board(token)
      await board.connect(from)
      await board.cut()
    }
  }
  await write(TERRITORIES[1], crypto.randomUUID(), 1, 'a')
  hub.advance()
  await expect.poll(() => hub.size, { timeout: 5000 }).toBe(before)
})

test('nobody who is not signed in gets a stream', async () => {
  expect((await fetch(`${origin}/api/live`)).status).toBe(401)
})
