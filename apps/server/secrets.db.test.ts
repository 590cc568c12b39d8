import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { addressesOf, type Operation, operationsOf } from './testing/operations.ts'
import { type Running, startRunning } from './testing/running.ts'

/** What must not leave the file of a protected woman, seeded through the real commands. */
const SECRETS = {
  name: 'Segretanome',
  phone: '5550777123',
  place: 'Viasegreta',
  point: '41.45678',
  placeCode: 'CODICESEGRETO1',
  happening: 'Fattosegreto',
  health: 'Salutesegreta',
  reporter: 'Segretoappuntato',
  note: 'Notasegreta',
  person: 'Personasegreta',
  observed: 'Vistosegreto',
  task: 'Compitosegreto',
  officer: 'Segretobrigadiere',
  draft: 'Bozzasegreta',
} as const
type Secret = keyof typeof SECRETS

/** Who may read the content of a protected file: its owner and the coordinator. A draft is its writer's alone. */
const MAY_READ: Readonly<Record<Secret, readonly string[]>> = {
  name: ['owner', 'coordinator'],
  phone: ['owner', 'coordinator'],
  place: ['owner', 'coordinator'],
  point: ['owner', 'coordinator'],
  placeCode: ['owner', 'coordinator'],
  happening: ['owner', 'coordinator'],
  health: ['owner', 'coordinator'],
  reporter: ['owner', 'coordinator'],
  note: ['owner', 'coordinator'],
  person: ['owner', 'coordinator'],
  observed: ['owner', 'coordinator'],
  task: ['owner', 'coordinator'],
  officer: ['owner', 'coordinator'],
  draft: ['owner'],
}

let running: Running
let here: TerritoryId
const people = new Map<string, { cookie: string; staffId: string }>()
const ids: string[] = []
let interventionId = ''

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-', 's3-'])
  const territory = (start: string): TerritoryId => {
    const found = [...running.territories].find(([key]) => key.startsWith(start))
    if (!found) throw new Error(start)
    return found[1]
  }
  here = territory('s1')
  people.set('owner', await running.person(here, 'operator'))
  for (const role of ROLES) people.set(role, await running.person(here, role))
  for (const role of ['operator', 'social-worker', 'coordinator'] as const satisfies Role[])
    people.set(`elsewhere ${role}`, await running.person(territory('s3'), role))
  await seed()
}, 60_000)

afterAll(() => running.close())

const cookieOf = (who: string): string => people.get(who)?.cookie ?? ''

async function send(who: string, method: 'POST' | 'PUT', url: string, payload: object) {
  const reply = await running.server.app.inject({
    method,
    url,
    payload,
    headers: { cookie: cookieOf(who) },
  })
  expect(`${url} ${reply.statusCode} ${reply.statusCode < 300 ? '' : reply.payload}`).toMatch(
    / 20\d/u,
  )
  return reply.json<Record<string, string>>()
}

async function seed(): Promise<void> {
  const taken = await send('owner', 'POST', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: {
      names: SECRETS.name,
      phone: '+390655507771',
      callBackNote: `chiedere di ${SECRETS.name} al ${SECRETS.phone}`,
      placeText: SECRETS.place,
      latitude: Number(SECRETS.point),
      longitude: 12.6283,
      placePrecision: 'by-hand',
      placeSource: 'map',
      placeCode: SECRETS.placeCode,
      municipality: 'A323',
      happening: SECRETS.happening,
      health: SECRETS.health,
      reporterName: SECRETS.reporter,
      category: 'police',
      involved: ['woman', 'children'],
      answers: { violence: 'yes', minorInvolved: 'yes' },
      protection: ['address-secret'],
    },
    decision: { classKey: 'emergenza' },
  })
  interventionId = String(taken['interventionId'])
  await send('owner', 'POST', `/api/interventions/${interventionId}/answer`, {})
  await send('owner', 'POST', `/api/interventions/${interventionId}/notes`, { text: SECRETS.note })
  await seedWork(`/api/interventions/${interventionId}`)
  const draftId = crypto.randomUUID()
  await send('owner', 'PUT', `/api/drafts/${draftId}`, {
    version: 0,
    startedAt: '2026-11-21T01:39:00Z',
    content: { happening: SECRETS.draft },
  })
  ids.push(...Object.values(taken).filter((value) => /^[0-9a-f-]{36}$/u.test(value)))
  ids.push(draftId, here, people.get('owner')?.staffId ?? '', crypto.randomUUID())
}

/** What is written while the file is worked: its people, what was seen, a task, what was told to who reported. */
async function seedWork(file: string): Promise<void> {
  const words = { name: SECRETS.person, health: SECRETS.person, note: '' }
  const known = { part: 'helped', tie: 'self', sex: 'female', age: 34, ageFrom: 'said' }
  const unknown = { isMinor: false, document: 'unknown', language: null, needs: [] }
  await send('owner', 'POST', `${file}/people`, { ...known, ...unknown, words })
  const observed = { kind: 'statement', text: SECRETS.observed, whose: SECRETS.observed }
  await send('owner', 'POST', `${file}/observations`, observed)
  const staffId = people.get('owner')?.staffId
  await send('owner', 'POST', `${file}/tasks`, { what: SECRETS.task, staffId, dueAt: null })
  const read = await running.server.app.inject({
    method: 'GET',
    url: `${file}/read-back`,
    headers: { cookie: cookieOf('owner') },
  })
  await send('owner', 'POST', `${file}/read-back`, {
    seen: read.json<{ facts: object }>().facts,
    officer: SECRETS.officer,
    kind: 'officer',
    comes: 'nobody',
    minutes: null,
    meetingPoint: '',
    stays: 'nobody',
    escorts: 'not-needed',
    acts: [],
    informs: 'not-due',
    mail: false,
    release: false,
  })
}

/** Values that a query may carry, so that a search cannot be asked around the rules. */
const QUERY: Readonly<Record<string, string>> = {
  phone: '+390655507771',
  id: 'a',
  at: '2026-11-21T01:40:00Z',
  municipality: 'A323',
  how: 'word',
  reporter: 'cc-anzio',
}

async function read(who: string, operation: Operation): Promise<string> {
  const texts: string[] = []
  for (const address of addressesOf(operation, ids)) {
    const query = new URLSearchParams(
      operation.query.flatMap((name) => {
        const value = name === 'territoryId' ? here : (QUERY[name] ?? SECRETS.name)
        return [[name, value]]
      }),
    )
    for (const url of [address, `${address}?${query}`]) {
      const reply = await running.server.app.inject({ url, headers: { cookie: cookieOf(who) } })
      expect(reply.statusCode, url).toBeLessThan(500)
      texts.push(reply.payload, JSON.stringify(reply.headers))
    }
  }
  return texts.join('\n')
}

/** What the live stream says to somebody, until its first heartbeat or rows have come and a note was written. */
async function listen(who: string): Promise<string> {
  const stop = new AbortController()
  const reply = await fetch(`${running.address}/api/live`, {
    headers: { cookie: cookieOf(who) },
    signal: stop.signal,
  })
  if (!reply.ok || !reply.body) return await reply.text()
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  await send('owner', 'POST', `/api/interventions/${interventionId}/notes`, { text: SECRETS.note })
  const quiet = setTimeout(() => stop.abort(), 1_500)
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      heard += value
      if (heard.includes(interventionId)) break
    }
  } catch {
    // Nothing more is said to this person.
  }
  clearTimeout(quiet)
  stop.abort()
  return heard
}

const found = (text: string): readonly Secret[] =>
  (Object.keys(SECRETS) as Secret[]).filter((key) => text.includes(SECRETS[key]))

const everybody = [
  'owner',
  ...ROLES,
  'elsewhere operator',
  'elsewhere social-worker',
  'elsewhere coordinator',
  'nobody',
]

describe('what was said of a protected woman', () => {
  it.each(everybody)(
    'is in no reply to %s beyond what the permission model allows',
    async (who) => {
      const leaks: string[] = []
      for (const operation of operationsOf(running.server.app)) {
        if (operation.method !== 'GET') continue
        for (const secret of found(await read(who, operation)))
          if (!MAY_READ[secret].includes(who)) leaks.push(`${secret} in ${operation.path}`)
      }
      expect(leaks).toEqual([])
    },
  )

  it('is read by its owner and by the coordinator: the scan does find what is there', async () => {
    for (const who of ['owner', 'coordinator']) {
      const texts: string[] = []
      for (const operation of operationsOf(running.server.app))
        if (operation.method === 'GET') texts.push(await read(who, operation))
      const all = (Object.keys(SECRETS) as Secret[]).filter((key) => MAY_READ[key].includes(who))
      expect(found(texts.join('\n')), who).toEqual(all)
    }
  })

  it.each(everybody)('is in no live message to %s', async (who) => {
    const leaks = found(await listen(who)).filter((secret) => !MAY_READ[secret].includes(who))
    expect(leaks).toEqual([])
  })

  it('is in no line of the log and in no message', () => {
    expect(running.logged().length).toBeGreaterThan(0)
    expect(found(running.logged())).toEqual([])
    expect(found(running.mailed())).toEqual([])
  })
})
