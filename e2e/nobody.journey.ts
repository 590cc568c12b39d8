import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// Nobody is on call: a Wednesday at 10:00 in Italy, and whoever is to be called first cannot come.

const GONE = 'Adesso nessuno è reperibile: Assistente sociale'

let world: World
let giulia: Desk
let anna: Desk
let paolo: Desk

beforeAll(async () => {
  world = await startWorld('2026-11-18T09:00:00Z')
  giulia = await world.desk('giulia.montanari@example.org')
  anna = await world.desk('anna.verdini@example.org', 'phone')
  paolo = await world.desk('paolo.serafini@example.org', 'phone')
}, 120_000)
afterAll(async () => {
  await world.close()
})

test('who is on call first writes that they cannot: the board says so, and a colleague takes it at one press', async () => {
  const { page } = giulia
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('heading', { name: 'Reperibili adesso' }).waitFor()
  expect(await page.getByText(GONE).count()).toBe(0)
  await anna.page.goto(`${world.origin}/reperibilita/miei-giorni`)
  await anna.page.getByRole('button', { name: 'Scrivi quando non puoi' }).tap()
  const written = anna.page.getByRole('dialog')
  await written.getByLabel('Ultimo giorno').fill('2026-11-18')
  await written.getByText('Il turno che corre resta scoperto da subito', { exact: false }).waitFor()
  await written.getByRole('button', { name: 'Scrivi', exact: true }).tap()
  await anna.page.getByText('Non può: mer 18 nov 2026').waitFor()
  await page.reload()
  await page.getByText(GONE).waitFor()
  await page.getByRole('link', { name: 'Trova chi risponde' }).click()
  await page.waitForURL('**/reperibilita')
  await paolo.page.goto(`${world.origin}/reperibilita`)
  const take = 'Lo prendo io adesso: Assistente sociale, livello 1'
  await paolo.page.getByRole('button', { name: take }).tap()
  const question = paolo.page.getByRole('dialog')
  await question.getByText('Hai già il livello 2', { exact: false }).waitFor()
  await question.getByRole('button', { name: 'Lo prendo io adesso' }).tap()
  await paolo.page.getByText('Da adesso sei reperibile tu.').waitFor()
  await paolo.page.getByText('Paolo Serafini · livello 1').waitFor()
  // His second level is asked of others at once.
  await paolo.page.getByText(/Assistente sociale, livello 2: Paolo Serafini/u).waitFor()
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('heading', { name: 'Reperibili adesso' }).waitFor()
  expect(await page.getByText(GONE).count()).toBe(0)
  expect([...giulia.faults, ...paolo.faults, ...anna.faults]).toEqual([])
})
