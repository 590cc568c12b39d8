import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generate } from 'otplib'
import { z } from 'zod'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { route } from '#platform/server/route.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { aTerritoryId, testTools } from '#platform/testing/tools.ts'
import { firstAdministratorLink } from './first-administrator.ts'
import { endGrant } from './grant-store.ts'
import { recordReading } from './reading-store.ts'
import {
  type FrontDoor,
  openFrontDoor,
  PASSWORD,
  type TestPerson,
  tokenOf,
} from './testing/front-door.ts'

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

/** The link in the last mail, read as the recipient does. */
async function lastLink(): Promise<string> {
  const row = await door.serving.db
    .selectFrom('platform.outbox')
    .select(['territory_id', 'sealed_payload'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const mail = door.serving.vault.open(row.territory_id, 'outbox', row.sealed_payload)
  return /http:\/\/localhost:3000(\/invito\/[\w-]+)/u.exec(mail)?.[1] ?? ''
}

const secretOn = (page: string) =>
  (/id="chiave">([^<]+)</u.exec(page)?.[1] ?? '').replaceAll(' ', '')

async function enrolmentFields(path: string, over: Record<string, string> = {}) {
  const secret = secretOn((await door.ask('GET', path)).body)
  const epoch = Math.floor(door.clock.now().epochMilliseconds / 1000)
  const code = await generate({ secret, epoch })
  return { password: PASSWORD, again: PASSWORD, code, ...over }
}

async function invited(email: string): Promise<{ id: string; path: string; who: string }> {
  const who = await door.session(north)
  const id = (await add(who, email)).json().id
  door.clock.advance({ seconds: 1 })
  expect((await door.ask('POST', `/api/staff/${id}/invitation`, { who })).statusCode).toBe(201)
  return { id, path: await lastLink(), who }
}

test('a person is added, invited by mail, enrols and works with the grant given', async () => {
  const { id, path, who } = await invited('lia@esempio.example')
  expect((await give(who, id, 'operator')).statusCode).toBe(201)
  const page = await door.ask('GET', path)
  expect(page.body).toContain('data:image/svg+xml;base64,')
  expect(page.body).toContain('Nuova Inventata')
  const done = await door.form(path, await enrolmentFields(path))
  expect(done.statusCode).toBe(303)
  const me = await door.ask('GET', '/api/session', { who: tokenOf(done) })
  expect(me.json().roles).toEqual(['operator'])
  expect((await door.ask('GET', path)).statusCode).toBe(410)
})

test('of two uses of one invitation at the same time one wins', async () => {
  const { path } = await invited('mira@esempio.example')
  const fields = await enrolmentFields(path)
  const replies = await Promise.all([1, 2, 3].map(() => door.form(path, fields)))
  expect(replies.map((reply) => reply.statusCode).sort()).toEqual([303, 410, 410])
})

test.each([
  ['a short password', { password: 'corta', again: 'corta' }, 'almeno 12 caratteri'],
  ['a plain password', { password: 'a'.repeat(30), again: 'a'.repeat(30) }, 'quattro parole'],
  ['two passwords', { again: 'un’altra password' }, 'sono diverse'],
  ['a wrong code', { code: '000000' }, 'non è quello dell&#39;app'],
])('an invitation with %s is explained and stays usable', async (_name, over, words) => {
  const { path } = await invited(`prova${Math.random()}@esempio.example`)
  const reply = await door.form(path, await enrolmentFields(path, over))
  expect(reply.statusCode).toBe(400)
  expect(reply.body).toContain(words)
  expect((await door.ask('GET', path)).statusCode).toBe(200)
})

test('an invitation ends after three days, with a newer one, and when it never was', async () => {
  const { path, id, who } = await invited('nora@esempio.example')
  door.clock.advance({ seconds: 1 })
  await door.ask('POST', `/api/staff/${id}/invitation`, { who })
  expect((await door.ask('GET', path)).statusCode).toBe(410)
  const newer = await lastLink()
  expect((await door.ask('GET', newer)).statusCode).toBe(200)
  door.clock.advance({ hours: 72 })
  expect((await door.ask('GET', newer)).statusCode).toBe(410)
  expect((await door.ask('GET', '/invito/inventato')).statusCode).toBe(410)
})

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

test('the first administrator comes by a link that serves once, and gives grants everywhere', async () => {
  const fresh = await openFrontDoor(new Map([[NORTH, 'Ambito Nord']]))
  const ask = fresh.ask
  const link = await firstAdministratorLink(fresh.serving, '')
  const newer = await firstAdministratorLink(fresh.serving, '')
  expect((await ask('GET', link ?? '')).statusCode).toBe(410)
  const page = await ask('GET', newer ?? '')
  const epoch = Math.floor(fresh.clock.now().epochMilliseconds / 1000)
  const code = await generate({ secret: secretOn(page.body), epoch })
  const fields = { name: 'Prima Inventata', email: 'prima@esempio.example', password: PASSWORD }
  const done = await fresh.form(newer ?? '', { ...fields, again: PASSWORD, code })
  expect(done.statusCode).toBe(303)
  expect(await firstAdministratorLink(fresh.serving, '')).toBeUndefined()
  const who = tokenOf(done)
  const body = { name: 'Seconda Inventata', email: 'due@esempio.example', territoryId: NORTH }
  const added = await ask('POST', '/api/staff', { who, body })
  expect(added.statusCode).toBe(201)
  const grant = { staffId: added.json().id, role: 'administrator', territoryId: NORTH }
  expect((await ask('POST', '/api/grants', { who, body: grant })).statusCode).toBe(201)
  const wide = { ...grant, role: 'operator', territoryId: INSTALLATION }
  expect((await ask('POST', '/api/grants', { who, body: wide })).json().code).toBe(
    'installation-administrators-only',
  )
  expect((await ask('GET', '/api/staff', { who })).json().territories).toHaveLength(2)
  await fresh.close()
})
