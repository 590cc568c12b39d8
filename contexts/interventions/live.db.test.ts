import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessPorts } from '#contexts/access/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Session } from '#platform/server/access-ports.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import { LiveHub } from '#platform/server/live.ts'
import { sealOnce } from '#platform/server/sealer.ts'
import { answerIntervention } from './commands.ts'
import { liveViews } from './live.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

const SECRET = 'Via Segreta 7'
const log = pino({ level: 'silent' })
const sessions = new Map<string, Session>()
let room: TestRoom
let app: FastifyInstance
let hub: LiveHub
let origin = ''

beforeAll(async () => {
  room = await openRoom()
  const { one, clock, database } = room
  const access = {
    ...accessPorts(one),
    authenticate: async (token: string) => sessions.get(token),
    recheck: async () =>
      new Map([...sessions.values()].map((session) => [session.actor.sessionId, session])),
  }
  const tools = { ...one, clock, access, afterCommit: () => undefined, checkReplies: true }
  hub = new LiveHub(tools, liveViews, log)
  app = await buildHttp({ tools, log, version: '0', publicOrigin: undefined }, [], [])
  hub.register(app)
  await hub.start(database.appUrl)
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await hub.stop()
  await app.close()
  await room.close()
})

/** All that the stream has said to this person so far. */
async function listen(actor: PersonActor): Promise<() => string> {
  const token = crypto.randomUUID()
  sessions.set(token, { actor, locked: false })
  const reply = await fetch(`${origin}/api/live`, {
    headers: { cookie: `${SESSION_COOKIE}=${token}` },
  })
  let said = ''
  const read = async () => {
    const chunks = reply.body?.pipeThrough(new TextDecoderStream()) as AsyncIterable<string>
    for await (const chunk of chunks) said += chunk
  }
  read().catch(() => undefined)
  await expect.poll(() => said).toContain('event: hello')
  return () => said
}

test('of a protected file the words reach its owner alone, whoever of a class came first', async () => {
  const first = await room.person('operator')
  const second = await room.person('operator')
  const third = await room.person('operator')
  const heard = [await listen(first), await listen(second), await listen(third)] as const
  const reporter = await listen(await room.person('accredited-reporter'))
  const id = await room.open(first, { isProtected: true, placeLabel: SECRET })
  while ((await sealOnce(room.one.db)) > 0);
  for (const said of heard) await expect.poll(said, { timeout: 5000 }).toContain(id)
  expect(heard.map((said) => said().includes(SECRET))).toEqual([true, false, false])

  const before = heard[0]().length
  await room.as(third, (tx) => answerIntervention(tx, id))
  while ((await sealOnce(room.one.db)) > 0);
  for (const said of heard) await expect.poll(said, { timeout: 5000 }).toContain('"answeredBy":{')
  expect(heard[0]().slice(before)).not.toContain(SECRET)
  expect(heard[1]()).not.toContain(SECRET)
  expect(heard[2]()).toContain(SECRET)
  // A role that follows no list is not told that the file exists: two deliveries have passed it by now.
  expect(reporter()).not.toContain(id)
})
