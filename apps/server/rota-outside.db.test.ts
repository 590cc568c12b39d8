import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RotaReply } from '#contexts/oncall/contract.ts'
import { CountsReply } from '#contexts/oncall/contract-counts.ts'
import { ExchangeReply } from '#contexts/oncall/contract-feed.ts'
import { ImportReply } from '#contexts/oncall/contract-import.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { inTransaction } from '#platform/server/work.ts'
import { type Running, startRunning } from './testing/running.ts'

// What leaves the rota and what comes into it: calendars, the exchange, counts for pay, spreadsheets.

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let elsewhere: TerritoryId
let boss: Person
let anna: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T12:00:00Z', ['s0', 's3-'])
  const [one, two] = [...running.territories.values()]
  if (!one || !two) throw new Error('no territory')
  here = one
  elsewhere = two
  boss = await running.person(here, 'coordinator')
  anna = await running.person(here, 'social-worker')
  await send(boss, 'PUT', `/api/rota/people/${anna.staffId}`, { phone: '06 5550 1234', email: '' })
  await turn('2026-11-21T08:00:00Z', '2026-11-21T20:00:00Z')
  await turn('2026-11-29T08:00:00Z', '2026-11-29T20:00:00Z')
  const draft = { staffId: anna.staffId, role: 'social-worker', level: 1, reason: 'prova' }
  const times = { startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T20:00:00Z' }
  await send(boss, 'POST', '/api/rota/turns', { ...draft, ...times })
}, 60_000)
afterAll(() => running.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function send(who: Person | null, method: Method, url: string, payload?: object) {
  const headers = who === null ? {} : { cookie: who.cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function turn(from: string, until: string): Promise<void> {
  const { tools } = running.server
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: tools.clock.now(), read: [here], write: here }
  await inTransaction(tools, scope, (tx) =>
    addTurn(tx, {
      ...{ staffId: anna.staffId, role: 'social-worker', level: 1 },
      ...{ startsAt: instant(from), endsAt: instant(until) },
    }),
  )
}

const make = async (who: Person, kind: string) =>
  await send(who, 'POST', '/api/rota/feeds', { kind })

describe('the calendar of one’s own turns', () => {
  const pathOf = (secret: string) => new URL(secret).pathname

  it('has the published turns, no name and no draft, without signing in', async () => {
    const { secret } = (await make(anna, 'calendar')).json()
    const file = await send(null, 'GET', pathOf(secret))
    expect(file.headers['content-type']).toContain('text/calendar')
    const lines = file.body.split('\r\n')
    expect(lines.filter((line) => line.startsWith('DTSTART:'))).toEqual([
      'DTSTART:20261121T080000Z',
      'DTSTART:20261129T080000Z',
    ])
    expect(lines).toContain('SUMMARY:Reperibilità: Assistente sociale\\, livello 1')
    expect(file.body).not.toContain(anna.name)
    expect(running.logged()).not.toContain(pathOf(secret))
  })

  it('holds no more once another is made, or it is taken back', async () => {
    const first = pathOf((await make(anna, 'calendar')).json().secret)
    const second = pathOf((await make(anna, 'calendar')).json().secret)
    expect((await send(null, 'GET', first)).statusCode).toBe(410)
    expect((await send(null, 'GET', second)).statusCode).toBe(200)
    await send(boss, 'DELETE', '/api/rota/feeds/calendar')
    expect((await send(null, 'GET', second)).statusCode).toBe(200)
    expect((await send(anna, 'DELETE', '/api/rota/feeds/calendar')).statusCode).toBe(200)
    expect((await send(null, 'GET', second)).statusCode).toBe(410)
    expect((await send(null, 'GET', `/turni/${'a'.repeat(43)}`)).statusCode).toBe(410)
  })
})

describe('the telephone exchange', () => {
  const asks = async (token: string) => await send(null, 'POST', '/api/exchange/on-call', { token })

  it('hears who is on call now and who comes next, by a token of its own', async () => {
    expect((await make(anna, 'exchange')).statusCode).toBe(403)
    const { secret } = (await make(boss, 'exchange')).json()
    const { now, next, open } = ExchangeReply.parse((await asks(secret)).json())
    const times = { until: '2026-11-21T20:00:00Z', from: '2026-11-21T08:00:00Z' }
    const told = { role: 'social-worker', level: 1, name: anna.name, phone: '+390655501234' }
    expect(now).toEqual([{ ...told, ...times }])
    // The turn of the 24th is only a draft, the one of the 29th more than a week away.
    expect(next).toEqual([])
    const hers = open.filter((one) => one.role === 'social-worker')
    expect(hers).toMatchObject([{ level: 1, from: '2026-11-21T20:00:00Z' }])
    expect(hers[0]?.until).toMatch(/^2026-11-28T12:00/u)
    const screen = RotaReply.parse((await send(boss, 'GET', '/api/rota')).json())
    const gap = screen.needed.find((one) => one.role === 'social-worker' && one.level === 1)
    expect(gap?.gaps[0]?.startsAt).toBe(hers[0]?.from)
    expect((await asks('a'.repeat(43))).statusCode).toBe(404)
    const calendar = (await make(anna, 'calendar')).json().secret.split('/').at(-1)
    expect((await asks(calendar)).statusCode).toBe(404)
    await send(boss, 'DELETE', '/api/rota/feeds/exchange')
    expect((await asks(secret)).statusCode).toBe(404)
  })

  it('hears nothing of another territory', async () => {
    const stranger = await running.person(elsewhere, 'coordinator')
    const { secret } = (await make(stranger, 'exchange')).json()
    expect(ExchangeReply.parse((await asks(secret)).json()).now).toEqual([])
  })

  it('is described where programs read what there is', async () => {
    const document = (await send(null, 'GET', '/api/openapi.json')).json()
    const operation = document.paths['/api/exchange/on-call'].post
    expect(operation.summary).toContain('centralino')
    expect(JSON.stringify(operation)).toContain('token')
  })
})

describe('the counts for pay', () => {
  it('are of the published turns of a month, for the coordinator alone', async () => {
    const path = '/api/rota/counts?month=2026-11'
    expect((await send(anna, 'GET', path)).statusCode).toBe(403)
    const { counts } = CountsReply.parse((await send(boss, 'GET', path)).json())
    expect(counts).toEqual([
      {
        ...{ name: anna.name, role: 'social-worker', turns: 2, hours: 24, nights: 0, festive: 1 },
        ...{ calls: 0, answered: 0, minutes: 0 },
      },
    ])
  })

  it('count each time somebody was called, and each time they answered', async () => {
    const content = { placeText: 'Via Inventata 1', happening: 'Una donna chiede aiuto.' }
    const operator = await running.person(here, 'operator')
    const reported = await send(operator, 'POST', '/api/reports', {
      content,
      decision: { classKey: 'emergenza' },
    })
    expect(reported.statusCode, reported.body).toBe(201)
    // Nobody is on the crew's step: it is passed over, and she is called.
    const calls = async () => {
      const reply = await send(boss, 'GET', '/api/rota/counts?month=2026-11')
      return CountsReply.parse(reply.json()).counts.map((one) => [one.calls, one.answered])
    }
    await expect.poll(calls, { timeout: 10_000, interval: 100 }).toEqual([[1, 0]])
  })
})

describe('a spreadsheet', () => {
  const path = '/api/rota/import'
  const line = (day: number, name = anna.name) =>
    `0${day}/12/2026 20:00;0${day + 1}/12/2026 08:00;${name};Assistente sociale;1`

  it('is looked at first: what is wrong is told line by line, and nothing is written', async () => {
    const taken = `24/11/2026 10:00;24/11/2026 12:00;${anna.name};assistente sociale;1`
    const text = [line(1), line(3, 'Nessuno'), taken].join('\n')
    const seen = ImportReply.parse((await send(boss, 'POST', path, { text, take: false })).json())
    expect(seen.turns).toMatchObject([{ line: 1, name: anna.name }])
    expect(seen.faults).toEqual([
      { line: 2, fault: 'person' },
      { line: 3, fault: 'overlap' },
    ])
    const refused = await send(boss, 'POST', path, { text, take: true })
    expect(refused.json().code).toBe('import-faulty')
    expect((await send(boss, 'GET', '/api/rota')).json().drafted).toBe(1)
    expect((await send(anna, 'POST', path, { text, take: false })).statusCode).toBe(403)
  })

  it('goes into the draft, where a rule that it breaks wants a reason', async () => {
    const next = `02/12/2026 10:00;02/12/2026 18:00;${anna.name};Assistente sociale;`
    const text = [line(1), next].join('\n')
    const seen = ImportReply.parse((await send(boss, 'POST', path, { text, take: false })).json())
    expect(seen.broken).toMatchObject([{ rule: 'rest', found: 2 }])
    expect((await send(boss, 'POST', path, { text, take: true })).json().code).toBe('rule-broken')
    const taken = await send(boss, 'POST', path, { text, take: true, reason: 'Come da foglio' })
    expect(taken.json()).toMatchObject({ taken: true })
    expect((await send(boss, 'GET', '/api/rota')).json().drafted).toBe(3)
    const none = await send(boss, 'POST', path, { text: '', take: true })
    expect(none.json().code).toBe('import-empty')
  })
})
