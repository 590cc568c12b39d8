import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordArrival } from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: an operator looks for a place, a facility answers with its telephone.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

let world: World
let chiara: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  chiara = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect(chiara.faults).toEqual([])
  await world?.close()
})

async function openPlaces(page: Page, place: string): Promise<void> {
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('link', { name: new RegExp(place, 'u') }).click()
  await page.getByRole('tab', { name: 'Posto' }).click()
}

/** The link that a facility was sent, as its mailbox shows it. */
async function linkSentTo(page: Page, address: string): Promise<string> {
  const found = async (): Promise<string> => {
    await page.goto(`${world.origin}/dev/telefoni`)
    const mails = page.locator('article.mail').filter({ hasText: address })
    const text = (await mails.allTextContents()).join(' ')
    return /\/s\/[\w-]{43}/u.exec(text)?.[0] ?? ''
  }
  await expect.poll(found, { timeout: 20_000 }).not.toBe('')
  return await found()
}

test('a bed that takes a man who has drunk: called, held, confirmed by the facility’s telephone, arrived at', async () => {
  const { page } = chiara
  await openPlaces(page, 'Sottopasso')
  await page.getByLabel('Persona 1: sesso').selectOption({ label: 'uomo' })
  await page.getByLabel('Persona 1: età').fill('50')
  await page.getByRole('checkbox', { name: 'ha bevuto o usato sostanze' }).check()
  await page.getByText('Che cosa chiederà la struttura').click()
  await page.getByLabel('Arrivo e chi accompagna').fill('Con l’unità mobile')
  await page.getByRole('button', { name: 'Cerca posto' }).press('Enter')
  // The button goes with its form: the keyboard is at what was found.
  await page.locator('h3:focus', { hasText: 'Chi può accogliere' }).waitFor()
  // Who goes to hospital or home leaves the search by the assessment, not as a need without an answer.
  await page.getByRole('button', { name: 'Un posto non serve più' }).click()
  await page.getByRole('tab', { name: 'Valutazione', selected: true }).waitFor()
  await page.getByRole('tab', { name: 'Posto' }).click()

  // Who does not take him says why, and is not offered.
  await page.getByText(/Non adatte: \d/u).click()
  const home = page.getByRole('listitem').filter({ hasText: 'Casa Il Faro' })
  await home.getByText('non accoglie chi ha bevuto o usato sostanze').waitFor()
  const dormitory = page.getByRole('listitem').filter({ hasText: 'Dormitorio Il Molo' })
  await dormitory.getByText('adatta', { exact: true }).waitFor()
  await dormitory.getByRole('button', { name: 'Chiama e registra' }).click()

  const dialog = page.getByRole('dialog')
  await dialog.getByText('Con l’unità mobile').waitFor()
  await dialog.getByRole('radio', { name: 'sì' }).check()
  await dialog.getByRole('button', { name: 'Opziona il posto' }).click()
  await dialog.locator('.field-error').first().waitFor()
  await dialog.getByLabel('Nome di chi risponde').fill('Educatrice Inventata')
  await dialog.getByLabel('Ruolo').fill('educatrice')
  await dialog.getByRole('button', { name: 'Opziona il posto' }).click()

  const card = page.getByRole('region', { name: 'Dormitorio Il Molo' })
  await card.getByText('opzionato fino alle 03:2').waitFor()
  await card.getByRole('button', { name: 'Chiedi conferma scritta' }).click()
  await card.getByText('Conferma scritta chiesta').waitFor()

  const facility = await world.open('phone')
  await facility.page.goto(
    `${world.origin}${await linkSentTo(facility.page, 'dormitorio@example.org')}`,
  )
  await facility.page.getByText('uomo, 50 anni').waitFor()
  await facility.page.getByLabel('Nome di chi risponde').fill('Responsabile Inventata')
  await facility.page.getByLabel('Ruolo').fill('responsabile')
  await facility.page.getByRole('button', { name: 'Sì, accogliamo' }).tap()
  await facility.page.getByRole('heading', { name: 'Accoglienza confermata' }).waitFor()
  await facility.page.reload()
  await facility.page.getByRole('heading', { name: 'Accoglienza confermata' }).waitFor()
  expect(facility.faults).toEqual([])
  await facility.close()

  // The operator has touched nothing: the stream told the file.
  await card.getByText('conferma scritta: Responsabile Inventata').waitFor()
  const until = await recordArrival(page, card)
  await card.getByText(`fino a ${until}`).waitFor()
  // With a place nobody records that there is none.
  expect(await page.getByRole('button', { name: /^Nessun posto/u }).count()).toBe(0)
})

test('where a secret facility is, is seen by the coordinator on request and never by the operator', async () => {
  const { page } = chiara
  await openPlaces(page, 'Colonnello')
  await page.getByText('Telefono e indirizzo li vedono').first().waitFor()
  expect(await page.content()).not.toContain('Via Riservata')
  const stefano = await world.desk('stefano.maremmani@example.org', 'console', 'dark')
  await openPlaces(stefano.page, 'Colonnello')
  const card = stefano.page.getByRole('region', { name: 'Casa Onda' })
  expect(await stefano.page.content()).not.toContain('Via Riservata')
  await card.getByRole('button', { name: 'Mostra telefono e indirizzo' }).click()
  await card.getByText('Via Riservata Inventata 3').waitFor()
  await stefano.page.getByRole('tab', { name: 'Cronologia' }).click()
  await stefano.page.getByText('Stefano Maremmani ha visto dove si trova Casa Onda').waitFor()
  expect(stefano.faults).toEqual([])
  await stefano.close()
})

test('at 375 pixels the coordinator adds a facility with a room, and it is in tonight’s list', async () => {
  const giulia = await world.desk('giulia.montanari@example.org', 'phone')
  const { page } = giulia
  await page.goto(`${world.origin}/posti`)
  await page.getByRole('button', { name: 'Aggiungi struttura' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Salva' }).tap()
  await dialog.locator('.field-error').first().waitFor()
  await dialog.getByLabel('Nome', { exact: false }).first().fill('Foresteria di Prova')
  await dialog.getByRole('checkbox', { name: 'donne' }).check()
  await dialog.getByLabel('Telefono di chi è in turno').fill('06 5550 4299')
  await dialog.getByLabel('Stanza (obbligatorio)').fill('Stanza 1')
  await dialog.getByLabel('Letti').fill('2')
  await dialog.getByRole('button', { name: 'Salva' }).tap()
  await page.getByText('Foresteria di Prova').first().waitFor()
  await page.getByText('letti liberi 2 su 2').first().waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  expect(giulia.faults).toEqual([])
  await giulia.close()
})

test('outside the agreement: the ground of the child, a reason instead of an authorisation, a yes by voice; what is missing is counted', async () => {
  const { page } = chiara
  await openPlaces(page, 'Capolinea')
  await page.getByLabel('Persona 1: sesso').selectOption({ label: 'donna' })
  await page.getByLabel('Persona 1: età').fill('30')
  await page.getByRole('button', { name: 'Aggiungi una persona' }).click()
  await page.getByLabel('Persona 2: sesso').selectOption({ label: 'donna' })
  await page.getByLabel('Persona 2: età').fill('5')
  await page.getByRole('button', { name: 'Cerca posto' }).click()
  await page.getByText('donna, 30 anni · bambina, 5 anni').waitFor()
  const hotel = page.getByRole('listitem').filter({ hasText: 'Albergo Bellariva' })
  await hotel.getByText('fuori convenzione: serve chi autorizza').waitFor()
  await hotel.getByRole('button', { name: 'Chiama e registra' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'sì' }).check()
  await dialog.getByLabel('Nome di chi risponde').fill('Portiere Inventato')
  await dialog.getByLabel('Ruolo').fill('portiere')
  await dialog.getByRole('button', { name: 'Opziona il posto' }).click()

  const card = page.getByRole('region', { name: 'Albergo Bellariva' })
  await card.getByText('Prima registra il titolo con cui entrano i minori').first().waitFor()
  await card.getByRole('button', { name: 'Registra il titolo dei minori' }).click()
  await dialog.getByRole('radio', { name: 'consenso del genitore' }).check()
  await dialog.getByRole('button', { name: 'Registra il titolo dei minori' }).click()
  await card.getByText('Prima registra chi autorizza').first().waitFor()
  await card.getByRole('button', { name: 'Registra l’autorizzazione' }).click()
  await dialog.getByRole('radio', { name: 'indifferibile, da ratificare' }).check()
  await dialog.getByLabel('Chi autorizza').fill('Il funzionario non risponde da venti minuti')
  await dialog.getByRole('button', { name: 'Registra l’autorizzazione' }).click()
  await card.getByRole('button', { name: 'Conferma a voce' }).click()
  await dialog.getByLabel('Nome di chi risponde').fill('Portiere Inventato')
  await dialog.getByLabel('Ruolo').fill('portiere')
  await dialog.getByRole('button', { name: 'Conferma a voce' }).click()
  await card.getByText('conferma a voce: Portiere Inventato').waitFor()
  await card.getByText('indifferibile, da ratificare').waitFor()

  await page.getByRole('button', { name: 'Cerca anche altri posti' }).click()
  await page.getByRole('button', { name: 'Nessun posto: bisogno senza risposta' }).click()
  await dialog.getByLabel('Che cosa si fa intanto').fill('Domattina si cerca in convenzione')
  await dialog.getByRole('radio', { name: 'tra 2 ore' }).check()
  await dialog.getByRole('button', { name: 'Registra' }).click()
  await page.getByText('Domattina si cerca in convenzione').waitFor()
})
