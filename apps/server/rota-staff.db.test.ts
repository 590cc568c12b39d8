import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PersonDaysReply } from '#contexts/oncall/contract-own.ts'
import { StaffReply } from '#contexts/oncall/contract-staff.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Running, startRunning } from './testing/running.ts'

// The records of the people of a rota, through the whole product.

const SOON = { timeout: 10_000, interval: 50 }
const PATH = '/api/rota/staff'
const RECORD = {
  qualifications: ['social-worker', 'mediator'],
  languages: ['it', 'ar'],
  contract: 'cooperative',
  ratherWeekdays: [6, 7],
}

type Person = Awaited<ReturnType<Running['person']>>

let running: Running
let here: TerritoryId
let boss: Person
let worker: Person

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s3-'])
  const [found] = [...running.territories.values()]
  if (!found) throw new Error('no territory')
  here = found
  boss = await running.person(here, 'coordinator')
  worker = await running.person(here, 'social-worker')
}, 60_000)
afterAll(() => running.close())

type Method = 'GET' | 'POST' | 'PUT'

async function send(method: Method, url: string, payload?: object, cookie = boss.cookie) {
  const headers = { cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function seen() {
  const { people } = StaffReply.parse((await send('GET', PATH)).json())
  const found = people.find((one) => one.id === worker.staffId)
  if (!found) throw new Error('not on the rota')
  return found
}

describe('the record of somebody', () => {
  it('is empty until it is written, and then the whole of it', async () => {
    expect(await seen()).toMatchObject({ qualifications: [], contract: null, absences: [] })
    expect((await send('PUT', `${PATH}/${worker.staffId}`, RECORD)).statusCode).toBe(200)
    expect(await seen()).toMatchObject(RECORD)
    const less = { ...RECORD, languages: [], contract: null }
    await send('PUT', `${PATH}/${worker.staffId}`, less)
    expect(await seen()).toMatchObject(less)
  })

  it('says the sex of who mediates or is a psychologist, and of nobody else', async () => {
    const path = `${PATH}/${worker.staffId}`
    const educates = { ...RECORD, qualifications: ['educator'], sex: 'female' }
    expect((await send('PUT', path, educates)).statusCode).toBe(200)
    expect((await seen()).sex).toBeNull()
    const mediates = { ...RECORD, qualifications: ['mediator'], sex: 'female' }
    await send('PUT', path, mediates)
    expect((await seen()).sex).toBe('female')
    await send('PUT', path, educates)
    expect((await seen()).sex).toBeNull()
  })

  it('is for the coordinator alone, of people who work here', async () => {
    const roles = [
      'operator',
      'social-worker',
      'crew',
      'administrator',
      'lead-municipality',
    ] as const
    for (const role of roles) {
      const { cookie } = await running.person(here, role)
      expect((await send('GET', PATH, undefined, cookie)).statusCode, role).toBe(403)
      const own = await send('PUT', `${PATH}/${worker.staffId}`, RECORD, cookie)
      expect(own.statusCode, role).toBe(403)
    }
    const unknown = await send('PUT', `${PATH}/${crypto.randomUUID()}`, RECORD)
    expect(unknown.statusCode).toBe(404)
  })
})

describe('an absence', () => {
  const path = () => `${PATH}/${worker.staffId}/absences`

  it('is days without a reason: another word is refused', async () => {
    const sick = { kind: 'absent', from: '2026-12-01', until: null, reason: 'influenza' }
    expect((await send('POST', path(), sick)).statusCode).toBe(400)
    const backwards = { kind: 'absent', from: '2026-12-02', until: '2026-12-01' }
    expect((await send('POST', path(), backwards)).statusCode).toBe(400)
  })

  it('lies within some years: a year that was typed wrong takes nobody off call', async () => {
    for (const [from, until, path_] of [
      ['0026-12-01', null, 'from'],
      ['2062-12-01', null, 'from'],
      ['2026-12-01', '9999-12-31', 'until'],
    ] as const) {
      const refused = await send('POST', path(), { kind: 'absent', from, until })
      expect(refused.json().errors).toMatchObject([{ path: path_, code: 'far-day' }])
    }
    expect((await seen()).absences).toEqual([])
  })

  it('of somebody else is written knowing which turns it opens, and its person hears of it', async () => {
    const days = await send('GET', `${PATH}/${worker.staffId}/days`)
    expect(PersonDaysReply.parse(days.json()).turns).toEqual([])
    expect((await send('GET', `${PATH}/${crypto.randomUUID()}/days`)).statusCode).toBe(404)
    const mails = running.mailed().length
    await send('POST', path(), { kind: 'absent', from: '2026-12-20', until: '2026-12-20' })
    const heard = () => running.mailed().slice(mails)
    await expect.poll(heard, SOON).toContain('giorni in cui non puoi essere reperibile')
    expect(heard()).not.toContain(worker.name)
    const [absence] = (await seen()).absences
    await send('POST', `/api/rota/absences/${absence?.id}/end`, { until: null })
  })

  it('is told by the rules of the rota while it lasts, and ended with its last day', async () => {
    const turn = { staffId: worker.staffId, role: 'social-worker', level: 1 }
    const times = { startsAt: '2026-12-05T19:00:00Z', endsAt: '2026-12-06T07:00:00Z' }
    expect((await send('POST', '/api/rota/turns', { ...turn, ...times })).statusCode).toBe(201)
    const broken = async () => (await send('GET', '/api/rota')).json().broken
    expect(await broken()).toEqual([])
    await send('POST', path(), { kind: 'absent', from: '2026-12-01', until: null })
    expect(await broken()).toMatchObject([{ rule: 'absent', staffId: worker.staffId }])
    const [absence] = (await seen()).absences
    const end = `/api/rota/absences/${absence?.id}/end`
    expect((await send('POST', end, { until: '2026-12-04' })).statusCode).toBe(200)
    expect(await broken()).toEqual([])
    expect((await seen()).absences).toMatchObject([{ from: '2026-12-01', until: '2026-12-04' }])
    // A last day before the first is a slip, and takes nothing away.
    const before = await send('POST', end, { until: '2026-11-30' })
    expect([before.statusCode, before.json().errors]).toMatchObject([
      400,
      [{ path: 'until', code: 'before-first-day' }],
    ])
    expect((await seen()).absences).toMatchObject([{ until: '2026-12-04' }])
    await send('POST', end, { until: null })
    expect((await seen()).absences).toEqual([])
    expect((await send('POST', end, { until: null })).statusCode).toBe(404)
  })
})

describe('a contact', () => {
  const path = () => `${PATH}/${worker.staffId}/contact-tests`
  const links = () => running.mailed().match(/https?:\/\/[^\s"\\]+\/c\/[\w-]{43}/gu) ?? []

  it('works once somebody has answered its message: opening it proves nothing', async () => {
    expect((await seen()).mail.state).toBe('untried')
    const sent = await send('POST', path(), { channel: 'mail', how: 'message' })
    expect(sent.statusCode, sent.body).toBe(201)
    expect((await seen()).mail.state).toBe('sent')
    await expect.poll(() => links().length, SOON).toBe(1)
    const [link = ''] = links()
    const shown = await fetch(link)
    expect([shown.status, await shown.text()]).toEqual([
      200,
      expect.stringContaining('Mi è arrivato'),
    ])
    expect((await seen()).mail.state).toBe('sent')
    const origin = running.address
    const pressed = await fetch(link, { method: 'POST', headers: { origin } })
    expect(await pressed.text()).toContain('Il contatto funziona')
    expect((await seen()).mail.state).toBe('works')
    expect(await (await fetch(link)).text()).toContain('Il contatto funziona')
  })

  it('that is changed has to be tried anew, and an old link proves nothing of the new one', async () => {
    const telephone = { phone: '06 5550 1234', email: '' }
    await send('PUT', `/api/rota/people/${worker.staffId}`, telephone)
    expect((await seen()).mail.state).toBe('works')
    await send('POST', path(), { channel: 'mail', how: 'message' })
    await expect.poll(() => links().length, SOON).toBe(2)
    const reach = { phone: '06 5550 1234', email: 'altra@esempio.example' }
    await send('PUT', `/api/rota/people/${worker.staffId}`, reach)
    expect((await seen()).mail.state).toBe('untried')
    const late = await fetch(links()[1] ?? '', {
      method: 'POST',
      headers: { origin: running.address },
    })
    expect(late.status).toBe(410)
    expect((await fetch(links()[1] ?? '')).status).toBe(410)
    expect((await seen()).mail.state).toBe('untried')
  })

  it('by telephone is tried by voice where nobody carries messages', async () => {
    const refused = await send('POST', path(), { channel: 'phone', how: 'message' })
    expect(refused.json().code).toBe('contact-by-hand')
    await send('POST', path(), { channel: 'phone', how: 'hand' })
    expect((await seen()).phone).toMatchObject({ value: '+390655501234', state: 'works' })
    const reach = { phone: '06 5550 4321', email: '' }
    await send('PUT', `/api/rota/people/${worker.staffId}`, reach)
    expect((await seen()).phone.state).toBe('untried')
  })
})
