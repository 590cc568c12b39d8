import { afterAll, beforeAll, expect, it } from 'vitest'
import { smppMessenger } from '#platform/gateways/smpp.ts'
import { smppOptions } from '#platform/gateways/smpp-url.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { FromCentre, ToCentre } from '#platform/testing/message-centre.ts'
import { type Peer, startPeer } from '#platform/testing/peer-process.ts'
import { type Running, startRunning } from './testing/running.ts'

// A whole server whose messages go by a message centre, while nobody carries its calls.

let centre: Peer<ToCentre, FromCentre>
let running: Running
let here: TerritoryId

beforeAll(async () => {
  centre = startPeer(new URL('../../platform/testing/message-centre.ts', import.meta.url))
  centre.tell({ do: 'listen', port: 0 })
  await centre.until((said) => said.length > 0)
  const [listening] = centre.said
  const port = listening?.kind === 'listening' ? listening.port : 0
  const options = smppOptions(`smpp://pis:segreta@127.0.0.1:${port}?from=PIS`)
  if (!options) throw new Error('no address')
  const messengers = [smppMessenger(options)]
  running = await startRunning('2026-11-21T01:40:00Z', ['s2'], undefined, undefined, messengers)
  const [found] = running.territories.values()
  if (!found) throw new Error('no territory')
  here = found
}, 60_000)
afterAll(() => centre.close())

async function ask(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { cookie }
  return await running.server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

it('a test message goes out by it, its receipt is heard, and calls are said to be made by hand', async () => {
  const { cookie } = await running.person(here, 'coordinator')
  const worker = await running.person(here, 'social-worker')
  const reach = { phone: '+393000007701', email: '' }
  const path = `/api/rota/people/${worker.staffId}`
  expect((await ask(cookie, 'PUT', path, reach)).statusCode).toBe(200)
  const tests = `/api/rota/staff/${worker.staffId}/contact-tests`
  const tried = await ask(cookie, 'POST', tests, { channel: 'phone', how: 'message' })
  expect(tried.statusCode, tried.body).toBe(201)
  await centre.until((said) => said.some((one) => one.kind === 'submitted'))
  const came = centre.said.flatMap((one) => (one.kind === 'submitted' ? [one.message] : []))
  expect(came[0]).toMatchObject({ to: '393000007701', from: 'PIS' })
  expect(came.map((one) => one.text).join('')).toContain(`${running.address}/c/`)
  for (const { id } of came) centre.tell({ do: 'receipt', id, word: 'DELIVRD', by: 'text' })
  await centre.until((said) => said.filter((one) => one.kind === 'thanked').length === came.length)

  const plan = await ask(cookie, 'GET', `/api/territories/${here}/plan/uncovered`)
  expect(plan.json()).toMatchObject({ byHand: ['voice'] })
})

it('says goodbye when it stops, and its log has no number', async () => {
  await running.close()
  await centre.until((said) => said.some((one) => one.kind === 'unbound'))
  expect(running.logged()).not.toContain('3000007701')
})
