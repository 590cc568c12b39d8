import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InterventionId } from '#platform/kernel/ids.ts'
import * as contactStore from './contact-store.ts'
import * as draftStore from './draft-store.ts'
import * as reportStore from './report-store.ts'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
const SARA = 'Sara Inventata'
const CARLA = 'Carla Inventata'
const SUSI = 'Susi Inventata'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
  await desk.person(SARA, [desk.south], 'social-worker')
  await desk.person(CARLA, [desk.north], 'coordinator')
  await desk.person(SUSI, [desk.south], 'operator')
})

afterAll(() => desk.close())

describe('drafts', () => {
  const put = (who: string, id: string, version: number, text: string) =>
    desk.ask(who, 'PUT', `/api/drafts/${id}`, {
      version,
      startedAt: '2026-11-18T01:39:00Z',
      content: { happening: text },
    })

  test('belong to who writes them: nobody else lists, overwrites or wipes them', async () => {
    const id = crypto.randomUUID()
    expect((await put(ANNA, id, 0, 'SEGRETO-BOZZA')).body).toMatchObject({ version: 1 })
    expect((await desk.ask(BRUNO, 'GET', '/api/drafts')).text).not.toContain('SEGRETO')
    expect((await put(BRUNO, id, 1, 'altro')).status).toBe(409)
    expect((await desk.ask(BRUNO, 'DELETE', `/api/drafts/${id}`)).status).toBe(404)
    expect((await desk.ask(ANNA, 'GET', '/api/drafts')).text).toContain('SEGRETO-BOZZA')
    expect(JSON.stringify(await desk.rows('select * from intake.draft'))).not.toContain('SEGRETO')
  })

  test('of two windows the later is told, and loses nothing of the other', async () => {
    const id = crypto.randomUUID()
    await put(ANNA, id, 0, 'uno')
    expect((await put(ANNA, id, 1, 'due')).body).toMatchObject({ version: 2 })
    expect((await put(ANNA, id, 1, 'tre')).body).toMatchObject({ code: 'draft-changed-meanwhile' })
    expect((await desk.ask(ANNA, 'GET', '/api/drafts')).text).toContain('due')
  })

  test('a save that arrives after the sending, or after the wipe, makes no draft anew', async () => {
    const [sent, early, dropped] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await put(ANNA, sent, 0, 'uno')
    for (const draftId of [sent, early]) {
      await desk.ask(ANNA, 'POST', '/api/reports', { draftId, content: { category: 'police' } })
    }
    expect((await put(ANNA, sent, 1, 'due')).body).toMatchObject({ code: 'draft-already-sent' })
    expect((await put(ANNA, early, 0, 'due')).body).toMatchObject({ code: 'draft-already-sent' })
    await put(ANNA, dropped, 0, 'uno')
    await desk.ask(ANNA, 'DELETE', `/api/drafts/${dropped}`)
    expect((await put(ANNA, dropped, 1, 'due')).body).toMatchObject({ code: 'draft-gone' })
    const ids = (await desk.ask(ANNA, 'GET', '/api/drafts')).text
    for (const id of [sent, early, dropped]) expect(ids).not.toContain(id)
  })

  test('are wiped when the report is taken, and when the call was something else', async () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    await put(ANNA, one, 0, 'x')
    await put(ANNA, two, 0, 'y')
    await desk.ask(ANNA, 'POST', '/api/reports', { draftId: one, content: { category: 'police' } })
    await desk.ask(ANNA, 'POST', '/api/contacts', { kind: 'nuisance', draftId: two })
    const ids = (await desk.ask(ANNA, 'GET', '/api/drafts')).text
    expect(ids).not.toContain(one)
    expect(ids).not.toContain(two)
  })

  test('what was written after a first sending whose reply was lost completes the report', async () => {
    const draftId = crypto.randomUUID()
    const send = (who: string, content: object) =>
      desk.ask(who, 'POST', '/api/reports', {
        draftId,
        content: { category: 'police', ...content },
      })
    const first = await send(ANNA, { happening: 'Una donna sola.' })
    const later = { happening: 'Una donna sola. Ha un bambino con sé.', animals: 'un cane' }
    const second = await send(ANNA, later)
    expect([second.status, second.body['reportId']]).toEqual([200, first.body['reportId']])
    const path = `/api/reports/${String(first.body['reportId'])}`
    expect((await desk.ask(ANNA, 'GET', path)).body).toMatchObject({ version: 2, content: later })
    // Sent again as it is nothing changes; what a colleague wrote meanwhile is not written over in silence.
    expect((await send(ANNA, later)).status).toBe(200)
    await desk.ask(BRUNO, 'PATCH', path, { version: 2, fields: { animals: 'due cani' } })
    expect((await send(ANNA, later)).body).toMatchObject({
      code: 'field-changed-meanwhile',
      facts: { field: 'animals' },
    })
    expect((await send(BRUNO, { happening: 'di un altro' })).status).toBe(200)
    expect((await desk.ask(ANNA, 'GET', path)).body).toMatchObject({
      version: 3,
      content: { ...later, animals: 'due cani' },
    })
  })

  test('too long, or not signed in: refused', async () => {
    const id = crypto.randomUUID()
    expect((await put(ANNA, id, 0, 'x'.repeat(61_000))).status).toBe(400)
    const url = `/api/drafts/${id}`
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const payload = `{"version":0,"startedAt":"2026-11-18T01:39:00Z","content":{"a":${nested}}}`
    expect((await desk.ask(ANNA, 'PUT', url, payload)).status).toBe(400)
    expect((await desk.ask(undefined, 'GET', '/api/drafts')).status).toBe(401)
    expect((await desk.ask(CARLA, 'PUT', '/api/drafts/nonsense', {})).status).toBe(400)
  })
})

describe('every store function under two territories and under none', () => {
  test('sees and changes nothing of another territory', async () => {
    const taken = await desk.ask(ANNA, 'POST', '/api/reports', {
      content: { category: 'police', phone: '06 5550 2222' },
    })
    const { reportId, contactId, interventionId } = taken.body as Record<string, string>
    const draftId = crypto.randomUUID()
    await desk.ask(ANNA, 'PUT', `/api/drafts/${draftId}`, {
      version: 0,
      startedAt: '2026-11-18T01:39:00Z',
      content: {},
    })
    for (const write of [desk.south, null]) {
      await desk.as(SUSI, write, async (tx) => {
        const anna = (
          await desk.rows(`select staff_id from intake.draft where id = '${draftId}'`)
        )[0]?.['staff_id']
        expect(await reportStore.findReport(tx, String(reportId))).toBeUndefined()
        expect(await reportStore.reportsOf(tx, String(interventionId))).toEqual([])
        expect(await reportStore.lockReport(tx, String(reportId))).toBeUndefined()
        expect(await reportStore.reportOfDraft(tx, draftId)).toBeUndefined()
        expect(await contactStore.findContactRow(tx, String(contactId))).toBeUndefined()
        expect(await contactStore.territoryOfContact(tx, String(contactId))).toBeUndefined()
        expect(await contactStore.lockContactsOf(tx, interventionId as InterventionId)).toEqual([])
        expect(await draftStore.ownDrafts(tx, anna as never)).toEqual([])
        expect(await draftStore.territoryOfOwnDraft(tx, draftId, anna as never)).toBeUndefined()
        const due = await sql`select * from intake.v_due`.execute(tx)
        expect(
          due.rows.filter((row) => (row as { territory_id: string }).territory_id === desk.north),
        ).toEqual([])
      })
      const lock = desk.as(SUSI, write, (tx) => contactStore.lockContact(tx, String(contactId)))
      await expect(lock).rejects.toThrow('not found')
    }
    await expect(
      desk.as(SUSI, null, (tx) =>
        draftStore.keepDraft(tx, {
          id: draftId,
          version: 0,
          startedAt: desk.clock.now(),
          content: {},
        }),
      ),
    ).rejects.toThrow()
    await desk.as(SUSI, desk.south, async (tx) => {
      expect(await draftStore.dropDraft(tx, draftId)).toBe(false)
      await reportStore.wipeReports(tx, contactId as never)
    })
    expect(
      await desk.rows(
        `select sealed_content is null as wiped from intake.report where id = '${reportId}'`,
      ),
    ).toEqual([{ wiped: false }])
  })
})
