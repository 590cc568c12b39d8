import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
})
afterAll(() => desk.close())

async function registered(content: object) {
  const reply = await desk.ask(ANNA, 'POST', '/api/reports', {
    content: { freeToSpeak: 'yes', happening: 'Prova', category: 'police', ...content },
  })
  expect(reply.status, reply.text).toBe(201)
  return reply.body as { reportId: string; interventionId: string }
}

test('a telephone answers for no protected contact, and who asked is on the log without it', async () => {
  const phone = '06 5550 3141'
  const count = async (who = BRUNO) => {
    const reply = await desk.ask(who, 'POST', '/api/intake/previous-contacts', { phone })
    return reply.body['count']
  }
  const { reportId, interventionId } = await registered({ phone })
  await registered({ phone, protection: ['address-secret'] })
  expect(await count()).toBe(1)
  const raised = { version: 1, fields: { protection: ['reads-her-messages'] } }
  expect((await desk.ask(ANNA, 'PATCH', `/api/reports/${reportId}`, raised)).status).toBe(200)
  const [file] = await desk.rows(
    `select is_protected from interventions.intervention where id = '${interventionId}'`,
  )
  expect(file).toEqual({ is_protected: true })
  expect(await count()).toBe(0)
  const asked = await desk.rows(
    `select actor, data from platform.event where type = 'PreviousContactsCounted'`,
  )
  expect(asked.map((event) => event['data'])).toMatchObject([{ count: 1 }, { count: 0 }])
  expect(asked[0]?.['actor']).toMatch(/^staff:/u)
  expect(JSON.stringify(asked)).not.toContain('3141')
})
