import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
const DORA = 'Dora Inventata'
let desk: Desk
let dora = ''

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
  dora = (await desk.person(DORA, [desk.north, desk.south], 'operator')).staffId
})

afterAll(() => desk.close())

async function registered(content: object) {
  const reply = await desk.ask(ANNA, 'POST', '/api/reports', {
    content: { happening: 'SEGRETO-RACCONTO', category: 'police', ...content },
  })
  expect(reply.status, reply.text).toBe(201)
  return reply.body as { reportId: string; interventionId: string }
}

test('completing shows the whole report, so it is a reading on the log', async () => {
  const { reportId, interventionId } = await registered({})
  const fields = {}
  const done = await desk.ask(BRUNO, 'PATCH', `/api/reports/${reportId}`, { version: 1, fields })
  expect(done.text).toContain('SEGRETO-RACCONTO')
  expect(
    await desk.rows(`select e.actor = 'staff:' || s.staff_id as own from platform.event e
      join access.session s on s.id = (e.data ->> 'sessionId')::uuid
      where e.type = 'FileRead' and e.intervention_id = '${interventionId}'`),
  ).toEqual([{ own: true }])
})

test('a denied reading is on the log of the file that was asked for', async () => {
  const { reportId, interventionId } = await registered({ answers: { violence: 'yes' } })
  await desk.ask(BRUNO, 'GET', `/api/reports/${reportId}`)
  await desk.ask(BRUNO, 'GET', `/api/reports?intervention=${interventionId}`)
  await desk.ask(BRUNO, 'PATCH', `/api/reports/${reportId}`, { version: 1, fields: {} })
  expect(
    await desk.rows(`select data ->> 'operation' as operation from platform.event
      where type = 'AccessDenied' and intervention_id = '${interventionId}' order by recorded_at, id`),
  ).toEqual(
    expect.arrayContaining([
      { operation: 'intake.readReport' },
      { operation: 'intake.listReports' },
      { operation: 'intake.completeReport' },
    ]),
  )
})

test('a kept reply is not given again to who has lost the territory, and is to who only moved', async () => {
  const key = crypto.randomUUID()
  const report = { content: { category: 'police' } }
  const send = () => desk.ask(DORA, 'POST', '/api/reports', report, key)
  const move = (territoryId: string) =>
    desk.rows(`update access.session set desk_id = '${territoryId}' where staff_id = '${dora}'`)
  await move(desk.north)
  const first = await send()
  expect(first.status, first.text).toBe(201)
  await move(desk.south)
  expect((await send()).body).toEqual(first.body)
  await desk.rows(`update access.role_grant set ended_at = given_at
    where territory_id = '${desk.north}' and staff_id = '${dora}'`)
  const again = await send()
  expect(again.status, again.text).toBe(403)
  expect(again.text).not.toContain(String(first.body['number']))
})
