import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '#platform/server/http.ts'
import { aTerritoryId } from '#platform/testing/tools.ts'
import {
  type FrontDoor,
  hiddenField,
  openFrontDoor,
  PASSWORD,
  type TestPerson,
  tokenOf,
} from './testing/front-door.ts'

const NORTH = aTerritoryId(1)
const SOUTH = aTerritoryId(2)
let door: FrontDoor
let anna: TestPerson

beforeAll(async () => {
  door = await openFrontDoor(
    new Map([
      [NORTH, 'Ambito Nord'],
      [SOUTH, 'Ambito Sud'],
    ]),
  )
  anna = await door.person([[NORTH, 'operator']])
})

afterAll(() => door.close())

const newPeer = () => `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`

async function passwordStep(email: string, password = PASSWORD, peer = newPeer(), next = '') {
  return await door.form('/accedi', { email, password, next }, { peer })
}

async function signIn(person: TestPerson, next = '') {
  door.clock.advance({ seconds: 60 })
  const first = await passwordStep(person.email, PASSWORD, newPeer(), next)
  const state = hiddenField(first.body, 'state')
  return await door.form('/accedi', { state, code: await door.code(person) }, { peer: newPeer() })
}

test('password and code open a session whose cookie is strict, and lead to the board', async () => {
  const reply = await signIn(anna)
  expect(reply.statusCode).toBe(303)
  expect(reply.headers.location).toBe('/sala')
  const cookie = [reply.headers['set-cookie']].flat()[0] ?? ''
  expect(cookie.startsWith(`${SESSION_COOKIE}=`)).toBe(true)
  for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/'])
    expect(cookie).toContain(part)
  const me = await door.ask('GET', '/api/session', { who: tokenOf(reply) })
  expect(me.json()).toMatchObject({
    name: anna.name,
    roles: ['operator'],
    desk: { id: NORTH, name: 'Ambito Nord' },
    locked: false,
  })
  expect(Buffer.from(me.json().draftKey, 'base64')).toHaveLength(32)
})

test('the database knows neither token, password, name nor address in the clear', async () => {
  const reply = await signIn(anna)
  const { rows } = await sql<{ row: string }>`select concat(n, s, c) as row from access.session n
    join access.staff s on s.id = n.staff_id join access.credential c on c.staff_id = s.id`.execute(
    door.serving.db,
  )
  const all = rows.map((one) => one.row).join()
  for (const secret of [tokenOf(reply), PASSWORD, anna.name, anna.email, anna.totpSecret])
    for (const text of [secret, Buffer.from(secret).toString('hex')])
      expect(all.includes(text)).toBe(false)
})

test.each([
  ['an unknown address', 'nessuno@esempio.example', PASSWORD],
  ['a wrong password', 'persona1@esempio.example', 'una password sbagliata'],
  ['an empty password', 'persona1@esempio.example', ''],
])('%s is answered with the same words', async (_name, email, password) => {
  const reply = await passwordStep(email, password)
  expect(reply.statusCode).toBe(401)
  expect(reply.body).toContain('Indirizzo o password non corretti')
  expect(reply.headers['set-cookie']).toBeUndefined()
})

test('a code serves once: replayed it is refused, and so is an earlier one', async () => {
  door.clock.advance({ seconds: 60 })
  const first = await passwordStep(anna.email)
  const state = hiddenField(first.body, 'state')
  const code = await door.code(anna)
  const peer = newPeer()
  expect((await door.form('/accedi', { state, code }, { peer })).statusCode).toBe(303)
  const again = await door.form('/accedi', { state, code }, { peer })
  expect(again.statusCode).toBe(401)
  expect(again.body).toContain('Codice non accettato')
})

test('the same code sent twice at once opens one session', async () => {
  door.clock.advance({ seconds: 60 })
  const state = hiddenField((await passwordStep(anna.email)).body, 'state')
  const code = await door.code(anna)
  const replies = await Promise.all(
    [1, 2, 3, 4].map(() => door.form('/accedi', { state, code }, { peer: newPeer() })),
  )
  expect(replies.map((reply) => reply.statusCode).toSorted((a, b) => a - b)).toEqual([
    303, 401, 401, 401,
  ])
})

test.each(['000000', '12345', 'abcdef', '', '1'.repeat(5000)])('code %j is wrong', async (code) => {
  const berta = await door.person([[NORTH, 'operator']])
  const state = hiddenField((await passwordStep(berta.email)).body, 'state')
  const reply = await door.form('/accedi', { state, code }, { peer: newPeer() })
  expect(reply.statusCode).toBe(401)
})

test('the state between the steps cannot be altered and lasts five minutes', async () => {
  const state = hiddenField((await passwordStep(anna.email)).body, 'state')
  const altered = `${state.slice(0, -4)}AAAA`
  for (const bad of [altered, '', 'x', '💥'])
    expect((await door.form('/accedi', { state: bad, code: '000000' })).body).toContain(
      'più di cinque minuti',
    )
  door.clock.advance({ minutes: 5 })
  const late = await door.form('/accedi', { state, code: await door.code(anna) })
  expect(late.statusCode).toBe(401)
})

test.each([
  ['/interventi/1?tab=note', '/interventi/1?tab=note'],
  ['//altrove.example', '/sala'],
  ['/\\altrove.example', '/sala'],
  ['https://altrove.example', '/sala'],
  ['/accedi', '/sala'],
  ['/a\r\nset-cookie: x', '/sala'],
])('after signing in, next=%j leads to %s', async (next, place) => {
  const carla = await door.person([[NORTH, 'operator']])
  expect((await signIn(carla, next)).headers.location).toBe(place)
})

describe('a session', () => {
  const statusOf = async (who: string) =>
    (await door.ask('GET', '/api/session', { who })).statusCode

  test('ends an hour after the last page, and at the end of the shift in any case', async () => {
    const who = await door.session(anna)
    door.clock.advance({ minutes: 59 })
    expect(await statusOf(who)).toBe(200)
    door.clock.advance({ minutes: 60 })
    expect(await statusOf(who)).toBe(401)
    const long = await door.session(anna)
    for (let half = 0; half < 25; half += 1) {
      door.clock.advance({ minutes: 30 })
      expect(await statusOf(long)).toBe(200)
    }
    door.clock.advance({ minutes: 30 })
    expect(await statusOf(long)).toBe(401)
  })

  test('an open board keeps it through a calm night', async () => {
    const who = await door.session(anna)
    const session = await door.serving.access.authenticate(who, door.clock.now())
    const id = session?.actor.sessionId
    if (!id) throw new Error('no session')
    for (let half = 0; half < 6; half += 1) {
      door.clock.advance({ minutes: 30 })
      expect((await door.serving.access.recheck([id], door.clock.now())).size).toBe(1)
    }
    expect(await statusOf(who)).toBe(200)
  })

  test('a locked desk answers only unlocking and signing out, without the key of the drafts', async () => {
    const who = await door.session(anna, NORTH)
    expect((await door.ask('POST', '/api/session/lock', { who })).statusCode).toBe(200)
    expect((await door.ask('GET', '/api/colleagues', { who })).statusCode).toBe(423)
    const me = await door.ask('GET', '/api/session', { who })
    expect(me.json()).toMatchObject({ locked: true, draftKey: null })
    const wrong = await door.ask('POST', '/api/session/unlock', { who, body: { password: 'no' } })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json()).toMatchObject({ code: 'wrong-password', facts: { attemptsLeft: 4 } })
    const body = { password: PASSWORD }
    expect((await door.ask('POST', '/api/session/unlock', { who, body })).statusCode).toBe(200)
    expect((await door.ask('GET', '/api/colleagues', { who })).statusCode).toBe(200)
  })

  test('five wrong passwords sign a locked desk out', async () => {
    const who = await door.session(anna)
    await door.ask('POST', '/api/session/lock', { who })
    const statuses = []
    for (let tries = 0; tries < 5; tries += 1)
      statuses.push(
        (await door.ask('POST', '/api/session/unlock', { who, body: { password: 'no' } }))
          .statusCode,
      )
    expect(statuses).toEqual([422, 422, 422, 422, 401])
    expect(await statusOf(who)).toBe(401)
  })

  test('signing out by page or by command ends it; a new sign-in ends the one before', async () => {
    const first = await door.session(anna)
    expect((await door.form('/esci', {}, { who: first })).headers.location).toBe('/accedi')
    expect(await statusOf(first)).toBe(401)
    const second = await door.session(anna)
    const gone = await door.ask('POST', '/api/session/sign-out', { who: second })
    expect(String(gone.headers['set-cookie'])).toContain('Max-Age=0')
    expect(await statusOf(second)).toBe(401)
    const third = await door.session(anna)
    door.clock.advance({ seconds: 60 })
    const state = hiddenField((await passwordStep(anna.email)).body, 'state')
    const code = await door.code(anna)
    await door.form('/accedi', { state, code }, { who: third, peer: newPeer() })
    expect(await statusOf(third)).toBe(401)
  })

  test("the desk moves only among the person's own territories", async () => {
    const both = await door.person([
      [NORTH, 'operator'],
      [SOUTH, 'coordinator'],
    ])
    const who = await door.session(both)
    const move = (territoryId: string | null) =>
      door.ask('POST', '/api/session/desk', { who, body: { territoryId } })
    expect((await move(SOUTH)).statusCode).toBe(200)
    const me = await door.ask('GET', '/api/session', { who })
    expect(me.json()).toMatchObject({ desk: { name: 'Ambito Sud' }, roles: ['coordinator'] })
    expect((await move(aTerritoryId(3))).statusCode).toBe(403)
    expect((await move(null)).statusCode).toBe(200)
  })
})

test('signing in, failing, locking, unlocking, leaving and denials are on the log', async () => {
  const types = new Set(await door.eventTypes())
  for (const type of [
    'SignedIn',
    'SignInFailed',
    'SignedOut',
    'DeskLocked',
    'DeskUnlocked',
    'DeskChosen',
    'StaffAdded',
    'GrantGiven',
    'AccessDenied',
  ])
    expect(types).toContain(type)
})
