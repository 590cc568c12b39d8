import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy, one social worker at home with a telephone, a territory without a facility: from
// the call to the closing, following only *Cosa faccio adesso?*.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PATIENCE = { timeout: 15_000 }

let world: World
let worker: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  worker = await world.desk('alessia.grossi@example.org', 'phone')
})

afterAll(async () => {
  expect(worker.faults).toEqual([])
  await world?.close()
})

const card = (page: Page): Locator => page.getByRole('region', { name: 'Cosa faccio adesso?' })
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().tap()
/** The card says what is next: the step before is recorded. */
const leadsTo = (page: Page, words: string) => card(page).getByText(words).waitFor(PATIENCE)

/** A choice of a question, by keyboard: a message that is passing may lie over it. */
async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: question })
    .or(page.getByRole('group', { name: question }))
    .getByRole('radio', { name: answer, exact: true })
    .focus()
  await page.keyboard.press('Space')
}

async function takeTheCall(page: Page): Promise<void> {
  const next = () => press(page, 'Avanti')
  const question = (words: string) =>
    page.getByRole('heading', { name: words, exact: true }).waitFor()
  await page.getByRole('link', { name: 'Nuova segnalazione' }).first().tap()
  await question('Può parlare?')
  await page.getByRole('radio', { name: 'Sì' }).first().tap()
  await question('Chi è in pericolo?')
  await press(page, 'Donna')
  await next()
  await question('Dove si trova?')
  await page.keyboard.type('Via del Poggio Inventato 9, Pontedera')
  await next()
  await question('Che cosa succede?')
  await page.keyboard.type('Carabinieri: donna con un figlio di 7 anni, fuori casa.')
  await next()
  await question('C’è pericolo adesso?')
  await next()
  await question('Che classe è?')
  await page.getByRole('radio', { name: /^Emergenza/u }).tap()
  await press(page, 'Salva')
}

async function addPerson(page: Page, tie: string, sex: string, age: string): Promise<void> {
  const form = page.getByRole('region', { name: 'Aggiungi una persona' })
  await form.getByLabel('Legame').selectOption({ label: tie })
  await choose(page, 'Sesso', sex)
  await form.getByLabel('Età', { exact: true }).fill(age)
  await form.getByRole('button', { name: 'Aggiungi', exact: true }).tap()
  await card(page).getByText(`${age} anni`).first().waitFor(PATIENCE)
}

test('from the call to the closing, following only the card, with one thumb', async () => {
  const { page } = worker
  await page.getByText('Coda vuota').waitFor()
  await takeTheCall(page)

  await leadsTo(page, 'Scrivi chi sono le persone')
  await addPerson(page, 'Persona di riferimento', 'Femmina', '34')
  await press(page, 'Aggiungi una persona')
  await addPerson(page, 'Figlia o figlio', 'Maschio', '7')
  await press(page, 'Avanti: prima valutazione')

  await leadsTo(page, 'Scrivi la prima valutazione')
  await choose(page, 'Serve un posto dove stare?', 'Sì')
  await choose(page, "C'è pericolo adesso?", 'Sì')
  await choose(page, 'Rete presente?', 'No')
  await page.getByLabel(/^Bisogno/u).fill('Un posto sicuro stanotte, insieme.')
  await press(page, 'Firma la valutazione')

  await leadsTo(page, 'Cerca un posto adatto')
  await press(page, 'Cerca posto')
  await press(page, 'Nessun posto: bisogno senza risposta')
  await page.getByRole('dialog').getByRole('button', { name: 'Registra' }).tap()

  await leadsTo(page, 'Dai riscontro a chi ha segnalato')
  await page.getByText('Riferimento 26-0001', { exact: false }).waitFor()
  await page.getByText("Il posto non c'è ancora: richiamiamo noi.").waitFor()
  await page.getByLabel(/^Chi ti ascolta/u).fill('Appuntato Inventato')
  await page.getByLabel('Chi viene').selectOption({ label: "l'assistente sociale" })
  await press(page, 'Registra il riscontro')

  await leadsTo(page, 'Prepara i documenti')
  await page.getByLabel(/^Quale documento/u).selectOption({ label: 'Scheda di segnalazione' })
  await press(page, 'Emetti')
  await press(page, 'Avanti: passaggio al servizio')

  await leadsTo(page, "Passa l'intervento al servizio competente")
  await page.getByLabel(/^A quale servizio/u).selectOption({ index: 1 })
  await press(page, 'Invia il passaggio')

  await leadsTo(page, 'Il servizio deve rispondere')
  await press(page, 'Registra la risposta a voce')
  const dialog = page.getByRole('dialog')
  await choose(page, 'Che cosa risponde', 'Accettiamo')
  await dialog.getByLabel(/^Nome/u).fill('Ornella Inventata')
  await dialog.getByRole('button', { name: 'Registra' }).tap()

  await leadsTo(page, 'Il passaggio è a posto')
  await press(page, "Scegli l'esito e chiudi")
  await choose(page, 'Esito', 'Bisogno senza risposta')
  await page
    .getByRole('dialog')
    .getByLabel(/^Che cosa è stato fatto/u)
    .fill('Ospite di un’amica.')
  await page.getByRole('dialog').getByRole('button', { name: "Chiudi l'intervento" }).tap()
  await page.getByText('Intervento chiuso.').first().waitFor(PATIENCE)
})
