import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measured, type Thumb, thumbOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S01 by telephone: a Saturday at 02:40 in Italy, one social worker alone at home.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PLACE = 'Via del Poggio Inventato 9, Pontedera'
const HAPPENING =
  'Carabinieri: donna di 34 anni con figli di 7 e 3, lui è fuori casa, lividi al collo.'
const MOST_TAPS = 12

let world: World
let worker: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  worker = await world.desk('alessia.grossi@example.org', 'phone', 'dark')
})

afterAll(async () => {
  expect(worker.faults).toEqual([])
  await world?.close()
})

const card = (page: Page, question: string) =>
  page.getByRole('heading', { name: question, exact: true }).waitFor()

const yesTo = (page: Page, question: string) =>
  page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Sì' })

/** From the open board to the questions about danger: who, where, what. */
async function tellTheCard(page: Page, thumb: Thumb): Promise<void> {
  await thumb.tap('Nuova segnalazione', 'link')
  await card(page, 'Può parlare?')
  await thumb.tap('Sì', 'radio')
  await card(page, 'Chi è in pericolo?')
  await thumb.tap('Donna')
  await thumb.tap('Figli')
  await thumb.tap('Avanti')
  await card(page, 'Dove si trova?')
  await page.keyboard.type(PLACE)
  await thumb.tap('Avanti')
  await card(page, 'Che cosa succede?')
  await page.keyboard.type(HAPPENING)
  await thumb.tap('Avanti')
  await card(page, 'C’è pericolo adesso?')
}

test('following only the card, a report is judged by the protocol and handed on to 118 and 112', async () => {
  const { page } = worker
  const thumb = thumbOn(page)
  await page.getByText('Coda vuota').waitFor()
  await tellTheCard(page, thumb)
  await thumb.on(yesTo(page, 'C’è violenza, o la minaccia di violenza?'))
  await thumb.on(yesTo(page, 'Le ha stretto il collo?'))
  await thumb.tap(/avanti/iu)
  await card(page, 'Che classe è?')
  await page.getByText('Va passata al 118').waitFor()
  await thumb.tap(/^Emergenza/u, 'radio')
  await thumb.tap('Salva')
  await page.getByText('Risponde Alessia Grossi').first().waitFor()
  measured('S01 by one thumb, taps to a report that is judged and answered', thumb.taps())
  expect(thumb.taps()).toBeLessThanOrEqual(MOST_TAPS)

  await page.getByText('protetto', { exact: true }).last().waitFor()
  for (const service of ['118', '112']) {
    await thumb.tap(`Passata al ${service}`)
    await page.getByText(`Passaggio al ${service} registrato.`).first().waitFor()
  }
  await page.getByText('Scrivi chi sono le persone, anche con poco', { exact: false }).waitFor()
  measured('S01 by one thumb, taps with 118 and 112 handed on', thumb.taps())
})

test('with one tap it is an emergency at once, with what is known', async () => {
  const { page } = worker
  await page
    .getByRole('link', { name: /Torna alla coda/u })
    .or(page.getByRole('button', { name: /Torna alla coda/u }))
    .tap()
  const thumb = thumbOn(page)
  await tellTheCard(page, thumb)
  await thumb.on(yesTo(page, 'C’è violenza, o la minaccia di violenza?'))
  await thumb.tap('Emergenza subito')
  await page.getByText('Risponde Alessia Grossi').first().waitFor()
  measured('S01 by one thumb, taps of an emergency at once', thumb.taps())
  expect(thumb.taps()).toBeLessThanOrEqual(MOST_TAPS)
})
