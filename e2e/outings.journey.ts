import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePerson } from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A file goes from the operator's hands into a crew's, who finds it, opens it and answers for it.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const PATH = '/interventi/'

let world: World
let boss: Desk
let crew: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  boss = await world.desk('stefano.maremmani@example.org')
  crew = await world.desk('nicola.portuensi@example.org', 'phone')
})

afterAll(async () => {
  expect([...boss.faults, ...crew.faults]).toEqual([])
  await world?.close()
})

test('what is handed on to the crew is in its list at once, opens, and can be answered and passed on', async () => {
  const { page } = boss
  const row = page.locator('[data-row]').first()
  const href = await row.getAttribute('href')
  await row.click()
  await page.getByRole('button', { name: 'Passa a', exact: true }).first().click()
  const form = page.getByRole('dialog')
  await choosePerson(form.getByLabel('A chi'), 'Nicola Portuensi')
  await form.getByLabel('Perché').fill('Vai sul posto con il furgone.')
  await form.getByRole('button', { name: "Passa l'intervento" }).click()
  await form.waitFor({ state: 'detached' })

  const given = crew.page.locator(`a[href="${href}"]`)
  await given.waitFor()
  await given.tap()
  await crew.page.waitForURL((url) => url.pathname.startsWith(PATH))
  await crew.page.getByRole('button', { name: 'Rispondo io' }).first().tap()
  await crew.page.getByText('Risponde Nicola Portuensi').first().waitFor()
  await crew.page.getByText(/passa l'intervento a un assistente sociale/u).waitFor()
  await crew.page.getByRole('button', { name: 'Passa a', exact: true }).first().tap()
  await crew.page.getByRole('dialog').getByLabel('A chi').waitFor()
})
