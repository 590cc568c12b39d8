import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RotaReply } from '#contexts/oncall/contract.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// The forty-eight hours a week, on average of four months, are judged wherever a turn comes to somebody.

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let anna: Person
let bruno: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s0'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  anna = await running.person(here, 'operator')
  bruno = await running.person(here, 'operator')
  // Four turns of twelve hours in each of seventeen weeks: as much as there may be, and not an hour more.
  for (let week = -16; week <= 0; week += 1)
    for (const day of [0, 1, 2, 3]) await turn(anna, week * 7 + day)
}, 60_000)
afterAll(() => running.close())

const now = () => running.server.tools.clock.now()
const hoursOf = (day: number) => {
  const startsAt = now()
    .add({ hours: day * 24 + 6 })
    .round('hour')
  return { startsAt, endsAt: startsAt.add({ hours: 12 }) }
}

async function turn(who: Person, day: number) {
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: now(), read: [here], write: here }
  const whose = { staffId: who.staffId, role: 'operator', level: 1 } as const
  return await inTransaction(running.server.tools, scope, (tx) =>
    addTurn(tx, { ...whose, ...hoursOf(day) }),
  )
}

async function send(who: Person, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

const ruled = (reply: { json: () => { code: string; facts?: { rules?: string } } }) =>
  (reply.json().facts?.rules ?? '').split(' ')

it('by hand', async () => {
  const { startsAt, endsAt } = hoursOf(-2)
  const whose = { staffId: anna.staffId, role: 'operator', level: 1, reason: null }
  const times = { startsAt: startsAt.toString(), endsAt: endsAt.toString() }
  const added = await send(boss, 'POST', '/api/rota/turns', { ...whose, ...times })
  expect(added.json().code).toBe('rule-broken')
  expect(ruled(added)).toContain('week-average')
})

it('by an exchange', async () => {
  const id = await turn(bruno, 4)
  const asked = await send(bruno, 'POST', '/api/rota/swaps', { turnId: id, askedOf: anna.staffId })
  const path = `/api/rota/swaps/${asked.json().id}`
  expect((await send(anna, 'POST', path, { act: 'accept', reason: null })).statusCode).toBe(200)
  const approved = await send(boss, 'POST', path, { act: 'approve', reason: null })
  expect(ruled(approved)).toContain('week-average')
  expect((await send(boss, 'POST', path, { act: 'approve', reason: 'prova' })).statusCode).toBe(200)
})

it('and seen by who makes the rota', async () => {
  const rota = (await send(boss, 'GET', '/api/rota')).json() as RotaReply
  expect(
    rota.broken.filter((one) => one.staffId === anna.staffId).map((one) => one.rule),
  ).toContain('week-average')
})
