import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '#platform/kernel/actor.ts'
import type { Tx } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/work.ts'
import { addressesOf, operationsOf } from './testing/operations.ts'
import { type Running, startRunning } from './testing/running.ts'

/** What must never be read of a secret facility. */
const SECRETS = ['Casasegreta', 'Viasegreta', '5550777456', '5550777457', 'segreta@esempio']

const EVERYBODY = {
  women: true,
  men: true,
  minorsWithParent: true,
  minorsAlone: true,
  pets: true,
  intoxicated: true,
  stepFree: true,
  care: true,
}

let running: Running
const people = new Map<string, { cookie: string; staffId: string }>()
let file = ''
let shelter = ''

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  people.set('owner', await running.person(here, 'social-worker'))
  for (const role of ROLES) people.set(role, await running.person(here, role))
  const added = await done('coordinator', 'POST', '/api/facilities', {
    name: 'Casasegreta',
    alias: 'Casa Onda',
    kind: 'mother-child',
    isSecret: true,
    admission: EVERYBODY,
    address: 'Viasegreta 9',
    phone: '+39065550777456',
    headPhone: '+39065550777457',
    email: 'segreta@esempio.example',
    rooms: [{ name: 'Stanza blu', beds: 3 }],
  })
  shelter = String(added['id'])
  file = await newFile()
}, 60_000)

afterAll(() => running.close())

async function send(who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  return await running.server.app.inject({
    method,
    url,
    headers: { cookie: people.get(who)?.cookie ?? '' },
    ...(payload ? { payload } : {}),
  })
}

async function done(who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const reply = await send(who, method, url, payload)
  expect(`${url} ${reply.statusCode} ${reply.statusCode < 300 ? '' : reply.payload}`).toMatch(
    / 20\d/u,
  )
  return reply.json<Record<string, unknown>>()
}

async function newFile(protection: readonly string[] = []): Promise<string> {
  const taken = await done('owner', 'POST', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: { placeText: 'Stazione', municipality: 'A323', protection },
    decision: { classKey: 'emergenza' },
  })
  const id = String(taken['interventionId'])
  await done('owner', 'PUT', `/api/interventions/${id}/places/need`, {
    people: [
      { sex: 'female', age: 34 },
      { sex: 'female', age: 7 },
      { sex: 'male', age: 3 },
    ],
    secret: true,
    words: { health: 'Nessuna malattia nota', language: 'Rumeno' },
  })
  return id
}

type Placement = {
  id: string
  state: string
  missing: string | null
  confirmedBy: string | null
  authorisation: string | null
  ratification: string
}

async function placementOf(id: string): Promise<Placement> {
  const view = await done('owner', 'GET', `/api/interventions/${id}/places`)
  const [first] = view['placements'] as Placement[]
  if (!first) throw new Error('no placement')
  return first
}

async function heldPlace(id: string): Promise<Placement> {
  await done('owner', 'POST', `/api/interventions/${id}/places/calls`, {
    facilityId: shelter,
    result: 'yes',
    name: 'Educatrice Inventata',
    role: 'educatrice',
  })
  return await placementOf(id)
}

/** The link of the newest mail, once it has left. */
async function newestLink(): Promise<string> {
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toMatch(/\/s\/[\w-]{43}/u)
  return [...running.mailed().matchAll(/\/s\/[\w-]{43}/gu)].at(-1)?.[0] ?? ''
}

async function page(url: string, form?: Record<string, string>) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: running.address,
    host: new URL(running.address).host,
  }
  return await running.server.app.inject(
    form
      ? { method: 'POST', url, headers, payload: new URLSearchParams(form).toString() }
      : { method: 'GET', url },
  )
}

/** Reads the tables of the territory. */
async function reading<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  const actor = { kind: 'system', name: 'system:test' } as const
  const { tools } = running.server
  return await inTransaction(
    tools,
    { actor, now: tools.clock.now(), read: [here], write: here },
    run,
  )
}

/** How many messages have left or wait to leave. */
const leaving = () =>
  reading(async (tx) => (await tx.selectFrom('platform.outbox').select('id').execute()).length)

describe('a place by telephone and in writing', () => {
  it('is held, waits for the ground of the minors, is confirmed by the link once, and is arrived at', async () => {
    const held = await heldPlace(file)
    expect(held).toMatchObject({ state: 'held', missing: 'title-missing' })
    const about = `/api/interventions/${file}/placements/${held.id}`
    const early = await send('owner', 'POST', `${about}/confirmation-link`)
    expect([early.statusCode, early.json().code]).toEqual([409, 'title-missing'])
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/confirmation-link`)
    const link = await newestLink()

    const shown = await page(link)
    expect(shown.statusCode).toBe(200)
    expect(shown.payload).toContain('donna, 34 anni')
    expect(shown.payload).toContain('Rumeno')
    expect((await placementOf(file)).state).toBe('held')

    const nobody = await page(link, { answer: 'yes', name: '', role: '' })
    expect(nobody.statusCode).toBe(400)
    const typed = { name: 'Responsabile <b>', role: 'responsabile' }
    expect((await page(link, { answer: 'yes', ...typed })).statusCode).toBe(200)
    expect(await placementOf(file)).toMatchObject({
      state: 'confirmed',
      confirmedBy: 'Responsabile <b>',
    })
    const again = await page(link, { answer: 'no', ...typed, reason: 'other' })
    expect(again.payload).toContain('Accoglienza confermata')
    expect((await placementOf(file)).state).toBe('confirmed')

    await done('owner', 'POST', `${about}/arrival`, {})
    expect((await placementOf(file)).state).toBe('arrived')
    await done('owner', 'POST', `${about}/ending`, { reason: 'moved-on' })
  }, 30_000)

  it('is taken back by the link with a reason, and the bed is free again', async () => {
    const other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/answer`, {})
    const held = await heldPlace(other)
    const about = `/api/interventions/${other}/placements/${held.id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    const before = await newestLink()
    await done('owner', 'POST', `${about}/confirmation-link`)
    await expect.poll(() => newestLink(), { timeout: 10_000 }).not.toBe(before)
    const link = await newestLink()
    const who = { name: 'Educatrice Inventata', role: 'educatrice' }
    expect((await page(link, { answer: 'no', ...who, reason: '' })).statusCode).toBe(400)
    expect((await page(link, { answer: 'no', ...who, reason: 'behaviour' })).statusCode).toBe(200)
    expect(await placementOf(other)).toMatchObject({ state: 'refused', noReason: 'behaviour' })
    const { row } = (await done('owner', 'GET', `/api/interventions/${other}`)) as {
      row: { state: string; owner: { id: string } }
    }
    expect([row.state, row.owner.id]).toEqual(['waiting', people.get('owner')?.staffId])
    expect((await heldPlace(other)).state).toBe('held')
  }, 30_000)

  it('an invented link says only that it does not hold', async () => {
    expect((await page(`/s/${'a'.repeat(43)}`)).statusCode).toBe(410)
  })

  it('nobody anywhere: the need without an answer is kept with its reasons', async () => {
    const other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/places/unmet`, {
      note: 'Restano in ufficio',
    })
    const view = await done('owner', 'GET', `/api/interventions/${other}/places`)
    expect(view['unmet']).toMatchObject([{ note: 'Restano in ufficio' }])
  })
})

describe('a secret facility', () => {
  it('is told to the social worker who owns the file and to the coordinator, each time on the log', async () => {
    const url = `/api/interventions/${file}/facilities/${shelter}/disclosure`
    for (const who of ['owner', 'coordinator'])
      expect(JSON.stringify(await done(who, 'POST', url))).toContain('Viasegreta')
    for (const who of ['operator', 'social-worker', 'crew', 'psychologist', 'lead-municipality'])
      expect((await send(who, 'POST', url)).statusCode, who).toBe(403)
    const view = await done('owner', 'GET', `/api/interventions/${file}`)
    const types = (view['timeline'] as { type: string }[]).map((one) => one.type)
    expect(types.filter((type) => type === 'PlaceDisclosed')).toHaveLength(2)
  })

  it.each([...ROLES, 'owner', 'nobody'])('is in no reply to %s, by alias alone', async (who) => {
    const leaks: string[] = []
    for (const operation of operationsOf(running.server.app)) {
      if (operation.method !== 'GET') continue
      for (const url of addressesOf(operation, [file, shelter])) {
        const { payload } = await send(who, 'GET', url)
        if (SECRETS.some((secret) => payload.includes(secret))) leaks.push(url)
      }
    }
    expect(leaks).toEqual([])
  })

  it('is in no line of the log and no text of a mail', () => {
    const texts = running.mailed().replaceAll('"to":"segreta@esempio.example"', '')
    for (const secret of SECRETS) {
      expect(running.logged()).not.toContain(secret)
      expect(texts).not.toContain(secret)
    }
  })
})

describe('a facility that becomes secret later', () => {
  const NAMES = ['Casa Luminosa', 'Via Chiara 4', '5550777999', 'luminosa@esempio']
  const open = {
    ...{ name: 'Casa Luminosa', kind: 'emergency-home', municipality: 'A323' },
    ...{ admission: EVERYBODY, address: 'Via Chiara 4', phone: '+39065550777999' },
    ...{ email: 'luminosa@esempio.example', rooms: [{ name: 'Stanza', beds: 9 }] },
  }
  let other = ''
  let house = ''

  beforeAll(async () => {
    house = String((await done('coordinator', 'POST', '/api/facilities', open))['id'])
    other = await newFile()
    await done('owner', 'POST', `/api/interventions/${other}/answer`, {})
    const said = { facilityId: house, name: 'Lidia Fantini', role: 'educatrice' }
    const calls = `/api/interventions/${other}/places/calls`
    await done('owner', 'POST', calls, { ...said, result: 'no', reason: 'rule' })
    await done('owner', 'POST', calls, { ...said, result: 'yes' })
    const { id } = await placementOf(other)
    const about = `/api/interventions/${other}/placements/${id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/confirmation`, {
      name: 'Lidia Fantini',
      role: 'educatrice',
    })
    const { facts: seen } = await done('owner', 'GET', `/api/interventions/${other}/read-back`)
    await done('owner', 'POST', `/api/interventions/${other}/read-back`, {
      seen,
      ...{ officer: 'Brigadiere Prova', comes: 'nobody', minutes: null, stays: 'nobody' },
      ...{
        meetingPoint: 'Davanti a Casa Luminosa',
        escorts: 'not-needed',
        acts: [],
        informs: 'us',
      },
      ...{ mail: false, release: false },
    })
    const edit = await done('coordinator', 'POST', `/api/facilities/${house}/opening`)
    const { id: _, ...whole } = edit
    const secret = { isSecret: true, alias: 'Casa Duna', municipality: 'A323' }
    await done('coordinator', 'PUT', `/api/facilities/${house}`, { ...whole, ...secret })
    await done('owner', 'POST', `/api/interventions/${other}/placements/${id}/arrival`, {})
  }, 30_000)

  it('is told on the timeline by its alias, also of what happened before', async () => {
    const { timeline } = (await done('owner', 'GET', `/api/interventions/${other}`)) as {
      timeline: { type: string; data: { facility?: string } }[]
    }
    const named = timeline.filter((one) => one.data.facility !== undefined)
    expect(named.map((one) => one.data.facility)).toEqual(named.map(() => 'Casa Duna'))
    expect(named.map((one) => one.type)).toEqual(
      expect.arrayContaining(['FacilityCalled', 'PlaceHeld', 'PlaceConfirmed', 'FacilityRenamed']),
    )
  })

  it.each([...ROLES, 'owner', 'nobody'])(
    'is in no reply to %s by what it was called',
    async (who) => {
      const leaks: string[] = []
      for (const operation of operationsOf(running.server.app)) {
        if (operation.method !== 'GET') continue
        for (const url of addressesOf(operation, [other, house])) {
          const { payload } = await send(who, 'GET', url)
          if (NAMES.some((name) => payload.includes(name))) leaks.push(url)
        }
      }
      expect(leaks).toEqual([])
    },
  )

  it('no event of a file ever held where a facility is', async () => {
    const rows = await reading(async (tx) => [
      ...(await tx.selectFrom('platform.event').selectAll().execute()),
      ...(await tx.selectFrom('places.placement').selectAll().execute()),
      ...(await tx.selectFrom('places.claim').selectAll().execute()),
      ...(await tx.selectFrom('places.call').selectAll().execute()),
    ])
    expect(rows.length).toBeGreaterThan(20)
    for (const place of ['Via Chiara 4', '5550777999', ...SECRETS])
      expect(JSON.stringify(rows)).not.toContain(place)
  })
})

describe('no place here', () => {
  const stepOf = async (id: string) => {
    const { row } = (await done('owner', 'GET', `/api/interventions/${id}`)) as {
      row: { nextStep: { key: string } }
    }
    return row.nextStep.key
  }

  it('the services nearby are rung, each answer is kept, and of a protected file nothing leaves by rule', async () => {
    const id = await newFile(['address-secret'])
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    const before = await leaving()
    await done('owner', 'POST', `/api/interventions/${id}/places/unmet`, { note: '' })
    const { neighbours } = (await done('owner', 'GET', `/api/interventions/${id}/places`)) as {
      neighbours: { services: { name: string; phone: string }[] }
    }
    expect(neighbours.services).toMatchObject([{ phone: '+390655503911' }])
    const ask = `/api/interventions/${id}/places/neighbours`
    expect((await send('owner', 'POST', ask, { result: 'not-asked' })).statusCode).toBe(400)
    await done('owner', 'POST', ask, {
      ...{ service: 'Distretto vicino', result: 'no', name: 'Collega Inventata' },
    })
    const after = await done('owner', 'GET', `/api/interventions/${id}/places`)
    expect(after['neighbours']).toMatchObject({
      calls: [{ service: 'Distretto vicino', result: 'no', name: 'Collega Inventata' }],
    })
    expect(await stepOf(id)).not.toBe('place-elsewhere')
    expect(await leaving()).toBe(before)
  }, 30_000)
})

describe('a secret facility in a municipality to avoid', () => {
  it('is excluded for its position to who may know where it is, and tells nobody else by its silence', async () => {
    const secret = (alias: string, municipality: string) =>
      done('coordinator', 'POST', '/api/facilities', {
        ...{ name: `Nome vero di ${alias}`, alias, isSecret: true, municipality },
        ...{ kind: 'mother-child', admission: EVERYBODY, address: 'Via Tale 1' },
        ...{ phone: '+39065550777333', rooms: [{ name: 'Stanza', beds: 9 }] },
      })
    await secret('Casa Vicina', 'A323')
    await secret('Casa Lontana', 'F880')
    const id = await newFile()
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    const people1 = [{ sex: 'female', age: 34 }]
    const need = { people: people1, secret: true, avoid: ['A323'] }
    await done('owner', 'PUT', `/api/interventions/${id}/places/need`, need)
    const said = async (who: string) => {
      const { candidates } = (await done(who, 'GET', `/api/interventions/${id}/places`)) as {
        candidates: { facility: { label: string }; exclusions: string[]; cautions: string[] }[]
      }
      const of = (label: string) => candidates.find((one) => one.facility.label === label)
      return ['Casa Vicina', 'Casa Lontana'].map((label) => [
        of(label)?.exclusions,
        of(label)?.cautions,
      ])
    }
    expect(await said('owner')).toEqual([
      [['location'], []],
      [[], []],
    ])
    for (const who of ['operator', 'social-worker', 'psychologist'])
      expect(await said(who), who).toEqual([
        [[], ['location']],
        [[], ['location']],
      ])
    await done('owner', 'POST', `/api/interventions/${id}/places/unmet`, { note: '' })
    const { unmet } = (await done('owner', 'GET', `/api/interventions/${id}/places`)) as {
      unmet: { reasons: string[] }[]
    }
    expect(unmet[0]?.reasons).not.toContain('location')
  })
})

describe('a place that nobody could authorise, where the lead municipality ratifies', () => {
  let hotel = ''

  async function placedIn(
    protection: readonly string[] = [],
  ): Promise<{ id: string; about: string }> {
    const id = await newFile(protection)
    await done('owner', 'POST', `/api/interventions/${id}/answer`, {})
    await done('owner', 'POST', `/api/interventions/${id}/places/calls`, {
      ...{ facilityId: hotel, result: 'yes', name: 'Portiere Inventato', role: 'portiere' },
    })
    const about = `/api/interventions/${id}/placements/${(await placementOf(id)).id}`
    await done('owner', 'POST', `${about}/title`, { title: 'parent-consent' })
    await done('owner', 'POST', `${about}/authorisation`, {
      ...{ mode: 'to-ratify', words: 'Nessuno risponde' },
    })
    await done('owner', 'POST', `${about}/arrival`, {})
    return { id, about }
  }

  beforeAll(async () => {
    const added = await done('coordinator', 'POST', '/api/facilities', {
      ...{ name: 'Albergo Inventato', kind: 'hotel', capacity: 'by-phone', hasAgreement: false },
      ...{ municipality: 'A323', admission: EVERYBODY, phone: '+39065550777111' },
    })
    hotel = String(added['id'])
  })

  const listed = async (who: string) => {
    const { rows } = (await done(who, 'GET', '/api/placements/to-ratify')) as {
      rows: { interventionId: string; can: { ratify: boolean } }[]
    }
    return rows
  }

  it('is on its list, with the reason, and only that role decides it', async () => {
    const { id, about } = await placedIn()
    const mine = (await listed('lead-municipality')).find((one) => one.interventionId === id)
    expect(mine).toMatchObject({ why: 'Nessuno risponde', can: { ratify: true } })
    expect((await listed('coordinator')).find((one) => one.interventionId === id)).toMatchObject({
      can: { ratify: false },
    })
    for (const who of ROLES.filter((one) => !['coordinator', 'lead-municipality'].includes(one)))
      expect((await send(who, 'GET', '/api/placements/to-ratify')).statusCode, who).toBe(403)
    const act = { decision: 'ratified', words: 'Determina n. 12 del 23/11/2026' }
    const refused = await send('coordinator', 'POST', `${about}/ratification`, act)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'ratified-by'])
    await done('lead-municipality', 'POST', `${about}/ratification`, act)
    expect(await placementOf(id)).toMatchObject({
      ...{ authorisation: 'ratified', ratification: act.words },
    })
    expect((await listed('lead-municipality')).map((one) => one.interventionId)).not.toContain(id)
  }, 30_000)

  it('of a protected file is never told there: its coordinator ratifies', async () => {
    const { id, about } = await placedIn(['address-secret'])
    expect((await listed('lead-municipality')).map((one) => one.interventionId)).not.toContain(id)
    const act = { decision: 'ratified', words: 'Determina riservata' }
    expect((await send('lead-municipality', 'POST', `${about}/ratification`, act)).statusCode).toBe(
      403,
    )
    await done('coordinator', 'POST', `${about}/ratification`, act)
  }, 30_000)
})
