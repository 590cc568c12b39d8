import { afterAll, beforeAll, expect, test } from 'vitest'
import { handsOn, standsOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const BEFORE = 'Signora anziana sul pianerottolo, senza chiavi'
const MEANWHILE = ', trema dal freddo'
const PLACE = 'Vicolo Inventato 7'

let world: World
let operator: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  operator = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect(operator.faults).toEqual([])
  await world?.close()
})

test('the server dies under an open draft: what was typed before and meanwhile is there afterwards', async () => {
  const { page } = operator
  await page.getByText('Chi risponde ora').waitFor()
  await page.keyboard.press('i')
  await standsOn(page, 'Può parlare liberamente?')
  const happening = page.getByRole('textbox', { name: 'Che cosa succede' })
  await page.getByRole('combobox', { name: 'Dove', exact: true }).fill(PLACE)
  await happening.click()
  await page.keyboard.type(BEFORE)
  await page.getByText(/Bozza salvata/u).waitFor()

  const dying = world.crash()
  await page.keyboard.type(MEANWHILE)
  await expect.poll(() => happening.inputValue()).toBe(BEFORE + MEANWHILE)
  await dying
  await page.reload()
  await page.getByRole('link', { name: 'Bozze' }).click()
  await page.getByRole('heading', { name: 'Bozze' }).waitFor()
  await page.getByRole('link', { name: new RegExp(PLACE, 'u') }).click()
  await expect.poll(() => happening.inputValue()).toBe(BEFORE + MEANWHILE)
})

test('the server dies right after it said that a report was taken: the report is on the board, the draft is gone', async () => {
  const { page } = operator
  await handsOn(page).press('Control+Enter')
  await page.getByText(/Segnalazione 26-\d+ registrata/u).waitFor()
  await world.crash()
  await page.reload()
  await page.getByRole('main').getByText(PLACE).first().waitFor()
  await page.getByRole('link', { name: 'Bozze' }).click()
  await page.getByText('Nessuna bozza').waitFor()
})
