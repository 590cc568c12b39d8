import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standsOn, type Thumb, thumbOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: one social worker with a telephone. What a form does under the finger.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

let world: World
let phone: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  phone = await world.desk('alessia.grossi@example.org', 'phone')
})

afterAll(async () => {
  expect(phone.faults).toEqual([])
  await world?.close()
})

const heading = (page: Page, words: string) =>
  page.getByRole('heading', { name: words, exact: true })

const answer = (page: Page, question: string, said: string) =>
  page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: said, exact: true })

async function edgesOf(one: Locator): Promise<{ readonly top: number; readonly bottom: number }> {
  const box = await one.boundingBox()
  if (box === null) throw new Error('not on the screen')
  return { top: box.y, bottom: box.y + box.height }
}

async function goToDanger(page: Page, thumb: Thumb): Promise<void> {
  for (const next of ['Dove si trova?', 'Che cosa succede?', 'C’è pericolo adesso?']) {
    await thumb.tap(/avanti/iu)
    await heading(page, next).waitFor()
  }
}

async function openForm(page: Page): Promise<void> {
  await page.goto(`${world.origin}/sala/nuova`)
  await heading(page, 'Può parlare?').waitFor()
}

test('a patrol is asked who it is, with its details in sight, and not whether it can speak', async () => {
  const { page } = phone
  const thumb = thumbOn(page)
  await openForm(page)
  await thumb.tap('Forze dell’ordine', 'radio')
  await heading(page, 'Chi segnala?').waitFor()
  await page.getByText('passo 2 di 11').waitFor()
  await page.getByText('Grado, nome, reparto', { exact: false }).waitFor()
  const waiting = page.getByRole('checkbox', { name: 'Pattuglia in attesa sul posto' })
  const bar = await edgesOf(page.locator('.intake-thumb'))
  expect((await edgesOf(waiting)).bottom).toBeLessThanOrEqual(bar.top)
  await thumb.tap('Avanti')
  await heading(page, 'Chi è in pericolo?').waitFor()
})

test('where the police alone may report, who may not is told so on the first card, and a danger is heard all the same', async () => {
  const { page } = phone
  const thumb = thumbOn(page)
  await openForm(page)
  await thumb.tap('Cittadino', 'radio')
  await page.getByText('Chi chiama non può segnalare a questo servizio.').waitFor()
  await heading(page, 'Può parlare?').waitFor()
  await thumb.tap('Sì', 'radio')
  await heading(page, 'Chi è in pericolo?').waitFor()
  await thumb.tap('Donna')
  await goToDanger(page, thumb)
  await answer(page, 'Qualcuno è in pericolo adesso?', 'Sì').tap()
  await page.getByText('Persona in pericolo: si prende, e si passa al 112.').waitFor()
})

test('a row that an answer brings comes below, and no row moves under the finger', async () => {
  const { page } = phone
  const thumb = thumbOn(page)
  await openForm(page)
  await thumb.tap('Sì', 'radio')
  await heading(page, 'Chi è in pericolo?').waitFor()
  await thumb.tap('Donna')
  await goToDanger(page, thumb)
  await page.getByText('«È in pericolo adesso, lei o chi è con lei?»').waitFor()
  await answer(page, 'Qualcuno è in pericolo adesso?', 'No').tap()
  const row = page.getByRole('radiogroup', { name: 'È incinta?' })
  const before = (await edgesOf(row)).top
  await answer(page, 'C’è violenza, o la minaccia di violenza?', 'Sì').tap()
  await page.getByText('Qui sotto ci sono altre 3 domande').waitFor()
  expect((await edgesOf(row)).top).toBe(before)
  const hint = page.getByRole('button', { name: 'Qui sotto ci sono' })
  await hint.tap()
  // Once they are in view nothing says that they are below.
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
  await expect.poll(() => hint.count()).toBe(0)
})

test('the next card stands in view from its top, and nothing open is asked of who cannot speak', async () => {
  const { page } = phone
  const thumb = thumbOn(page)
  await openForm(page)
  await thumb.tap('No', 'radio')
  await heading(page, 'Chi è in pericolo?').waitFor()
  await page.getByText('C’è qualcuno con lei?', { exact: false }).waitFor()
  expect(await page.getByText('Quante persone, quanti minori?', { exact: false }).count()).toBe(0)
  await thumb.tap('Donna')
  await goToDanger(page, thumb)
  for (const question of ['C’è violenza', 'Ha dove dormire', 'Manca del necessario'])
    await answer(page, question, question.startsWith('Ha') ? 'No' : 'Sì').tap()
  await thumb.tap(/avanti/iu)
  await heading(page, 'Che classe è?').waitFor()
  await page.getByText('Promemoria del protocollo:').waitFor()
  const bar = await edgesOf(page.locator('.intake-bar'))
  const step = await edgesOf(page.getByText('passo 6 di 11'))
  expect(step.top).toBeGreaterThanOrEqual(bar.bottom)
  // What was passed over is one tap away before it is saved, and leads back to the class.
  const unasked = page.getByRole('group', { name: 'Se lo sai già' })
  await unasked.getByRole('button', { name: 'Chi segnala' }).tap()
  await heading(page, 'Chi segnala?').waitFor()
  await thumb.tap('Forze dell’ordine', 'radio')
  await thumb.tap('Avanti')
  await heading(page, 'Che classe è?').waitFor()
  await unasked.getByRole('button', { name: 'In quale Comune' }).waitFor()
  expect(await unasked.getByRole('button', { name: 'Chi segnala' }).count()).toBe(0)
})

test('the form is left on purpose, or by the back key, and says where what was written is', async () => {
  const { page } = phone
  const thumb = thumbOn(page)
  await page.goto(`${world.origin}/sala`)
  await page.getByText('Coda vuota').waitFor()
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().tap()
  await heading(page, 'Può parlare?').waitFor()
  expect(await page.getByRole('button', { name: 'Prova suono' }).count()).toBe(0)
  await thumb.tap('Sì', 'radio')
  await heading(page, 'Chi è in pericolo?').waitFor()
  await page.getByLabel('Quanti minori').fill('-3')
  await page.getByText('Scrivi un numero da 0 a 500', { exact: false }).waitFor()
  await page.getByLabel('Quanti minori').fill('3')
  expect(await page.getByText('Scrivi un numero da 0 a 500', { exact: false }).count()).toBe(0)
  await thumb.tap('Esci, resta in Bozze')
  await page.getByText('ciò che hai scritto resta in Bozze', { exact: false }).first().waitFor()
  await page.getByText('Coda vuota').waitFor()

  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().tap()
  await heading(page, 'Può parlare?').waitFor()
  await thumb.tap('Non so', 'radio')
  await heading(page, 'Chi è in pericolo?').waitFor()
  await page.getByText('resta in Bozze', { exact: false }).last().waitFor()
  await page.goBack()
  await page.getByText('Coda vuota').waitFor()
  await page.getByText('ciò che hai scritto resta in Bozze', { exact: false }).first().waitFor()
})

test('a Tab right after the key of an answer stays on the question that has come', async () => {
  const console = await world.desk('chiara.ferranti@example.org')
  const { page } = console
  await page.getByText('Coda vuota').waitFor()
  await page.keyboard.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await page.keyboard.press('s')
  await page.keyboard.press('Tab')
  await standsOn(page, 'Chi chiama')
  await page.keyboard.press('2')
  await page.keyboard.press('Tab')
  await standsOn(page, 'Telefono')
  await page.keyboard.press('Tab')
  await standsOn(page, 'Si può richiamare?')
  await answer(page, 'Qualcuno è in pericolo adesso?', 'Sì').click()
  const present = page.getByRole('button', { name: 'Le Forze dell’ordine sono già qui' })
  expect(await present.count()).toBe(0)
  const told = page.getByRole('button', { name: /^Passata al 112 ora/u })
  const inside = await told.evaluate((button) => {
    const [outer, key] = [button, button.querySelector('kbd')].map((one) =>
      one?.getBoundingClientRect(),
    )
    return (key?.right ?? 9999) <= (outer?.right ?? 0)
  })
  expect(inside).toBe(true)
  // Who calls from the spot is not told to call themselves: what is true is offered first.
  await answer(page, 'Chi chiama', 'Forze dell’ordine').click()
  await page.getByRole('checkbox', { name: 'Pattuglia in attesa sul posto' }).check()
  await present.click()
  await page.getByText('Il 112 non viene chiamato', { exact: false }).waitFor()
  expect(await told.count()).toBe(0)
  expect(console.faults).toEqual([])
})

test('the key of a dropped call opens no file of an empty form before it asks, and then takes the number to call back', async () => {
  const console = await world.desk('davide.lombardini@example.org')
  const { page } = console
  await page.getByText('Coda vuota').waitFor()
  await page.keyboard.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  const asked = page.getByRole('dialog', { name: 'La linea è caduta?' })
  await page.keyboard.press('l')
  await asked.waitFor()
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  await standsOn(page, 'Può parlare liberamente?')
  await page.keyboard.press('l')
  await asked.getByLabel('Numero da richiamare').fill('+39 300 000 1234')
  await page.keyboard.press('Enter')
  await page.getByText('26-0001').first().waitFor()
  expect(console.faults).toEqual([])
})
