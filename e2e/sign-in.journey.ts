import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld('2026-11-21T01:40:00Z')
})

afterAll(async () => {
  await world?.close()
})

/** What the board and the form of a call at hand may cost over a slow line, in bytes as they travel. */
const SCRIPT_BYTES = 430_000
const SHEET_BYTES = 40_000

test('the board and the form at hand come compressed, within what a slow line bears', async () => {
  const desk = await world.desk('davide.lombardini@example.org')
  const cold = await desk.page.context().newPage()
  const wire = await cold.context().newCDPSession(cold)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const bytes = { Script: 0, Stylesheet: 0 }
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (kind === 'Script' || kind === 'Stylesheet') bytes[kind] += encodedDataLength
  })
  const form = cold.waitForEvent('requestfinished', (one) => one.url().includes('/intake-screen-'))
  await cold.goto(`${world.origin}/sala`)
  await cold.getByRole('heading', { name: /^Coda/u }).waitFor()
  await form
  expect(bytes.Script).toBeGreaterThan(50_000)
  expect(bytes.Script).toBeLessThan(SCRIPT_BYTES)
  expect(bytes.Stylesheet).toBeLessThan(SHEET_BYTES)
  await desk.close()
})

test('an operator signs in with password and code, and the board opens at the hour of the service', async () => {
  const desk = await world.desk('chiara.ferranti@example.org')
  await desk.page.getByRole('main').waitFor()
  await expect.poll(() => desk.page.getByText(/02:4\d/u).count()).toBeGreaterThan(0)
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('without signing in nothing of the console is shown', async () => {
  const desk = await world.open()
  await desk.page.goto(`${world.origin}/sala`)
  expect(new URL(desk.page.url()).pathname).toBe('/accedi')
  await desk.close()
})
