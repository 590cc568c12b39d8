import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePerson } from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

let world: World
let chiara: Desk
let francesca: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  chiara = await world.desk('chiara.ferranti@example.org')
  francesca = await world.desk('francesca.tirreni@example.org', 'phone')
}, 240_000)

afterAll(async () => {
  await world?.close()
  expect([...chiara.faults, ...francesca.faults]).toEqual([])
})

/** The field takes the focus and its text says what is missing; nothing else blames the page. */
async function saysMissing(dialog: Locator, label: string): Promise<void> {
  await dialog.getByText(`Manca: ${label}`).waitFor()
  const field = dialog.getByLabel(label).first()
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await dialog.getByText(/Ricarica la pagina|Codice da comunicare/u).count()).toBe(0)
}

const PLACE = /Largo dei Marinai/u

/** Opens the file of the man at the bus stop, an emergency that Chiara owns. */
async function openFile(page: Page): Promise<void> {
  await page.goto(`${world.origin}/sala`)
  await page.getByText('Chi risponde ora').waitFor()
  await page.getByRole('link', { name: PLACE }).click()
  await page.getByRole('region', { name: 'Cronologia' }).waitFor()
}

test('lowering a class without a reason says what is missing, keeps what is there and then goes through', async () => {
  const { page } = chiara
  await openFile(page)
  await page.getByRole('button', { name: /^Urgenza/u }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Registra la decisione' }).click()
  await saysMissing(dialog, 'Motivo')
  // A reason may begin with a digit that also stands beside a quick one.
  await page.keyboard.type('3 vicini dicono che una collega è arrivata.')
  await expect.poll(() => dialog.getByText('Manca: Motivo').count()).toBe(0)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.getByText('3 vicini dicono che una collega è arrivata.').first().waitFor()
})

test('a digit alone and Enter give the reason that stands beside it', async () => {
  const { page } = chiara
  await openFile(page)
  await page.getByRole('button', { name: /^Emergenza/u }).click()
  await page.getByText('Classe Emergenza registrata.').waitFor()
  await page.getByRole('button', { name: /^Urgenza/u }).click()
  const reason = page.getByRole('dialog').getByLabel('Motivo')
  await reason.press('3')
  expect(await reason.inputValue()).toBe('3')
  await reason.press('Enter')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page
    .getByRole('region', { name: 'Cronologia' })
    .getByText('Situazione nota, seguita dal servizio')
    .waitFor()
})

test('handing on names all that is missing; what the server finds too short stands at its field', async () => {
  const { page } = chiara
  await openFile(page)
  await page.getByRole('button', { name: 'Passa a', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const send = dialog.getByRole('button', { name: 'Passa l’intervento' })
  await send.click()
  await saysMissing(dialog, 'A chi')
  await dialog.getByText('Manca: Perché').waitFor()
  await choosePerson(dialog.getByLabel('A chi'), 'Davide Lombardini')
  await dialog.getByLabel('Perché').fill('ab')
  await send.click()
  await dialog.getByText('È troppo corto.').waitFor()
  expect(await dialog.getByRole('alert').count()).toBe(0)
  expect(await dialog.getByLabel('Perché').inputValue()).toBe('ab')
  await page.keyboard.press('Escape')
})

test('an empty note says so, and a button that is refused says why when it is pressed', async () => {
  const { page } = chiara
  await openFile(page)
  await page.getByRole('button', { name: 'Aggiungi la nota' }).click()
  await page.getByText('Scrivi la nota, poi premi').waitFor()
  await expect
    .poll(() => page.getByLabel('Nuova nota').evaluate((one) => one === document.activeElement))
    .toBe(true)
  // An operator may not close: a click told to the button itself, which counts as disabled, wherever the page stands.
  const why = page.locator('.btn-why')
  expect(await why.count()).toBe(0)
  await page.getByRole('button', { name: 'Chiudi', exact: true }).dispatchEvent('click')
  await why.getByText('Lo chiude').waitFor()
})

test('a class below the proposal without its reason: the field at fault comes into view and takes the focus', async () => {
  const { page } = chiara
  await page.goto(`${world.origin}/sala/nuova`)
  await page
    .getByRole('radiogroup', { name: 'Qualcuno è in pericolo adesso?' })
    .getByText('Sì')
    .click()
  await page.getByRole('region', { name: 'Classe' }).getByText('Emergenza').first().waitFor()
  await page
    .getByRole('radiogroup', { name: 'Classe' })
    .getByText(/^Urgenza/u)
    .click()
  const reason = page.getByRole('textbox', { name: 'Perché questa classe' })
  await reason.waitFor()
  await page.getByRole('textbox', { name: 'Che cosa succede' }).focus()
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
  for (const _ of ['the first time', 'and again']) {
    await page.getByRole('textbox', { name: 'Che cosa succede' }).focus()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => reason.evaluate((one) => one === document.activeElement)).toBe(true)
  }
  const isSeen = await reason.evaluate((field) => {
    const { left, top, height } = field.getBoundingClientRect()
    return document.elementFromPoint(left + 8, top + height / 2) === field
  })
  expect(isSeen).toBe(true)
  expect(await reason.getAttribute('aria-invalid')).toBe('true')
})

test('a key that can do nothing now says why', async () => {
  const { page } = chiara
  await page.goto(`${world.origin}/sala/nuova`)
  await page.getByText('Può parlare liberamente?').first().waitFor()
  await page.keyboard.press('Alt+Enter')
  await page.getByText('Con queste risposte non c', { exact: false }).first().waitFor()
})

test.each(['00000000-0000-4000-8000-000000000000', 'non-esiste'])(
  'what is not there says so once and leads back, without asking to load the page anew: %s',
  async (id) => {
    const { page } = chiara
    await page.goto(`${world.origin}/interventi/${id}`)
    const alert = page.getByRole('alert')
    await alert.getByText('Questo intervento non c’è, o non puoi vederlo').waitFor()
    expect(await alert.getByText(/Ricarica|Codice da comunicare/u).count()).toBe(0)
    await alert.getByRole('link', { name: 'Torna alla pagina iniziale' }).click()
    await page.getByText('Chi risponde ora').waitFor()
  },
)

const NARROW_PAGES: readonly (readonly [string, RegExp])[] = [
  ['/sala', /Coda/u],
  ['/sala/contatti', /Contatti/u],
  ['/sala/bozze', /Bozze/u],
  ['/parete', /Schermo di sala/u],
]

test.each(NARROW_PAGES)('%s fits a telephone: nothing is cut at its side', async (path, name) => {
  const { page } = francesca
  await page.goto(`${world.origin}${path}`)
  await page.getByRole('heading', { name }).first().waitFor()
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main, main *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .filter((one) => /auto|scroll/u.test(getComputedStyle(one).overflowX))
      .map((one) => one.className),
  )
  expect(cut).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})

test('on a telephone theme, rows and keys are chosen from the menu', async () => {
  const { page } = francesca
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('button', { name: 'Altro' }).tap()
  await page.getByRole('button', { name: 'Aspetto dello schermo' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Aspetto dello schermo' })
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
  for (const [choice, shown] of [
    ['Notte', 'notte'],
    ['Chiaro', 'chiaro'],
  ] as const) {
    await dialog.getByRole('radio', { name: choice }).tap()
    await expect.poll(theme).toBe(shown)
  }
  await dialog.getByRole('radio', { name: 'Come il dispositivo' }).tap()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(theme).toBe('notte')
  await dialog.getByText('Compatta').waitFor()
  await dialog.getByText('Usa i tasti di una lettera sola').waitFor()
  await page.keyboard.press('Escape')
})
