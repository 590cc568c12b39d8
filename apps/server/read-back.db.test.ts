import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, startRunning } from './testing/running.ts'

const EVERYBODY = {
  ...{ women: true, men: true, minorsWithParent: true, minorsAlone: true },
  ...{ pets: true, intoxicated: true, stepFree: true, care: true },
}
const CHOSEN = {
  kind: 'officer',
  ...{ officer: 'Brigadiere Prova', comes: 'nobody', minutes: null, meetingPoint: '' },
  ...{ stays: 'nobody', escorts: 'not-needed', acts: [], informs: 'us' },
  ...{ mail: false, release: false },
}
const PLACE = 'Casa Luminosa'

type View = {
  facts: Record<string, unknown>
  listeners: { reporter: string; phones: string[]; hasWord: boolean }[]
  given: { lines: string[] }[]
}

let running: Running
let owner = ''
let file = ''

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s1-'])
  const [here] = running.territories.values()
  if (!here) throw new Error('no territory')
  owner = (await running.person(here, 'social-worker')).cookie
  const coordinator = (await running.person(here, 'coordinator')).cookie
  const taken = await done('POST', '/api/reports', {
    content: { category: 'police', claimedReporter: 'cc-anzio', municipality: 'A323' },
    decision: { classKey: 'urgenza' },
  })
  file = `/api/interventions/${String(taken['interventionId'])}`
  await done('POST', `${file}/answer`, {})
  const people = [{ sex: 'female', age: 34 }]
  const words = { health: '', language: '' }
  await done('PUT', `${file}/places/need`, { people, secret: false, words })
  const house = await done(
    'POST',
    '/api/facilities',
    {
      ...{ name: PLACE, kind: 'emergency-home', municipality: 'A323', admission: EVERYBODY },
      ...{ address: 'Via Chiara 4', phone: '+39065550777999', email: 'luminosa@esempio.example' },
      rooms: [{ name: 'Stanza', beds: 9 }],
    },
    coordinator,
  )
  const said = { name: 'Lidia Fantini', role: 'educatrice' }
  const call = { ...said, facilityId: house['id'], result: 'yes' }
  await done('POST', `${file}/places/calls`, call)
  const { placements } = (await done('GET', `${file}/places`)) as { placements: { id: string }[] }
  const about = `${file}/placements/${placements[0]?.id}`
  await done('POST', `${about}/confirmation`, said)
}, 60_000)

afterAll(() => running.close())

async function send(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, who = owner) {
  const headers = { cookie: who }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function done(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, who = owner) {
  const reply = await send(method, url, payload, who)
  expect(`${url} ${reply.statusCode} ${reply.statusCode < 300 ? '' : reply.payload}`).toMatch(
    / 20\d/u,
  )
  return reply.json<Record<string, unknown>>()
}

const read = async (query = '') => (await done('GET', `${file}/read-back${query}`)) as View
const give = (seen: object, more: object = {}) =>
  send('POST', `${file}/read-back`, { ...CHOSEN, seen, ...more })
const CALLED = { how: 'call-back', reporter: 'cc-anzio' }

describe('what is told to who reported', () => {
  it('names the place to who is verified now, whatever became of the first call', async () => {
    await done('POST', '/api/verifications', {
      ...{ contactId: await contactId(), method: 'call-back', result: 'verified' },
      ...{ reporter: 'cc-anzio', calledNumber: '+390655501301' },
    })
    const view = await read()
    expect(view.facts).toMatchObject({ placeSaid: 'not-verified', place: null })
    expect(view.listeners).toMatchObject([{ reporter: 'cc-anzio', hasWord: true }])
    const verified = await read('?how=call-back&reporter=cc-anzio')
    expect(verified.facts).toMatchObject({ placeSaid: 'told', place: PLACE })
  })

  it('is nobody’s who is not the unit that reported', async () => {
    const other = await read('?how=word&reporter=polizia-anzio')
    expect(other.facts).toMatchObject({ placeSaid: 'not-verified', place: null })
    const refused = await give(other.facts, {
      listener: { how: 'word', reporter: 'polizia-anzio' },
    })
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'reporter-not-listed' },
    ])
    const { facts } = await read('?how=word&reporter=cc-anzio')
    const forged = await give(facts)
    expect([forged.statusCode, forged.json()]).toMatchObject([409, { code: 'read-back-changed' }])
  })

  it('is recorded as it was read; what has changed meanwhile is refused, and read anew', async () => {
    const { facts } = await read('?how=call-back&reporter=cc-anzio')
    await done('POST', `${file}/triage-decisions`, {
      classKey: 'emergenza',
      facts: {},
      reason: 'Peggiora',
    })
    const late = await give(facts, { listener: CALLED })
    expect([late.statusCode, late.json()]).toMatchObject([409, { code: 'read-back-changed' }])
    expect((await read()).given).toEqual([])
    const anew = await read('?how=call-back&reporter=cc-anzio')
    const told = await give(anew.facts, { listener: CALLED })
    expect(told.statusCode, told.payload).toBe(201)
    const [given] = (await read()).given
    expect(given?.lines.join(' ')).toContain(PLACE)
    expect(given?.lines.join(' ')).toContain('Emergenza')
  })

  it('of people who have arrived it says since when, and asks nobody who comes', async () => {
    const { placements } = (await done('GET', `${file}/places`)) as { placements: { id: string }[] }
    await done('POST', `${file}/placements/${placements[0]?.id}/arrival`, {})
    const { facts } = await read('?how=call-back&reporter=cc-anzio')
    expect(facts['arrivedAt']).toMatch(/^2026-11-21T01:4\d:/u)
    const told = await give(facts, {
      ...{ listener: CALLED, comes: null, stays: null, escorts: null },
    })
    expect(told.statusCode, told.payload).toBe(201)
    const [given] = (await read()).given
    expect(given?.lines.join(' ')).toContain('Sono già arrivati nel posto, alle 02:4')
    expect(given?.lines.join(' ')).not.toContain('Viene')
  })
})

async function contactId(): Promise<string> {
  const { reports } = (await done(
    'GET',
    `/api/reports?intervention=${file.split('/').at(-1)}`,
  )) as {
    reports: { contactId: string }[]
  }
  return reports[0]?.contactId ?? ''
}

describe('where nobody can be told', () => {
  async function taken(content: object): Promise<string> {
    const report = await done('POST', '/api/reports', {
      content: { category: 'citizen', municipality: 'A323', ...content },
      decision: { classKey: 'urgenza' },
    })
    const about = `/api/interventions/${String(report['interventionId'])}`
    await done('POST', `${about}/answer`, {})
    return `${about}/read-back`
  }

  it('who left no number, or said never, is not waited for: it is recorded, and the step is done', async () => {
    for (const content of [{ callBack: 'never', phone: '+39065550777' }, {}]) {
      const url = await taken(content)
      expect(await done('GET', url)).toMatchObject({ nobodyToTell: true, given: [] })
      await done('POST', `${url}/nobody`)
      expect(await done('GET', url)).toMatchObject({ given: [{ officer: '', lines: [] }] })
    }
  })

  it('who can be called is told: nothing is recorded in their place', async () => {
    const url = await taken({ callBack: 'call', phone: '+39065550777' })
    expect(await done('GET', url)).toMatchObject({ nobodyToTell: false })
    const refused = await send('POST', `${url}/nobody`)
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
      409,
      'read-back-possible',
    ])
  })
})
