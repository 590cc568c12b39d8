import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideTriage, handOnIntervention } from '#contexts/interventions/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Desk, openDesk } from './testing/desk.ts'

const ANNA = 'Anna Inventata'
const BRUNO = 'Bruno Inventato'
const CARLA = 'Carla Inventata'
const STAZIONE = 'Stazione Inventata'
const EQUIPAGGIO = 'Equipaggio Inventato'
const CALL = { service: '112', calledAt: '2026-11-18T01:39:00Z' }
let desk: Desk
let anna: PersonActor

beforeAll(async () => {
  desk = await openDesk()
  anna = await desk.person(ANNA, [desk.north], 'operator')
  await desk.person(BRUNO, [desk.north], 'operator')
  await desk.person(CARLA, [desk.north], 'coordinator')
  await desk.person(STAZIONE, [desk.north], 'accredited-reporter')
  await desk.person(EQUIPAGGIO, [desk.north], 'crew')
})

afterAll(() => desk.close())

/** A draft that is sent over and over, by one person unless another is named. */
function draft(writer: string) {
  const draftId = crypto.randomUUID()
  return async (happening: string, more: object = {}, content: object = {}, who = writer) => {
    const body = { draftId, content: { category: 'police', happening, ...content }, ...more }
    const reply = await desk.ask(who, 'POST', '/api/reports', body)
    const { interventionId, reportId } = reply.body
    return { ...reply, file: String(interventionId), report: String(reportId) }
  }
}

const said = async (report: string) =>
  (await desk.ask(CARLA, 'GET', `/api/reports/${report}`)).body['content']
const classOf = async (file: string) =>
  (await desk.rows(`select class_key from interventions.intervention where id = '${file}'`))[0]?.[
    'class_key'
  ]
const callsOf = (file: string) =>
  desk.rows(`select service from triage.emergency_call where intervention_id = '${file}'`)
const events = (file: string) =>
  desk.rows(`select count(*)::int as n from platform.event where intervention_id = '${file}'`)

describe('typing on while the report is sent', () => {
  test('goes on over many letters: each has seen the version that the last reply told', async () => {
    const send = draft(ANNA)
    let seen: unknown = 1
    for (const words of [
      'una donna',
      'una donna con',
      'una donna con due',
      'una donna, due figli',
    ]) {
      const reply = await send(words, { seen })
      expect(reply.status, reply.text).toBeLessThan(300)
      seen = reply.body['version']
    }
    expect(seen).toBe(4)
  })

  test('an emptied field empties the report', async () => {
    const send = draft(ANNA)
    const first = await send('un uomo', {}, { phone: '06 5550 1234', animals: 'un cane' })
    await send('un uomo', {}, { phone: null, animals: '' })
    expect(await said(first.report)).toMatchObject({ phone: null, animals: '' })
  })

  test('a colleague’s words in between are not overwritten: the next letter of the same field collides', async () => {
    const send = draft(ANNA)
    const first = await send('uno')
    const path = `/api/reports/${first.report}`
    await desk.ask(BRUNO, 'PATCH', path, { version: 1, fields: { animals: 'un gatto' } })
    const second = await send('uno due', { seen: first.body['version'] })
    expect(second.status, second.text).toBe(200)
    const clash = await send('uno due', { seen: second.body['version'] }, { animals: 'un cane' })
    expect([clash.status, clash.body['code']]).toEqual([409, 'field-changed-meanwhile'])
  })
})

describe('what is chosen and handed on while the report is sent', () => {
  test('class and call to 112 reach the file, once', async () => {
    const send = draft(ANNA)
    const { file } = await send('un uomo')
    const later = { decision: { classKey: 'emergenza' }, emergencyCalls: [CALL] }
    const second = await send('un uomo', later)
    expect([second.status, second.body['isClassKept']]).toEqual([200, false])
    expect(await classOf(file)).toBe('emergenza')
    expect(await callsOf(file)).toEqual([{ service: '112' }])
    const before = await events(file)
    await send('un uomo', later)
    expect(await events(file)).toEqual(before)
    await send('un uomo', { emergencyCalls: [CALL, { ...CALL, service: '118' }] })
    expect(await callsOf(file)).toHaveLength(2)
  })

  test('an emergency pressed afterwards raises the class that was there', async () => {
    const send = draft(ANNA)
    const { file } = await send('un uomo', { decision: { classKey: 'urgenza' } })
    expect(await classOf(file)).toBe('urgenza')
    await send('un uomo', { emergencyNow: true })
    expect(await classOf(file)).toBe('emergenza')
  })

  test('the class that a colleague has weighed meanwhile is kept, and the reply says so', async () => {
    const send = draft(ANNA)
    const { file } = await send('un uomo')
    await desk.as(BRUNO, desk.north, (tx) =>
      decideTriage(tx, file as InterventionId, { classKey: 'urgenza', facts: {} }),
    )
    const again = await send('un uomo', { decision: { classKey: 'emergenza' } })
    expect([again.status, again.body['isClassKept']]).toEqual([200, true])
    expect(await classOf(file)).toBe('urgenza')
  })

  test('an emergency sent before is not lowered by the class of an older letter', async () => {
    const send = draft(ANNA)
    const { file } = await send('un uomo', { emergencyNow: true })
    const again = await send('un uomo che trema', { decision: { classKey: 'urgenza' } })
    expect(again.body['isClassKept']).toBe(true)
    expect(await classOf(file)).toBe('emergenza')
  })

  test('a crew decides it only while the file is theirs', async () => {
    const send = draft(EQUIPAGGIO)
    const { file } = await send('trovato ora')
    await desk.as(EQUIPAGGIO, desk.north, (tx) =>
      handOnIntervention(tx, file as InterventionId, anna.staffId, 'Fine del turno'),
    )
    const late = await send('trovato ora', { decision: { classKey: 'emergenza' } })
    expect([late.status, late.body['code']]).toEqual([403, 'not-yours-to-decide'])
    expect((await send('trovato ora', { emergencyCalls: [CALL] })).status).toBe(200)
  })

  test('another person who sends the same draft changes nothing', async () => {
    const send = draft(ANNA)
    const { file, report } = await send('parole di Anna')
    const other = await send('parole di altri', { decision: { classKey: 'emergenza' } }, {}, BRUNO)
    expect(other.status).toBe(200)
    expect([await classOf(file), await said(report)]).toMatchObject([
      null,
      { happening: 'parole di Anna' },
    ])
  })
})

describe('a draft sent again too late', () => {
  test('does not rewrite the report of a closed file; the same letter again is still one report', async () => {
    const send = draft(STAZIONE)
    const { file, report } = await send('parole di quella notte')
    await desk.ask(CARLA, 'POST', `/api/interventions/${file}/answer`)
    const end = { outcome: 'wrong', reason: 'fine' }
    const closed = await desk.ask(CARLA, 'POST', `/api/interventions/${file}/closing`, end)
    expect(closed.status, closed.text).toBeLessThan(300)
    const again = await send('parole cambiate')
    expect([again.status, again.body['code']]).toEqual([409, 'report-file-closed'])
    expect(await said(report)).toMatchObject({ happening: 'parole di quella notte' })
    expect((await send('parole di quella notte')).status).toBe(200)
  })

  test('completes within the day and not after it', async () => {
    const send = draft(STAZIONE)
    const start = desk.clock.now()
    const { report } = await send('una donna')
    desk.clock.moveTo(start.add({ hours: 23 }))
    expect((await send('una donna, con un figlio')).status).toBe(200)
    desk.clock.moveTo(start.add({ hours: 25 }))
    const late = await send('una donna, con un figlio', {}, { animals: 'un cane' })
    expect([late.status, late.body['code']]).toEqual([409, 'report-sent-long-ago'])
    expect(await said(report)).toMatchObject({ happening: 'una donna, con un figlio', animals: '' })
    desk.clock.moveTo(start)
  })
})
