import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: one operator is heard by nobody but their desk.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PATIENCE = { timeout: 25_000 }

let world: World
let chiara: Desk
let davide: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  chiara = await world.desk('chiara.ferranti@example.org')
  davide = await world.desk('davide.lombardini@example.org')
  for (const { page } of [chiara, davide]) {
    await page.context().addInitScript(() => {
      // The ears of the test: each note that is played, by its hertz.
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (when) {
        const heard = document.documentElement.dataset['heard'] ?? ''
        document.documentElement.dataset['heard'] = `${heard} ${this.frequency.value}`
        start.call(this, when)
      }
    })
    await page.reload()
  }
})

afterAll(async () => {
  expect([...chiara.faults, ...davide.faults]).toEqual([])
  await world?.close()
})

/** How often the note of a sound was played: of A without another. */
const heard = async (page: Page, hertz = '880'): Promise<number> => {
  const notes = await page.locator('html').getAttribute('data-heard')
  return (notes ?? '').split(' ').filter((note) => note === hertz).length
}

const newCall = async (page: Page) => {
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().click()
  await page.getByRole('textbox', { name: 'Che cosa succede' }).waitFor()
}

test('the sound of a desk is tried once, and is as loud as who sits there wants', async () => {
  const { page } = chiara
  await page.getByRole('button', { name: 'Prova suono' }).click()
  await expect.poll(() => heard(page)).toBe(2)
  await page.getByText('Volume 3 di 4', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Più piano' }).click()
  await page.getByText('Volume 2 di 4', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Sì, si sente' }).click()
  await expect.poll(() => page.getByText('Hai sentito', { exact: false }).count()).toBe(0)
  await davide.page.getByRole('button', { name: 'Senza suono' }).click()
})

test('an emergency that nobody answers sounds on the other desk, and stands in the title', async () => {
  const before = await heard(chiara.page)
  await newCall(davide.page)
  await davide.page.getByRole('combobox', { name: 'Dove', exact: true }).fill('Molo Inventato 3')
  await davide.page.keyboard.press('Control+Shift+E')
  await davide.page
    .getByText(/Segnalazione 26-\d+ registrata/u)
    .first()
    .waitFor()
  await expect.poll(() => heard(chiara.page), PATIENCE).toBeGreaterThan(before)
  await expect.poll(() => chiara.page.title()).toBe('(1) Sala · Approdo')
  expect(await heard(davide.page)).toBe(0)
})

test('over a call it is only shown; when somebody answers it ends', async () => {
  const { page } = chiara
  await newCall(page)
  await page.getByText('Una segnalazione grave aspetta una risposta.').waitFor()
  await page.getByText('Il suono tace', { exact: false }).waitFor(PATIENCE)
  const silent = await heard(page)

  await davide.page.getByRole('link', { name: /Molo Inventato 3/u }).click()
  await davide.page
    .getByRole('button', { name: /Rispondo io/u })
    .first()
    .click()
  await expect.poll(() => page.title(), PATIENCE).toBe('Nuova segnalazione · Approdo')
  await expect
    .poll(() => page.getByText('aspetta una risposta', { exact: false }).count(), PATIENCE)
    .toBe(0)
  expect(await heard(page)).toBe(silent)
})

test('due work that hangs is said by every board, with what to do, and by sound C; it ends by itself', async () => {
  const { page } = davide
  // No call is on this desk: over one nothing sounds.
  await page.evaluate(() => sessionStorage.clear())
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('button', { name: 'Prova suono' }).click()
  await page.getByRole('button', { name: 'Sì, si sente' }).click()
  const lock = new pg.Client({ connectionString: world.database.adminUrl })
  await lock.connect()
  const said = (desk: Desk) =>
    desk.page.getByRole('alert').filter({ hasText: 'non chiama nessuno' })
  const before = await heard(page, '262')
  try {
    // What is due can be read, and nobody gets to work it.
    await lock.query('begin; lock table platform.due in exclusive mode')
    for (const desk of [chiara, davide]) await said(desk).waitFor({ timeout: 70_000 })
    await said(davide).getByRole('link', { name: 'Chi è di turno' }).waitFor()
    await expect.poll(() => heard(page, '262'), PATIENCE).toBeGreaterThan(before)
    const status = await fetch(`${world.origin}/status`)
    expect(await status.json()).toMatchObject({ code: 'engine-still' })
  } finally {
    await lock.end()
  }
  for (const desk of [chiara, davide]) await expect.poll(() => said(desk).count(), PATIENCE).toBe(0)
})
