import type { Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, signIn, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: a call is being written, and the desk is not kind to it.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PLACE = 'Piazzale Inventato 7'
const WORDS = 'Una donna con un bambino è ferma da ore davanti alla fermata.'

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
const place = (page: Page) => page.getByRole('combobox', { name: 'Dove', exact: true })
const kept = (page: Page) => page.getByText(/Bozza salvata/u).waitFor()
const says = async (page: Page, words: string) => {
  await expect.poll(() => happening(page).inputValue()).toBe(words)
}

const openForm = async (page: Page) => {
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().click()
  await happening(page).waitFor()
}

test('a reload goes on in the same draft: the address has its id and none of its words', async () => {
  const { page } = desk
  await openForm(page)
  await place(page).fill(PLACE)
  await happening(page).fill(WORDS)
  await kept(page)
  expect(page.url()).toMatch(/\/sala\/nuova\?bozza=[0-9a-f-]{36}$/u)
  await page.reload()
  await says(page, WORDS)
})

test('a new form offers the draft that was left, and takes it up', async () => {
  const { page } = desk
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByText('Chi risponde ora').waitFor()
  await openForm(page)
  await page.getByText('Hai una bozza di', { exact: false }).waitFor()
  expect(await happening(page).inputValue()).toBe('')
  await page.getByRole('button', { name: 'Riprendi' }).click()
  await says(page, WORDS)
})

test('two windows on one draft know of each other, and neither text is lost', async () => {
  const { page } = desk
  const other = await page.context().newPage()
  await other.goto(page.url())
  await says(other, WORDS)
  for (const window of [page, other])
    await window.getByText('aperta anche in un’altra finestra', { exact: false }).waitFor()

  const taken = other.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok())
  await happening(other).fill(`${WORDS} Piove.`)
  await taken
  await happening(page).fill(`${WORDS} Fa freddo.`)
  const choice = page.getByRole('alert').filter({ hasText: 'scritta anche altrove' })
  await choice.getByText(`${WORDS} Piove.`).waitFor()
  await choice.getByText(`${WORDS} Fa freddo.`).waitFor()
  await says(page, `${WORDS} Fa freddo.`)

  await choice.getByRole('button', { name: 'Passa all’altro testo' }).click()
  await says(page, `${WORDS} Piove.`)
  await other.close()
  await page.getByRole('link', { name: 'Bozze' }).click()
  await expect.poll(() => page.getByRole('row', { name: new RegExp(PLACE, 'u') }).count()).toBe(2)
})

test('a call ended by the wrong key comes back with its last words', async () => {
  const { page } = desk
  await page
    .getByRole('link', { name: new RegExp(PLACE, 'u') })
    .first()
    .click()
  await happening(page).waitFor()
  const before = await happening(page).inputValue()
  await happening(page).fill(`${before} Ha la febbre.`)
  // A word that was meant for the field before ends no call: its first letter asks, the others press nothing.
  await happening(page).press('Tab')
  await page.keyboard.type('donna con due figli')
  const asked = page.getByRole('dialog')
  await asked.getByText('Chiudere la chiamata come «Disturbo»?').waitFor()
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  await says(page, `${before} Ha la febbre.`)
  // Nor does a record of two fields, which Ctrl+Enter would send with nothing in them.
  await page.getByRole('button', { name: 'Consulenza' }).click()
  await asked.getByRole('button', { name: 'Registra: Consulenza' }).click()
  await asked.getByLabel('Che cosa chiede').press('Control+Enter')
  await asked.getByText('Manca', { exact: false }).first().waitFor()
  // Closed by mistake, it still holds what was written in it.
  await asked.getByLabel('Che cosa chiede').fill('Chiede gli orari dello sportello.')
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Consulenza' }).click()
  await asked.getByRole('button', { name: 'Registra: Consulenza' }).click()
  const question = await asked.getByLabel('Che cosa chiede').inputValue()
  expect(question).toBe('Chiede gli orari dello sportello.')
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  await says(page, `${before} Ha la febbre.`)
  await page.getByRole('button', { name: 'Numero sbagliato' }).click()
  await asked.getByRole('button', { name: 'Registra: Numero sbagliato' }).click()
  await page.getByRole('button', { name: 'Annulla' }).click()
  await page.getByText('La bozza è di nuovo qui', { exact: false }).first().waitFor()
  await says(page, `${before} Ha la febbre.`)
})

/** Saves the report and answers the number of its file: a note of an earlier report may still be on the screen. */
async function fileOf(window: Page): Promise<string> {
  const isReport = (reply: Response) =>
    reply.request().method() === 'POST' && reply.url().endsWith('/api/reports')
  const answer = window.waitForResponse(isReport)
  await window.keyboard.press('Control+Enter')
  const { number } = await (await answer).json()
  await window.getByText(`Segnalazione ${number} registrata`).first().waitFor()
  return String(number)
}

test('what another window has sent is completed, not sent a second time', async () => {
  const { page } = desk
  await openForm(page)
  await place(page).fill('Via Inventata 21')
  await happening(page).fill('Due persone.')
  await kept(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await says(other, 'Due persone.')

  const first = await fileOf(page)
  await other.getByText('già salvata da un’altra finestra', { exact: false }).waitFor()
  await happening(other).fill('Due persone, una ferita.')
  expect(await fileOf(other)).toBe(first)
  await other.close()
})

test('two texts of one call are one report: a save asks first, and the second window completes it', async () => {
  const { page } = desk
  await openForm(page)
  await place(page).fill('Via Inventata 33')
  await happening(page).fill('Un uomo fermo.')
  await kept(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await says(other, 'Un uomo fermo.')
  const taken = other.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok())
  await happening(other).fill('Un uomo fermo. Trema.')
  await taken
  await happening(page).fill('Un uomo fermo. Ha un cane.')
  const choice = page.getByRole('alert').filter({ hasText: 'scritta anche altrove' })
  await choice.waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Prima scegli con quale testo andare avanti.').first().waitFor()
  await choice.getByRole('button', { name: 'Continua con questo testo' }).click()

  const first = await fileOf(page)
  await other.getByText('già salvata da un’altra finestra', { exact: false }).waitFor()
  await happening(other).fill('Un uomo fermo. Trema. Ha un cane.')
  expect(await fileOf(other)).toBe(first)
  // Nothing of the call is a draft any more, also while the list is on its way: what was read before is no list.
  let answer = (): void => undefined
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await other.route('**/api/drafts', async (route) => {
    await asked
    await route.continue()
  })
  await other.getByRole('link', { name: 'Bozze' }).click()
  await other.getByRole('status', { name: 'Sto caricando' }).waitFor()
  const line = other.getByRole('row', { name: /Via Inventata 33/u })
  expect(await line.count()).toBe(0)
  answer()
  await other
    .getByRole('row', { name: new RegExp(PLACE, 'u') })
    .first()
    .waitFor()
  expect(await line.count()).toBe(0)
  await other.close()
})

test('an access that ends while somebody types takes no letter, and says why', async () => {
  const { page } = desk
  await openForm(page)
  await place(page).fill('Via Inventata 55')
  await kept(page)
  await happening(page).focus()
  await page.context().clearCookies()
  const said = page.getByText('Il tuo accesso è finito.')
  let typed = ''
  const type = async (words: string) => {
    await page.keyboard.type(words)
    typed += words
  }
  while (!(await said.isVisible())) await type('a')
  await type(' trenta lettere scritte dopo')
  await page.waitForURL(/accedi/u)
  await page.getByText('il testo è tenuto su questa postazione', { exact: false }).waitFor()
  await signIn(page, world.origin, 'chiara.ferranti@example.org', world.password)
  await openForm(page)
  await page.getByRole('button', { name: 'Riprendi' }).click()
  await says(page, typed)
})
