import { afterAll, beforeAll, expect, it } from 'vitest'
import { SwapsReply } from '#contexts/oncall/contract-swap.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

let running: Running
let here: TerritoryId

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
}, 60_000)
afterAll(() => running.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

async function ask(cookie: string, method: Method, url: string, payload?: object) {
  const headers = { cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function ownerSeenBy(cookie: string, id: string): Promise<unknown> {
  const reply = await ask(cookie, 'GET', `/api/interventions/${id}`)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json().row.owner.id
}

it('an administrator ends and deactivates by the console: refused while nobody takes over, then handed on', async () => {
  const administrator = await running.person(here, 'administrator')
  const operator = await running.person(here, 'operator')
  const content = { happening: 'Prova', category: 'police', freeToSpeak: 'yes' }
  const taken = await ask(operator.cookie, 'POST', '/api/reports', { content })
  expect(taken.statusCode, taken.body).toBe(201)
  const id: string = taken.json().interventionId
  const path = `/api/staff/${operator.staffId}`
  const off = { version: 1, isActive: false }

  const refused = await ask(administrator.cookie, 'PATCH', path, off)
  expect(refused.json()).toMatchObject({ status: 409, code: 'last-accountable-person' })
  expect(refused.body).toContain('Ha interventi aperti')
  expect(await ownerSeenBy(operator.cookie, id)).toBe(operator.staffId)

  const coordinator = await running.person(here, 'coordinator')
  const done = await ask(administrator.cookie, 'PATCH', path, off)
  expect(done.statusCode, done.body).toBe(200)
  expect(await ownerSeenBy(coordinator.cookie, id)).toBe(coordinator.staffId)
  expect((await ask(operator.cookie, 'GET', '/api/board')).statusCode).toBe(401)

  const { grants } = (await ask(administrator.cookie, 'GET', '/api/grants')).json()
  const own = grants.find((one: { staffId: string }) => one.staffId === coordinator.staffId)
  const last = await ask(administrator.cookie, 'DELETE', `/api/grants/${own.id}`)
  expect(last.json()).toMatchObject({ status: 409, code: 'last-accountable-person' })
  const next = await running.person(here, 'social-worker')
  expect((await ask(administrator.cookie, 'DELETE', `/api/grants/${own.id}`)).statusCode).toBe(200)
  expect(await ownerSeenBy(next.cookie, id)).toBe(next.staffId)
})

it.each([
  ['no longer holds a role', 'grant'],
  ['is deactivated', 'person'],
])(
  'who %s leaves no turn that nobody would answer: a substitute is asked for at once',
  async (_, ends) => {
    const administrator = await running.person(here, 'administrator')
    const boss = await running.person(here, 'coordinator')
    const leaver = await running.person(here, 'crew')
    const other = await running.person(here, 'crew')
    const now = running.server.tools.clock.now()
    const actor = { kind: 'system', name: 'system:test' } as const
    const scope = { actor, now, read: [here], write: here }
    const startsAt = now.add({ hours: ends === 'grant' ? 40 : 80 }).round('hour')
    const span = { startsAt, endsAt: startsAt.add({ hours: 12 }) }
    const turn = { staffId: leaver.staffId, role: 'crew', level: 1 } as const
    const id = await inTransaction(running.server.tools, scope, (tx) =>
      addTurn(tx, { ...turn, ...span }),
    )
    const { grants } = (await ask(administrator.cookie, 'GET', '/api/grants')).json()
    const own = grants.find((one: { staffId: string }) => one.staffId === leaver.staffId)
    const ended =
      ends === 'grant'
        ? await ask(administrator.cookie, 'DELETE', `/api/grants/${own.id}`)
        : await ask(administrator.cookie, 'PATCH', `/api/staff/${leaver.staffId}`, {
            ...{ version: 1, isActive: false },
          })
    expect(ended.statusCode, ended.body).toBe(200)

    const reply = await ask(other.cookie, 'GET', '/api/rota/swaps')
    const from = span.startsAt.toString()
    const swaps = SwapsReply.parse(reply.json()).swaps.filter((one) => one.from === from)
    expect(swaps).toMatchObject([{ role: 'crew', can: ['accept'] }])
    const path = `/api/rota/swaps/${swaps[0]?.id ?? ''}`
    expect((await ask(other.cookie, 'POST', path, { act: 'accept' })).statusCode).toBe(200)
    expect((await ask(boss.cookie, 'POST', path, { act: 'approve' })).statusCode).toBe(200)
    const rota = (await ask(boss.cookie, 'GET', '/api/rota')).json()
    const taken = rota.turns.find(
      (one: { startsAt: string }) => one.startsAt === span.startsAt.toString(),
    )
    expect([taken.id === id, taken.staffId]).toEqual([false, other.staffId])
  },
)
