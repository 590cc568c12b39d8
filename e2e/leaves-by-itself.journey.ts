import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: a report is sent while the server cannot be reached, and its page goes away.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const REPORTS = '**/api/reports'

let world: World
let desk: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  desk = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect(desk.faults).toEqual([])
  await world?.close()
})

const happening = (page: Page) => page.getByRole('textbox', { name: 'Che cosa succede' })

/** Writes a report and presses Salva while reports do not reach the server. */
async function pressUnsent(page: Page, words: string, keys: string): Promise<void> {
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().click()
  await happening(page).waitFor()
  await happening(page).fill(words)
  await page.getByText(/Bozza salvata/u).waitFor()
  await page.route(REPORTS, (route) => route.abort())
  await page.keyboard.press(keys)
  await page.getByText('quando torna la rete', { exact: false }).first().waitFor()
}

const unsentStrip = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Una segnalazione non è ancora partita.' })

test('what was promised to leave by itself leaves after the page was read again', async () => {
  const { page } = desk
  await pressUnsent(page, 'Una madre alla stazione.', 'Control+Shift+E')
  await page.reload()
  await page.getByText('Parte da sola come emergenza quando torna la rete').waitFor()
  await page.unroute(REPORTS)
  await page.waitForURL(/caso=/u)
  const id = new URL(page.url()).searchParams.get('caso') ?? ''
  const reply = await page.request.get(`${world.origin}/api/interventions/${id}`)
  expect(await reply.json()).toMatchObject({ sheet: { class: { key: 'emergenza' } } })
})

test('its window closed, it is said on every page until it has left; a locked desk does not end it', async () => {
  const { page } = desk
  const other = await page.context().newPage()
  await other.goto(`${world.origin}/sala`)
  await other.getByText('Chi risponde ora').waitFor()
  await pressUnsent(other, 'Un uomo con un cane.', 'Control+Shift+E')
  await other.close()
  // A server that does not answer is not waited for before it is said.
  await page.route(REPORTS, () => undefined)
  await page.goto(`${world.origin}/sala/contatti`)
  await unsentStrip(page).getByText('È un’emergenza: telefona', { exact: false }).waitFor()
  await page.route(REPORTS, (route) => route.abort())
  await page.reload()
  await page.getByRole('link', { name: 'Bozze' }).first().click()
  await page.getByRole('row').getByText('Parte da sola quando torna la rete').waitFor()
  // Whoever leaves the desk is asked first.
  await page.getByRole('button', { name: /blocca o esci/u }).click()
  await page.getByRole('button', { name: 'Esci', exact: true }).click()
  const ask = page.getByRole('dialog', { name: 'Una segnalazione non è ancora partita.' })
  await ask.getByRole('button', { name: 'Esci lo stesso' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Riapri' }).waitFor()
  await page.unroute(REPORTS)
  await page.getByLabel('Password').fill(world.password)
  await page.getByRole('button', { name: 'Riapri' }).click()
  await page.getByText(/Segnalazione 26-\d+ registrata/u).waitFor()
  await unsentStrip(page).waitFor({ state: 'detached' })
  await page.getByText('Nessuna bozza').waitFor()
})
