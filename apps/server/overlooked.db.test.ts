import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'
import { shieldOverlooked } from './overlooked.ts'
import { type Running, startRunning } from './testing/running.ts'

let running: Running
let here: TerritoryId
let cookie = ''

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [territory] = running.territories.values()
  if (!territory) throw new Error('no territory')
  here = territory
  cookie = (await running.person(here, 'social-worker')).cookie
  await running.person(here, 'coordinator')
}, 60_000)

afterAll(() => running.close())

const scope = () => ({
  actor: { kind: 'system', name: 'system:test' } as const,
  now: running.server.tools.clock.now(),
  read: [here],
  write: here,
})

async function post(url: string, payload: object): Promise<Record<string, unknown>> {
  const reply = await running.server.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie },
  })
  expect([200, 201]).toContain(reply.statusCode)
  return reply.json()
}

async function protectedHandover(): Promise<{ id: string; url: string }> {
  const taken = await post('/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: { placeText: 'Stazione', municipality: 'A323', answers: { violence: 'yes' } },
    decision: { classKey: 'emergenza' },
  })
  const order = {
    to: { officeKey: 'anzio' },
    recipient: { name: 'Laura Prova', mailbox: 'laura.prova@esempio.example' },
  }
  const path = `/api/interventions/${String(taken['interventionId'])}/handovers`
  const { seal } = await post(`${path}/preview`, order)
  const sent = await post(path, { ...order, seen: seal })
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toContain('laura.prova@')
  return { id: String(sent['id']), url: /\/p\/[\w-]{43}/u.exec(running.mailed())?.[0] ?? '' }
}

it('what was passed on as open before its file was protected is shut once, and the coordinator is told by number', async () => {
  const { tools } = running.server
  const { id, url } = await protectedHandover()
  // As it stood before what was passed on was shut together with its file.
  await inTransaction(tools, scope(), (tx) =>
    sql`update handover.handover set is_protected = false where id = ${id}`.execute(tx),
  )
  const shield = () => shieldOverlooked(tools, [here], tools.clock.now())
  expect((await running.server.app.inject({ url })).statusCode).toBe(200)
  expect(await shield()).toBe(1)
  expect((await running.server.app.inject({ url })).statusCode).toBe(410)
  expect(await shield()).toBe(0)
  tools.afterCommit()
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toContain('chiuso perché protetto')
  const notices = running
    .mailed()
    .split('\n')
    .filter((one) => one.includes('chiuso perché'))
  expect(notices).toHaveLength(1)
  expect(notices[0]).not.toContain('Laura')
})
