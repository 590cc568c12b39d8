import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessPorts } from '#contexts/access/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Session } from '#platform/server/access-ports.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import { LiveHub } from '#platform/server/live.ts'
import { liveViews } from './live.ts'
import { presenceRoute, presenceView } from './presence.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

type Server = { readonly origin: string; readonly stop: () => Promise<void> }

const log = pino({ level: 'silent' })
const sessions = new Map<string, Session>()
let room: TestRoom
/** How far the machines of both servers have gone on. */
let ahead = 0
let here: Server
let there: Server

/** A server of its own: its hub, its pool, its address. */
async function startServer(which: 'one' | 'two'): Promise<Server> {
  const own = room[which]
  const access = {
    ...accessPorts(own),
    authenticate: async (token: string) => sessions.get(token),
    recheck: async () =>
      new Map([...sessions.values()].map((session) => [session.actor.sessionId, session])),
  }
  const machine = () => Temporal.Now.instant().add({ seconds: ahead })
  const clock = { now: room.clock.now, machine }
  const tools = { ...own, clock, access, afterCommit: () => undefined }
  const serving = { ...tools, checkReplies: true }
  const hub = new LiveHub(serving, liveViews, log, undefined, presenceView)
  const http = { tools: serving, log, version: '0', publicOrigin: undefined }
  const app = await buildHttp(http, [presenceRoute], [])
  hub.register(app)
  await hub.start(room.database.appUrl)
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    async stop() {
      await hub.stop()
      await app.close()
    },
  }
}

beforeAll(async () => {
  room = await openRoom()
  here = await startServer('one')
  there = await startServer('two')
})

afterAll(async () => {
  await here.stop()
  await there.stop()
  await room.close()
})

type Seen = Readonly<Record<string, readonly { name: string; where: string | null }[]>>

/** A desk of this person: what it was last told, what it has ever been told, and how it says where it is. */
async function deskOf(actor: PersonActor, server: Server) {
  const token = crypto.randomUUID()
  const desk = crypto.randomUUID()
  sessions.set(token, { actor, locked: false })
  const headers = { cookie: `${SESSION_COOKIE}=${token}` }
  const reply = await fetch(`${server.origin}/api/live`, { headers })
  let said = ''
  const read = async () => {
    const chunks = reply.body?.pipeThrough(new TextDecoderStream()) as AsyncIterable<string>
    for await (const chunk of chunks) said += chunk
  }
  read().catch(() => undefined)
  await expect.poll(() => said).toContain('event: presence')
  const seen = (): Seen => {
    const told = [...said.matchAll(/^event: presence\ndata: (.*)\n$/gmu)].at(-1)?.[1] ?? '{}'
    return JSON.parse(told).files
  }
  const say = async (file: string, where: string | null = null, stays = true) =>
    (
      await fetch(`${server.origin}/api/interventions/${file}/presence`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ desk, where, stays }),
      })
    ).status
  return { seen, say, said: () => said }
}

const eventsOf = async (file: string): Promise<number> => {
  const rows = await room.one.db
    .selectFrom('platform.journal')
    .select('position')
    .where('intervention_id', '=', file)
    .execute()
  return rows.length
}

test('two colleagues on two servers see each other, and where one writes, and neither is on the log', async () => {
  const [anna, luca] = [await room.person('operator'), await room.person('social-worker')]
  const file = await room.open(anna)
  const [first, second] = [await deskOf(anna, here), await deskOf(luca, there)]
  const before = await eventsOf(file)
  expect(await first.say(file)).toBe(200)
  await expect
    .poll(() => second.seen()[file])
    .toEqual([{ id: anna.staffId, name: anna.name, where: null }])
  expect(await second.say(file, 'note')).toBe(200)
  await expect
    .poll(() => first.seen()[file]?.find((one) => one.name === luca.name)?.where)
    .toBe('note')
  await second.say(file, null, false)
  await expect.poll(() => first.seen()[file]?.map((one) => one.name)).toEqual([anna.name])
  expect(await eventsOf(file)).toBe(before)
})

test('who falls silent is forgotten by the time of the machine, whatever the clock of the service says', async () => {
  const [anna, luca] = [await room.person('operator'), await room.person('operator')]
  const file = await room.open(anna)
  const desk = await deskOf(anna, there)
  await (await deskOf(luca, here)).say(file)
  await expect.poll(() => desk.seen()[file]?.length).toBe(1)
  ahead += 39
  await desk.say(file)
  await expect.poll(() => desk.seen()[file]?.length).toBe(2)
  ahead += 2
  await expect
    .poll(() => desk.seen()[file]?.map((one) => one.name), { timeout: 5000 })
    .toEqual([anna.name])
})

test('of a protected file only who may read it is told who is there; others may not even say they are', async () => {
  const owner = await room.person('social-worker')
  const [chief, colleague] = [await room.person('coordinator'), await room.person('operator')]
  const outsider = await room.person('lead-municipality')
  const abroad = await room.person('coordinator', room.elsewhere)
  const file = await room.open(owner, { isProtected: true })
  const open = await room.open(owner)
  const blind = [
    await deskOf(colleague, there),
    await deskOf(outsider, here),
    await deskOf(abroad, here),
  ]
  const [mine, chiefs] = [await deskOf(owner, here), await deskOf(chief, there)]
  await mine.say(file, 'people.people')
  await expect.poll(() => chiefs.seen()[file]?.length).toBe(1)
  expect(await blind[0]?.say(file)).toBe(403)
  // One that all of the territory may read goes round after it: by then the other has passed them by.
  await chiefs.say(open)
  await expect.poll(() => blind[0]?.seen()[open]?.length).toBe(1)
  for (const desk of blind) expect(desk.said()).not.toContain(file)
  expect(blind[2]?.said()).not.toContain(open)
})
