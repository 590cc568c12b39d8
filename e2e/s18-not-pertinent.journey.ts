import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginCall } from './calls.ts'
import { type Hands, handsOn, measured, standsOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S18: a Wednesday at 11:00 in Italy, a neighbour asks for help with his own rent.
const WEDNESDAY_MORNING = '2026-11-18T10:00:00Z'
const PLACE = 'Via delle Onde di Prova 31'
const MOST_PRESSES = 25
const REASON = /I contributi per l.affitto si chiedono agli uffici/u
/** Danger now, and the facts that are on every form before the last: is there somewhere to sleep tonight? */
const NOES = Array.from({ length: 7 })

let world: World
let operator: Desk
let socialWorker: Desk

beforeAll(async () => {
  world = await startWorld(WEDNESDAY_MORNING)
  operator = await world.desk('chiara.ferranti@example.org')
  socialWorker = await world.desk('francesca.tirreni@example.org')
})

afterAll(async () => {
  expect([...operator.faults, ...socialWorker.faults]).toEqual([])
  await world?.close()
})

const rowAt = (page: Page) => page.getByRole('main').getByText(PLACE).first()

/** The call by keyboard, each answer one key, up to the question about who is near. */
async function takeTheCall(page: Page, hands: Hands): Promise<void> {
  await page.getByText('Chi risponde ora').waitFor()
  await beginCall(page, hands, {
    who: '2',
    phone: '06 5550 1977',
    place: PLACE,
    municipality: 'Anzio',
    words: 'Vicino di casa: chiede un aiuto per il proprio affitto, ha perso due mensilità.',
  })
  await standsOn(page, 'Che cosa si chiede')
  await hands.press('3')
  await standsOn(page, 'Chi è in pericolo')
  await hands.press('Enter')
  await standsOn(page, 'Quante persone')
  await hands.press('Enter')
  await standsOn(page, 'Quanti minori')
  await hands.press('Enter')
  for (const _ of NOES) await hands.press('n')
  await standsOn(page, 'Ha dove dormire stanotte?')
  await hands.press('s')
  await standsOn(page, 'Rete presente?')
}

test('a call for rent is judged not pertinent, and a social worker confirms it on the board', async () => {
  await socialWorker.page.getByText('Coda vuota').waitFor()

  const hands = handsOn(operator.page)
  await takeTheCall(operator.page, hands)
  await operator.page.getByText(REASON).waitFor()
  await hands.press('n')
  await standsOn(operator.page, 'Emergenza')
  await hands.press('0')
  await standsOn(operator.page, 'Che cosa si offre')
  await hands.press('b', 'Control+Enter')
  await operator.page.getByText(/Segnalazione 26-\d+ registrata/u).waitFor()
  measured('S18, keys beyond words', hands.presses())
  expect(hands.presses()).toBeLessThanOrEqual(MOST_PRESSES)

  const { page } = socialWorker
  await rowAt(page).waitFor()
  await rowAt(page).click()
  await page.getByText('Indicato l’ufficio').first().waitFor()
  await page.getByRole('button', { name: 'Conferma: non pertinente' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Resta scritto che cosa è stato offerto', { exact: false }).waitFor()
  // What the operator judged stands beside the button that confirms it.
  await dialog.getByText('Indicato l’ufficio').waitFor()
  await dialog.getByRole('button', { name: 'Conferma: non pertinente' }).click()
  await page.getByText(/^Hai confermato che l’intervento 26-\d+ non è pertinente/u).waitFor()
  await page.getByRole('button', { name: 'Torna in sala' }).click()
  for (const desk of [socialWorker, operator])
    await expect.poll(() => rowAt(desk.page).count()).toBe(0)
})

test('who only answered the telephone cannot confirm it alone', async () => {
  const { page } = operator
  const hands = handsOn(page)
  await takeTheCall(page, hands)
  // Who decides has read what the protocol says: without it a reason would be asked.
  await page.getByText(REASON).waitFor()
  await hands.press('n')
  await standsOn(page, 'Emergenza')
  await hands.press('0')
  await standsOn(page, 'Che cosa si offre')
  await hands.press('b', 'Control+Enter')
  await rowAt(page).click()
  await page.getByText(/Un assistente sociale deve confermare entro le/u).waitFor()
  expect(await page.getByRole('button', { name: 'Conferma: non pertinente' }).count()).toBe(0)
})

test('a call that is no report is logged with one key, and can be taken back', async () => {
  const { page } = operator
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  const hands = handsOn(page)
  await page.getByText('Chi risponde ora').waitFor()
  await hands.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await hands.press('f')
  await page.getByText('Chiamata scritta nel registro dei contatti: Informazione').waitFor()
  measured('a call for information, keys with the opening of the form', hands.presses())
  await page.getByText('Chi risponde ora').waitFor()
  // Letters that come as quickly as in a word are taken for the rest of it: a hand that goes on is slower.
  const since = performance.now()
  await expect.poll(() => performance.now() - since).toBeGreaterThan(400)
  await hands.press('g', 'n')
  const row = page.getByRole('row', { name: /Informazione/u })
  await row.getByText('Indicato l’ufficio').waitFor()
  await row.getByRole('button', { name: 'Annulla' }).click()
  await page.getByText('Informazione, annullata').waitFor()

  // With words: asked in a dialog, and sent by its button.
  await hands.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await hands.press('t')
  await hands.type('Chiede che la coordinatrice lo richiami.')
  const dialog = page.getByRole('dialog', { name: 'Messaggio' })
  const isAt = () =>
    dialog
      .getByRole('button', { name: 'Registra' })
      .evaluate((button) => button === document.activeElement)
  for (let tabs = 0; tabs < 30 && !(await isAt()); tabs += 1) await hands.press('Tab')
  await hands.press('Enter')
  await page.getByText('Chiamata scritta nel registro dei contatti: Messaggio').waitFor()
})
