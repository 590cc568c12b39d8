import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { type Desk, mailboxOf, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
const SQUADRA = 'Squadra Inventata'
const CARLA = 'Carla Inventata'
const SUSI = 'Susi Inventata'
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
  await desk.person(SQUADRA, [desk.north], 'crew')
  await desk.person(CARLA, [desk.north], 'coordinator')
  await desk.person(SUSI, [desk.south], 'operator')
})

afterAll(() => desk.close())

async function logged(body: object = { kind: 'nuisance' }, who = ANNA) {
  const reply = await desk.ask(who, 'POST', '/api/contacts', body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body['contact'] as { id: string; offers: string[] } & Record<string, unknown>
}

describe('calls that are not reports', () => {
  test('one key is enough: what was offered is recorded without being asked', async () => {
    expect(await logged({ kind: 'wrong-number' })).toMatchObject({ offers: ['nothing-asked'] })
    expect(await logged({ kind: 'information' })).toMatchObject({ offers: ['told-office'] })
  })

  test('advice and a message of nothing are refused at the field, and nothing is logged', async () => {
    const count = 'select count(*)::int as n from intake.contact'
    const before = await desk.rows(count)
    for (const kind of ['advice', 'message']) {
      const refused = await desk.ask(ANNA, 'POST', '/api/contacts', { kind, question: '  ' })
      expect(refused.status, refused.text).toBe(400)
      expect(refused.body['errors']).toMatchObject([{ path: 'question', code: 'required' }])
    }
    expect(await desk.rows(count)).toEqual(before)
  })

  test('advice has two fields and makes no file and no person', async () => {
    const before = await desk.rows('select count(*)::int as n from interventions.intervention')
    const contact = await logged({
      kind: 'advice',
      category: 'police',
      question: 'Che cosa serve?',
      given: 'Il verbale.',
    })
    expect(contact).toMatchObject({
      question: 'Che cosa serve?',
      given: 'Il verbale.',
      interventionId: null,
    })
    expect(await desk.rows('select count(*)::int as n from interventions.intervention')).toEqual(
      before,
    )
  })

  test('an ending can be taken back within ten minutes, once', async () => {
    const { id } = await logged()
    const path = `/api/contacts/${id}/withdrawal`
    expect((await desk.ask(BRUNO, 'POST', path)).body['contact']).toMatchObject({ withdrawn: true })
    expect((await desk.ask(ANNA, 'POST', path)).body).toMatchObject({ code: 'contact-withdrawn' })
    const late = await logged()
    desk.clock.advance({ minutes: 11 })
    expect((await desk.ask(ANNA, 'POST', `/api/contacts/${late.id}/withdrawal`)).body['code']).toBe(
      'contact-too-old',
    )
  })

  test('a crew takes back its own ending, and neither reads nor undoes a colleague’s', async () => {
    const words = { kind: 'advice', question: 'SEGRETO-CHIESTO', given: 'SEGRETO-DETTO' }
    const { id } = await logged(words)
    const reply = await desk.ask(SQUADRA, 'POST', `/api/contacts/${id}/withdrawal`)
    expect([reply.status, reply.body['code']]).toEqual([403, 'not-allowed'])
    expect(reply.text).not.toContain('SEGRETO')
    expect(await desk.rows(`select withdrawn_at from intake.contact where id = '${id}'`)).toEqual([
      { withdrawn_at: null },
    ])
    const own = await logged({ kind: 'silent' }, SQUADRA)
    const undone = await desk.ask(SQUADRA, 'POST', `/api/contacts/${own.id}/withdrawal`)
    expect([undone.status, undone.body['contact']]).toMatchObject([200, { withdrawn: true }])
  })

  test("tonight's log shows what was answered and never a telephone", async () => {
    await logged({ kind: 'information', phone: '+390655507777' })
    const list = await desk.ask(BRUNO, 'GET', '/api/contacts')
    expect(list.body['sinceAt']).toBe('2026-11-17T11:00:00Z')
    expect((list.body['contacts'] as unknown[]).length).toBeGreaterThan(3)
    expect(list.text).not.toContain('55507777')
    expect((await desk.ask(SUSI, 'GET', '/api/contacts')).body['contacts']).toEqual([])
    expect((await desk.ask(undefined, 'GET', '/api/contacts')).status).toBe(401)
  })

  test('the same telephone is counted in its territory alone', async () => {
    const phone = '06 5550 4444'
    await logged({ kind: 'silent', phone })
    await logged({ kind: 'silent', phone: '+39 0655504444' })
    const ask = (who: string) => desk.ask(who, 'POST', '/api/intake/previous-contacts', { phone })
    expect((await ask(BRUNO)).body).toEqual({ count: 2 })
    expect((await ask(SUSI)).body).toEqual({ count: 0 })
  })
})

describe('a call ending and the draft it takes the place of', () => {
  async function ended(words: string) {
    const draftId = crypto.randomUUID()
    const draft = { version: 0, startedAt: '2026-11-18T01:39:00Z', content: { happening: words } }
    await desk.ask(ANNA, 'PUT', `/api/drafts/${draftId}`, draft)
    const { id } = await logged({ kind: 'nuisance', draftId })
    expect((await drafts()).map((one) => one.id)).not.toContain(draftId)
    return { draftId, path: `/api/contacts/${id}/withdrawal` }
  }
  const drafts = async (who = ANNA) =>
    (await desk.ask(who, 'GET', '/api/drafts')).body['drafts'] as { id: string; content: object }[]
  const kept = (draftId: string) =>
    desk.rows(`select wipe_at from intake.draft where id = '${draftId}'`)

  test('taking the ending back brings the words back, and the wipe is called off', async () => {
    const { draftId, path } = await ended('Parole da non perdere')
    expect((await desk.ask(ANNA, 'POST', path)).body['draftId']).toBe(draftId)
    desk.clock.advance({ minutes: 30 })
    expect(await desk.runDue()).toBe(0)
    const [back] = (await drafts()).filter((one) => one.id === draftId)
    expect(back?.content).toEqual({ happening: 'Parole da non perdere' })
    const next = { version: 1, startedAt: '2026-11-18T01:39:00Z', content: {} }
    expect((await desk.ask(ANNA, 'PUT', `/api/drafts/${draftId}`, next)).status).toBe(200)
  })

  test('a colleague who takes it back gives the draft to its writer and learns nothing of it', async () => {
    const { draftId, path } = await ended('Non per altri')
    const reply = await desk.ask(BRUNO, 'POST', path)
    expect([reply.status, reply.body['draftId']]).toEqual([200, null])
    expect((await drafts()).map((one) => one.id)).toContain(draftId)
    expect(await drafts(BRUNO)).toEqual([])
  })

  test('when it can no longer be taken back the draft is wiped, not before', async () => {
    const { draftId, path } = await ended('Da cancellare')
    desk.clock.advance({ minutes: 10 })
    expect(await desk.runDue()).toBe(0)
    expect(await kept(draftId)).toHaveLength(1)
    desk.clock.advance({ seconds: 30 })
    expect(await desk.runDue()).toBe(1)
    expect(await kept(draftId)).toEqual([])
    expect((await desk.ask(ANNA, 'POST', path)).body['code']).toBe('contact-too-old')
  })
})

test('a contact is hidden with its file: also when the file becomes protected later', async () => {
  const taken = await desk.ask(ANNA, 'POST', '/api/reports', { content: { category: 'police' } })
  const { reportId, contactId } = taken.body
  const listed = async (who: string) =>
    (await desk.ask(who, 'GET', '/api/contacts')).text.includes(String(contactId))
  expect(await listed(BRUNO)).toBe(true)
  const raised = { version: 1, fields: { protection: ['address-secret'] } }
  await desk.ask(ANNA, 'PATCH', `/api/reports/${String(reportId)}`, raised)
  expect(await listed(BRUNO)).toBe(false)
  expect([await listed(ANNA), await listed(CARLA)]).toEqual([true, true])
})

describe('S23: somebody says "Carabinieri" and asks where a woman is', () => {
  const asked = {
    asks: 'where-person-is',
    category: 'police',
    unit: 'Dice Stazione',
    phone: '06 5550 1111',
  }
  test('the answer is no, a security event is on the log, and the coordinator is told in the morning without personal data', async () => {
    const before = desk.clock.now()
    const reply = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', asked)
    expect(reply.status, reply.text).toBe(201)
    expect(reply.body).toMatchObject({
      outcome: 'refused',
      callBack: [{ reporter: 'stazione', phones: ['+390655509301'] }],
      coordinatorToldAt: '2026-11-18T07:00:00Z',
    })
    const events = await desk.rows(
      `select type, data from platform.event where aggregate_id = '${reply.body['contactId']}' order by version`,
    )
    expect(events.map((event) => event['type'])).toEqual(['ContactLogged', 'DisclosureRefused'])
    expect(await desk.runDue()).toBe(0)
    desk.clock.moveTo(instant('2026-11-18T07:00:01Z'))
    expect(await desk.runDue()).toBe(1)
    const [mail] = await desk.rows('select territory_id, sealed_payload from platform.outbox')
    const payload = desk.tools.vault.open(
      String(mail?.['territory_id']),
      'outbox',
      mail?.['sealed_payload'] as Buffer,
    )
    expect(JSON.parse(payload)).toMatchObject({ to: mailboxOf(CARLA) })
    expect(payload).not.toMatch(/Dice|5550|1111|Carabinieri|Anna/u)
    expect(await desk.runDue()).toBe(0)
    desk.clock.moveTo(before)
  })

  test('without who asks nothing is recorded', async () => {
    const count = () =>
      desk.rows(`select (select count(*)::int from intake.contact) as contacts,
        (select count(*)::int from platform.event where type like 'Disclosure%') as answers`)
    const before = await count()
    const nobody = { asks: 'where-person-is', category: 'police', unit: '  ' }
    const refused = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', nobody)
    expect([refused.status, refused.body['code']]).toEqual([409, 'caller-not-named'])
    expect(await count()).toEqual(before)
    const named = { ...nobody, caller: 'Maresciallo Inventato' }
    const asked = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', named)
    expect(asked.status, asked.text).toBe(201)
    const again = { asks: 'what-was-done', contactId: asked.body['contactId'] }
    const { status, text } = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', again)
    expect(status, text).toBe(201)
    expect(text).not.toContain('Maresciallo')
  })

  test('a number on the list is not enough; a call-back to it is', async () => {
    const listed = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', {
      ...asked,
      phone: '+390655509301',
    })
    expect(listed.body['outcome']).toBe('refused')
    const contactId = listed.body['contactId']
    const verify = (body: object) =>
      desk.ask(ANNA, 'POST', '/api/verifications', {
        contactId,
        reporter: 'stazione',
        method: 'call-back',
        result: 'verified',
        ...body,
      })
    expect((await verify({ calledNumber: '+390655501111' })).body).toMatchObject({
      code: 'number-not-listed',
    })
    expect((await verify({ method: 'word' })).body).toMatchObject({ code: 'no-protocol' })
    expect((await verify({ calledNumber: '+390655509301' })).status).toBe(201)
    expect((await verify({ calledNumber: '+390655509301' })).body).toMatchObject({
      code: 'caller-already-verified',
    })
    const again = await desk.ask(ANNA, 'POST', '/api/disclosure-requests', { ...asked, contactId })
    expect(again.body['outcome']).toBe('by-person')
  })

  test('who may not verify, and who sits in another territory, are told nothing', async () => {
    const { id } = await logged({ kind: 'advice', category: 'police', question: 'Chi chiamare?' })
    const body = {
      contactId: id,
      reporter: 'stazione',
      method: 'call-back',
      result: 'verified',
      calledNumber: '+390655509301',
    }
    expect((await desk.ask(SUSI, 'POST', '/api/verifications', body)).status).toBe(404)
    expect((await desk.ask(undefined, 'POST', '/api/verifications', body)).status).toBe(401)
  })
})
