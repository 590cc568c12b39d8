import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 22:05 in Italy; from 22:10 the room has no network (S25).
const EVENING = '2026-11-21T21:05:00Z'
const WORD = 'una parola di prova'

let world: World
let desk: Desk

beforeAll(async () => {
  world = await startWorld(EVENING, { withNight: true })
  desk = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  expect(desk.faults).toEqual([])
  await world?.close()
})

async function secretLabels(): Promise<string[]> {
  const owner = new pg.Client({ connectionString: world.database.adminUrl })
  await owner.connect()
  const asked = 'select label from places.facility where is_secret'
  const { rows } = await owner.query<{ label: string }>(asked)
  await owner.end()
  return rows.map((row) => row.label)
}

test('a desk without an envelope is asked for one; two different words or a short one are refused', async () => {
  const { page } = desk
  await page.getByRole('link', { name: 'Prepara la busta' }).click()
  await page.getByLabel('Parola che la apre').fill('corta')
  await page.getByRole('button', { name: 'Prepara la busta' }).click()
  await page.getByText('Servono almeno 10 caratteri.').waitFor()
  await page.getByLabel('Parola che la apre').fill(WORD)
  await page.getByLabel('Scrivila ancora').fill(`${WORD}.`)
  await page.getByRole('button', { name: 'Prepara la busta' }).click()
  await page.getByText('Le due parole non sono uguali.').waitFor()
  await page.getByLabel('Scrivila ancora').fill(WORD)
  await page.getByRole('button', { name: 'Prepara la busta' }).click()
  await page.getByText(/La busta è pronta/u).waitFor()
  // Ten numbers were given to this person.
  await expect.poll(() => page.getByText('da usare o da trascrivere').count()).toBe(10)
  await page.getByRole('link', { name: 'Sala' }).first().click()
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(await page.getByRole('link', { name: 'Prepara la busta' }).count()).toBe(0)
})

test('without a server the page opens, the word opens the envelope, and it holds no protected place', async () => {
  const page = await desk.page.context().newPage()
  await page.goto(`${world.origin}/busta`)
  await page.getByLabel('Parola che la apre').waitFor()
  const secret = await secretLabels()
  await world.kill()
  await page.reload()
  await page.getByLabel('Parola che la apre').fill('un’altra parola')
  await page.getByRole('button', { name: 'Apri' }).click()
  await page.getByText('Questa parola non apre la busta.').waitFor()
  await page.getByLabel('Parola che la apre').fill(WORD)
  await page.getByRole('button', { name: 'Apri' }).click()
  await page.getByRole('heading', { name: /^Busta d’emergenza di/u }).waitFor()
  const words = await page.locator('#aperta').innerText()
  for (const head of ['Reperibili', 'Strutture', 'Servizi e uffici']) expect(words).toContain(head)
  expect(secret.length).toBeGreaterThan(0)
  for (const label of secret) expect(words).not.toContain(label)
  expect(await page.locator('#aperta a[href^="tel:+39"]').count()).toBeGreaterThan(3)
  expect(await page.locator('.paper-sheet').count()).toBe(10)
  await page.close()
  // The board that stands open says so too, with the way to it.
  await desk.page.getByRole('link', { name: 'Apri la busta' }).waitFor({ timeout: 60_000 })
  await world.crash()
})

test('a call that was taken on paper is typed with its own hour, once', async () => {
  const { page } = desk
  await world.moveTo('2026-11-21T21:50:00Z')
  await page.goto(`${world.origin}/turno/busta`)
  const number = await page.getByRole('row').nth(1).getByRole('rowheader').innerText()
  await page.getByLabel('Numero della scheda').fill(number)
  await page.getByLabel(/^Ora della chiamata/u).fill('2026-11-21T22:20')
  await page.getByRole('button', { name: 'Trascrivi' }).click()
  const happening = page.getByRole('textbox', { name: 'Che cosa succede' })
  await happening.waitFor()
  expect(await happening.inputValue()).toBe(`Scheda di carta n. ${number}. `)
  await page.goto(`${world.origin}/turno/busta`)
  await page.getByText(/trascritta da Chiara Ferranti.*chiamata di sab 21 nov, 22:20/u).waitFor()
  await page.getByLabel('Numero della scheda').fill(number)
  await page.getByLabel(/^Ora della chiamata/u).fill('2026-11-21T22:30')
  await page.getByRole('button', { name: 'Trascrivi' }).click()
  await page
    .getByText(`La scheda n. ${number} è già stata trascritta da Chiara Ferranti.`)
    .waitFor()
})

test('consegne with files of which nothing is said are signed only after a question that names them', async () => {
  const { page } = desk
  await page.goto(`${world.origin}/turno`)
  const lines = page.getByLabel(/^Una riga per chi entra/u)
  await lines.first().waitFor()
  const sign = page.getByRole('button', { name: 'Firma le consegne' })
  for (const thing of await page.locator('fieldset').all())
    await thing.getByRole('radio', { name: 'C’è', exact: true }).check({ force: true })
  await sign.click()
  const question = page.getByRole('dialog', { name: /^Casi senza una riga/u })
  await question.getByText(/^Di 26-\d+/u).waitFor()
  // Back is the sheet as it was written: nothing is signed.
  await question.getByRole('button', { name: 'Torna indietro' }).click()
  expect(await page.getByText(/^Firmate da Chiara Ferranti/u).count()).toBe(0)
  for (const line of await lines.all()) await line.fill('Attende la mattina.')
  await lines.first().fill('')
  await sign.click()
  await page.getByRole('dialog', { name: 'Casi senza una riga: 1' }).waitFor()
  await question.getByRole('button', { name: 'Firma così' }).click()
  await page.getByText(/^Firmate da Chiara Ferranti/u).waitFor()
  await page.getByText('Senza una riga di chi lascia.').first().waitFor()
})
