import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginCall } from './calls.ts'
import { handsOn, standsOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: an operations room, people on call at home, and telephones that ring until somebody
// answers them.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const CREW_SILENT = '2026-11-21T01:44:00Z'
const PLACE = 'Piazza delle Prove 3'
const RING_MS = 120_000
const FORTNIGHT_LATER = '2026-12-08'

const SECOND_CALL = {
  phone: '06 5550 1302',
  place: 'Viale delle Prove 8',
  municipality: 'Anzio',
  words: 'Una madre con un bambino è fuori casa.',
}

let world: World
let chiara: Desk
let boss: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { ringMs: RING_MS })
  chiara = await world.desk('chiara.ferranti@example.org')
  boss = await world.desk('stefano.maremmani@example.org', 'phone')
})

afterAll(async () => {
  expect([...chiara.faults, ...boss.faults]).toEqual([])
  await world?.close()
})

const row = (page: Page) => page.getByRole('link', { name: new RegExp(PLACE, 'u') })
const strip = (page: Page) => page.getByRole('region', { name: 'Chiamate' }).first()

test('a grave report calls the crew on call, and the row says whom and whom next', async () => {
  const { page } = chiara
  const hands = handsOn(page)
  await beginCall(page, hands, {
    who: '3',
    phone: '06 5550 1301',
    place: PLACE,
    municipality: 'Anzio',
    words: 'Famiglia di tre persone sfrattata nel pomeriggio.',
  })
  await standsOn(page, 'Chi è in pericolo')
  await hands.press('5', 'Control+Shift+E')
  await page
    .getByText(/Segnalazione 26-\d+ registrata/u)
    .first()
    .waitFor()
  // Nobody has to look for it: the receipt says who is called, how, and who comes next.
  await page
    .getByText(
      /26-\d+: stiamo chiamando .+, equipaggio, per .+ Se non risponde, alle .+: assistente sociale/u,
    )
    .first()
    .waitFor()
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await row(page).getByText('in chiamata: equipaggio').waitFor()
  await row(page).click()
  await strip(page)
    .getByText(/^Stiamo chiamando /u)
    .waitFor()
  await strip(page).getByText('Poi: assistente sociale').waitFor()
})

test('the crew stays silent: after three minutes the social worker is called', async () => {
  await world.moveTo(CREW_SILENT)
  await row(chiara.page).getByText('in chiamata: assistente sociale').waitFor()
})

test('called by hand, the social worker cannot: the coordinator sees the call on the telephone', async () => {
  const { page } = chiara
  await page.getByRole('button', { name: 'Ho chiamato io' }).first().click()
  const callees = page.getByRole('dialog').getByRole('listitem')
  await callees
    .nth(1)
    .getByRole('link', { name: /^Chiama / })
    .waitFor()
  await callees
    .nth(1)
    .getByRole('button', { name: /^Non può/u })
    .click()
  await row(page).getByText('nessuno risponde', { exact: true }).waitFor()
  await boss.page.getByText('Ti stanno chiamando').waitFor()
  await boss.page.getByText('Non posso').waitFor({ state: 'detached' })
})

test('the telephone rings; the key 1 makes the coordinator answer, and every desk says so', async () => {
  const telephone = await world.open()
  await telephone.page.goto(`${world.origin}/dev/telefoni`)
  const ringing = telephone.page
    .getByRole('article')
    .filter({ hasText: /Stefano Maremmani .* sta squillando/u })
  await ringing.getByRole('button', { name: 'Rispondi e premi 1' }).click()
  await telephone.page.getByText('ha risposto').first().waitFor()
  await telephone.close()
  await chiara.page.getByText('Risponde Stefano Maremmani').first().waitFor()
  await boss.page.getByText('Ti stanno chiamando').waitFor({ state: 'detached' })
})

test('somebody else’s answer written by hand is asked once more before the file becomes theirs', async () => {
  const { page } = chiara
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  const hands = handsOn(page)
  await beginCall(page, hands, { ...SECOND_CALL, who: '3' })
  await standsOn(page, 'Chi è in pericolo')
  await hands.press('5', 'Control+Shift+E')
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByRole('link', { name: new RegExp(SECOND_CALL.place, 'u') }).click()
  await strip(page)
    .getByText(/^Stiamo chiamando /u)
    .waitFor()
  await page.getByRole('button', { name: 'Ho chiamato io' }).first().click()
  const dialog = page.getByRole('dialog')
  const answers = dialog
    .getByRole('listitem')
    .nth(1)
    .getByRole('button', { name: /^Risponde: / })
  const name = (await answers.getAttribute('aria-label'))?.replace('Risponde: ', '') ?? ''
  await answers.click()
  const question = page.getByRole('dialog', { name: new RegExp(name, 'u') })
  await question.waitFor()
  // Back is the list again, with nothing written.
  await page.keyboard.press('Escape')
  await answers.click()
  await question.getByRole('button', { name: new RegExp(name, 'u') }).click()
  await page.getByText(`Risponde ${name}`).first().waitFor()
})

test('the coordinator fills days that nobody covers, and the hours without anybody shrink', async () => {
  const { page } = boss
  await page.goto(`${world.origin}/reperibilita`)
  const gap = page.getByText(/^Coordinatore: nessuno da /u)
  const before = await gap.first().innerText()
  await page.getByRole('button', { name: 'Riempi più giorni' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Ruolo').selectOption({ label: 'Coordinatore' })
  await form.getByLabel('Giorno d’inizio').fill(FORTNIGHT_LATER)
  await form.getByLabel('Per quanti giorni').fill('2')
  await form.getByLabel('Ore di cambio').fill('08:00')
  await form.getByLabel('Aggiungi alla fila').selectOption({ label: 'Stefano Maremmani' })
  // Two days on end are against the rest that is agreed: it is told before it is sent, and wants a reason.
  await form
    .getByText(/due turni attaccati, senza le 11 ore di riposo/u)
    .first()
    .waitFor()
  await form.getByLabel('Motivo').fill('Nessun altro in quei giorni')
  await form.getByRole('button', { name: 'Crea i turni' }).click()
  await page.getByText('Turni creati: 2.').waitFor()
  // Nobody is called by a draft: the hours stay without anybody until it is published.
  await page.getByText('Modifiche da pubblicare: 2').waitFor()
  expect(await gap.first().innerText()).toBe(before)
  await page.getByRole('button', { name: 'Guarda e pubblica' }).click()
  await form.getByText('Turni nuovi: 2').waitFor()
  await form.getByText('Stefano Maremmani: telefono mai provato').waitFor()
  await form.getByRole('button', { name: 'Pubblica', exact: true }).click()
  await page.getByText('Turni pubblicati.').waitFor()
  await expect.poll(async () => await gap.first().innerText()).not.toBe(before)
  // The same days again: somebody is on call there already.
  await page.getByRole('button', { name: 'Riempi più giorni' }).click()
  await form.getByLabel('Ruolo').selectOption({ label: 'Coordinatore' })
  await form.getByLabel('Giorno d’inizio').fill(FORTNIGHT_LATER)
  await form.getByLabel('Aggiungi alla fila').selectOption({ label: 'Stefano Maremmani' })
  await form.getByLabel('Motivo').fill('Per prova')
  await form.getByRole('button', { name: 'Crea i turni' }).click()
  await form.getByText(/c’è già un turno/u).waitFor()
})
