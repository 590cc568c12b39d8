import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as z from 'zod'
import type { ServiceCallReply, WayReply } from '#contexts/paging/contract-service-call.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { eventsOf } from '#platform/server/log.ts'
import { inTransaction } from '#platform/server/work.ts'
import { openTelephones, type TelephoneSet } from './demo/telephone-set.ts'
import { type Running, startRunning } from './testing/running.ts'

// The telephones are a process of their own, which rings and reports over HTTP as a provider does.

const OFFICE = '+390655502201'
const SERVICE = '06 5550 2001'
const MINE = '+393000007701'
const THEIRS = '+393000007702'
const SOON = { timeout: 15_000, interval: 40 }

type Person = { readonly cookie: string; readonly staffId: StaffId }
type Call = z.output<typeof ServiceCallReply>

let telephones: TelephoneSet
let running: Running
let here: TerritoryId
let elsewhere: TerritoryId
let boss: Person
let worker: Person
let colleague: Person

beforeAll(async () => {
  telephones = await openTelephones(12_000)
  running = await startRunning('2026-11-21T01:40:00Z', ['s2', 's4'], telephones.gateway)
  telephones.reportTo(running.address)
  const [first, second] = ['s2-monviso', 's4-canicatti'].map((one) => running.territories.get(one))
  if (!first || !second) throw new Error('no territories')
  here = first
  elsewhere = second
  boss = await running.person(here, 'coordinator')
  worker = await reachable('social-worker', MINE)
  colleague = await reachable('social-worker', THEIRS)
}, 60_000)
afterAll(async () => {
  telephones.close()
  await running.close()
})

async function ask(who: Person, method: string, path: string, body?: object, key?: string) {
  const reply = await fetch(`${running.address}${path}`, {
    method,
    headers: {
      cookie: who.cookie,
      origin: running.address,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await reply.text()
  return { status: reply.status, body: JSON.parse(text) as Record<string, unknown> }
}

/** Somebody who works here with a telephone of their own that has answered. */
async function reachable(role: 'social-worker' | 'crew' | 'operator', phone: string) {
  const person = await running.person(here, role)
  const reach = { phone, email: '' }
  expect((await ask(boss, 'PUT', `/api/rota/people/${person.staffId}`, reach)).status).toBe(200)
  const test = { channel: 'phone', how: 'hand' }
  const path = `/api/rota/staff/${person.staffId}/contact-tests`
  expect((await ask(boss, 'POST', path, test)).status).toBe(201)
  return person
}

async function call(who: Person, body: object, key: string = randomUUID()): Promise<Call> {
  const made = await ask(who, 'POST', '/api/calls', body, key)
  expect(made).toMatchObject({ status: 201 })
  return made.body as Call
}

const stateOf = (who: Person, id: string) => async () =>
  (await ask(who, 'GET', `/api/calls/${id}`)).body['state']

/** The telephones of a number, the newest last, as they are. */
const rung = async (to: string) =>
  (await telephones.state()).calls.filter((one) => one.kind === 'connect' && one.to === to)

const ringing = (to: string) => async () => (await rung(to)).at(-1)?.state

async function press(to: string, digit: '1' | ''): Promise<void> {
  const newest = (await rung(to)).at(-1)
  if (!newest) throw new Error('nothing rings')
  await telephones.press(newest.key, digit)
}

const toOffice = { kind: 'listed', phone: OFFICE }

it('rings who calls, then who is called, who sees the number of the service; no number is kept or logged', async () => {
  const way = await ask(worker, 'GET', '/api/calls/way')
  expect(way.body as z.output<typeof WayReply>).toEqual({ way: 'service', hidePrefix: '#31#' })
  const { id, state } = await call(worker, toOffice)
  expect(state).toBe('ringing')
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  expect(await rung(OFFICE)).toEqual([])
  await press(MINE, '1')
  await expect.poll(stateOf(worker, id), SOON).toBe('calling')
  await expect.poll(ringing(OFFICE), SOON).toBe('ringing')
  const [shown] = await rung(OFFICE)
  expect(shown?.text).toContain(SERVICE)
  expect(shown?.text).not.toContain('7701')
  await press(OFFICE, '1')
  await expect.poll(stateOf(worker, id), SOON).toBe('connected')
  await press(OFFICE, '')
  await expect.poll(stateOf(worker, id), SOON).toBe('ended')
  const { tools } = running.server
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: tools.clock.now(), read: [here], write: here }
  const events = await inTransaction(tools, scope, (tx) => eventsOf(tx, id))
  expect(events.map((one) => one.type)).toEqual([
    'ServiceCallAsked',
    'ServiceCallAnswered',
    'ServiceCallOver',
  ])
  for (const kept of [running.logged(), JSON.stringify(events)])
    for (const number of [OFFICE, MINE]) expect(kept).not.toContain(number.slice(1))
}, 60_000)

it('sent twice with one key it rings once; a second call while the first one rings is refused', async () => {
  const before = (await rung(MINE)).length
  const key = randomUUID()
  const [first, again] = await Promise.all([
    call(worker, toOffice, key),
    call(worker, toOffice, key),
  ])
  expect(again).toEqual(first)
  const second = await ask(worker, 'POST', '/api/calls', toOffice, randomUUID())
  expect(second).toMatchObject({ status: 409, body: { code: 'call-under-way' } })
  await expect.poll(async () => (await rung(MINE)).length, SOON).toBe(before + 1)
  expect((await ask(worker, 'POST', `/api/calls/${first.id}/end`, {})).body['state']).toBe('ended')
  await expect.poll(ringing(MINE), SOON).toBe('over')
}, 60_000)

it('of two calls at once one rings', async () => {
  const asked = await Promise.all(
    [1, 2, 3].map(() => ask(colleague, 'POST', '/api/calls', toOffice, randomUUID())),
  )
  expect(asked.map((one) => one.status).toSorted()).toEqual([201, 409, 409])
  const made = asked.find((one) => one.status === 201)?.body as Call
  await ask(colleague, 'POST', `/api/calls/${made.id}/end`, {})
})

it('who takes nothing, or is not there, is told to who calls; the next call can be made', async () => {
  await telephones.behave(OFFICE, 'never')
  const { id } = await call(worker, toOffice)
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  await press(MINE, '1')
  await expect.poll(stateOf(worker, id), SOON).toBe('no-answer')
  await telephones.behave(MINE, 'never')
  const next = await call(worker, toOffice)
  await expect.poll(stateOf(worker, next.id), SOON).toBe('own-no-answer')
  await telephones.behave(MINE, 'ask')
  await telephones.behave(OFFICE, 'ask')
}, 60_000)

it('a colleague is called by who they are; only who may see their number may have it rung', async () => {
  const wanted = { kind: 'colleague', staffId: colleague.staffId }
  const { id } = await call(worker, wanted)
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  await press(MINE, '1')
  await expect.poll(ringing(THEIRS), SOON).toBe('ringing')
  await ask(worker, 'POST', `/api/calls/${id}/end`, {})
  const crew = await reachable('crew', '+393000007703')
  expect(await ask(crew, 'POST', '/api/calls', wanted)).toMatchObject({ status: 403 })
  const outside = await running.person(here, 'facility')
  expect(await ask(outside, 'POST', '/api/calls', toOffice)).toMatchObject({ status: 403 })
  expect((await ask(outside, 'GET', '/api/calls/way')).body).toMatchObject({ way: 'plain' })
}, 60_000)

it('no other number can be rung, nor anybody of another territory; nobody sees another’s call', async () => {
  const premium = { kind: 'listed', phone: '+39899550001' }
  const refused = { status: 409, body: { code: 'call-no-number' } }
  expect(await ask(worker, 'POST', '/api/calls', premium)).toMatchObject(refused)
  const stranger = await running.person(elsewhere, 'social-worker')
  const far = { kind: 'colleague', staffId: stranger.staffId }
  expect(await ask(worker, 'POST', '/api/calls', far)).toMatchObject(refused)
  const { id } = await call(worker, toOffice)
  for (const who of [stranger, colleague]) {
    expect((await ask(who, 'GET', `/api/calls/${id}`)).status).toBe(404)
    expect((await ask(who, 'POST', `/api/calls/${id}/end`, {})).status).toBe(404)
  }
  await ask(worker, 'POST', `/api/calls/${id}/end`, {})
})

it('of a file, who reported is called without the number; not who asked not to be', async () => {
  const report = async (content: object) => {
    const told = { startedAt: '2026-11-21T01:40:00Z', content, decision: { classKey: 'basso' } }
    const taken = await ask(worker, 'POST', '/api/reports', told)
    return `/api/interventions/${taken.body['interventionId']}/calls`
  }
  const open = await report({ happening: 'Un uomo dorme in auto.', phone: '+390655507704' })
  const made = await ask(worker, 'POST', open, { kind: 'reporter' }, randomUUID())
  expect(made.status).toBe(201)
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  await press(MINE, '1')
  await expect.poll(ringing('+390655507704'), SOON).toBe('ringing')
  await ask(worker, 'POST', `/api/calls/${made.body['id']}/end`, {})
  const silent = await report({
    happening: 'Ha paura di chi vive con lei.',
    phone: '+390655507705',
    callBack: 'never',
  })
  expect(await ask(worker, 'POST', silent, { kind: 'reporter' })).toMatchObject({
    status: 409,
    body: { code: 'call-not-wanted' },
  })
}, 60_000)

it('who has no telephone that answered a test is told so, and calls by themself', async () => {
  const fresh = await running.person(here, 'social-worker')
  expect((await ask(fresh, 'GET', '/api/calls/way')).body).toMatchObject({ way: 'own' })
  const refused = await ask(fresh, 'POST', '/api/calls', toOffice)
  expect(refused).toMatchObject({ status: 409, body: { code: 'call-own-phone' } })
})

it('a third telephone comes into a call in which two speak, once, and is over with it', async () => {
  const { id } = await call(worker, toOffice)
  const third = (body: object, who = worker, key: string = randomUUID()) =>
    ask(who, 'POST', `/api/calls/${id}/third`, body, key)
  const wanted = { kind: 'colleague', staffId: colleague.staffId }
  expect((await third(wanted)).body['code']).toBe('call-not-connected')
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  await press(MINE, '1')
  await expect.poll(ringing(OFFICE), SOON).toBe('ringing')
  await press(OFFICE, '1')
  await expect.poll(stateOf(worker, id), SOON).toBe('connected')
  expect((await third(wanted, colleague)).status).toBe(404)
  expect((await third({ kind: 'listed', phone: '+39899550001' })).body['code']).toBe(
    'call-no-number',
  )
  const before = (await rung(MINE)).length
  const pressed = await Promise.all([third(wanted), third(wanted)])
  expect(pressed.map((one) => one.status).toSorted()).toEqual([201, 409])
  const joined = pressed.find((one) => one.status === 201)?.body as Call
  expect(joined.state).toBe('calling')
  await expect.poll(ringing(THEIRS), SOON).toBe('ringing')
  expect((await rung(THEIRS)).at(-1)?.text).toContain(SERVICE)
  // Whoever works with them is in the call already: their telephone does not ring again.
  expect(await rung(MINE)).toHaveLength(before)
  await press(THEIRS, '1')
  await expect.poll(stateOf(worker, joined.id), SOON).toBe('connected')
  await press(OFFICE, '')
  await expect.poll(stateOf(worker, id), SOON).toBe('ended')
  await expect.poll(stateOf(worker, joined.id), SOON).toBe('ended')
  await expect.poll(ringing(THEIRS), SOON).toBe('over')
}, 60_000)

it('a third telephone that nobody takes leaves the two as they were, and can be rung again', async () => {
  const { id } = await call(worker, toOffice)
  await expect.poll(ringing(MINE), SOON).toBe('ringing')
  await press(MINE, '1')
  await expect.poll(ringing(OFFICE), SOON).toBe('ringing')
  await press(OFFICE, '1')
  await expect.poll(stateOf(worker, id), SOON).toBe('connected')
  const third = async () =>
    (
      await ask(
        worker,
        'POST',
        `/api/calls/${id}/third`,
        { kind: 'colleague', staffId: colleague.staffId },
        randomUUID(),
      )
    ).body as Call
  await telephones.behave(THEIRS, 'never')
  await expect.poll(stateOf(worker, (await third()).id), SOON).toBe('no-answer')
  await telephones.behave(THEIRS, 'ask')
  const again = await third()
  await expect.poll(ringing(THEIRS), SOON).toBe('ringing')
  await press(THEIRS, '1')
  await expect.poll(stateOf(worker, again.id), SOON).toBe('connected')
  expect((await ask(worker, 'POST', `/api/calls/${again.id}/end`, {})).body['state']).toBe('ended')
  await expect.poll(ringing(THEIRS), SOON).toBe('over')
  expect(await stateOf(worker, id)()).toBe('connected')
  await ask(worker, 'POST', `/api/calls/${id}/end`, {})
}, 60_000)

it('where the provider is away the call has failed at once, and nothing rings later', async () => {
  telephones.close()
  const { id } = await call(worker, toOffice)
  await expect.poll(stateOf(worker, id), SOON).toBe('failed')
  const again = await call(worker, toOffice)
  await expect.poll(stateOf(worker, again.id), SOON).toBe('failed')
}, 60_000)
