import { afterAll, beforeAll, expect, test } from 'vitest'
import { handsOn, standsOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S23: a Wednesday at 01:00 in Italy, where only the police may report.
const WEDNESDAY_NIGHT = '2026-11-18T00:00:00Z'
const WEDNESDAY_MORNING = '2026-11-18T08:30:00Z'
const CALLER_NUMBER = '+39 300 000 0977'
const LISTED = '+39 06 5550 3301'
const COORDINATOR = 'sandra.bellucci@example.org'
const PLACE = 'Via del Poggio Inventato 9'

let world: World
let worker: Desk

beforeAll(async () => {
  world = await startWorld(WEDNESDAY_NIGHT)
  worker = await world.desk('alessia.grossi@example.org')
})

afterAll(async () => {
  expect(worker.faults).toEqual([])
  await world?.close()
})

test('who says "Carabinieri" from an unlisted number is told nothing, and is called back on the listed one', async () => {
  const { page } = worker
  const hands = handsOn(page)
  await page.getByText('Chi risponde ora').waitFor()
  await hands.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await hands.press('k')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Che cosa vuole sapere').waitFor()
  await dialog.getByLabel('Chi chiama').selectOption({ label: 'Forze dell’ordine' })
  await dialog.getByLabel('Comando o reparto').fill('Carabinieri')
  await dialog.getByLabel('Telefono').fill(CALLER_NUMBER)
  await dialog.getByRole('button', { name: 'Registra e mostra la risposta' }).click()
  await dialog.getByText('La risposta è no').waitFor()
  await dialog.getByText('Non posso dare notizie al telefono', { exact: false }).waitFor()
  await dialog.getByText('La coordinatrice o il coordinatore lo saprà', { exact: false }).waitFor()

  const verification = dialog.getByRole('region', { name: 'Verifica' })
  await verification.getByRole('link', { name: LISTED }).waitFor()
  await verification
    .getByRole('button', { name: `Non confermato: Carabinieri di Pontedera, ${LISTED}` })
    .click()
  await verification.getByRole('alert').getByText('Non confermato').waitFor()
  await dialog.getByRole('button', { name: 'Chiede ancora' }).click()
  await dialog.getByText('La risposta è no').waitFor()
  // Once verified nothing can be put in the place of that word, and the way on is said.
  await verification
    .getByRole('button', { name: `Verificato: Carabinieri di Pontedera, ${LISTED}` })
    .click()
  await verification.getByText('premi «Chiede ancora»', { exact: false }).waitFor()
  const denied = { name: `Non confermato: Carabinieri di Pontedera, ${LISTED}` }
  expect(await verification.getByRole('button', denied).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Chiede ancora' }).click()
  await dialog.getByText('Decide una persona').waitFor()
  await dialog.getByRole('button', { name: 'Chiudi' }).last().click()

  await page.keyboard.press('g')
  await page.keyboard.press('n')
  const row = page.getByRole('row', { name: /Richiesta di notizie/u })
  await row.first().waitFor()
  await row.getByText('Verificato').first().waitFor()
  expect(await page.getByText(CALLER_NUMBER).count()).toBe(0)
})

test('a citizen in danger is not refused there: the report is taken and passed on to 112', async () => {
  const { page } = worker
  await page.keyboard.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  await page.keyboard.press('s')
  await page.keyboard.press('2')
  const script = page.getByText('Questo numero è riservato alle Forze dell', { exact: false })
  await script.waitFor()
  await page
    .getByRole('radiogroup', { name: 'Qualcuno è in pericolo adesso?' })
    .getByText('Sì')
    .click()
  await page.getByText('Persona in pericolo: si prende, e si passa al 112.').waitFor()
  await page.getByText('avviso io il 112', { exact: false }).waitFor()
  expect(await script.count()).toBe(0)
  await page.getByRole('button', { name: /Passata al 112 ora/u }).click()
  await page.getByText(/Passata al 112 alle/u).waitFor()
  await page.getByRole('combobox', { name: 'Dove', exact: true }).fill(PLACE)
  await page.keyboard.press('Control+Enter')
  await page.getByText(/Segnalazione 26-\d+ registrata/u).waitFor()
  await page.getByRole('main').getByText(PLACE).first().waitFor()
})

test('in the morning the coordinator is told that it happened, and nothing about anybody', async () => {
  await world.moveTo(WEDNESDAY_MORNING)
  const telephone = await world.open()
  const mail = telephone.page.locator('article').filter({ hasText: COORDINATOR })
  const read = async () => {
    await telephone.page.goto(`${world.origin}/dev/telefoni`)
    return (await mail.allInnerTexts()).join('\n')
  }
  await expect
    .poll(read, { timeout: 20_000 })
    .toContain('Stanotte una richiesta di notizie è stata rifiutata')
  const told = await read()
  expect(told).toContain('non contiene dati personali')
  for (const secret of ['0977', 'Carabinieri', 'Grossi', PLACE]) expect(told).not.toContain(secret)
  await telephone.close()
})
