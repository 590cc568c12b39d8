import axe from 'axe-core'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handsOn, standsOn, thumbOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// Where somebody is: by the list of the territory, by coordinates, by the map; at a keyboard and with one thumb.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

let world: World
let console: Desk
let phone: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  console = await world.desk('chiara.ferranti@example.org', 'console', 'light')
  phone = await world.desk('ioana.marinescu@example.org', 'phone', 'dark')
})

afterAll(async () => {
  // No picture of a map was asked of anybody, and nothing broke.
  expect(console.faults).toEqual([])
  expect(phone.faults).toEqual([])
  await world?.close()
})

const box = (page: Page) => page.getByRole('combobox', { name: 'Dove', exact: true })
const municipality = (page: Page) => page.getByRole('combobox', { name: 'Comune', exact: true })
const list = (page: Page) => page.getByRole('listbox', { name: 'Strade e luoghi' })
const map = (page: Page) => page.getByRole('application', { name: 'Mappa del territorio' })

async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return await page.evaluate(async () => {
    const tool = (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe
    const { violations } = await tool.run()
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)
  })
}

/** How many pixels of it are beyond the edges of the screen. */
async function hiddenOf(one: Locator): Promise<number> {
  return await one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return Math.round(Math.max(0, -top) + Math.max(0, bottom - innerHeight))
  })
}

async function openForm({ page }: Desk): Promise<void> {
  await page.goto(`${world.origin}/sala/nuova`)
  await page.getByText('Può parlare liberamente?').first().waitFor()
}

test('at the keyboard a street is suggested, taken with the arrows, and its point comes with it', async () => {
  const { page } = console
  await openForm(console)
  const hands = handsOn(page)
  await box(page).focus()
  await hands.type('p.za pi')
  await list(page)
    .getByRole('option', { name: /Piazza Pia, Anzio/u })
    .waitFor()
  expect(await axeFinds(page)).toEqual([])
  expect(await hiddenOf(list(page))).toBe(0)
  await hands.press('Escape')
  await list(page).waitFor({ state: 'hidden' })
  expect(await box(page).inputValue()).toBe('p.za pi')
  await hands.press('ArrowDown', 'Enter')
  expect(await box(page).inputValue()).toBe('Piazza Pia')
  expect(await municipality(page).inputValue()).toBe('Anzio')
  await page.getByText('Punto tenuto: 41.44750, 12.62860 (la strada, non il civico)').waitFor()
  await hands.type(' 4, scala B')
  await page.getByText('Punto tenuto').waitFor()
  await hands.press('Enter')
  await standsOn(page, 'Comune')
})

test('Tab takes no suggestion, and other words lose the point of before', async () => {
  const { page } = console
  await openForm(console)
  await box(page).fill('stazione')
  await list(page).getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  expect(await box(page).inputValue()).toBe('stazione')
  await list(page).waitFor({ state: 'hidden' })
  await box(page).fill('cimitero americano')
  await list(page).getByRole('option').first().click()
  await page.getByText('Punto tenuto').waitFor()
  await box(page).fill('altrove')
  await page.getByText('il punto di prima è stato tolto').waitFor()
})

test('without the network nothing is suggested, and the words stand', async () => {
  const { page } = console
  await openForm(console)
  await page.route('**/street-search', (route) => route.abort())
  await box(page).fill('stazione di anzio')
  await page.keyboard.press('Enter')
  await standsOn(page, 'Comune')
  expect(await list(page).count()).toBe(0)
  expect(await box(page).inputValue()).toBe('stazione di anzio')
  await page.unroute('**/street-search')
})

test('a Comune of another territory is said to be outside, and no other is taken in its place', async () => {
  const { page } = console
  await openForm(console)
  await municipality(page).fill('Canicattì')
  await page.getByText(/Canicattì \(AG\) è fuori dal territorio: lì risponde /u).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await municipality(page).inputValue()).toBe('Canicattì')
  await municipality(page).fill('Nettuno')
  await expect.poll(() => page.getByText('è fuori dal territorio').count()).toBe(0)
})

test('coordinates and links are points with their municipality; others are told why they are none', async () => {
  const { page } = console
  await openForm(console)
  await box(page).fill('41,4658 12,6581')
  await page.getByText('coordinate ricevute').waitFor()
  await page.getByText('È nel Comune di Nettuno.').waitFor()
  expect(await municipality(page).inputValue()).toBe('Nettuno')
  await page.getByRole('button', { name: 'Togli il punto' }).click()
  await box(page).fill('https://www.google.com/maps/@48.8566,2.3522,17z')
  await page.getByText('Queste coordinate non sono in Italia.').waitFor()
  await box(page).fill('999, 13')
  await page.getByText('Queste coordinate non si leggono.').waitFor()
  await box(page).fill('45.07, 7.68')
  const outside = page.getByText(
    /Il punto è fuori dal territorio, a circa \d{3} km dal Comune di /u,
  )
  await outside.waitFor()
  // The Comune that the point of before brought goes with it; one that a person chooses stays.
  await expect.poll(() => municipality(page).inputValue()).toBe('')
  await municipality(page).fill('Anzio')
  await page.keyboard.press('Tab')
  await outside.waitFor()
  expect(await municipality(page).inputValue()).toBe('Anzio')
  await municipality(page).fill('')
  await page.keyboard.press('Tab')
  await box(page).fill('https://maps.app.goo.gl/AbCdEf')
  await page.getByText('Questo collegamento breve non contiene le coordinate.').waitFor()
  await box(page).fill('')
  await box(page).fill('https://www.google.com/maps/@41.4658,12.6581,17z')
  expect(await box(page).inputValue()).toBe('41.4658, 12.6581')
  await page.getByText('Punto tenuto').waitFor()
})

test('the pin is put and moved by keys, is on the report, and the report says how near it is', async () => {
  const { page } = console
  await openForm(console)
  await page.getByRole('button', { name: 'Indica sulla mappa' }).click()
  await map(page).and(page.locator(':focus')).waitFor()
  expect(await hiddenOf(map(page))).toBe(0)
  await page.keyboard.press('ArrowUp')
  await page.getByText(/Punto indicato a mano: .*entro circa 100 metri/u).waitFor()
  await page.getByLabel('Parti da un luogo').selectOption({ label: 'Cimitero americano, Nettuno' })
  await page.getByText(/Punto indicato a mano: 41\.46580, 12\.65810/u).waitFor()
  await map(page).focus()
  await page.keyboard.press('+')
  await page.keyboard.press('ArrowUp')
  await page.getByText(/Punto indicato a mano: 41\.4667\d, 12\.65810/u).waitFor()
  expect(await axeFinds(page)).toEqual([])
  // Where somebody lives may be far from here.
  await page.getByText('Persone', { exact: true }).click()
  const home = page.getByRole('combobox', { name: 'Comune di residenza' })
  // Three letters that only one Comune begins with are enough, also of another territory.
  await home.pressSequentially('fossan')
  await home.press('Tab')
  await expect.poll(() => home.inputValue()).toBe('Fossano (CN)')
  await home.fill('')
  await home.pressSequentially('cune')
  await page.getByRole('option', { name: 'Cuneo (CN)', exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/41\.4667\d, 12\.65810 \(punto indicato a mano\)/u)
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Leggi e completa la segnalazione' }).click()
  await page.getByText('Cuneo (CN)').waitFor()
})

test('with one thumb: a suggestion is tapped, the pin is put with a finger, at 375 pixels', async () => {
  const { page } = phone
  await page.goto(`${world.origin}/sala/nuova`)
  const thumb = thumbOn(page)
  await page.getByRole('heading', { name: 'Può parlare?' }).waitFor()
  await thumb.tap('Sì', 'radio')
  await page.getByRole('heading', { name: 'Chi è in pericolo?' }).waitFor()
  await thumb.tap('Donna')
  await thumb.tap('Avanti')
  await page.getByRole('heading', { name: 'Dove si trova?' }).waitFor()
  await page.keyboard.type('stazione')
  const first = list(page).getByRole('option').first()
  await first.waitFor()
  const taken = (await first.innerText()).split(',')[0]
  await thumb.on(first)
  expect(await box(page).inputValue()).toBe(taken)
  await thumb.tap('Indica sulla mappa')
  await map(page).waitFor()
  await map(page).tap({ position: { x: 150, y: 120 } })
  await page.getByText(/Punto indicato a mano: \d/u).waitFor()
  expect(await box(page).inputValue()).toBe(taken)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  expect(await axeFinds(page)).toEqual([])
})
