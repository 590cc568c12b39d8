import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyTerritory, readConfiguration } from '#contexts/territory/public.ts'
import { instant } from '#platform/kernel/time.ts'
import { forgetContact } from './forgetting.ts'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const SARA = 'Sara Inventata'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(SARA, [desk.south], 'social-worker')
})

afterAll(() => desk.close())

async function logged(body: object) {
  const reply = await desk.ask(ANNA, 'POST', '/api/contacts', body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body['contact'] as { id: string }
}

async function termOfNorth(contactDays: number): Promise<void> {
  const configuration = await desk.as(ANNA, desk.north, (tx) => readConfiguration(tx, desk.north))
  const changed = { ...configuration, retention: { contactDays } }
  await applyTerritory(desk.tools, changed, desk.clock.now())
}

describe('forgetting', () => {
  test('S18: a need confirmed not pertinent loses its personal data after the term, on the log too', async () => {
    const taken = await desk.ask(SARA, 'POST', '/api/reports', {
      content: {
        category: 'citizen',
        phone: '06 5550 8888',
        happening: 'Chiede aiuto per l’affitto',
        requestKind: 'rent-help',
      },
      decision: { classKey: 'non-pertinente', offeredInstead: 'Orari del segretariato sociale' },
    })
    expect(taken.status, taken.text).toBe(201)
    const { reportId, contactId } = taken.body
    const before = desk.clock.now()
    desk.clock.advance({ hours: 29 * 24 })
    await desk.runDue()
    expect((await desk.ask(SARA, 'GET', `/api/reports/${reportId}`)).text).toContain('affitto')
    desk.clock.advance({ hours: 25 })
    await desk.runDue()
    const read = await desk.ask(SARA, 'GET', `/api/reports/${reportId}`)
    expect(read.body).toMatchObject({ content: null, can: { edit: false } })
    const [row] = await desk.rows(
      `select sealed_key, sealed_words, phone_fingerprint from intake.contact where id = '${contactId}'`,
    )
    expect(row).toEqual({ sealed_key: null, sealed_words: null, phone_fingerprint: null })
    const due = await desk.rows(
      "select * from platform.due where kind like 'intake%' and due_at < now()",
    )
    expect(due).toEqual([])
    desk.clock.moveTo(before)
  })

  test('the term is the territory’s: of two contacts logged before and after it was shortened, each has its own', async () => {
    const wiped = async (id: string) =>
      (await desk.rows(`select forgotten_at from intake.contact where id = '${id}'`))[0]?.[
        'forgotten_at'
      ] !== null
    const start = desk.clock.now()
    const { id: before } = await logged({ kind: 'wrong-number' })
    await termOfNorth(7)
    const { id: after } = await logged({ kind: 'wrong-number' })
    desk.clock.moveTo(start.add({ hours: 7 * 24 - 1 }))
    await desk.runDue()
    expect(await wiped(after)).toBe(false)
    desk.clock.moveTo(start.add({ hours: 7 * 24 + 1 }))
    await desk.runDue()
    expect([await wiped(before), await wiped(after)]).toEqual([false, true])
    desk.clock.moveTo(start.add({ hours: 30 * 24 + 1 }))
    await desk.runDue()
    expect(await wiped(before)).toBe(true)
    await termOfNorth(30)
    desk.clock.moveTo(start)
  })

  test('what is worked is not forgotten', async () => {
    const taken = await desk.ask(ANNA, 'POST', '/api/reports', {
      content: { category: 'police' },
      emergencyNow: true,
    })
    await desk.as(ANNA, desk.north, (tx) =>
      forgetContact(tx, String(taken.body['contactId']), instant('2030-01-01T00:00:00Z')),
    )
    expect(
      (await desk.ask(ANNA, 'GET', `/api/reports/${taken.body['reportId']}`)).body['content'],
    ).not.toBeNull()
  })
})
