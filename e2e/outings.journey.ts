import type { Page } from 'playwright-core'
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

/** Answers that the server refuses to this page, as its console tells them. */
function refusals(page: Page): readonly string[] {
  const found: string[] = []
  page.on('response', (reply) => {
    if (reply.status() >= 400) found.push(`${reply.status()} ${new URL(reply.url()).pathname}`)
  })
  return found
}

/** Hands the shown file on from the open dialog. */
async function handOn(page: Page, name: string): Promise<void> {
  const form = page.getByRole('dialog')
  await choosePerson(form.getByLabel('A chi'), name)
  await form.getByLabel('Perché').fill('Prosegue chi è in sala.')
  await form.getByRole('button', { name: /^Passa l.intervento$/u }).click()
  await form.waitFor({ state: 'detached' })
}

test('what is handed on to the crew is in its list at once, opens, and can be answered and passed on', async () => {
  const { page } = boss
  const row = page.locator('[data-row]').first()
  const href = await row.getAttribute('href')
  await row.click()
  await page.getByRole('button', { name: 'Passa a', exact: true }).first().click()
  const form = page.getByRole('dialog')
  await choosePerson(form.getByLabel('A chi'), 'Nicola Portuensi')
  await form.getByLabel('Perché').fill('Vai sul posto con il furgone.')
  await form.getByRole('button', { name: 'Passa l’intervento' }).click()
  await form.waitFor({ state: 'detached' })

  const given = crew.page.locator(`a[href="${href}"]`)
  await given.waitFor()
  await given.tap()
  await crew.page.waitForURL((url) => url.pathname.startsWith(PATH))
  await crew.page.getByRole('button', { name: 'Rispondo io' }).first().tap()
  await crew.page.getByText('Risponde Nicola Portuensi').first().waitFor()
  await crew.page.getByText(/passa l’intervento a un assistente sociale/u).waitFor()
  await crew.page.getByRole('button', { name: 'Passa a', exact: true }).first().tap()
  const refused = refusals(crew.page)
  await handOn(crew.page, 'Chiara Ferranti')
  const told = crew.page.getByText(/^Hai passato l’intervento 26-\d+ a Chiara Ferranti/u)
  await told.waitFor()
  await expect.poll(() => told.evaluate((words) => words === document.activeElement)).toBe(true)
  await crew.page.getByRole('button', { name: 'Torna all’inizio' }).tap()
  await crew.page.waitForURL((url) => url.pathname === '/uscite')
  expect(refused).toEqual([])
})

test('who hands on a protected file is told so in its place, without an error', async () => {
  const { page, faults } = await world.desk('chiara.ferranti@example.org')
  const row = page.locator('[data-row]').filter({ hasText: 'Strangolamento' })
  await row.click()
  await page.getByRole('region', { name: 'Cronologia' }).waitFor()
  const refused = refusals(page)
  await page.keyboard.press('t')
  await handOn(page, 'Davide Lombardini')
  await page.getByText(/^Hai passato l’intervento 26-\d+ a Davide Lombardini/u).waitFor()
  expect(await page.getByText('Strangolamento').count()).toBe(0)
  await page.getByRole('button', { name: 'Torna in sala' }).click()
  await page.getByText('Scegli una riga per vederla qui.').waitFor()
  expect(refused).toEqual([])
  expect(faults).toEqual([])
})

test('a crew whose turn ends signs its consegne with one thumb, sees no other role’s, and the colleague confirms them', async () => {
  await world.moveTo('2026-11-22T06:20:00Z')
  const { page } = crew
  const refused = refusals(page)
  await page.goto(`${world.origin}/uscite`)
  await page.getByRole('link', { name: 'Consegne' }).first().tap()
  await page.getByText('Esce Nicola Portuensi, entra Samira Benali.').waitFor()
  expect(await page.getByRole('article').allInnerTexts()).toEqual([])
  expect(await page.getByRole('link', { name: /busta/iu }).count()).toBe(0)
  for (const thing of await page.locator('fieldset').all())
    await thing.getByRole('radio', { name: 'C’è', exact: true }).check({ force: true })
  for (const line of await page.getByLabel(/^Una riga per chi entra/u).all())
    await line.fill('Torna domani.')
  await page.getByLabel('Altro da dire a chi entra').fill('Il furgone è senza gasolio.')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await page.getByRole('button', { name: 'Firma le consegne' }).tap()
  await page.getByText(/^Firmate da Nicola Portuensi/u).waitFor()
  expect(refused).toEqual([])

  const samira = await world.desk('samira.benali@example.org', 'phone')
  await samira.page.goto(`${world.origin}/turno`)
  await samira.page.getByText('Il furgone è senza gasolio.').waitFor()
  await samira.page.getByRole('button', { name: 'Confermo' }).tap()
  await samira.page
    .getByText(/confermate da Samira Benali/u)
    .first()
    .waitFor()
  expect(samira.faults).toEqual([])
  await samira.close()
})
