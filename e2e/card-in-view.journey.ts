import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { closeFile, HOUSEHOLD, PATIENCE, signAssessment, writePerson } from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy, one social worker at home with a telephone, a territory where no place is found and the
// service answers by voice. After each step the card is what the eye is on, and where the focus stands.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

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

/** Says the next step, in view and with the focus on its heading. */
async function leadsTo(page: Page, words: string): Promise<void> {
  await card(page).getByText(words).waitFor(PATIENCE)
  const found = () =>
    card(page)
      .getByRole('heading', { name: 'Cosa faccio adesso?' })
      .evaluate((heading) => {
        // Nothing lies over it, and it is not beyond an edge.
        const { left, top, height } = heading.getBoundingClientRect()
        const isSeen = document.elementFromPoint(left + 8, top + height / 2) === heading
        return { isSeen, hasFocus: document.activeElement === heading }
      })
  await expect.poll(found).toEqual({ isSeen: true, hasFocus: true })
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

/** A person and a note that are being written are there after the page is loaded anew. */
async function keepsWords(page: Page): Promise<void> {
  const note = page.getByLabel('Nuova nota')
  const name = card(page).getByLabel('Nome, o come si fa chiamare')
  await press(page, 'Aggiungi una persona')
  await name.fill('Mattia')
  await note.fill('Torna alle sei.')
  await page.reload()
  await press(page, 'Torna alle persone')
  await expect.poll(() => name.inputValue(), PATIENCE).toBe('Mattia')
  expect(await note.inputValue()).toBe('Torna alle sei.')
  await press(page, 'Aggiungi la nota')
  await expect.poll(() => note.inputValue()).toBe('')
}

/** In the room a colleague signs first: their card comes under their eye, and nothing moves under the thumb that types. */
async function colleagueSigns(page: Page): Promise<void> {
  const need = card(page).getByLabel('Bisogno')
  await need.fill('Un posto sicuro, insieme.')
  const colleague = await world.desk('federico.nardi@example.org', 'console', 'dark')
  await colleague.page.locator('[data-row]').first().click()
  await card(colleague.page).getByRole('button', { name: 'Apri Valutazione' }).click()
  // The stream is quicker than the answer of the command: it is one's own act all the same.
  await colleague.page.route('**/assessments', async (signing) => {
    if (signing.request().method() !== 'POST') return await signing.fallback()
    const answer = await signing.fetch()
    await card(colleague.page).getByText('Cerca un posto').waitFor()
    await signing.fulfill({ response: answer })
  })
  await signAssessment(colleague.page.getByRole('tabpanel', { name: 'Valutazione' }), {
    place: 'Sì',
    danger: 'No',
    need: 'Un posto per tutti e due.',
    risk: '',
  })
  await leadsTo(colleague.page, 'Cerca un posto')
  expect(colleague.faults).toEqual([])
  await colleague.close()
  await page.getByRole('button', { name: /^Intanto il passo è cambiato/u }).waitFor(PATIENCE)
  expect(await need.inputValue()).toBe('Un posto sicuro, insieme.')
  await press(page, /^Intanto il passo è cambiato/u)
}

test('each step that is done brings the card back under the eye, from the people to the closing', async () => {
  const { page } = worker
  await page.getByText('Coda vuota').waitFor()
  await takeTheCall(page)
  await card(page).getByText('Scrivi chi sono le persone').waitFor(PATIENCE)
  // What the report says of the people is not typed again.
  await card(page)
    .getByRole('region', { name: 'La segnalazione dice' })
    .getByText('femmina')
    .waitFor()
  await press(page, 'Scrivi questa persona')
  await leadsTo(page, 'Scrivi chi sono le persone')
  await keepsWords(page)
  for (const child of HOUSEHOLD.slice(1, 2)) await writePerson(card(page), child)
  await leadsTo(page, 'Scrivi chi sono le persone')
  await press(page, 'Avanti: prima valutazione')
  await leadsTo(page, 'Scrivi la prima valutazione')
  await colleagueSigns(page)
  await leadsTo(page, 'Cerca un posto adatto')
  await press(page, 'Cerca posto')
  await press(page, 'Nessun posto')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Che cosa si fa intanto').fill('Resta dalla vicina fino al mattino.')
  await dialog.getByText('tra 8 ore', { exact: true }).tap()
  await dialog.getByRole('button', { name: 'Registra' }).tap()
  await leadsTo(page, 'Qui non c’è posto.')
  await press(page, 'Un altro servizio, o non chiedo')
  await dialog.getByText('non si chiede', { exact: true }).tap()
  await dialog.getByLabel('Perché').fill('La vicina la ospita.')
  await dialog.getByRole('button', { name: 'Registra', exact: true }).tap()

  await leadsTo(page, 'Dai riscontro a chi ha segnalato')
  await page.getByLabel('Chi ti ascolta').fill('Appuntato Inventato')
  await page.getByLabel('A chi leggi il riscontro').selectOption({ label: 'Forze dell’ordine' })
  await page.getByLabel('Chi viene').selectOption({ label: 'l’assistente sociale' })
  await press(page, 'Registra il riscontro')
  await leadsTo(page, 'Prepara i documenti')
  if (openTypesetter().isAvailable) {
    await page.getByLabel('Quale documento').selectOption({ label: 'Scheda di segnalazione' })
    await press(page, 'Emetti')
    await page.getByRole('link', { name: /^Apri SS-/u }).waitFor(PATIENCE)
  }
  await press(page, 'Avanti: passaggio al servizio')
  await leadsTo(page, 'Passa l’intervento al servizio competente')
  const office = page.getByLabel('A quale servizio')
  await office.selectOption(await office.locator('option', { hasText: 'Pontedera' }).innerText())
  await press(page, 'Invia il passaggio')

  await leadsTo(page, 'Chiama il servizio')
  await press(page, 'Registra la risposta a voce')
  await dialog.getByRole('radio', { name: 'Accettiamo', exact: true }).check()
  await dialog.getByLabel(/^Nome/u).fill('Ornella Inventata')
  await dialog.getByRole('button', { name: 'Registra' }).tap()
  await leadsTo(page, 'Il passaggio è a posto')
  await closeFile(page, card(page), 'Bisogno senza risposta', 'Ospite di un’amica.')
})
