import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { type Running, startRunning } from './testing/running.ts'

/** Words that a protected file holds: each occurs in one field. */
const SECRETS = {
  name: 'Ondina Inventata',
  place: 'Vicolo Segretissimo 31',
  happening: 'il cugino Osvaldo la cerca',
  health: 'aspetta un figlio',
  phone: '+390655507733',
  where: 'Casa del Gelsomino',
} as const

const ROLES: readonly Role[] = ['operator', 'social-worker', 'coordinator', 'competent-service']
const MAILBOX = 'laura.prova@esempio.example'
const folder = mkdtempSync(join(tmpdir(), 'approdo-papers-'))
const people = new Map<string, string>()
let running: Running
let file = ''

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-', 's3-'])
  const [here, elsewhere] = [...running.territories.values()]
  if (!here || !elsewhere) throw new Error('two territories')
  people.set('owner', (await running.person(here, 'social-worker')).cookie)
  for (const role of ROLES) people.set(role, (await running.person(here, role)).cookie)
  people.set('stranger', (await running.person(elsewhere, 'coordinator')).cookie)
  for (const body of ['comune-anzio', 'comune-nettuno'])
    people.set(body, (await running.person(here, 'competent-service', body)).cookie)
  const taken = await post('owner', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: {
      names: SECRETS.name,
      phone: SECRETS.phone,
      placeText: SECRETS.place,
      municipality: 'A323',
      residence: 'F880',
      happening: SECRETS.happening,
      health: SECRETS.health,
      category: 'police',
      involved: ['woman'],
      language: 'ar',
      answers: { violence: 'yes', strangulation: 'yes', weapons: 'no' },
    },
    decision: { classKey: 'emergenza' },
  })
  file = String(taken.json()['interventionId'])
  await post('owner', `/api/interventions/${file}/answer`, {})
}, 60_000)

afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const headers = (who: string) => ({ cookie: people.get(who) ?? '' })
const get = (who: string, url: string) => running.server.app.inject({ url, headers: headers(who) })
async function post(who: string, url: string, payload: object) {
  return await running.server.app.inject({ method: 'POST', url, payload, headers: headers(who) })
}

const of = (path: string) => `/api/interventions/${file}/${path}`

async function textOf(who: string, id: string): Promise<string> {
  const reply = await get(who, `/documenti/${file}/${id}`)
  expect(reply.headers['content-type']).toBe('application/pdf')
  const path = join(folder, 'opened.pdf')
  writeFileSync(path, reply.rawPayload)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
}

describe.runIf(openTypesetter().isAvailable)('papers of a protected file', () => {
  it('say what was told, and the redacted copy nothing of it', async () => {
    const whole = await post('owner', of('documents'), { kind: 'report-sheet' })
    const text = await textOf('owner', whole.json()['id'])
    expect(text).toContain(SECRETS.name)
    expect(text).toContain('arabo')
    expect(text).toMatch(
      /Risposto sì a\s[^]*Le ha stretto il collo\?[^]*Risposto no a\s+Ci sono armi\?/u,
    )
    await post('owner', of('documents'), { kind: 'entry-sheet', words: { where: SECRETS.where } })
    const copy = await post('owner', of('documents'), { kind: 'entry-sheet-redacted' })
    const redacted = await textOf('owner', copy.json()['id'])
    for (const secret of Object.values(SECRETS)) expect(redacted).not.toContain(secret)
    expect(redacted).toContain('SC-26-0001')
  })

  it('are for its owner and the coordinator; others are refused, strangers find nothing', async () => {
    const { documents } = (await get('owner', of('documents'))).json()
    const id = documents[0]['id']
    const status = async (who: string, url: string) => (await get(who, url)).statusCode
    for (const [who, expected] of [
      ['owner', 200],
      ['coordinator', 200],
      ['operator', 403],
      ['social-worker', 403],
      ['competent-service', 403],
      ['stranger', 404],
    ] as const) {
      expect([who, await status(who, of('documents'))]).toEqual([who, expected])
      expect([who, await status(who, of('handovers'))]).toEqual([who, expected])
      expect([who, await status(who, `/documenti/${file}/${id}`)]).toEqual([who, expected])
      const issue = await post(who, of('documents'), { kind: 'report-sheet' })
      expect([who, issue.statusCode]).toEqual([who, expected === 200 ? 201 : expected])
    }
    const guest = await running.server.app.inject({ url: `/documenti/${file}/${id}` })
    expect(guest.statusCode).toBe(303)
  })
})

describe('the handover of a protected file', () => {
  it('is found by residence, leaves for one person, and its mail and logs tell nothing', async () => {
    const { competence } = (await get('owner', of('handovers'))).json()
    expect(competence).toMatchObject({ reason: 'residence-in-territory', officeKey: 'nettuno' })
    const order = { to: { officeKey: 'nettuno' }, words: { whereNow: SECRETS.where } }
    const nobody = await post('owner', of('handovers'), order)
    expect(nobody.json()['code']).toBe('recipient-must-be-named')
    const recipient = { name: 'Laura Prova', mailbox: MAILBOX }
    const unseen = await post('owner', of('handovers'), { ...order, recipient })
    expect([unseen.statusCode, unseen.json()['code']]).toEqual([409, 'handover-preview-missing'])
    const looked = await post('owner', of('handovers/preview'), { ...order, recipient })
    const seen = looked.json()['seal']
    const sent = await post('owner', of('handovers'), { ...order, recipient, seen })
    expect(sent.statusCode).toBe(201)
    await expect.poll(() => running.mailed()).toContain(MAILBOX)
    expect(running.mailed()).not.toContain('sociale.nettuno')
    for (const secret of Object.values(SECRETS)) {
      expect(running.mailed()).not.toContain(secret)
      expect(running.logged()).not.toContain(secret)
    }
    const listed = async (who: string) => (await get(who, '/api/handovers')).json()['rows'].length
    expect([await listed('owner'), await listed('coordinator')]).toEqual([1, 1])
    expect([await listed('operator'), await listed('stranger')]).toEqual([0, 0])
    // A service has its own list; of a protected file it knows nothing but by the link.
    expect(await listed('competent-service')).toBe(0)
  })

  it('its link shows page one and answers; what is returned is its sender’s again at once', async () => {
    const path = /\/p\/[\w-]{43}/u.exec(running.mailed())?.[0] ?? ''
    const shown = await running.server.app.inject({ url: path })
    expect(shown.payload).toContain(SECRETS.where)
    const answer = await running.server.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'kind=returned&name=Laura+Prova&reason=Altra+residenza',
    })
    expect(answer.statusCode).toBe(303)
    const { handovers, missing } = (await get('owner', of('handovers'))).json()
    expect(handovers[0]).toMatchObject({ state: 'returned', answer: { reason: 'Altra residenza' } })
    expect(missing).toBe('handover-missing')
    const { row } = (await get('owner', `/api/interventions/${file}`)).json()
    expect(row).toMatchObject({ answeredBy: null, state: 'waiting' })
    const after = await running.server.app.inject({ url: path })
    expect(after.payload).not.toContain(SECRETS.where)
  })
})

describe('a service that signs in', () => {
  it('reads and answers what went to its own body; another body and the staff do not by this door', async () => {
    const taken = await post('owner', '/api/reports', {
      startedAt: '2026-11-21T01:38:00Z',
      content: { placeText: 'Piazza di prova', municipality: 'A323', happening: 'Prova' },
    })
    const plain = `/api/interventions/${taken.json()['interventionId']}/handovers`
    // To a service outside, to it alone: whoever has the link reads page one and answers in its name.
    const mailbox = 'fuori@servizio.example'
    const outside = { to: { outsideName: 'Servizio di fuori', mailbox }, words: {} }
    const preview = (await post('owner', `${plain}/preview`, outside)).json()
    expect(preview['mailboxes']).toEqual([mailbox])
    const order = { to: { officeKey: 'anzio' }, words: { whereNow: SECRETS.where } }
    const sent = (await post('owner', plain, order)).json()
    const one = `/api/handovers/${sent['id']}`
    for (const [who, expected] of [
      ['comune-anzio', 200],
      ['comune-nettuno', 403],
      ['operator', 403],
      ['stranger', 404],
    ] as const)
      expect([who, (await get(who, one)).statusCode]).toEqual([who, expected])
    const { rows } = (await get('comune-anzio', '/api/handovers')).json()
    expect(rows).toMatchObject([{ id: sent['id'], can: { open: false, receive: true } }])
    expect((await get('comune-nettuno', '/api/handovers')).json()['rows']).toEqual([])
    const read = (await get('comune-anzio', one)).json()
    expect(JSON.stringify(read['page'])).toContain(SECRETS.where)
    for (const paper of read['documents']) {
      const opened = await get('comune-anzio', `/ricevuti/${sent['id']}/${paper['id']}`)
      expect(opened.headers['content-type']).toBe('application/pdf')
    }
    const other = await post('comune-nettuno', `${one}/answer`, { kind: 'accepted' })
    expect(other.statusCode).toBe(403)
    const done = await post('comune-anzio', `${one}/answer`, { kind: 'accepted' })
    expect(done.json()).toMatchObject({ state: 'accepted' })
    const { handovers, missing } = (await get('owner', plain)).json()
    expect(missing).toBeNull()
    expect(handovers[0]['answer']).toMatchObject({ how: 'app' })
  })
})
