import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { route } from '#platform/server/route.ts'
import { inTransaction } from '#platform/server/work.ts'
import { aTerritoryId, testTools } from '#platform/testing/tools.ts'
import { endGrant } from './grant-store.ts'
import { recordReading } from './reading-store.ts'
import { type FrontDoor, openFrontDoor, type TestPerson } from './testing/front-door.ts'

const NORTH = aTerritoryId(1)
const SOUTH = aTerritoryId(2)
let door: FrontDoor
let north: TestPerson
let south: TestPerson

// A file as another room would show it: it asks for a permission and records the reading.
const showFile = route({
  id: 'test.showFile',
  method: 'GET',
  path: '/api/test/:id',
  summary: 'Mostra un intervento di prova',
  may: 'intervention.read',
  params: z.object({ id: z.uuid().transform((id) => id as InterventionId) }),
  reply: { 200: z.object({ id: z.string() }) },
  writes: async () => NORTH,
  about: ({ id }) => id,
  async run({ tx, params }) {
    await recordReading(tx, params.id)
    return { status: 200, body: { id: params.id } }
  },
})

beforeAll(async () => {
  const names: [TerritoryId, string][] = [
    [NORTH, 'Ambito Nord'],
    [SOUTH, 'Ambito Sud'],
  ]
  door = await openFrontDoor(new Map(names), [showFile])
  north = await door.person([[NORTH, 'administrator']])
  south = await door.person([[SOUTH, 'administrator']])
})

afterAll(() => door.close())

const add = async (who: string, email: string, territoryId: TerritoryId = NORTH) =>
  await door.ask('POST', '/api/staff', {
    who,
    body: { name: 'Nuova Inventata', email, territoryId },
  })

const give = async (who: string, staffId: string, role: string, territoryId: TerritoryId = NORTH) =>
  await door.ask('POST', '/api/grants', { who, body: { staffId, role, territoryId } })

const staffSeenBy = async (
  who: string,
): Promise<{ id: string; email: string; version: number }[]> =>
  (await door.ask('GET', '/api/staff', { who })).json().staff

describe('an administrator', () => {
  test('sees and changes only the people of their own territories', async () => {
    const who = await door.session(north)
    const other = await door.session(south)
    const mine = (await add(who, 'olga@esempio.example')).json().id
    expect((await staffSeenBy(who)).map((one) => one.id)).toContain(mine)
    expect((await staffSeenBy(other)).map((one) => one.id)).toEqual([south.id])
    const change = { version: 1, name: 'Cambiata Inventata' }
    const path = `/api/staff/${mine}`
    expect((await door.ask('PATCH', path, { who: other, body: change })).statusCode).toBe(403)
    expect((await door.ask('POST', `${path}/invitation`, { who: other })).statusCode).toBe(403)
    expect((await give(other, mine, 'operator', SOUTH)).statusCode).toBe(404)
    expect((await give(other, mine, 'operator', NORTH)).statusCode).toBe(403)
    expect((await door.ask('PATCH', path, { who, body: change })).statusCode).toBe(200)
    const late = await door.ask('PATCH', path, { who, body: change })
    expect(late.json()).toMatchObject({ status: 409, code: 'changed-meanwhile' })
  })

  test('is refused a known address, a double grant, a grant for themself, an unknown territory', async () => {
    const who = await door.session(north)
    const id = (await add(who, 'pia@esempio.example')).json().id
    expect((await add(who, 'PIA@esempio.example')).json().code).toBe('email-known')
    expect((await give(who, id, 'crew')).statusCode).toBe(201)
    expect((await give(who, id, 'crew')).json().code).toBe('grant-held')
    expect((await give(who, north.id, 'operator')).json().code).toBe('own-grant')
    expect((await add(who, 'q@esempio.example', aTerritoryId(9))).statusCode).toBe(404)
  })

  test.each([
    [{ name: 'x', email: 'a@b.example', territoryId: NORTH }, 'name'],
    [{ name: 'Inventata', email: 'non un indirizzo', territoryId: NORTH }, 'email'],
    [{ name: 'Inventata', email: 'a@b.example', territoryId: 'nord' }, 'territoryId'],
    [{ email: 'a@b.example', territoryId: NORTH }, 'name'],
  ])('gets the wrong field named: %j', async (body, path) => {
    const reply = await door.ask('POST', '/api/staff', { who: await door.session(north), body })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors[0].path).toBe(path)
  })

  test('sees no file: the role has no content', async () => {
    const reply = await door.ask('GET', `/api/test/${crypto.randomUUID()}`, {
      who: await door.session(north),
    })
    expect(reply.statusCode).toBe(403)
  })
})

test('nobody but an administrator, and nobody without a sign-in, comes to people and grants', async () => {
  const operator = await door.session(await door.person([[NORTH, 'operator']]))
  for (const [method, url] of [
    ['GET', '/api/staff'],
    ['GET', '/api/grants'],
  ] as const) {
    expect((await door.ask(method, url)).statusCode).toBe(401)
    expect((await door.ask(method, url, { who: operator })).statusCode).toBe(403)
    expect((await door.ask(method, url, { who: 'inventato' })).statusCode).toBe(401)
  }
  expect((await add(operator, 'r@esempio.example')).statusCode).toBe(403)
  expect((await door.ask('GET', '/api/colleagues', { who: operator })).statusCode).toBe(200)
})

test('an ended grant ends what it gave at the next request; deactivating ends the sign-in', async () => {
  const who = await door.session(north)
  const person = await door.person([[NORTH, 'operator']])
  const theirs = await door.session(person)
  const list = (await door.ask('GET', '/api/grants', { who })).json().grants
  const grant = list.find((one: { staffId: string }) => one.staffId === person.id)
  expect((await door.ask('DELETE', `/api/grants/${grant.id}`, { who })).statusCode).toBe(200)
  expect((await door.ask('DELETE', `/api/grants/${grant.id}`, { who })).statusCode).toBe(404)
  expect((await door.ask('GET', '/api/colleagues', { who: theirs })).statusCode).toBe(403)
  const body = { version: 1, isActive: false }
  await door.ask('PATCH', `/api/staff/${person.id}`, { who, body })
  expect((await door.ask('GET', '/api/session', { who: theirs })).statusCode).toBe(401)
})

test("two administrators who end each other's grant at once from two servers: one stays", async () => {
  const there = aTerritoryId(5)
  await door.person([[there, 'administrator']])
  await door.person([[there, 'administrator']])
  const rows = await door.serving.db
    .selectFrom('access.role_grant')
    .select('id')
    .where('territory_id', '=', there)
    .execute()
  const servers = [testTools(door.database.appUrl), testTools(door.database.appUrl)]
  const scope = {
    actor: { kind: 'system', name: 'system:test' } as const,
    now: door.clock.now(),
    read: [],
    write: there,
  }
  const results = await Promise.allSettled(
    servers.map((tools, index) =>
      inTransaction(tools, scope, (tx) => endGrant(tx, rows[index]?.id ?? '')),
    ),
  )
  await Promise.all(servers.map((tools) => tools.close()))
  const refused = results.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toBeInstanceOf(RefusalError)
  const left = await door.serving.db
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', there)
    .execute()
  expect(left).toHaveLength(1)
})

test('the last administrator can be neither ended nor deactivated', async () => {
  const who = await door.session(north)
  const list = (await door.ask('GET', '/api/grants', { who })).json().grants
  const own = list.find((one: { staffId: string }) => one.staffId === north.id)
  const ended = await door.ask('DELETE', `/api/grants/${own.id}`, { who })
  expect(ended.json()).toMatchObject({ status: 409, code: 'last-administrator' })
  const body = { version: 1, isActive: false }
  const off = await door.ask('PATCH', `/api/staff/${north.id}`, { who, body })
  expect(off.json().code).toBe('last-administrator')
})

test('a reading is on the log once in ten minutes for one session and file', async () => {
  const who = await door.session(await door.person([[NORTH, 'operator']]))
  const id = crypto.randomUUID()
  const readings = async () =>
    (await door.eventTypes()).filter((type) => type === 'FileRead').length
  const before = await readings()
  await Promise.all([1, 2, 3].map(() => door.ask('GET', `/api/test/${id}`, { who })))
  expect(await readings()).toBe(before + 1)
  door.clock.advance({ minutes: 9 })
  await door.ask('GET', `/api/test/${id}`, { who })
  expect(await readings()).toBe(before + 1)
  door.clock.advance({ minutes: 1 })
  await door.ask('GET', `/api/test/${id}`, { who })
  expect(await readings()).toBe(before + 2)
})
