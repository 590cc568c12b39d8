import { afterAll, beforeAll, expect, it } from 'vitest'
import { openExchangeDesk } from './testing/exchange-desk.ts'

// A call that nobody answered: its caller is called back, and nothing is known of it before they are heard.

let desk: Awaited<ReturnType<typeof openExchangeDesk>>

beforeAll(async () => {
  desk = await openExchangeDesk()
}, 60_000)
afterAll(() => desk.running.close())

/** A call that nobody takes; answers the file that it became. */
async function lost(caller: string | null): Promise<string> {
  const call = `chiamata di ${caller}`.replaceAll(' ', '-')
  const tells = async (told: object) => {
    const payload = { token: desk.token, call, ...told }
    const url = '/api/exchange/calls'
    const { statusCode } = await desk.running.server.app.inject({ method: 'POST', url, payload })
    expect(statusCode).toBe(200)
  }
  await tells({ event: 'came', caller })
  for (const step of [0, 1, 2]) await tells({ event: 'no-answer', step })
  return await desk.inHere(async (tx) => {
    const row = await tx
      .selectFrom('switchboard.call')
      .select('lost_file')
      .where('exchange_id', '=', call)
      .executeTakeFirstOrThrow()
    return row.lost_file ?? ''
  })
}

it('has no class before its caller was heard; attempts are counted; what they say comes with the class', async () => {
  const file = await lost('+390655508841')
  const at = `/api/interventions/${file}`
  await desk.sent(desk.first, 'POST', `${at}/answer`)
  const decision = { classKey: 'urgenza' }
  const { statusCode, body } = await desk.running.server.app.inject({
    ...{ method: 'POST', url: `${at}/triage-decisions`, payload: { ...decision, facts: {} } },
    headers: { cookie: desk.first.cookie },
  })
  expect(`${statusCode} ${body}`).toMatch(/^409 .*caller-not-heard/u)
  // Pressed twice, or by two at once, it is one attempt.
  await desk.sent(desk.first, 'POST', `${at}/call-backs`)
  const { tries } = await desk.sent(desk.first, 'POST', `${at}/call-backs`)
  expect(tries).toMatchObject({ count: 1, againAt: expect.any(String) })
  const { row } = await desk.sent(desk.first, 'GET', at)
  expect(row.nextStep).toEqual({ key: 'call-back', dueAt: tries.againAt })
  const { reports } = await desk.sent(desk.first, 'GET', `/api/reports?intervention=${file}`)
  const [{ id, version, isLost }] = reports
  expect(isLost).toBe(true)
  const fields = { happening: 'Una donna chiede dove dormire.' }
  await desk.sent(desk.first, 'PATCH', `/api/reports/${id}`, { version, fields, decision })
  const after = await desk.sent(desk.first, 'GET', at)
  expect(after.row.class.key).toBe('urgenza')
  expect(after.row).toMatchObject({ isUnheard: false })
  // Who reads it later is told that nobody took the call, also once its caller was heard.
  const later = await desk.sent(desk.first, 'GET', `/api/reports?intervention=${file}`)
  expect(later.reports).toMatchObject([{ isLost: true, version: 2 }])
  expect(after.row.nextStep.key).not.toBe('call-back')
})

it('from a number that is not shown asks nobody to call back, and closes as no report', async () => {
  const file = await lost(null)
  const board = await desk.sent(desk.boss, 'GET', '/api/board')
  const row = board.rows.find((one: { id: string }) => one.id === file)
  expect(JSON.stringify(row)).toContain('numero nascosto: non si può richiamare')
  const answered = await desk.sent(desk.boss, 'POST', `/api/interventions/${file}/answer`)
  expect(answered.row).toMatchObject({ nextStep: { key: 'call-withheld' } })
  const closing = { outcome: 'wrong', reason: 'Non ha richiamato.' }
  const closed = await desk.sent(desk.boss, 'POST', `/api/interventions/${file}/closing`, closing)
  expect(closed.row.state).toBe('closed')
})
