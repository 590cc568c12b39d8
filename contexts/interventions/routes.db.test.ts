import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type FrontDoor,
  openFrontDoor,
  type TestPerson,
} from '#contexts/access/testing/front-door.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import { routes as triageRoutes } from '#contexts/triage/public.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import { inTransaction } from '#platform/server/work.ts'
import { boardRows, openFiles } from './board.ts'
import { BoardReply, InterventionView, WallReply } from './contract.ts'
import type { Head } from './model.ts'
import { liveViews, openIntervention, routes } from './public.ts'
import { aHead } from './testing/room.ts'

let door: FrontDoor
let here: TerritoryId
let elsewhere: TerritoryId
const people = new Map<string, { person: TestPerson; who: string }>()

beforeAll(async () => {
  const names = new Map<TerritoryId, string>()
  door = await openFrontDoor(names, [...routes, ...triageRoutes])
  here = await openTerritory(door.serving, door.clock.now())
  elsewhere = await openTerritory(door.serving, door.clock.now(), { key: 'altrove' })
  const roles: readonly [string, Role, TerritoryId][] = [
    ['operator', 'operator', here],
    ['second', 'operator', here],
    ['social-worker', 'social-worker', here],
    ['coordinator', 'coordinator', here],
    ['lead', 'lead-municipality', here],
    ['crew', 'crew', here],
    ['administrator', 'administrator', here],
    ['stranger', 'operator', elsewhere],
  ]
  for (const [key, role, territory] of roles) {
    const person = await door.person([[territory, role]])
    people.set(key, { person, who: await door.session(person, territory) })
  }
})
afterAll(() => door.close())

const who = (key: string): string => people.get(key)?.who ?? ''
const personOf = (key: string): TestPerson => {
  const found = people.get(key)
  if (!found) throw new Error(key)
  return found.person
}

async function open(owner: string, over: Partial<Head> = {}): Promise<InterventionId> {
  const ownerId = personOf(owner).id
  const opened = await door.as(here, (tx) =>
    openIntervention(tx, { head: aHead(over), receivedAt: door.clock.now(), ownerId }),
  )
  return opened.id
}

const post = (id: string, verb: string, as: string | undefined, body?: object) =>
  door.ask('POST', `/api/interventions/${id}/${verb}`, {
    who: as === undefined ? undefined : who(as),
    ...(body ? { body } : {}),
  })

async function boardOf(as: string): Promise<BoardReply> {
  const reply = await door.ask('GET', '/api/board', { who: who(as) })
  expect(reply.statusCode).toBe(200)
  return BoardReply.parse(reply.json())
}

describe('every command on a file', () => {
  const commands: readonly [string, object | undefined][] = [
    ['triage-decisions', { classKey: 'urgenza', facts: {} }],
    ['emergency-calls', { service: '112' }],
    ['not-pertinent/confirmation', undefined],
    ['not-pertinent/rejection', { reason: 'serve' }],
    ['answer', undefined],
    ['owner', { toId: crypto.randomUUID(), reason: 'turno' }],
    ['notes', { text: 'una nota' }],
    ['patrol-release', undefined],
    ['closing', { outcome: 'wrong', reason: 'prova' }],
  ]
  for (const [verb, body] of commands) {
    it(`${verb}: 401 signed out, 403 without the right, 404 from elsewhere and for what is not there`, async () => {
      const id = await open('operator')
      expect((await post(id, verb, undefined, body)).statusCode).toBe(401)
      expect((await post(id, verb, 'administrator', body)).statusCode).toBe(403)
      expect((await post(id, verb, 'stranger', body)).statusCode).toBe(404)
      expect((await post(crypto.randomUUID(), verb, 'operator', body)).statusCode).toBe(404)
      expect((await post('not-an-id', verb, 'operator', body)).statusCode).toBe(400)
    })
  }

  it('answers a wrong body with the field and its Italian text', async () => {
    const id = await open('operator')
    const reply = await post(id, 'triage-decisions', 'operator', { classKey: 'rosso', facts: {} })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors[0]).toMatchObject({
      path: 'classKey',
      detail: 'Scegli una delle voci previste.',
    })
  })
})

describe('words', () => {
  it('are kept clean whatever is typed, and nothing left of them is said to be missing', async () => {
    const id = await open('operator')
    const kept = await post(id, 'notes', 'operator', { text: 'Una\u0000nota\ud800 \u202eok ' })
    expect(kept.statusCode).toBe(200)
    const file = await door.ask('GET', `/api/interventions/${id}`, { who: who('operator') })
    expect(file.json().timeline[0].data.text).toBe('Una nota\ufffd ok')
    const empty = await post(id, 'notes', 'operator', { text: ' \u200b ' })
    expect(empty.json().errors).toMatchObject([{ path: 'text', code: 'required' }])
    const long = await post(id, 'notes', 'operator', { text: 'x'.repeat(4001) })
    expect(long.json().errors).toMatchObject([{ path: 'text', code: 'too-long' }])
  })
})

describe('Rispondo io', () => {
  it('tells the second who answers, in Italian', async () => {
    const id = await open('social-worker')
    expect((await post(id, 'answer', 'operator')).statusCode).toBe(200)
    const reply = await post(id, 'answer', 'second')
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({
      code: 'already-answered',
      facts: { by: personOf('operator').name },
    })
  })
})

describe('S18, a call that is not pertinent', () => {
  it('is proposed by the operator, confirmed by the social worker, and leaves the board', async () => {
    const proposal = await door.ask('POST', '/api/triage/evaluations', {
      who: who('operator'),
      body: { facts: { requestKind: 'rent-help' } },
    })
    expect(proposal.json()).toMatchObject({ proposed: { key: 'non-pertinente' } })
    const id = await open('operator', { needLabel: 'aiuto per l’affitto' })
    const decision = { classKey: 'non-pertinente', facts: { requestKind: 'rent-help' } }
    const bare = await post(id, 'triage-decisions', 'operator', decision)
    expect(bare.json()).toMatchObject({ code: 'offer-required' })
    const offered = { ...decision, offeredInstead: 'Orari dello sportello' }
    const decided = await post(id, 'triage-decisions', 'operator', offered)
    expect(decided.json().row).toMatchObject({
      state: 'to-confirm',
      nextStep: { key: 'confirm-not-pertinent' },
      can: { confirm: false },
    })
    expect((await post(id, 'not-pertinent/confirmation', 'operator')).statusCode).toBe(403)
    const mine = (await boardOf('social-worker')).rows.find((row) => row.id === id)
    expect(mine?.can.confirm).toBe(true)
    const confirmed = await post(id, 'not-pertinent/confirmation', 'social-worker')
    expect(confirmed.json().row).toMatchObject({ state: 'closed' })
    expect((await boardOf('operator')).rows.map((row) => row.id)).not.toContain(id)
  })
})

describe('a protected file', () => {
  const words = { placeLabel: 'Via Segreta 7', peopleLabel: 'Zaira e due figli' }

  it('shows to others only that it exists: on the board, on the wall, on the stream', async () => {
    const id = await open('social-worker', { ...words, isProtected: true })
    const seen = (await boardOf('operator')).rows.find((row) => row.id === id)
    expect(seen).toMatchObject({
      isProtected: true,
      isMasked: true,
      placeLabel: null,
      peopleLabel: null,
      municipality: null,
      can: { open: false },
    })
    expect((await boardOf('lead')).rows.map((row) => row.id)).not.toContain(id)
    const owner = (await boardOf('social-worker')).rows.find((row) => row.id === id)
    expect(owner).toMatchObject({ placeLabel: 'Via Segreta 7', isMasked: false })
    const wall = await door.ask('GET', '/api/wall', { who: who('coordinator') })
    WallReply.parse(wall.json())
    expect(wall.body).not.toMatch(/Segreta|Zaira|Persona Inventata/u)
    expect(JSON.stringify(await streamOf('operator', [id]))).not.toMatch(/Segreta|Zaira/u)
  })

  it('does not tell its kind by the authority that is due', async () => {
    const id = await open('social-worker', { ...words, isProtected: true })
    const danger = { classKey: 'emergenza', facts: { immediateDanger: true } }
    expect((await post(id, 'triage-decisions', 'social-worker', danger)).statusCode).toBe(200)
    const rowOf = async (as: string) => (await boardOf(as)).rows.find((row) => row.id === id)
    const due = { authoritiesDue: ['112'], nextStep: { key: 'call-authority' } }
    expect(await rowOf('social-worker')).toMatchObject(due)
    const masked = { isMasked: true, authoritiesDue: [], nextStep: { key: 'answer' } }
    expect(await rowOf('operator')).toMatchObject(masked)
  })

  it('is opened by its owner and the coordinator, refused to others, and both are on the log', async () => {
    const id = await open('social-worker', { ...words, isProtected: true })
    const refused = await door.ask('GET', `/api/interventions/${id}`, { who: who('operator') })
    expect(refused.statusCode).toBe(403)
    expect(refused.body).not.toMatch(/Segreta|Zaira/u)
    const opened = await door.ask('GET', `/api/interventions/${id}`, { who: who('coordinator') })
    expect(opened.statusCode).toBe(200)
    const view = InterventionView.parse(opened.json())
    expect(view.row.placeLabel).toBe('Via Segreta 7')
    expect(view.timeline.map((entry) => entry.type)).toEqual(['InterventionOpened'])
    const types = await door.eventTypes()
    expect(types).toContain('FileRead')
    expect(types).toContain('AccessDenied')
  })
})

describe('a crew', () => {
  const outings = async (): Promise<string[]> => {
    const reply = await door.ask('GET', '/api/outings', { who: who('crew') })
    expect(reply.statusCode).toBe(200)
    return BoardReply.parse(reply.json()).rows.map((row) => row.id)
  }

  it('finds the file that is handed on to it, and only that, and answers for it', async () => {
    const [given, kept] = [await open('coordinator'), await open('coordinator')]
    expect(await outings()).toEqual([])
    expect((await post(given, 'answer', 'crew')).statusCode).toBe(403)
    const passed = await post(given, 'owner', 'coordinator', {
      toId: personOf('crew').id,
      reason: 'vai sul posto',
    })
    expect(passed.statusCode).toBe(200)
    expect(await outings()).toEqual([given])
    expect((await post(given, 'answer', 'crew')).statusCode).toBe(200)
    expect((await post(given, 'notes', 'crew', { text: 'siamo qui' })).statusCode).toBe(200)
    expect((await post(kept, 'notes', 'crew', { text: 'siamo qui' })).statusCode).toBe(403)
    expect((await door.ask('GET', '/api/board', { who: who('crew') })).statusCode).toBe(403)
    expect((await door.ask('GET', '/api/outings', { who: who('operator') })).statusCode).toBe(403)
  })
})

describe('the board', () => {
  it('puts first who nobody answers for, then the graver class, then the shorter time', async () => {
    const answered = await open('operator')
    const urgent = await open('operator')
    const grave = await open('operator')
    const unclassed = await open('operator')
    for (const [id, classKey] of [
      [answered, 'emergenza'],
      [urgent, 'urgenza'],
      [grave, 'emergenza'],
    ] as const)
      await post(id, 'triage-decisions', 'operator', { classKey, facts: {} })
    await post(answered, 'answer', 'operator')
    const ids: string[] = [answered, urgent, grave, unclassed]
    const order = (await boardOf('operator')).rows
      .map((row) => row.id)
      .filter((id) => ids.includes(id))
    expect(order).toEqual([grave, unclassed, urgent, answered])
  })

  it('and the stream show the same rows', async () => {
    const { rows } = await boardOf('second')
    const ids = rows.map((row) => row.id)
    expect(await streamOf('second', ids)).toEqual(rows)
    expect(await streamOf('stranger', ids)).toEqual([])
  })
})

async function streamOf(key: string, ids: readonly string[]): Promise<unknown> {
  const session = await door.serving.access.authenticate(who(key), door.clock.now())
  const actor: PersonActor | undefined = session?.actor
  if (!actor) throw new Error('no session')
  const read = actor.grants.map((grant) => grant.territoryId)
  const scope = { actor, now: door.clock.now(), read, write: null }
  return await inTransaction(door.serving, scope, async (tx) => {
    const listed = await boardRows(tx, actor, await openFiles(tx, actor, { ids }))
    const streamed = await liveViews[0]?.rows(tx, actor, ids)
    expect(streamed).toEqual(listed)
    return JSON.parse(JSON.stringify(streamed))
  })
}

describe('a file by its number', () => {
  const find = (number: string, as: string | undefined) =>
    door.ask('GET', `/api/interventions/numbered/${number}`, {
      who: as === undefined ? undefined : who(as),
    })

  it('is found open or closed by who sees it, and by nobody elsewhere', async () => {
    const id = await open('operator')
    const [row] = (await boardOf('operator')).rows.filter((one) => one.id === id)
    const number = row?.number ?? ''
    expect((await find(number, 'operator')).json()).toEqual({ id })
    await post(id, 'closing', 'operator', { outcome: 'wrong', reason: 'prova' })
    expect((await find(number, 'coordinator')).json()).toEqual({ id })
    expect((await find(number, 'stranger')).statusCode).toBe(404)
    expect((await find(number, undefined)).statusCode).toBe(401)
    expect((await find('99-9999', 'operator')).statusCode).toBe(404)
    expect((await find('drop', 'operator')).statusCode).toBe(400)
  })
})
