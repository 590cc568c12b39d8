import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import { instant } from '#platform/kernel/time.ts'
import { eventsOf } from '#platform/server/log.ts'
import { type ContactRow, contactOf } from './contact-store.ts'
import { type ContactEvent, evolveContact, evolveReport, type ReportEvent } from './model-events.ts'
import { type ReportRow, reportOf } from './report-store.ts'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
const SARA = 'Sara Inventata'
const SUSI = 'Susi Inventata'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
  await desk.person(SARA, [desk.north], 'social-worker')
  await desk.person(SUSI, [desk.south], 'operator')
  await desk.person('Ines Inventata', [desk.north], 'auditor')
})

afterAll(() => desk.close())

const patrol = (over: object = {}, content: object = {}) => ({
  startedAt: '2026-11-18T01:38:00Z',
  content: {
    freeToSpeak: 'yes',
    phone: '06 5550 9999',
    placeText: 'Via Inventata 12',
    municipality: 'A944',
    happening: 'Un uomo trema sotto il portico. SEGRETO-RACCONTO',
    involved: ['homeless', 'man'],
    peopleCount: 1,
    category: 'police',
    reporterUnit: 'Radiomobile di prova',
    patrolWaiting: true,
    answers: { immediateDanger: 'yes' },
    ...content,
  },
  ...over,
})

async function registered(body: object = patrol(), who = ANNA) {
  const reply = await desk.ask(who, 'POST', '/api/reports', body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body as {
    reportId: string
    interventionId: string
    contactId: string
    number: string
  }
}

describe('taking a report', () => {
  test('makes contact, report and file with its owner in one transaction', async () => {
    const reply = await desk.ask(ANNA, 'POST', '/api/reports', patrol())
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ access: 'entitled', can: { read: true, edit: true } })
    const [file] = await desk.rows(
      `select * from interventions.intervention where id = '${reply.body['interventionId']}'`,
    )
    expect(file).toMatchObject({
      place_label: 'Via Inventata 12, Bologna',
      source_label: 'Radiomobile di prova',
      people_label: 'uomo',
    })
    expect(file?.['owner_id']).not.toBeNull()
    expect(instant(String(file?.['patrol_waiting_since'])).toString()).toBe('2026-11-18T01:38:00Z')
  })

  test('takes the class in the same command, and the call to 112 already made', async () => {
    const done = await registered(
      patrol({
        decision: { classKey: 'emergenza' },
        emergencyCalls: [{ service: '112', calledAt: '2026-11-18T01:39:00Z' }],
      }),
    )
    const [file] = await desk.rows(
      `select class_key, authorities_due from interventions.intervention where id = '${done.interventionId}'`,
    )
    expect(file).toEqual({ class_key: 'emergenza', authorities_due: [] })
  })

  test('with Ctrl+Maiusc+E gives the gravest class to what is there', async () => {
    const done = await registered({ content: {}, emergencyNow: true })
    const [file] = await desk.rows(
      `select class_key from interventions.intervention where id = '${done.interventionId}'`,
    )
    expect(file).toEqual({ class_key: 'emergenza' })
  })

  test('takes a dropped call with nothing known', async () => {
    const done = await registered({ content: {}, isDropped: true })
    const read = await desk.ask(ANNA, 'GET', `/api/reports/${done.reportId}`)
    expect(read.body['missing']).toContain('place')
  })

  test('sent twice with one key is one report; sent twice as one draft is one report', async () => {
    const key = crypto.randomUUID()
    const draftId = crypto.randomUUID()
    const first = await desk.ask(ANNA, 'POST', '/api/reports', patrol({ draftId }), key)
    const second = await desk.ask(ANNA, 'POST', '/api/reports', patrol({ draftId }), key)
    const third = await desk.ask(ANNA, 'POST', '/api/reports', patrol({ draftId }))
    expect([first.status, second.status, third.status]).toEqual([201, 201, 200])
    expect(second.body).toEqual(first.body)
    expect(third.body['reportId']).toBe(first.body['reportId'])
  })

  test('two servers that send one draft together make one report', async () => {
    const draftId = crypto.randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => desk.ask(ANNA, 'POST', '/api/reports', patrol({ draftId }))),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 200, 200, 200, 201])
    expect(new Set(replies.map((reply) => reply.body['reportId'])).size).toBe(1)
  })

  test('in office hours names the office in charge and takes the report all the same', async () => {
    const before = desk.clock.now()
    desk.clock.moveTo(instant('2026-11-18T09:00:00Z'))
    const context = await desk.ask(ANNA, 'GET', '/api/intake/context?municipality=A944')
    expect(context.body['inCharge']).toMatchObject({
      kind: 'office',
      label: 'Servizio sociale di prova',
    })
    const reply = await desk.ask(
      ANNA,
      'POST',
      '/api/reports',
      patrol({}, { category: 'citizen', answers: {} }),
    )
    expect(reply.body).toMatchObject({ access: 'office-hours' })
    desk.clock.moveTo(before)
  })
})

describe('who may report', () => {
  test('a citizen without danger hears the script, a citizen in danger is taken', async () => {
    const plain = patrol({}, { category: 'citizen', answers: {}, involved: ['man'] })
    const refused = await desk.ask(ANNA, 'POST', '/api/reports', plain)
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'reporter-not-entitled' })
    const danger = await registered(patrol({}, { category: 'citizen', involved: ['man'] }))
    expect(danger).toMatchObject({ access: 'immediate-danger' })
  })

  test('the emergency key says that there is danger: nothing typed so far turns it away', async () => {
    const plain = { category: 'citizen', answers: {}, involved: ['man'] }
    const done = await registered(patrol({ emergencyNow: true }, plain))
    expect(done).toMatchObject({ access: 'immediate-danger' })
  })

  test('the same citizen reports freely where the service is open', async () => {
    const plain = patrol({}, { category: 'citizen', answers: {}, involved: ['man'] })
    expect((await desk.ask(SUSI, 'POST', '/api/reports', plain)).status).toBe(201)
  })
})

describe('reading and completing', () => {
  test('nobody signed out, of another territory or without the role reads a report', async () => {
    const { reportId, interventionId } = await registered()
    expect((await desk.ask(undefined, 'GET', `/api/reports/${reportId}`)).status).toBe(401)
    expect((await desk.ask(SUSI, 'GET', `/api/reports/${reportId}`)).status).toBe(404)
    const auditor = await desk.ask('Ines Inventata', 'GET', `/api/reports/${reportId}`)
    expect(auditor.status).toBe(403)
    expect(auditor.text).not.toContain('SEGRETO')
    const list = await desk.ask(BRUNO, 'GET', `/api/reports?intervention=${interventionId}`)
    expect(list.body['reports']).toHaveLength(1)
  })

  test('of a protected file the content is for its owner', async () => {
    const { reportId } = await registered(patrol({}, { answers: { violence: 'yes' } }))
    expect((await desk.ask(ANNA, 'GET', `/api/reports/${reportId}`)).text).toContain(
      'SEGRETO-RACCONTO',
    )
    const other = await desk.ask(BRUNO, 'GET', `/api/reports/${reportId}`)
    expect(other.status).toBe(403)
    expect(other.text).not.toContain('SEGRETO')
  })

  test('two people complete different fields; the same field is a conflict that names it', async () => {
    const { reportId, interventionId } = await registered()
    const path = `/api/reports/${reportId}`
    const one = await desk.ask(ANNA, 'PATCH', path, { version: 1, fields: { animals: 'un cane' } })
    expect(one.body).toMatchObject({ version: 2, content: { animals: 'un cane' } })
    const two = await desk.ask(BRUNO, 'PATCH', path, {
      version: 1,
      fields: { minorsCount: 2, involved: ['woman', 'children'] },
    })
    expect(two.body).toMatchObject({ version: 3, content: { animals: 'un cane', minorsCount: 2 } })
    const [file] = await desk.rows(
      `select people_label from interventions.intervention where id = '${interventionId}'`,
    )
    expect(file).toEqual({ people_label: 'donna + 2 figli' })
    const clash = await desk.ask(BRUNO, 'PATCH', path, {
      version: 1,
      fields: { animals: 'due gatti' },
    })
    expect(clash.status).toBe(409)
    expect(clash.body).toMatchObject({
      code: 'field-changed-meanwhile',
      facts: { field: 'animals' },
    })
  })

  test('replaying the log gives the rows', async () => {
    const { reportId, contactId } = await registered()
    await desk.ask(ANNA, 'PATCH', `/api/reports/${reportId}`, {
      version: 1,
      fields: { health: 'tosse' },
    })
    const [reports, contacts] = await desk.as(ANNA, desk.north, async (tx) => [
      await eventsOf(tx, reportId),
      await eventsOf(tx, contactId),
    ])
    const report = reports?.reduce<ReturnType<typeof evolveReport> | undefined>(
      (state, event) => evolveReport(state, event as RecordedEvent & ReportEvent),
      undefined,
    )
    const contact = contacts?.reduce<ReturnType<typeof evolveContact> | undefined>(
      (state, event) => evolveContact(state, event as RecordedEvent & ContactEvent),
      undefined,
    )
    const [reportRow, contactRow] = await desk.as(ANNA, desk.north, async (tx) => [
      await tx
        .selectFrom('intake.report')
        .selectAll()
        .where('id', '=', reportId)
        .executeTakeFirstOrThrow(),
      await tx
        .selectFrom('intake.contact')
        .selectAll()
        .where('id', '=', contactId)
        .executeTakeFirstOrThrow(),
    ])
    expect(JSON.stringify(reportOf(reportRow as ReportRow))).toBe(JSON.stringify(report))
    expect(JSON.stringify(contactOf(contactRow as ContactRow))).toBe(JSON.stringify(contact))
  })

  test('what was said stands nowhere in clear: not in rows, not on the log, not in what is logged', async () => {
    await registered()
    const everything = JSON.stringify([
      await desk.rows('select * from intake.report'),
      await desk.rows('select * from intake.contact'),
      await desk.rows("select data from platform.event where room = 'intake'"),
    ])
    for (const secret of ['SEGRETO', '65550999', 'Radiomobile'])
      expect(everything).not.toContain(secret)
    expect(desk.logged()).not.toMatch(/SEGRETO|65550999|Via Inventata/u)
  })
})

describe('hostile input', () => {
  const reply = (content: object) =>
    desk.ask(ANNA, 'POST', '/api/reports', { content, emergencyNow: true })
  test.each([
    ['NUL and controls', { happening: 'a\u0000b\u0007c' }],
    ['right to left', { placeText: '\u202eaiV\u202c\u2066x\u2069' }],
    ['half a surrogate pair', { placeText: 'x\ud83d', names: '\udc00' }],
    ['SQL', { placeText: "'; drop table intake.report; --" }],
    [
      'HTML',
      { happening: '<script>alert(1)</script>', reporterUnit: '<img src=x onerror=alert(1)>' },
    ],
    ['homoglyphs', { names: 'Раоlо' }],
    ['prototype', { reporterUnit: '__proto__', names: 'constructor' }],
  ])('%s is taken as text', async (_, content) => {
    const done = await reply(content)
    expect(done.status, done.text).toBe(201)
    expect((await desk.ask(ANNA, 'GET', `/api/reports/${done.body['reportId']}`)).status).toBe(200)
  })
  test.each([
    ['too long', { happening: 'x'.repeat(8001) }, 'happening', 'too-long'],
    ['no telephone', { phone: 'drop table' }, 'phone', 'invalid-phone'],
    ['a fact that does not exist', { answers: { nonsense: 'yes' } }, 'answers', 'unknown-field'],
    ['a field that does not exist', { consent: true }, '', 'unknown-field'],
    ['a wrong number', { minorsCount: -1 }, 'minorsCount', 'too-small'],
    ['a wrong code', { municipality: 'Bologna' }, 'municipality', 'invalid-choice'],
    ['a wrong type', { happening: 42 }, 'happening', 'invalid-type'],
  ])('%s is an error in Italian on its field', async (_, content, path, code) => {
    const done = await reply(content)
    expect(done.status, done.text).toBe(400)
    const errors = done.body['errors'] as { path: string; code: string }[]
    expect(errors[0]?.code, done.text).toBe(code)
    expect(errors[0]?.path).toContain(path)
  })
  test('a body that is no JSON, or too large, is refused without a fault', async () => {
    const big = await desk.ask(ANNA, 'POST', '/api/reports', {
      content: { happening: 'x'.repeat(300_000) },
    })
    expect(big.status).toBe(413)
  })
})
