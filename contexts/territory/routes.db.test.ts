import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { AccessPorts } from '#platform/server/access-ports.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, type TestTools, testTools } from '#platform/testing/tools.ts'
import { applyBoundaries, applyStreets } from './apply-where.ts'
import { routes } from './routes.ts'
import { readStreetFile } from './street-file.ts'
import { aConfiguration, openTerritory } from './testing/configuration.ts'

const clock = movableClock(instant('2026-11-22T02:00:00Z'))
const people: Record<string, { actor: PersonActor; locked: boolean }> = {}
let database: TestDatabase
let tools: TestTools
let app: FastifyInstance
let north: TerritoryId
let south: TerritoryId

// The permission sets are the room `access`'s; here only who may configure is told apart.
const access: AccessPorts = {
  authenticate: async (token) => people[token],
  recheck: async () => new Map(),
  authorize: (actor, action, facts) => {
    const grants = actor.kind === 'person' ? actor.grants : []
    const here = grants.filter((grant) => grant.territoryId === facts.territoryId)
    const fits = here.some((one) => action === 'territory.read' || one.role === 'administrator')
    return fits ? { allowed: true } : { allowed: false, reason: 'no-permission' }
  },
  recordRefusal: async () => undefined,
}

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  north = await openTerritory(tools, clock.now(), { key: 'nord', name: 'Nord' })
  south = await openTerritory(tools, clock.now(), { key: 'sud', name: 'Sud' })
  people['operatrice'] = { actor: aPerson([north], 'operator'), locked: false }
  people['amministratore'] = { actor: aPerson([north], 'administrator'), locked: false }
  app = await buildHttp(
    {
      tools: { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true },
      log: pino({ level: 'silent' }),
      version: '0',
      publicOrigin: undefined,
    },
    routes,
    [],
  )
})

afterAll(async () => {
  await app.close()
  await tools.close()
  await database.drop()
})

async function ask(who: string | undefined, method: 'GET' | 'PUT', url: string, body?: object) {
  const reply = await app.inject({
    method,
    url,
    cookies: who ? { [SESSION_COOKIE]: who } : {},
    headers: method === 'PUT' ? { 'idempotency-key': uuid7(clock.now(), tools.random) } : {},
    ...(body && { payload: body }),
  })
  return { status: reply.statusCode, body: reply.json() as Record<string, unknown> }
}

const inCharge = (query: string) => `/api/territories/${north}/in-charge?${query}`

test('without a sign-in nothing is answered', async () => {
  expect((await ask(undefined, 'GET', '/api/territories')).status).toBe(401)
  expect((await ask(undefined, 'GET', inCharge('foundIn=A944'))).status).toBe(401)
})

test('the list has the territories of the person', async () => {
  const { body } = await ask('operatrice', 'GET', '/api/territories')
  expect(body['territories']).toEqual([
    {
      id: north,
      key: 'nord',
      name: 'Nord',
      mode: 'closing-hours',
      access: 'police-only',
      version: 1,
    },
  ])
})

test('a territory of others is refused, whether it exists or not', async () => {
  expect((await ask('operatrice', 'GET', `/api/territories/${south}`)).status).toBe(403)
  const nowhere = uuid7(clock.now(), tools.random)
  expect((await ask('operatrice', 'GET', `/api/territories/${nowhere}`)).status).toBe(403)
})

test('the profile has classes and offices, and no listed number of a reporter', async () => {
  const reply = await ask('operatrice', 'GET', `/api/territories/${north}`)
  expect(reply.status).toBe(200)
  expect(JSON.stringify(reply.body)).not.toContain('+390655509301')
})

test('on a Sunday night the person on call answers, with a reason in Italian', async () => {
  const url = inCharge('at=2026-11-22T22:30:00%2B01:00&foundIn=A944&reporter=police&yes=violence')
  const { status, body } = await ask('operatrice', 'GET', url)
  expect(status).toBe(200)
  expect(body['who']).toMatchObject({ kind: 'on-call', phone: '+390655509001' })
  expect(body['until']).toBe('2026-11-23T07:00:00Z')
  expect(body['reasons']).toContainEqual({
    about: 'answer',
    code: 'services-closed',
    text: 'I servizi del Comune sono chiusi: risponde il pronto intervento.',
  })
})

test('without an instant the present one counts', async () => {
  const { body } = await ask('operatrice', 'GET', inCharge('foundIn=A944'))
  expect(body['at']).toBe('2026-11-22T02:00:00Z')
})

test.each(['foundIn=Bologna', 'at=ieri', 'reporter=vicino', 'yes=fame', 'colore=rosso'])(
  'a wrong question (%s) is answered with the field that is wrong',
  async (query) => {
    const { status, body } = await ask('operatrice', 'GET', inCharge(query))
    expect(status).toBe(400)
    expect(body['errors']).toHaveLength(1)
  },
)

test('settings are for who administers', async () => {
  const url = `/api/territories/${north}/settings`
  expect((await ask('operatrice', 'GET', url)).status).toBe(403)
  const change = { version: 1, changes: { languages: ['it', 'fr'] } }
  expect((await ask('operatrice', 'PUT', url, change)).status).toBe(403)
  expect((await ask('amministratore', 'GET', url)).status).toBe(200)
})

test('a change of settings is a new version; one of the same section from the old version is refused', async () => {
  const url = `/api/territories/${north}/settings`
  const first = await ask('amministratore', 'PUT', url, {
    version: 1,
    changes: { languages: ['it', 'ar'] },
  })
  expect([first.status, first.body['version']]).toEqual([200, 2])
  const clash = await ask('amministratore', 'PUT', url, {
    version: 1,
    changes: { languages: ['it', 'ro'] },
  })
  expect([clash.status, clash.body['code']]).toEqual([409, 'settings-changed-meanwhile'])
  expect(clash.body['facts']).toEqual({
    sections: 'languages',
    by: 'Prova Inventata',
    at: '2026-11-22T02:00:00Z',
  })
  const beside = await ask('amministratore', 'PUT', url, {
    version: 1,
    changes: { description: 'Descrizione cambiata da un altro schermo.' },
  })
  expect([beside.status, beside.body['version']]).toEqual([200, 3])
})

test('settings that would switch a guaranteed need off are refused, with the field and the reason', async () => {
  const { triage } = aConfiguration()
  const { status, body } = await ask(
    'amministratore',
    'PUT',
    `/api/territories/${north}/settings`,
    {
      version: 1,
      changes: { triage: { ...triage, otherwise: 'non-pertinente' } },
    },
  )
  expect(status).toBe(400)
  expect(body['errors']).toContainEqual({
    path: 'changes.triage.otherwise',
    code: 'guaranteed-need-not-pertinent',
    detail: 'Un bisogno sempre garantito diventerebbe non pertinente.',
  })
})

test('the waits of places and of the chase and the rules of the rota are changed there, each in its limits', async () => {
  const { places, chase, rota, switchboard } = aConfiguration()
  const url = `/api/territories/${north}/settings`
  const now = await ask('amministratore', 'GET', url)
  const version = now.body['version']
  const wrong = await ask('amministratore', 'PUT', url, {
    version,
    changes: { chase: { ...chase, callMinutes: 0 } },
  })
  expect(wrong.status).toBe(400)
  expect(wrong.body['errors']).toContainEqual(
    expect.objectContaining({ path: 'changes.chase.callMinutes' }),
  )
  const changes = {
    places: { ...places, holdMinutes: 60 },
    chase: { ...chase, callMinutes: 20 },
    rota: { ...rota, turnsPerMonth: null },
    switchboard: { ...switchboard, rings: true, ringSeconds: 30 },
  }
  const right = await ask('amministratore', 'PUT', url, { version, changes })
  expect(right.status).toBe(200)
  const profile = await ask('operatrice', 'GET', `/api/territories/${north}`)
  expect(profile.body).toMatchObject(changes)
})

test('the coverage of the day the clock goes back has twenty-five hours, each with somebody who answers', async () => {
  const url = `/api/territories/${north}/coverage?municipality=A944&day=2026-10-25`
  const { body } = await ask('operatrice', 'GET', url)
  expect(body['hours']).toHaveLength(25)
  expect(body['hours']).toContainEqual({
    at: '2026-10-25T00:00:00Z',
    who: { kind: 'on-call', label: 'Assistente sociale reperibile', phone: '+390655509001' },
    reasons: [
      'I servizi del Comune sono chiusi: risponde il pronto intervento.',
      'Vale l’orario della settimana.',
    ],
  })
})

test('municipalities are found by name, those of the territory marked', async () => {
  const url = `/api/municipalities?q=tor&territoryId=${north}`
  const { body } = await ask('operatrice', 'GET', url)
  expect(body['municipalities']).toEqual([
    {
      ...{ code: 'L219', name: 'Torino', province: 'TO', istat: '001272' },
      ...{ inTerritory: true, answers: null },
    },
  ])
  const { body: seen } = await ask(
    'operatrice',
    'GET',
    `/api/municipalities?q=tor&territoryId=${south}`,
  )
  const name = (await ask('operatrice', 'GET', `/api/territories/${north}`)).body['name']
  expect(seen['municipalities']).toMatchObject([{ inTerritory: false, answers: name }])
})

test('every operation of the room is described in OpenAPI', () => {
  const described = Object.keys(app.swagger().paths ?? {})
  expect(described).toEqual(
    expect.arrayContaining(routes.map((one) => one.path.replace(/:(\w+)/gu, '{$1}'))),
  )
})

test('streets are looked for without leaving a trace, by who works there, and hostile words are told in Italian', async () => {
  const file = readStreetFile('CODICE_COMUNE;ODONIMO\nA944;Via Cercata', new Map([['A944', '']]))
  if (!file.valid) throw new Error('not valid')
  await applyStreets(tools, file.places, clock.now())
  const search = (who: string, typed: unknown, territory: string = north) =>
    app.inject({
      method: 'POST',
      url: `/api/territories/${territory}/street-search`,
      headers: { cookie: `${SESSION_COOKIE}=${who}`, 'idempotency-key': crypto.randomUUID() },
      payload: { typed },
    })
  const kept = async () =>
    (await sql`select 1 from platform.idempotency`.execute(tools.db)).rows.length
  const before = await kept()
  const found = await search('operatrice', 'via cercata 5')
  expect(found.statusCode).toBe(200)
  expect(found.json()).toMatchObject({
    suggestions: [{ text: 'Via Cercata 5', municipality: 'A944', latitude: null, precision: null }],
  })
  expect((await search('operatrice', 'via cercata', south)).statusCode).toBe(403)
  for (const typed of ['a'.repeat(301), null, 7, ['via']]) {
    const refused = await search('operatrice', typed)
    expect(refused.statusCode).toBe(400)
  }
  expect((await search('operatrice', '\u0000%\ud800')).json()).toEqual({ suggestions: [] })
  expect(await kept()).toBe(before)
})

test('the map of a territory has its municipalities, with a boundary only where one was imported', async () => {
  const ring = [
    [11, 44],
    [12, 44],
    [12, 45],
    [11, 44],
  ] as [number, number][]
  const file = { source: 'prova', municipalities: { A944: [ring] } }
  await applyBoundaries(tools, file, clock.now())
  const reply = await app.inject({
    url: `/api/territories/${north}/map`,
    headers: { cookie: `${SESSION_COOKIE}=operatrice` },
  })
  expect(reply.json()).toMatchObject({
    source: 'prova',
    municipalities: [
      { code: 'A944', name: 'Bologna', latitude: 44.5, longitude: 11.3, rings: [ring] },
      { code: 'L219', rings: [] },
    ],
    landmarks: [],
  })
})
