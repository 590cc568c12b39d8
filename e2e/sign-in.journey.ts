import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld('2026-11-21T01:40:00Z')
})

afterAll(async () => {
  await world?.close()
})

/** What the board may cost over a slow line, in bytes as they travel: to be seen, then with what comes when it is quiet. */
const FIRST_BYTES = 250_000
const ALL_BYTES = 320_000
const SHEET_BYTES = 40_000

type Part = { readonly name: string; readonly at: number; readonly bytes: number }

/** The parts of a page by extension, biggest first, as the browser fetched them. */
async function partsOf(page: Page, extension: string): Promise<readonly Part[]> {
  const parts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap((one) =>
        one instanceof PerformanceResourceTiming
          ? [{ name: new URL(one.name).pathname, at: one.startTime, bytes: one.encodedBodySize }]
          : [],
      ),
  )
  return parts.filter(({ name }) => name.endsWith(extension)).toSorted((a, b) => b.bytes - a.bytes)
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0)

const biggestOf = (parts: readonly Part[]): string =>
  parts
    .slice(0, 12)
    .map(({ name, bytes }) => `${bytes} ${name}`)
    .join('\n')

/** When a heading was first on the page, by the page's own clock. */
async function notesWhen(page: Page, heading: string): Promise<() => Promise<number>> {
  await page.addInitScript((wanted) => {
    const look = new MutationObserver(() => {
      const found = [...document.querySelectorAll('h1, h2')].some((one) =>
        one.textContent?.startsWith(wanted),
      )
      if (!found) return
      look.disconnect()
      performance.mark('first-screen')
    })
    look.observe(document, { childList: true, subtree: true })
  }, heading)
  return () =>
    page.evaluate(() => performance.getEntriesByName('first-screen')[0]?.startTime ?? Number.NaN)
}

test('the first screen of the board bears a slow line, and so does what comes when it is quiet', async () => {
  const desk = await world.desk('davide.lombardini@example.org')
  const cold = await desk.page.context().newPage()
  const wire = await cold.context().newCDPSession(cold)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const whenFirst = await notesWhen(cold, 'Coda')
  const coming = new Set<string>()
  const form = Promise.all(
    ['/intake-screen-', '/drafts-screen-', '/place-map-'].map((name) =>
      cold.waitForEvent('requestfinished', (one) => one.url().includes(name)),
    ),
  )
  cold.on('request', (one) => coming.add(one.url()))
  cold.on('requestfinished', (one) => coming.delete(one.url()))
  await cold.goto(`${world.origin}/sala`)
  await cold.getByRole('heading', { name: /^Coda/u }).waitFor()
  await form
  await expect.poll(() => [...coming].filter((url) => url.endsWith('.js'))).toEqual([])
  const scripts = await partsOf(cold, '.js')
  const moment = await whenFirst()
  const first = scripts.filter(({ at }) => at <= moment)
  expect(sumOf(first)).toBeGreaterThan(50_000)
  expect(sumOf(first), biggestOf(first)).toBeLessThanOrEqual(FIRST_BYTES)
  expect(sumOf(scripts), biggestOf(scripts)).toBeLessThanOrEqual(ALL_BYTES)
  expect(sumOf(await partsOf(cold, '.css'))).toBeLessThanOrEqual(SHEET_BYTES)
  await desk.close()
})

/** A browser without Temporal brings its own before anything reads an hour. */
async function opensWithoutTemporal(page: Page): Promise<void> {
  const old = await page.context().newPage()
  const faults: string[] = []
  old.on('pageerror', (fault) => faults.push(fault.message))
  await old.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'))
  await old.goto(`${world.origin}/sala`)
  await old.getByRole('heading', { name: /^Coda/u }).waitFor()
  expect(await partsOf(old, '.js').then((parts) => parts.map(({ name }) => name))).toContainEqual(
    expect.stringContaining('global.esm'),
  )
  expect(faults).toEqual([])
}

test('an operator signs in with password and code, and the board opens at the hour of the service', async () => {
  const desk = await world.desk('chiara.ferranti@example.org')
  await desk.page.getByRole('main').waitFor()
  await expect.poll(() => desk.page.getByText(/02:4\d/u).count()).toBeGreaterThan(0)
  expect(desk.faults).toEqual([])
  await opensWithoutTemporal(desk.page)
  await desk.close()
})

test('without signing in nothing of the console is shown', async () => {
  const desk = await world.open()
  await desk.page.goto(`${world.origin}/sala`)
  expect(new URL(desk.page.url()).pathname).toBe('/accedi')
  // A page of the server, like those of the links that leave in messages: nothing to run.
  expect(await partsOf(desk.page, '.js')).toEqual([])
  await desk.close()
})
