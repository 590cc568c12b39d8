import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { ProposalReply } from '#contexts/oncall/contract-proposal.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Running, startRunning } from './testing/running.ts'

vi.setConfig({ testTimeout: 60_000 })
const PATH = '/api/rota/proposal'
const SOON = { timeout: 40_000, interval: 100 }

let running: Running
let here: TerritoryId
let boss: Awaited<ReturnType<Running['person']>>
let people: readonly string[]

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  const workers: string[] = []
  for (let n = 0; n < 3; n += 1) workers.push((await running.person(here, 'social-worker')).staffId)
  people = workers
}, 60_000)
afterAll(() => running.close())

type Method = 'GET' | 'POST' | 'DELETE'

async function send(method: Method, url: string, payload?: object, cookie = boss.cookie) {
  const headers = { cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const asked = (over: object = {}) => ({
  ...{ role: 'social-worker', levels: 1, from: '2026-12-01', days: 9, changes: ['08:00'] },
  hours: 'always',
  people,
  ...over,
})

async function waiting() {
  return ProposalReply.parse((await send('GET', PATH)).json()).proposal
}

async function ask(over: object = {}): Promise<string> {
  const reply = await send('POST', PATH, asked(over))
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}

const ready = async () =>
  await expect.poll(async () => (await waiting())?.state, SOON).toBe('ready')

it('is refused for days that have gone: nothing is left to give', async () => {
  const gone = await send('POST', PATH, asked({ from: '2025-01-01', days: 31 }))
  expect(gone.json()).toMatchObject({ status: 409, code: 'proposal-past' })
  expect(await waiting()).toBeNull()
})

it('is asked, found beside the server, and becomes turns that break no rule', async () => {
  const id = await ask()
  expect((await send('POST', PATH, asked())).json()).toMatchObject({ code: 'proposal-open' })
  await ready()
  const best = (await waiting())?.best
  expect(best?.turns).toHaveLength(9)
  expect(best?.people.map((one) => one.after.turns)).toEqual([3, 3, 3])
  expect(best?.gap).toBe(0)
  const applied = await send('POST', `/api/rota/proposals/${id}/apply`)
  expect(applied.json()).toEqual({ added: 9 })
  const { turns, broken } = (await send('GET', '/api/rota')).json()
  expect(turns).toHaveLength(9)
  expect(broken).toEqual([])
  expect(await waiting()).toBeNull()
})

it('is not written over a rota that somebody has changed meanwhile', async () => {
  const id = await ask({ from: '2026-12-20' })
  await ready()
  const [staffId] = people
  const times = { startsAt: '2026-12-21T07:00:00Z', endsAt: '2026-12-21T09:00:00Z' }
  await send('POST', '/api/rota/turns', { staffId, role: 'social-worker', level: 2, ...times })
  const refused = await send('POST', `/api/rota/proposals/${id}/apply`)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'rota-changed'])
  expect(refused.body).toContain('sono cambiati')
  expect((await send('DELETE', `/api/rota/proposals/${id}`)).statusCode).toBe(200)
  expect((await send('POST', `/api/rota/proposals/${id}/apply`)).statusCode).toBe(404)
})

it('says who cannot take what stays uncovered, and why', async () => {
  const day = { kind: 'absent', from: '2027-01-02', until: '2027-01-02' }
  for (const staffId of people)
    expect((await send('POST', `/api/rota/staff/${staffId}/absences`, day)).statusCode).toBe(201)
  const id = await ask({ from: '2027-01-01', days: 4 })
  await ready()
  const uncovered = (await waiting())?.best?.uncovered ?? []
  expect(uncovered.map((one) => one.startsAt)).toEqual([
    '2027-01-01T07:00:00Z',
    '2027-01-02T07:00:00Z',
  ])
  expect(uncovered[0]?.reasons).toEqual([
    { why: 'absent', people: expect.arrayContaining([...people]) },
  ])
  await send('DELETE', `/api/rota/proposals/${id}`)
})

it('while it is searched it can be stopped and not written; only who makes the rota may ask or see', async () => {
  const operator = await running.person(here, 'operator')
  for (const [method, payload] of [['GET'], ['POST', asked()]] as const)
    expect((await send(method, PATH, payload, operator.cookie)).statusCode).toBe(403)
  expect((await send('POST', PATH, asked({ role: 'crew' }))).json().code).toBe('role-not-held')
  const id = await ask({ from: '2027-02-01', days: 90, levels: 2, changes: ['08:00', '20:00'] })
  const early = await send('POST', `/api/rota/proposals/${id}/apply`)
  expect(early.json().code).toBe('proposal-running')
  await expect.poll(async () => (await waiting())?.best?.turns.length ?? 0, SOON).toBeGreaterThan(0)
  await send('POST', `/api/rota/proposals/${id}/stop`)
  expect((await waiting())?.state).toBe('stopped')
  await send('DELETE', `/api/rota/proposals/${id}`)
})
