import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Running, startRunning } from './testing/running.ts'

// Who has the page of the consegne, and whose consegne each role signs, through the whole product.

let running: Running
let here: TerritoryId

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
}, 60_000)
afterAll(() => running.close())

const ROLES = ['social-worker', 'crew', 'psychologist', 'mediator', 'accredited-reporter'] as const

const body = (role: string) => ({
  ...{ role, at: '2026-11-21T07:00:00Z' },
  ...{ lines: [], things: [], words: 'Tutto calmo.' },
})

it.each([
  // Read, then signed for: a social worker, a crew, a psychologist. Refused as no change of theirs, they may.
  ['social-worker', 200, 409, 409, 409],
  ['crew', 200, 403, 409, 403],
  ['psychologist', 200, 403, 403, 409],
  ['mediator', 403, 403, 403, 403],
  ['accredited-reporter', 403, 403, 403, 403],
] satisfies [(typeof ROLES)[number], ...number[]][])(
  'a %s reads and signs the consegne of its role, and no other',
  async (role, ...expected) => {
    const { cookie } = await running.person(here, role)
    const headers = { cookie }
    const { app } = running.server
    const read = await app.inject({ method: 'GET', url: '/api/shift-notes', headers })
    const signed = []
    for (const of of ['social-worker', 'crew', 'psychologist']) {
      const payload = body(of)
      const reply = await app.inject({ method: 'POST', url: '/api/shift-notes', headers, payload })
      signed.push(reply.statusCode)
    }
    expect([read.statusCode, ...signed]).toEqual(expected)
  },
)

it('the envelope of a desk is for who sits at one', async () => {
  const statuses = []
  for (const role of ['social-worker', 'crew', 'psychologist'] as const) {
    const { cookie } = await running.person(here, role)
    const url = '/api/shift-notes/envelope'
    const headers = { cookie }
    statuses.push((await running.server.app.inject({ method: 'POST', url, headers })).statusCode)
  }
  expect(statuses).toEqual([200, 403, 403])
})
