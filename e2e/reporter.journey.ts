import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measured, thumbOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: a patrol writes what it has in front of it, from the telephone of the station.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PLACE = 'Lungomare Inventato 12'
const PATIENCE = { timeout: 20_000 }

let world: World
let station: Desk
let operator: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  station = await world.desk('stazione.anzio@example.org', 'phone')
  operator = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect([...station.faults, ...operator.faults]).toEqual([])
  await world?.close()
})

const card = (page: Page, question: string) =>
  page.getByRole('heading', { name: question, exact: true }).waitFor()

test('an accredited reporter begins among their own reports, and reports with one thumb', async () => {
  const { page } = station
  await page.getByRole('heading', { name: 'Le tue segnalazioni' }).waitFor()
  await page.getByText('Nessuna segnalazione').waitFor()
  await page.getByText('Adesso risponde', { exact: false }).waitFor()
  const refused: string[] = []
  page.on('response', (response) => {
    // A keystroke that was on its way when the report was sent finds it sent: nobody is told, and nothing is lost.
    const isLateDraft = response.status() === 409 && response.url().includes('/api/drafts/')
    if (response.status() >= 400 && !isLateDraft)
      refused.push(`${response.status()} ${response.url()}`)
  })
  const thumb = thumbOn(page)
  await thumb.tap('Nuova segnalazione', 'link')
  await card(page, 'Chi è in pericolo?')
  await thumb.tap('Donna')
  await thumb.tap('Avanti')
  await card(page, 'Dove si trova?')
  await page.keyboard.type(PLACE)
  await thumb.tap('Avanti')
  await card(page, 'Che cosa succede?')
  await page.keyboard.type('Una donna sola, non ha dove passare la notte.')
  await thumb.tap('Avanti')
  await card(page, 'C’è pericolo adesso?')
  await thumb.on(
    page
      .getByRole('radiogroup', { name: 'C’è violenza, o la minaccia di violenza?' })
      .getByRole('radio', { name: 'Sì' }),
  )
  await page.getByRole('link', { name: 'Chiama il 112' }).waitFor()
  await thumb.tap('Salva')
  await page
    .getByText(/26-\d{4}/u)
    .first()
    .waitFor()
  await page.getByText('Nessuno ha ancora risposto', { exact: false }).waitFor()
  measured('a report by an accredited reporter, taps', thumb.taps())
  expect(refused).toEqual([])
})

test('when an operator answers, who reported sees that somebody answers, and whom to call', async () => {
  const { page } = operator
  await page.reload()
  // Violence: the file is protected, and who does not answer for it reads neither place nor words.
  const row = page.getByRole('link', { name: /protetto/iu })
  await row.waitFor(PATIENCE)
  expect(await page.getByText(PLACE).count()).toBe(0)
  await row.click()
  await page
    .getByRole('button', { name: /Rispondo io/u })
    .first()
    .click()
  await station.page.getByText(/^Risponde /u).waitFor(PATIENCE)
  expect(await station.page.getByText('Nessuno ha ancora risposto', { exact: false }).count()).toBe(
    0,
  )
  expect(await station.page.getByText('Chiara', { exact: false }).count()).toBe(0)
})

test('no page of the navigation is a dead end, and one that is not theirs says where theirs is', async () => {
  const { page } = station
  await page.goto(`${world.origin}/sala/contatti`)
  await page.getByText('Questa pagina non fa parte del tuo lavoro qui').waitFor()
  await page.getByRole('link', { name: 'Vai alla tua pagina' }).tap()
  await page.getByRole('heading', { name: 'Le tue segnalazioni' }).waitFor()
})

test('a crew and a competent service begin on a page that says what there is for them', async () => {
  for (const [email, title, says] of [
    ['nicola.portuensi@example.org', 'Le tue uscite', /Adesso risponde/u],
    ['laura.innocenzi@example.org', 'Passaggi', /ciò che è stato passato al tuo servizio/u],
  ] as const) {
    const desk = await world.desk(email, 'phone', 'dark')
    const refused: string[] = []
    desk.page.on('response', (response) => {
      if (response.status() === 403) refused.push(response.url())
    })
    await desk.page.getByRole('heading', { name: title }).waitFor()
    await desk.page.getByText(says).waitFor()
    expect([...desk.faults, ...refused]).toEqual([])
    await desk.close()
  }
})

test('a crew reports what it finds, to its end', async () => {
  const { page, faults, close } = await world.desk('samira.benali@example.org', 'phone')
  const thumb = thumbOn(page)
  await thumb.tap('Nuova segnalazione', 'link')
  await card(page, 'Può parlare?')
  await thumb.tap('Sì', 'radio')
  await card(page, 'Chi è in pericolo?')
  await thumb.tap('Donna')
  // What a crew may not answer is not offered to it.
  expect(await page.getByText('Chiede notizie').count()).toBe(0)
  await thumb.tap('Emergenza subito')
  await page.getByRole('heading', { name: 'Le tue uscite' }).waitFor()
  await page
    .getByText(/26-\d{4}/u)
    .first()
    .waitFor()
  expect(faults).toEqual([])
  await close()
})
