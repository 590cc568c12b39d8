import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const CARLA = 'Carla Inventata'
const STAZIONE = 'Stazione Inventata'
const ALTRA = 'Altra Stazione Inventata'
const EQUIPAGGIO = 'Equipaggio Inventato'
const SOLA = 'Stazione Sola'
let desk: Desk
let carla: PersonActor

beforeAll(async () => {
  desk = await openDesk()
  await desk.person(ANNA, [desk.north], 'operator')
  carla = await desk.person(CARLA, [desk.north], 'coordinator')
  await desk.person(STAZIONE, [desk.north], 'accredited-reporter')
  await desk.person(ALTRA, [desk.north], 'accredited-reporter')
  await desk.person(EQUIPAGGIO, [desk.north], 'crew')
  await desk.person(SOLA, [desk.south], 'accredited-reporter')
})

afterAll(() => desk.close())

const WORDS = 'SEGRETO-DETTO una donna con due figli davanti alla stazione'

async function reported(who: string, more: object = {}) {
  const content = { category: 'police', happening: WORDS }
  const reply = await desk.ask(who, 'POST', '/api/reports', { channel: 'portal', content, ...more })
  return { ...reply, id: String(reply.body['interventionId']), number: reply.body['number'] }
}

async function own(who: string) {
  const { body, text } = await desk.ask(who, 'GET', '/api/own-reports')
  const reports = body['reports'] as Record<string, unknown>[]
  return { text, one: (number: unknown) => reports.find((report) => report['number'] === number) }
}

describe('an accredited reporter', () => {
  test('reports to the end: what the form asks is permitted, the room owns the file', async () => {
    expect((await desk.ask(STAZIONE, 'GET', '/api/intake/context')).body).toMatchObject({
      accredited: [],
    })
    const taken = await reported(STAZIONE)
    expect(taken.status, taken.text).toBe(201)
    const [file] = await desk.rows(
      `select owner_id, state, answered_by from interventions.intervention where id = '${taken.id}'`,
    )
    expect(file).toEqual({ owner_id: carla.staffId, state: 'new', answered_by: null })
  })

  test('counts as verified by the sign-in, unless another unit is named; an operator who takes their call does not', async () => {
    const verification = async (id: string) =>
      (
        await desk.rows(`select verification from intake.contact where intervention_id = '${id}'`)
      )[0]?.['verification']
    const police = { category: 'police', happening: WORDS }
    expect(await verification((await reported(STAZIONE)).id)).toBe('verified')
    expect(
      await verification(
        (await reported(STAZIONE, { content: { ...police, claimedReporter: 'questura' } })).id,
      ),
    ).toBe('to-verify')
    expect(await verification((await reported(ANNA)).id)).toBe('to-verify')
    expect(await verification((await reported(EQUIPAGGIO)).id)).toBe('to-verify')
  })

  test('the file says whether who reported is verified, until they are; new words of the report change nothing of it', async () => {
    const check = async (id: string) =>
      (
        await desk.rows(`select source_check from interventions.intervention where id = '${id}'`)
      )[0]?.['source_check']
    expect(await check((await reported(STAZIONE)).id)).toBeNull()
    const { id, body } = await reported(ANNA)
    expect(await check(id)).toBe('to-verify')
    const verify = async (result: string) =>
      (
        await desk.ask(ANNA, 'POST', '/api/verifications', {
          ...{ contactId: body['contactId'], reporter: 'stazione', method: 'call-back', result },
          calledNumber: '+390655509301',
        })
      ).status
    expect(await verify('no-answer')).toBe(201)
    expect(await check(id)).toBe('to-verify')
    expect(await verify('denied')).toBe(201)
    expect(await check(id)).toBe('denied')
    const fields = { placeText: 'Via Inventata 14' }
    const patched = await desk.ask(ANNA, 'PATCH', `/api/reports/${body['reportId']}`, {
      ...{ version: 1, fields },
    })
    expect(patched.status, patched.text).toBe(200)
    expect(await check(id)).toBe('denied')
    expect(await verify('verified')).toBe(201)
    expect(await check(id)).toBeNull()
  })

  test('wakes whoever is on call by the class that the protocol proposes; advice on rent wakes nobody', async () => {
    const pages = (id: string) =>
      desk.rows(
        `select class_key, state, next_at is not null as goes_on from paging.page where intervention_id = '${id}'`,
      )
    const grave = await reported(STAZIONE, {
      content: { category: 'police', happening: WORDS, answers: { immediateDanger: 'yes' } },
    })
    const [page, ...others] = await pages(grave.id)
    expect([page, others]).toEqual([
      { class_key: 'emergenza', state: 'pending', goes_on: true },
      [],
    ])
    const calm = await reported(STAZIONE, {
      content: {
        category: 'police',
        requestKind: 'rent-help',
        answers: { hasShelterTonight: 'yes' },
      },
    })
    expect(await pages(calm.id)).toEqual([])
  })

  test('follows their own reports from received to answered, and sees neither words nor names', async () => {
    const { id, number } = await reported(STAZIONE)
    const before = await own(STAZIONE)
    expect(before.one(number)).toMatchObject({
      state: 'received',
      responder: { label: 'Assistente sociale reperibile', phone: '+390655509001' },
    })
    await desk.ask(ANNA, 'POST', `/api/interventions/${id}/answer`)
    const after = await own(STAZIONE)
    expect(after.one(number)).toMatchObject({ state: 'answered' })
    expect(after.text).not.toMatch(/SEGRETO|Anna|Carla/u)
  })

  test('sees no report of others, and none without a right', async () => {
    const { number } = await reported(STAZIONE)
    expect((await own(ALTRA)).text).not.toContain(String(number))
    expect((await desk.ask(ANNA, 'GET', '/api/own-reports')).status).toBe(403)
    expect((await desk.ask(undefined, 'GET', '/api/own-reports')).status).toBe(401)
  })

  test('neither chooses the class nor records a hand-on', async () => {
    for (const more of [
      { emergencyNow: true },
      { decision: { classKey: 'emergenza' } },
      { emergencyCalls: [{ service: '112', calledAt: '2026-11-18T01:39:00Z' }] },
    ]) {
      const refused = await reported(STAZIONE, more)
      expect([refused.status, refused.body['code']]).toEqual([403, 'not-yours-to-decide'])
    }
  })

  test('where nobody works the report is refused with what to do, not left unowned', async () => {
    const refused = await reported(SOLA)
    expect([refused.status, refused.body['code']]).toEqual([409, 'nobody-answers-here'])
  })
})

test('whoever has a role here is told whom to call now', async () => {
  for (const who of [STAZIONE, EQUIPAGGIO, SOLA]) {
    const { status, body } = await desk.ask(who, 'GET', '/api/intake/responders')
    expect([status, body['responders']]).toMatchObject([
      200,
      [{ phone: expect.stringMatching(/^\+39/u) }],
    ])
  }
  expect((await desk.ask(undefined, 'GET', '/api/intake/responders')).status).toBe(401)
})

test('a crew reports, owns what it found, and may say how grave it is', async () => {
  const taken = await reported(EQUIPAGGIO, { emergencyNow: true })
  expect(taken.status, taken.text).toBe(201)
  expect((await desk.ask(EQUIPAGGIO, 'GET', `/api/interventions/${taken.id}`)).status).toBe(200)
  const evaluation = { facts: { violence: true } }
  const proposed = await desk.ask(EQUIPAGGIO, 'POST', '/api/triage/evaluations', evaluation)
  expect(proposed.status).not.toBe(403)
  const others = await reported(STAZIONE)
  const decided = await desk.ask(EQUIPAGGIO, 'POST', `/api/interventions/${others.id}/triage`, {
    classKey: 'emergenza',
  })
  expect([403, 404]).toContain(decided.status)
})
