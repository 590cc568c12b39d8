import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RotaReply } from '#contexts/oncall/contract.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { wallClock } from '#platform/kernel/time.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// The hour for which *Lo prendo io adesso* is made: whoever has the turn that runs is away.

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let anna: Person
let bruno: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  anna = await running.person(here, 'social-worker')
  bruno = await running.person(here, 'social-worker')
}, 60_000)
afterAll(() => running.close())

const now = () => running.server.tools.clock.now()

async function send(who: Person, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

it('takes the turn of somebody who is away as the screen shows it: of nobody', async () => {
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: now(), read: [here], write: here }
  const hours = { startsAt: now().subtract({ hours: 3 }), endsAt: now().add({ hours: 3 }) }
  const whose = { staffId: anna.staffId, role: 'social-worker', level: 1 } as const
  await inTransaction(running.server.tools, scope, (tx) => addTurn(tx, { ...whose, ...hours }))
  const standing = async () => (await send(bruno, 'GET', '/api/rota')).json() as RotaReply
  const onDuty = async () => {
    const { turns, duty } = await standing()
    return duty.now.map(({ turnId }) => turns.find((one) => one.id === turnId)?.staffId)
  }
  expect(await onDuty()).toEqual([anna.staffId])
  const mails = running.mailed().length
  const today = wallClock(now()).toPlainDate().toString()
  const away = { kind: 'absent', from: today, until: today }
  expect((await send(anna, 'POST', '/api/own/days', away)).statusCode).toBe(201)
  expect(await onDuty()).toEqual([])
  // Nobody answers now: colleagues and coordinators hear that it is now.
  const heard = () =>
    running
      .mailed()
      .slice(mails)
      .split('\n')
      .filter((mail) => mail.includes('scoperto da adesso'))
  await expect.poll(() => heard().length, { timeout: 10_000 }).toBe(2)
  const take = (from: string | null) =>
    send(bruno, 'POST', '/api/rota/take', { role: 'social-worker', level: 1, from })
  expect((await take(boss.staffId)).json().code).toBe('turn-changed')
  const taken = await take(null)
  expect(taken.statusCode, taken.body).toBe(200)
  expect(await onDuty()).toEqual([bruno.staffId])
})
