import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const SEARCHED = { timeout: 90_000 }

/** Moves the focus with Tab until it is on what is named, and presses Enter. */
export async function pressOn(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.waitFor(SEARCHED)
  for (let press = 0; press < 90; press += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press('Enter')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`not reached by Tab: ${name}`)
}

/** The newest link of a test message that somebody was sent, as the demo's telephones show it. */
export async function testLink(
  page: Page,
  origin: string,
  words = 'messaggio di prova',
): Promise<string> {
  await page.goto(`${origin}/dev/telefoni`)
  const [newest = ''] = await page
    .locator('article.mail')
    .filter({ hasText: words })
    .allTextContents()
  return /\/c\/[\w-]{43}/u.exec(newest)?.[0] ?? ''
}

/** Asks everybody for four hours from the middle of one’s own turn. */
export async function asksForPart(page: Page): Promise<void> {
  const asking = page.getByRole('dialog')
  await asking.getByRole('radio', { name: 'Una parte' }).check({ force: true })
  await asking.getByLabel('La parte comincia').selectOption({ index: 4 })
  await asking.getByLabel('La parte finisce').selectOption({ index: 3 })
  // Between what she keeps before and after there is no rest: she sees it before she asks.
  await asking.getByText(/Anna Verdini, .*: 4 ore di riposo fra due turni/u).waitFor()
  await asking.getByRole('button', { name: 'Chiedi', exact: true }).tap()
}

/** Writes a weekend on which one cannot, from one’s own page. */
export async function writesOwnDays(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/reperibilita`)
  await page.getByRole('link', { name: 'I miei giorni' }).tap()
  await page.getByRole('button', { name: 'Scrivi quando non puoi' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Primo giorno').fill('2026-11-28')
  await dialog.getByLabel('Ultimo giorno').fill('2026-11-29')
  await dialog.getByText(/^Turni pubblicati che chiedono un sostituto: [1-9]/u).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await dialog.getByRole('button', { name: 'Scrivi', exact: true }).tap()
  await page.getByText('Non può: da sab 28 nov a dom 29 nov 2026').waitFor()
  await page.goto(`${origin}/reperibilita`)
  await page.getByText('Serve un sostituto: può prenderlo chi ha il ruolo.').first().waitFor()
}

/** Asks for a code of the telephone exchange, and for another: the one in use ends only after a question. */
export async function changesCode(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/reperibilita`)
  await page.getByText('Calendario, centralino e conteggi').click()
  const exchange = page.getByRole('region', { name: 'Centralino telefonico' })
  const code = exchange.getByLabel('Copialo adesso: non si vede più')
  await exchange.getByRole('button', { name: 'Crea: Centralino telefonico' }).click()
  await code.waitFor()
  const first = await code.inputValue()
  const again = exchange.getByRole('button', { name: 'Creane un altro: Centralino telefonico' })
  await again.click()
  const question = page.getByRole('dialog')
  await question.getByText('il centralino che lo usa non sa più chi è reperibile').waitFor()
  await question.getByRole('button', { name: 'Torna indietro' }).click()
  expect(await code.inputValue()).toBe(first)
  await again.click()
  await question.getByRole('button', { name: 'Creane un altro: Centralino telefonico' }).click()
  await expect.poll(() => code.inputValue()).not.toBe(first)
}

/** Writes two days of somebody else: none is chosen to begin with, and the turns that they open are told first. */
export async function writesAbsence(page: Page, name: string): Promise<void> {
  const person = page.getByRole('region', { name })
  await person.getByRole('button', { name: `Scrivi un’assenza di ${name}` }).click()
  const dialog = page.getByRole('dialog')
  const begins = dialog.getByLabel('Primo giorno')
  expect(await begins.inputValue()).toBe('')
  await begins.fill('2026-11-28')
  await dialog.getByLabel('Ultimo giorno').fill('2026-11-29')
  await dialog.getByText(/^Turni pubblicati che chiedono un sostituto: [1-9]/u).waitFor()
  await begins.fill('0026-12-11')
  await dialog.getByLabel('Ultimo giorno').fill('2026-12-12')
  await dialog.getByRole('button', { name: 'Scrivi', exact: true }).click()
  await dialog.getByText('È un giorno troppo lontano: controlla l’anno.').waitFor()
  await begins.fill('2026-12-11')
  await dialog.getByText('Nessun turno pubblicato cade in questi giorni.').waitFor()
  await dialog.getByRole('button', { name: 'Scrivi', exact: true }).click()
  await person.getByText('Non può: da ven 11 dic a sab 12 dic 2026').waitFor()
}
