import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aConfiguration } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { AccessPorts } from '#platform/server/access-ports.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import { planRoutes } from './public.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

const people: Record<string, PersonActor> = {}
let room: PagedRoom
let app: FastifyInstance

// Who may is the room `access`'s; here only that the word is asked, of the territory in the address.
const access: AccessPorts = {
  authenticate: async (token) => {
    const actor = people[token]
    return actor && { actor, locked: false }
  },
  recheck: async () => new Map(),
  authorize: (actor, action, facts) => {
    const grants = actor.kind === 'person' ? actor.grants : []
    const fits = grants.some(
      (one) => one.role === 'coordinator' && one.territoryId === facts.territoryId,
    )
    return fits && action === 'page.rehearse'
      ? { allowed: true }
      : { allowed: false, reason: 'no-permission' }
  },
  recordRefusal: async () => undefined,
}

beforeAll(async () => {
  room = await openPagedRoom()
  people['operatore'] = await room.person('operator')
  people['coordinatrice'] = await room.onCall('coordinator', 1)
  people['altrove'] = await room.person('coordinator', room.elsewhere)
  await room.onCall('social-worker', 1)
  app = await buildHttp(
    {
      tools: {
        ...room.one,
        clock: room.clock,
        access,
        afterCommit: () => undefined,
        checkReplies: true,
      },
      log: pino({ level: 'silent' }),
      version: '0',
      publicOrigin: undefined,
    },
    planRoutes(room.needs),
    [],
  )
})

afterAll(async () => {
  await app.close()
  await room.close()
})

async function ask(who: string, part: string, body?: object) {
  const reply = await app.inject({
    method: body ? 'POST' : 'GET',
    url: `/api/territories/${room.here}/plan/${part}`,
    cookies: { [SESSION_COOKIE]: who },
    headers: body ? { 'idempotency-key': uuid7(room.clock.now(), room.one.random) } : {},
    ...(body && { payload: body }),
  })
  return { status: reply.statusCode, text: reply.body, body: reply.json() as object }
}

// The room's clock stands at Sunday 22 November, 02:40 in Italy.
const TONIGHT = { classKey: 'emergenza', day: '2026-11-22', time: '03:00', answers: 'nobody' }

test('the plan in force is tried with whoever is on call then, and no number is told', async () => {
  const { status, body, text } = await ask('coordinatrice', 'rehearsal', TONIGHT)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    startsAt: '2026-11-22T02:00:00Z',
    band: -1,
    answeredBy: null,
    repeatMinutes: 10,
    steps: [
      { afterMinutes: 0, role: 'social-worker', calls: [{ channels: ['voice'], hasPhone: true }] },
      { afterMinutes: 10, role: 'coordinator', calls: [{ channels: ['voice'] }] },
      { afterMinutes: 20, role: 'coordinator' },
    ],
  })
  expect(text).not.toMatch(/\+39|@/u)
})

const { escalation, calendars } = aConfiguration()
const written = (role: 'coordinator' | 'crew', band: string) => ({
  calendars,
  timeBands: [{ key: 'notte', windows: ['22:00-06:00'] }],
  escalation: escalation.map((one) => ({
    ...one,
    bands: [
      {
        when: { kind: 'clock', band },
        steps: [{ role, afterMinutes: 0, channels: ['voice'], fallback: [] }],
        repeatMinutes: 4,
      },
    ],
  })),
})

test('a plan that is only written is tried as it is, and what is wrong in it is said at its place', async () => {
  const good = { ...TONIGHT, draft: written('coordinator', 'notte') }
  const tried = await ask('coordinatrice', 'rehearsal', good)
  expect(tried.body).toMatchObject({
    band: 0,
    repeatMinutes: 4,
    steps: [{ afterMinutes: 0 }, { afterMinutes: 4 }],
  })
  expect((await ask('coordinatrice', 'rehearsal', TONIGHT)).body).toMatchObject({ band: -1 })

  const wrong = { ...TONIGHT, draft: written('crew', 'sera') }
  const refused = await ask('coordinatrice', 'rehearsal', wrong)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('draft.escalation.0.bands.0.when.band')
  expect(refused.text).toContain('draft.escalation.0.bands.0.steps')
})

test('a class that calls nobody, and an hour that is none', async () => {
  const mild = { ...TONIGHT, classKey: 'non-pertinente' }
  expect((await ask('coordinatrice', 'rehearsal', mild)).body).toMatchObject({
    band: null,
    steps: [],
  })
  const late = { ...TONIGHT, time: '25:00' }
  expect((await ask('coordinatrice', 'rehearsal', late)).status).toBe(400)
})

test('the hours without anybody are those of the published rota, where no office answers', async () => {
  const { body } = await ask('coordinatrice', 'uncovered')
  const read = body as { wanted: string[]; roles: { role: string; hours: string[] }[] }
  const hoursOf = (role: string) => read.roles.find((one) => one.role === role)?.hours ?? []
  // On call until a day after 02:40; on Monday the offices answer from eight to two.
  expect(hoursOf('social-worker')[0]).toBe('2026-11-23T02:00:00Z')
  expect(hoursOf('crew')).toEqual(read.wanted)
  expect(read.wanted).toContain('2026-11-23T06:00:00Z')
  expect(read.wanted).not.toContain('2026-11-23T08:00:00Z')
})

test('what no provider carries is said, channel by channel', async () => {
  const { telephone } = room.needs
  const carried = async () =>
    ((await ask('coordinatrice', 'uncovered')).body as { byHand: string[] }).byHand
  expect(await carried()).toEqual([])
  Object.assign(room.needs, { telephone: telephone && { ...telephone, carries: ['sms'] } })
  expect(await carried()).toEqual(['voice'])
  Object.assign(room.needs, { telephone: undefined })
  expect(await carried()).toEqual(['voice', 'sms'])
  Object.assign(room.needs, { telephone })
})

test.each([
  ['who neither makes the rota nor writes the plans', 'operatore', 403],
  ['who works elsewhere, to whom this territory does not exist,', 'altrove', 404],
])('%s may not', async (_, who, status) => {
  expect((await ask(who, 'rehearsal', TONIGHT)).status).toBe(status)
  expect((await ask(who, 'uncovered')).status).toBe(status)
})
