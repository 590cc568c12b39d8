import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { type Running, startRunning } from './testing/running.ts'

const EVERYBODY = {
  women: true,
  men: true,
  minorsWithParent: true,
  minorsAlone: true,
  pets: true,
  intoxicated: true,
  stepFree: true,
  care: true,
}
const TASK = 'Ritirare la tessera sanitaria'

let running: Running
const cookies = new Map<string, string>()

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  for (const role of ['social-worker', 'coordinator'] as const)
    cookies.set(role, (await running.person(here, role)).cookie)
}, 60_000)

afterAll(() => running.close())

async function send(method: 'GET' | 'POST' | 'PUT', url: string, payload: object = {}, who = '') {
  const reply = await running.server.app.inject({
    method,
    url,
    headers: { cookie: cookies.get(who || 'social-worker') ?? '' },
    ...(method === 'GET' ? {} : { payload }),
  })
  expect(`${url} ${reply.statusCode} ${reply.statusCode < 300 ? '' : reply.payload}`).toMatch(
    / 20\d/u,
  )
  return reply.json<Record<string, unknown>>()
}

async function newFile(
  answers: object,
  dueAt = '2026-11-21T10:00:00Z',
  told: object = {},
): Promise<string> {
  const taken = await send('POST', '/api/reports', {
    startedAt: '2026-11-21T01:38:00Z',
    content: {
      placeText: 'Stazione',
      municipality: 'A323',
      health: 'Asma',
      animals: 'Un gatto',
      answers,
      ...told,
    },
    decision: { classKey: 'emergenza' },
  })
  const id = String(taken['interventionId'])
  await send('POST', `/api/interventions/${id}/answer`)
  await send('POST', `/api/interventions/${id}/people`, {
    part: 'helper',
    tie: 'neighbour',
    sex: 'female',
    age: null,
    ageFrom: 'unknown',
    isMinor: false,
    document: 'unknown',
    language: null,
    needs: [],
    words: { name: 'Vicina Inventata', health: '', note: '' },
  })
  const { row } = (await send('GET', `/api/interventions/${id}`)) as { row: { owner: object } }
  await send('POST', `/api/interventions/${id}/tasks`, {
    staffId: (row.owner as { id: string }).id,
    what: TASK,
    dueAt,
  })
  return id
}

type Guest = { readonly sex: string; readonly age: number }

/** A facility that takes these people, confirmed by voice. */
async function placeIn(
  id: string,
  name: string,
  people: readonly Guest[],
  hidden: { readonly isSecret: boolean; readonly alias?: string } = { isSecret: false },
): Promise<void> {
  await send('PUT', `/api/interventions/${id}/places/need`, {
    people,
    mayBeSplit: true,
    words: { payer: 'Il Comune, tre notti', therapies: 'Spray al bisogno' },
  })
  const facility = {
    name,
    kind: 'emergency-home',
    ...hidden,
    admission: EVERYBODY,
    municipality: 'A323',
    address: 'Via delle Prove 9',
    phone: '+390655507456',
    headPhone: '+390655507457',
    email: 'struttura@esempio.example',
    rooms: [{ name: 'Stanza', beds: 3 }],
    hasAgreement: true,
    stayLimit: 'accoglienza-temporanea',
  }
  const added = await send('POST', '/api/facilities', facility, 'coordinator')
  const speaker = { name: 'Educatrice Inventata', role: 'educatrice' }
  await send('POST', `/api/interventions/${id}/places/calls`, {
    facilityId: added['id'],
    result: 'yes',
    alongside: true,
    ...speaker,
  })
  const view = await send('GET', `/api/interventions/${id}/places`)
  const held = (view['placements'] as { id: string; state: string }[]).find(
    (one) => one.state === 'held',
  )
  const about = `/api/interventions/${id}/placements/${held?.id ?? ''}`
  if (people.some(({ age }) => age < 18))
    await send('POST', `${about}/title`, { title: 'parent-consent' })
  await send('POST', `${about}/confirmation`, speaker)
  await send('POST', `${about}/arrival`)
}

/** What the page by link shows after a handover for which nobody wrote a word. */
async function pageOf(id: string): Promise<string> {
  const mailbox = `chi.riceve.${id.slice(-6)}@esempio.example`
  const order = { to: { officeKey: 'anzio' }, recipient: { name: 'Laura Prova', mailbox } }
  const path = `/api/interventions/${id}/handovers`
  const { seal } = await send('POST', `${path}/preview`, order)
  await send('POST', path, { ...order, seen: seal })
  await expect.poll(() => running.mailed(), { timeout: 10_000 }).toContain(mailbox)
  const mail = running
    .mailed()
    .split('\n')
    .find((line) => line.includes(mailbox))
  const url = /\/p\/[\w-]{43}/u.exec(mail ?? '')?.[0] ?? ''
  return (await running.server.app.inject({ url })).payload
}

/** The text of page one as it was printed and went along. */
async function printedOf(id: string): Promise<string> {
  const { documents } = (await send('GET', `/api/interventions/${id}/documents`)) as {
    documents: { id: string; kind: string }[]
  }
  const page = documents.find((one) => one.kind === 'handover-page')
  const reply = await running.server.app.inject({
    url: `/documenti/${id}/${page?.id ?? ''}`,
    headers: { cookie: cookies.get('social-worker') ?? '' },
  })
  const folder = mkdtempSync(join(tmpdir(), 'approdo-page-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), reply.rawPayload)
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.runIf(openTypesetter().isAvailable)('how to reach them without danger', () => {
  const UNKNOWN = /Come raggiungerle in sicurezza\s+non noto: chiedere prima di chiamare/u
  const NEVER = /Come raggiungerle in sicurezza\s+non richiamare il suo telefono/u
  const phone = '+390655509911'
  it.each([
    ['of a neighbour who may be called', { category: 'citizen', phone, callBack: 'call' }, UNKNOWN],
    ['of a patrol', { category: 'police', phone, callBack: 'call' }, UNKNOWN],
    ['of nobody in particular', { phone, callBack: 'call' }, UNKNOWN],
    ['of herself, without an answer', { category: 'person-in-need', phone }, UNKNOWN],
    [
      'of herself, by text only',
      { category: 'person-in-need', phone, callBack: 'text' },
      /Come raggiungerle in sicurezza\s+Solo SMS, 06 5550 9911/u,
    ],
    ['of herself, who said never', { category: 'person-in-need', phone, callBack: 'never' }, NEVER],
    [
      'of herself, who could not speak freely',
      { category: 'person-in-need', phone, callBack: 'call', freeToSpeak: 'no' },
      NEVER,
    ],
  ] as const)(
    'the telephone %s',
    async (_, told, expected) => {
      const id = await newFile({ violence: 'yes' }, '2026-11-21T10:00:00Z', told)
      const page = await pageOf(id)
      expect(page.replaceAll(/<[^>]+>/gu, ' ')).toMatch(expected)
      expect(page).not.toContain('Sicuro richiamare')
      expect(page.includes('5550 9911')).toBe(expected.source.includes('5550 9911'))
      const printed = await printedOf(id)
      expect(printed).toMatch(expected)
      expect(printed).not.toContain('Sicuro richiamare')
    },
    30_000,
  )
})

describe('page one, when nobody writes a word', () => {
  it('tells each place of a divided family, payer, what expires today, who knows, belongings, who answers', async () => {
    const id = await newFile({})
    await placeIn(id, 'Casa Prima', [
      { sex: 'female', age: 34 },
      { sex: 'female', age: 7 },
    ])
    await placeIn(id, 'Casa Seconda', [{ sex: 'male', age: 40 }])
    const page = await pageOf(id)
    for (const said of [
      /Casa Prima \(2 persone, di cui minori 1\), fino al \d\d\/11\/2026/u,
      /Casa Seconda \(1 persona\), fino al \d\d\/11\/2026/u,
      /Il Comune, tre notti/u,
      /ore 11:00: Ritirare la tessera sanitaria/u,
      /Vicina Inventata/u,
      /animali: Un gatto, terapie: Spray al bisogno, salute: Asma/u,
      /Persona Inventata 1, .*fino alle 10:00 del 2\d\/11\/2026/u,
      /Che cosa è stato promesso/u,
    ])
      expect(page).toMatch(said)
  }, 30_000)

  it('of a protected file names no place and no task, and tells the hours', async () => {
    const feared = { protection: ['violent-relative'] }
    const id = await newFile({ violence: 'yes' }, undefined, feared)
    await placeIn(id, 'Casa Terza', [{ sex: 'female', age: 34 }])
    const page = await pageOf(id)
    expect(page).not.toContain('Casa Terza')
    expect(page).not.toContain(TASK)
    expect(page).toMatch(/Luogo protetto, non scritto qui, fino al \d\d\/11\/2026/u)
    expect(page).toContain('una persona vicina, che fa paura: il nome non è noto')
  }, 30_000)

  it('of a file with a secret place tells no task in its words, for they may name it, but that one is due', async () => {
    const id = await newFile({})
    const people = [{ sex: 'female', age: 34 }]
    await placeIn(id, 'Casasegreta', people, { isSecret: true, alias: 'Casa Onda' })
    const page = await pageOf(id)
    expect(page).not.toContain('Casasegreta')
    expect(page).not.toContain(TASK)
    expect(page).toContain('ore 11:00: un impegno, chiedetelo al telefono')
  }, 30_000)

  it('of what is late tells the day too', async () => {
    const id = await newFile({}, '2026-11-18T10:00:00Z')
    expect(await pageOf(id)).toContain(`scaduto il 18/11/2026, ore 11:00: ${TASK}`)
  }, 30_000)
})
