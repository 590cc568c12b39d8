import { generate } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { INSTALLATION } from '#platform/server/work.ts'
import { aTerritoryId } from '#platform/testing/tools.ts'
import { firstAdministratorLink } from './first-administrator.ts'
import { enrolmentFields, lastLink, secretOn } from './testing/enrolment.ts'
import {
  type FrontDoor,
  openFrontDoor,
  PASSWORD,
  type TestPerson,
  tokenOf,
} from './testing/front-door.ts'

const NORTH = aTerritoryId(1)
let door: FrontDoor
let north: TestPerson

beforeAll(async () => {
  door = await openFrontDoor(new Map([[NORTH, 'Ambito Nord']]))
  north = await door.person([[NORTH, 'administrator']])
})

afterAll(() => door.close())

async function invited(email: string): Promise<{ id: string; path: string; who: string }> {
  const who = await door.session(north)
  const id = (
    await door.ask('POST', '/api/staff', {
      who,
      body: { name: 'Nuova Inventata', email, territoryId: NORTH },
    })
  ).json().id
  door.clock.advance({ seconds: 1 })
  expect((await door.ask('POST', `/api/staff/${id}/invitation`, { who })).statusCode).toBe(201)
  return { id, path: await lastLink(door), who }
}

test('a person is added, invited by mail, enrols and works with the grant given', async () => {
  const { id, path, who } = await invited('lia@esempio.example')
  expect(
    (
      await door.ask('POST', '/api/grants', {
        who,
        body: { staffId: id, role: 'operator', territoryId: NORTH },
      })
    ).statusCode,
  ).toBe(201)
  const page = await door.ask('GET', path)
  expect(page.body).toContain('data:image/svg+xml;base64,')
  expect(page.body).toContain('Nuova Inventata')
  const done = await door.form(path, await enrolmentFields(door, path))
  expect(done.statusCode).toBe(303)
  const me = await door.ask('GET', '/api/session', { who: tokenOf(done) })
  expect(me.json().roles).toEqual(['operator'])
  expect((await door.ask('GET', path)).statusCode).toBe(410)
})

test('of two uses of one invitation at the same time one wins', async () => {
  const { path } = await invited('mira@esempio.example')
  const fields = await enrolmentFields(door, path)
  const replies = await Promise.all([1, 2, 3].map(() => door.form(path, fields)))
  expect(replies.map((reply) => reply.statusCode).toSorted((a, b) => a - b)).toEqual([
    303, 410, 410,
  ])
})

test.each([
  ['a short password', { password: 'corta', again: 'corta' }, 'almeno 12 caratteri'],
  ['a plain password', { password: 'a'.repeat(30), again: 'a'.repeat(30) }, 'quattro parole'],
  ['two passwords', { again: 'un’altra password' }, 'sono diverse'],
  ['a wrong code', { code: '000000' }, 'non è quello dell’app'],
])('an invitation with %s is explained and stays usable', async (_name, over, words) => {
  const { path } = await invited(`prova${Math.random()}@esempio.example`)
  const reply = await door.form(path, await enrolmentFields(door, path, over))
  expect(reply.statusCode).toBe(400)
  expect(reply.body).toContain(words)
  expect((await door.ask('GET', path)).statusCode).toBe(200)
})

test('an invitation ends after three days, with a newer one, and when it never was', async () => {
  const { path, id, who } = await invited('nora@esempio.example')
  door.clock.advance({ seconds: 1 })
  await door.ask('POST', `/api/staff/${id}/invitation`, { who })
  expect((await door.ask('GET', path)).statusCode).toBe(410)
  const newer = await lastLink(door)
  expect((await door.ask('GET', newer)).statusCode).toBe(200)
  door.clock.advance({ hours: 72 })
  expect((await door.ask('GET', newer)).statusCode).toBe(410)
  expect((await door.ask('GET', '/invito/inventato')).statusCode).toBe(410)
})

test('a link for the first administrator that two servers made ends with the first who uses one', async () => {
  const fresh = await openFrontDoor(new Map([[NORTH, 'Ambito Nord']]))
  // Two servers that start together see no link of the other, so both are good: the older is made so again.
  const links = [
    (await firstAdministratorLink(fresh.serving, '')) ?? '',
    (await firstAdministratorLink(fresh.serving, '')) ?? '',
  ]
  await fresh.serving.db
    .updateTable('access.invitation')
    .set({ expires_at: fresh.clock.now().add({ hours: 24 }) })
    .execute()
  const statuses = []
  for (const [index, link] of links.entries()) {
    const page = await fresh.ask('GET', link)
    if (page.statusCode === 200) {
      const epoch = Math.floor(fresh.clock.now().epochMilliseconds / 1000)
      const code = await generate({ secret: secretOn(page.body), epoch })
      const email = `prima${index}@esempio.example`
      const fields = { name: 'Prima Inventata', email, password: PASSWORD, again: PASSWORD, code }
      statuses.push((await fresh.form(link, fields)).statusCode)
    } else statuses.push(page.statusCode)
  }
  expect(statuses).toEqual([303, 410])
  await fresh.close()
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
