import { expect } from 'vitest'
import { ROLES } from '#platform/kernel/actor.ts'
import type { Tx } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './running.ts'

/** What must never be read of a secret facility. */
export const SECRETS = ['Casasegreta', 'Viasegreta', '5550777456', '5550777457', 'segreta@esempio']

/** A facility that admits everybody. */
export const EVERYBODY = {
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
let shelter = ''

/** The product with one territory, a person of every role, an owner, and a secret facility; with a file of the owner. */
export async function openDesk(): Promise<{ running: Running; file: string; shelter: string }> {
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
  return { running, file: await newFile(), shelter }
}

/** Who was signed in. */
export const staffIdOf = (who: string): string | undefined => people.get(who)?.staffId

/** A request as somebody of the desk. */
export async function send(
  who: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) {
  return await running.server.app.inject({
    method,
    url,
    headers: { cookie: people.get(who)?.cookie ?? '' },
    ...(payload ? { payload } : {}),
  })
}

/** The same, which must succeed. */
export async function done(
  who: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) {
  const reply = await send(who, method, url, payload)
  expect(`${url} ${reply.statusCode} ${reply.statusCode < 300 ? '' : reply.payload}`).toMatch(
    / 20\d/u,
  )
  return reply.json<Record<string, unknown>>()
}

/** A file of the owner with a mother and two children. */
export async function newFile(protection: readonly string[] = []): Promise<string> {
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

/** The newest placement of a file. */
export async function placementOf(id: string): Promise<Placement> {
  const view = await done('owner', 'GET', `/api/interventions/${id}/places`)
  const [first] = view['placements'] as Placement[]
  if (!first) throw new Error('no placement')
  return first
}

/** The secret facility says yes for a file. */
export async function heldPlace(id: string): Promise<Placement> {
  await done('owner', 'POST', `/api/interventions/${id}/places/calls`, {
    facilityId: shelter,
    result: 'yes',
    name: 'Educatrice Inventata',
    role: 'educatrice',
  })
  return await placementOf(id)
}

/** The link of the newest mail, once it has left. */
export async function newestLink(): Promise<string> {
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toMatch(/\/s\/[\w-]{43}/u)
  return [...running.mailed().matchAll(/\/s\/[\w-]{43}/gu)].at(-1)?.[0] ?? ''
}

/** A page by link: read, or its form sent. */
export async function page(url: string, form?: Record<string, string>) {
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
export async function reading<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
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
export const leaving = () =>
  reading(async (tx) => (await tx.selectFrom('platform.outbox').select('id').execute()).length)
