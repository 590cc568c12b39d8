import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { allTerritories } from '#apps/server/ports.ts'
import { createStaff, openSession, sessionCookie } from '#contexts/access/public.ts'
import { BoardReply } from '#contexts/interventions/contract.ts'
import { RotaReply } from '#contexts/oncall/contract.ts'
import { FilePageReply } from '#contexts/paging/contract.ts'
import { TerritoryProfile } from '#contexts/territory/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { instant, minutesBetween } from '#platform/kernel/time.ts'
import { escapeHtml } from '#platform/server/html.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { testTools } from '#platform/testing/tools.ts'
import { type Served, serve } from './served.ts'

// The telephones are a process of their own, the server another: it is killed while a page is under way.

const NIGHT = '2026-11-21T01:40:00Z'
const RING_MS = 6000
const SOON = { timeout: 15_000, interval: 50 }
// Two processes, telephones that ring in real time, and a server that starts again: on a busy machine that takes long.
vi.setConfig({ testTimeout: 60_000 })

let server: Served
let cookie = ''

beforeAll(async () => {
  server = await serve(NIGHT, { ringMs: RING_MS })
  cookie = await signedIn(server.database.appUrl)
}, 60_000)
afterAll(() => server.close())

async function signedIn(appUrl: string): Promise<string> {
  const tools = testTools(appUrl)
  const [territory] = await allTerritories(tools.db)
  if (territory === undefined) throw new Error('no territory')
  const machine = Temporal.Now.instant()
  const actor = { kind: 'system', name: 'system:test' } as const
  const scope = { actor, now: machine, read: [territory, INSTALLATION], write: territory }
  const { token } = await inTransaction(tools, scope, async (tx) => {
    const staffId = await createStaff(tx, {
      name: 'Persona Inventata',
      email: 'persona.chiamate@esempio.example',
      homeTerritoryId: territory,
      grants: [{ territoryId: territory, role: 'operator', bodyId: null }],
    })
    return await openSession(tx, { staffId, machine, deskId: territory })
  })
  await tools.close()
  return sessionCookie(token).split(';')[0] ?? ''
}

async function ask<S extends z.ZodType>(path: string, reply: S, body?: object) {
  const answer = await fetch(`${server.origin}${path}`, {
    headers: { cookie, 'content-type': 'application/json', origin: server.origin },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return reply.parse(JSON.parse(text))
}

const readPage = async (id: string) => {
  const { page } = await ask(`/api/interventions/${id}/page`, FilePageReply)
  if (page === null) throw new Error('nobody was called')
  return page
}

/** The territory and its gravest class. */
async function gravest() {
  const [territory] = (await ask('/api/board', BoardReply)).territories
  if (territory === undefined) throw new Error('no territory')
  return { territoryId: territory.id, classKey: territory.classes[0]?.key }
}

/** After how many minutes the territory's own rules call the second one for the gravest class. */
async function secondAfter(): Promise<number | undefined> {
  const { territoryId, classKey } = await gravest()
  const { escalation } = await ask(`/api/territories/${territoryId}`, TerritoryProfile)
  return escalation.find((one) => one.class === classKey)?.steps[1]?.afterMinutes
}

/** A report of the gravest class; answers its file. */
async function report(): Promise<string> {
  const { classKey } = await gravest()
  const content = { happening: 'Una donna con due figli non sa dove dormire.' }
  const told = { startedAt: NIGHT, content, decision: { classKey } }
  const taken = await ask('/api/reports', z.object({ interventionId: z.string() }), told)
  return taken.interventionId
}

const state = (id: string, channel: string) => async () =>
  (await readPage(id)).attempts.filter((one) => one.channel === channel).map((one) => one.state)

/** How all telephones are answered from now on, as a person sets it. */
async function behave(behaviour: string): Promise<void> {
  const { people } = await ask('/api/rota', RotaReply)
  for (const { phone } of people.filter((one) => one.phone !== null)) {
    const answer = await fetch(`${server.origin}/dev/telefoni`, {
      method: 'POST',
      headers: { origin: server.origin },
      body: new URLSearchParams({ phone: phone ?? '', behaviour }),
    })
    expect(answer.ok).toBe(true)
  }
}

/** True once a telephone was told these words. */
const isTold = (words: string) => async () => {
  const text = await (await fetch(`${server.origin}/dev/telefoni`)).text()
  return text.includes(escapeHtml(words))
}

test('killed while a page is under way, it climbs as if nothing had happened', async () => {
  await behave('never')
  const id = await report()
  await expect.poll(state(id, 'voice'), SOON).toEqual(['no-answer'])
  const before = await readPage(id)
  expect(before.steps[0]?.state).toBe('now')
  // The wait counts from the call, which is made a moment after the page began.
  const wait = minutesBetween(instant(before.startedAt), instant(before.nextAt))
  expect(Math.floor(wait)).toBe(await secondAfter())
  await server.crash()
  // The telephones ended with the server; the new ones have to be told.
  await behave('never')
  await server.moveTo(instant(before.nextAt).subtract({ seconds: 30 }).toString())
  expect((await readPage(id)).attempts).toHaveLength(before.attempts.length)
  await server.moveTo(before.nextAt)
  await expect.poll(state(id, 'voice'), SOON).toEqual(['no-answer', 'no-answer'])
  const after = await readPage(id)
  expect(after.steps.map((step) => step.state).slice(0, 2)).toEqual(['done', 'now'])
  expect(after.isPending).toBe(true)
  await server.moveTo(NIGHT)
})

test('a telephone that is answered twice says yes once', async () => {
  await behave('twice')
  const id = await report()
  await expect.poll(async () => (await readPage(id)).isPending, SOON).toBe(false)
  const page = await readPage(id)
  const called = page.attempts.find((one) => one.channel === 'voice')
  expect(page.answeredBy).toBe(called?.name)
  const { rows } = await ask('/api/board', BoardReply)
  expect(rows.find((row) => row.id === id)?.owner.name).toBe(called?.name)
  await expect.poll(isTold(m.paging_voice_thanks()), SOON).toBe(true)
})

test('who answers late still counts when nobody was quicker; the second telephone stops ringing', async () => {
  await behave('late')
  const id = await report()
  await expect.poll(state(id, 'voice'), SOON).toEqual(['sent'])
  const first = (await readPage(id)).attempts.find((one) => one.channel === 'voice')
  await server.moveTo((await readPage(id)).nextAt)
  await expect.poll(state(id, 'voice'), SOON).toEqual(['sent', 'sent'])
  await expect.poll(async () => (await readPage(id)).isPending, SOON).toBe(false)
  expect((await readPage(id)).answeredBy).toBe(first?.name)
  // The second telephone rings no more: nobody is woken for nothing.
  await expect.poll(isTold(m.server_dev_call_hung_up()), SOON).toBe(true)
})
