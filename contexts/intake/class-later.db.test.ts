import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const SUSI = 'Susi Inventata'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(SUSI, [desk.south], 'operator')
})

afterAll(() => desk.close())

async function register(over: object, answers: object) {
  const content = {
    placeText: 'Via Inventata 12',
    category: 'police',
    reporterUnit: 'Radiomobile di prova',
    answers,
  }
  const reply = await desk.ask(ANNA, 'POST', '/api/reports', { content, ...over })
  expect(reply.status, reply.text).toBe(201)
  return reply.body as { reportId: string; interventionId: string; version: number }
}

async function fileOf(id: string) {
  const { status, body, text } = await desk.ask(ANNA, 'GET', `/api/interventions/${id}`)
  expect(status, text).toBe(200)
  return body as {
    row: { authoritiesDue: string[]; nextStep: { key: string }; reportVersion: number }
    sheet: { reasons: string[]; proposed: { key: string } } | null
    proposal: { proposed: { key: string }; reasons: { rule: string; text: string }[] } | null
  }
}

const IN_DANGER = { immediateDanger: 'yes', violence: 'yes', minorInvolved: 'yes' }

test('a report without a class keeps what was said: the proposal, its reasons and whom to call at once', async () => {
  const weighed = await register({ decision: { classKey: 'emergenza' } }, IN_DANGER)
  const waiting = await register({}, IN_DANGER)
  const { row, sheet, proposal } = await fileOf(waiting.interventionId)
  const classed = await fileOf(weighed.interventionId)
  expect(sheet).toBeNull()
  expect(proposal?.proposed.key).toBe(classed.sheet?.proposed.key)
  expect(proposal?.reasons.map((one) => one.text)).toEqual(classed.sheet?.reasons)
  expect(row.authoritiesDue).toEqual(classed.row.authoritiesDue)
  expect(row.authoritiesDue).not.toEqual([])
  expect(row.nextStep.key).toBe('call-authority')

  const url = `/api/interventions/${waiting.interventionId}/triage-decisions`
  const below = await desk.ask(ANNA, 'POST', url, { classKey: 'urgenza' })
  expect(below.body['code']).toBe('reason-required')
  const decided = await desk.ask(ANNA, 'POST', url, { classKey: 'emergenza' })
  expect(decided.status, decided.text).toBe(200)
  const after = await fileOf(waiting.interventionId)
  expect(after.sheet?.reasons).toEqual(classed.sheet?.reasons)
  expect(after.proposal).toBeNull()
})

test('what is said later counts too, and a service already called is not asked for again', async () => {
  const call = { service: '112', calledAt: '2026-11-18T01:39:00Z' }
  const called = await register({ emergencyCalls: [call] }, IN_DANGER)
  expect((await fileOf(called.interventionId)).row.authoritiesDue).not.toContain('112')

  const calm = await register({}, {})
  const before = await fileOf(calm.interventionId)
  expect(before.row.authoritiesDue).toEqual([])
  const [row] = await desk.rows(`select version from intake.report where id = '${calm.reportId}'`)
  const edit = { answers: IN_DANGER }
  const body = { fields: edit, version: row?.['version'] }
  const edited = await desk.ask(ANNA, 'PATCH', `/api/reports/${calm.reportId}`, body)
  expect(edited.status, edited.text).toBe(200)
  const after = await fileOf(calm.interventionId)
  expect(after.row.authoritiesDue).toContain('112')
  expect(after.proposal?.proposed.key).toBe('emergenza')
})

test('nothing of another territory is known or noted', async () => {
  const { interventionId } = await register({}, IN_DANGER)
  const noted = await desk.rows(
    `select territory_id from triage.known where intervention_id = '${interventionId}'`,
  )
  expect(noted).toEqual([{ territory_id: desk.north }])
  const seen = await desk.as(SUSI, desk.south, (tx) =>
    tx.selectFrom('triage.known').select('intervention_id').execute(),
  )
  expect(seen).toEqual([])
})
