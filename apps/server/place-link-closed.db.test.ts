import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

const WHO = { name: 'Educatrice Inventata', role: 'educatrice' }

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

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
}, 60_000)
afterAll(() => running.close())

/** A file that was closed over a promised place: closing refuses it today. */
async function closeAsItStands(id: string): Promise<void> {
  const { tools } = running.server
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  const actor = { kind: 'system', name: 'system:test' } as const
  const now = tools.clock.now()
  await inTransaction(tools, { actor, now, read: [here], write: here }, async (tx) => {
    await tx
      .updateTable('interventions.intervention')
      .set({ state: 'closed', outcome: 'duplicate', closed_at: now })
      .where('id', '=', id)
      .execute()
  })
}

it('the link of a place promised to a file that is closed shows nothing and takes no answer: the page says so', async () => {
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  const owner = await running.person(here, 'social-worker')
  const coordinator = await running.person(here, 'coordinator')
  const ask = async (who: typeof owner, url: string, payload?: object) => {
    const { cookie } = who
    const reply = await running.server.app.inject(
      payload
        ? { method: 'POST', url, headers: { cookie }, payload }
        : { method: 'GET', url, headers: { cookie } },
    )
    expect(`${url} ${reply.statusCode} ${reply.payload.slice(0, 300)}`).toMatch(/ 20\d /u)
    return reply.json<Record<string, unknown>>()
  }
  const facility = await ask(coordinator, '/api/facilities', {
    name: 'Casa inventata',
    kind: 'mother-child',
    isSecret: false,
    admission: EVERYBODY,
    address: 'Via inventata 9',
    municipality: 'A323',
    phone: '+39065550777456',
    email: 'casa@esempio.example',
    rooms: [{ name: 'Stanza blu', beds: 3 }],
  })
  const taken = await ask(owner, '/api/reports', {
    content: { placeText: 'Stazione', municipality: 'A323' },
    decision: { classKey: 'emergenza' },
  })
  const about = `/api/interventions/${String(taken['interventionId'])}`
  const people = [{ sex: 'female', age: 34 }]
  await running.server.app.inject({
    method: 'PUT',
    url: `${about}/places/need`,
    headers: { cookie: owner.cookie },
    payload: { people, secret: false, words: {} },
  })
  await ask(owner, `${about}/places/calls`, { facilityId: facility['id'], result: 'yes', ...WHO })
  const view = await ask(owner, `${about}/places`)
  const [held] = view['placements'] as { id: string }[]
  await ask(owner, `${about}/placements/${held?.id}/confirmation-link`, {})
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toMatch(/\/s\/[\w-]{43}/u)
  const url = /\/s\/[\w-]{43}/u.exec(running.mailed())?.[0] ?? ''
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: running.address,
    host: new URL(running.address).host,
  }
  const payload = new URLSearchParams({ answer: 'yes', ...WHO }).toString()
  const { app } = running.server
  expect((await app.inject({ method: 'GET', url })).statusCode).toBe(200)
  await closeAsItStands(String(taken['interventionId']))
  const shown = await app.inject({ method: 'GET', url })
  const answered = await app.inject({ method: 'POST', url, headers, payload })
  for (const reply of [shown, answered]) {
    expect(reply.statusCode).toBe(410)
    expect(reply.payload).toContain('L’intervento è chiuso')
  }
  const after = await ask(owner, `${about}/places`)
  expect((after['placements'] as { state: string }[])[0]?.state).toBe('held')
}, 60_000)
