import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// What a newcomer tries on the board: a reload, a long note, paper, and a machine without a network.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const TOO_LONG = 4312

let world: World
let desk: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  desk = await world.desk('stefano.maremmani@example.org')
})

afterAll(async () => {
  await world?.close()
})

test('a reload keeps the file in focus open, and the way back is not full of the rows passed over', async () => {
  const { page } = desk
  const before = await page.evaluate(() => history.length)
  for (const at of [0, 1, 2]) await page.locator('[data-row]').nth(at).click()
  const row = page.locator('[data-row]').nth(2)
  // The address follows the hand once it rests.
  const id = (await row.getAttribute('data-row')) ?? 'no row'
  await page.waitForURL(({ search }) => search.includes(id))
  expect(await page.evaluate(() => history.length)).toBe(before)
  const number = /\d{2}-\d{4}/u.exec(await row.innerText())?.[0] ?? 'no number'
  const title = await page.locator('.focus h2', { hasText: number }).innerText()
  await page.reload()
  await page.getByRole('heading', { name: title }).waitFor()
})

test('on the board a link of the navigation is followed by Enter', async () => {
  const { page } = desk
  await page.locator('[data-row]').first().click()
  await page.getByRole('link', { name: 'Contatti' }).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sala\/contatti/u)
  await page.goto(`${world.origin}/sala`)
  await page.locator('[data-row]').first().click()
})

test('a file is opened by its number from the palette', async () => {
  const { page } = desk
  const row = await page.locator('[data-row]').nth(1).innerText()
  const number = /\d{2}-\d{4}/u.exec(row)?.[0] ?? 'no number'
  await page.keyboard.press('Control+k')
  await page.keyboard.type(number)
  await page.getByRole('option', { name: new RegExp(number, 'u') }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/interventi\//u)
  await page
    .getByRole('heading', { name: new RegExp(number, 'u') })
    .first()
    .waitFor()
  await page.goto(`${world.origin}/sala`)
  await page.locator('[data-row]').first().click()
})

test('a note beyond the limit is neither cut nor sent: its length and the limit are said', async () => {
  const { page } = desk
  const note = page.getByLabel('Nuova nota')
  await note.fill('a'.repeat(TOO_LONG))
  await page.getByText(/Sono 4\.?312 caratteri e il limite è 4\.?000/u).waitFor()
  await page.getByRole('button', { name: 'Aggiungi la nota' }).click()
  expect((await note.inputValue()).length).toBe(TOO_LONG)
  await note.fill('')
})

test('on paper the queue is whole, nothing can be pressed, and it says who printed it', async () => {
  const { page } = desk
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.getByText(/stampato da Stefano Maremmani/u).waitFor()
  const counts = await page.locator('.board-count').allInnerTexts()
  const rows = counts.reduce((sum, text) => sum + Number(text), 0)
  expect(rows).toBeGreaterThan(0)
  expect(await page.locator('[data-row]').count()).toBe(rows)
  expect(await page.locator('button:visible').count()).toBe(0)
  for (const screenOnly of ['Leggi e completa la segnalazione', 'Compiti'])
    expect(
      await page.getByText(screenOnly, { exact: true }).filter({ visible: true }).count(),
    ).toBe(0)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
})

test('without a network the badge does not say that the page is live', async () => {
  const { page } = desk
  await page.context().setOffline(true)
  await page.getByText(/non è in rete/u).waitFor()
  await page.locator('.link-badge.link-lost').waitFor()
  await page.context().setOffline(false)
  await page.locator('.link-badge.link-live').waitFor()
})

test('a confirmation has a place of its own: it lies over nothing of the page', async () => {
  const { page } = desk
  await page.getByLabel('Nuova nota').fill('Richiama alle sei.')
  await page.getByRole('button', { name: 'Aggiungi la nota' }).click()
  const told = await page.locator('.toast').boundingBox()
  const main = await page.getByRole('main').boundingBox()
  const isBelow = told !== null && main !== null && told.y >= main.y + main.height
  expect({ told, main, isBelow }).toMatchObject({ isBelow: true })
})

test('who is signed in stands above every page, and leaves from there by keyboard', async () => {
  const { page } = desk
  const name = page.getByRole('button', { name: 'Stefano Maremmani' })
  const leave = page.getByRole('button', { name: 'Esci', exact: true })
  await name.press('Enter')
  await page.getByText('Coordinamento', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await leave.waitFor({ state: 'hidden' })
  expect(await name.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname }) => pathname.startsWith('/accedi'))
  await page.goto(`${world.origin}/sala`)
  expect(new URL(page.url()).pathname).toBe('/accedi')
})
