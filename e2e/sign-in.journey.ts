import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld('2026-11-21T01:40:00Z')
})

afterAll(async () => {
  await world?.close()
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
