import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Running, startRunning } from './testing/running.ts'

// The shorter rest of who works for a cooperative: a rule of the territory, and a contract on somebody's record.

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let admin: Person
let anna: Person
let bruno: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  admin = await running.person(here, 'administrator')
  anna = await running.person(here, 'social-worker')
  bruno = await running.person(here, 'social-worker')
}, 60_000)
afterAll(() => running.close())

async function send(who: Person, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const add = async (who: Person, startsAt: string, endsAt: string, level: number) =>
  await send(boss, 'POST', '/api/rota/turns', {
    ...{ staffId: who.staffId, role: 'social-worker', level, startsAt, endsAt },
  })

it('holds by hand and in the month for who has that contract, and for nobody else', async () => {
  const path = `/api/territories/${here}/settings`
  const { version, configuration } = (await send(admin, 'GET', path)).json()
  const changes = { rota: { ...configuration.rota, restHours: 11, cooperativeRestHours: 8 } }
  const saved = await send(admin, 'PUT', path, { version, changes })
  expect(saved.statusCode, saved.body).toBe(200)
  const record = { qualifications: [], languages: ['it'], ratherWeekdays: [] }
  for (const [who, contract] of [
    [anna, 'cooperative'],
    [bruno, 'public-body'],
  ] as const)
    await send(boss, 'PUT', `/api/rota/staff/${who.staffId}`, { ...record, contract })
  // Nine hours between the two turns of each.
  for (const [who, level] of [
    [anna, 1],
    [bruno, 2],
  ] as const)
    await add(who, '2026-12-05T07:00:00Z', '2026-12-05T19:00:00Z', level)
  expect((await add(anna, '2026-12-06T04:00:00Z', '2026-12-06T10:00:00Z', 1)).statusCode).toBe(201)
  const refused = await add(bruno, '2026-12-06T04:00:00Z', '2026-12-06T10:00:00Z', 2)
  expect(refused.json()).toMatchObject({ code: 'rule-broken', facts: { rules: 'rest' } })
  const { broken, making } = (await send(boss, 'GET', '/api/rota/month?month=2026-12')).json()
  expect(broken).toEqual([])
  // What the browser judges with knows whom it concerns.
  expect(making.rules).toMatchObject({ cooperativeRestHours: 8, cooperative: [anna.staffId] })
})
