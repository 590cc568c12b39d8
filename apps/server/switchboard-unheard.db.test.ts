import { afterAll, beforeAll, expect, it } from 'vitest'
import { openExchangeDesk } from './testing/exchange-desk.ts'

// A call whose number is withheld and that nobody answered: its caller can never be heard.

const CALL = 'chiamata-nascosta'

let desk: Awaited<ReturnType<typeof openExchangeDesk>>

beforeAll(async () => {
  desk = await openExchangeDesk()
}, 60_000)
afterAll(() => desk.running.close())

async function tells(event: string, over: object): Promise<void> {
  const payload = { token: desk.token, call: CALL, event, ...over }
  const reply = await desk.running.server.app.inject({
    ...{ method: 'POST', url: '/api/exchange/calls', payload },
  })
  expect(`${reply.statusCode} ${reply.body}`).toMatch(/^200 /u)
}

it('closes as a lost call; a report that was heard never does', async () => {
  const { running, boss, first, sent } = desk
  const closing = { outcome: 'unheard', reason: 'Non ha richiamato.' }
  await tells('came', { caller: null })
  for (const step of [0, 1, 2]) await tells('no-answer', { step })
  const [{ id }] = (await sent(boss, 'GET', '/api/board')).rows
  await sent(boss, 'POST', `/api/interventions/${id}/answer`)
  const { row } = await sent(boss, 'POST', `/api/interventions/${id}/closing`, closing)
  expect(row.state).toBe('closed')

  const { interventionId } = await sent(first, 'POST', '/api/reports', {
    content: { happening: 'Prova', category: 'police' },
    decision: { classKey: 'urgenza' },
  })
  const refused = await running.server.app.inject({
    ...{ method: 'POST', url: `/api/interventions/${interventionId}/closing`, payload: closing },
    headers: { cookie: first.cookie },
  })
  expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'caller-heard' }])
})
