import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginCall } from './calls.ts'
import { handsOn, measured, standsOn } from './hands.ts'
import { choosePerson, HOUSEHOLD, writePerson } from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy in an operations room: two operators, a social worker.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const MOST_PRESSES = 25
const MOST_SECONDS = 90
const PATIENCE = { timeout: 20_000 }

let world: World
let chiara: Desk
let davide: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT)
  chiara = await world.desk('chiara.ferranti@example.org')
  davide = await world.desk('davide.lombardini@example.org', 'console', 'dark')
})

afterAll(async () => {
  expect([...chiara.faults, ...davide.faults]).toEqual([])
  await world?.close()
})

const toBoard = async (page: Page) => {
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByText('Chi risponde ora').waitFor()
}

const rowAt = (page: Page, place: string) =>
  page.getByRole('link', { name: new RegExp(place, 'u') })

/** A short report by keyboard, from the board to the queue. */
async function report(page: Page, place: string, send: string): Promise<number> {
  const hands = handsOn(page)
  await beginCall(page, hands, {
    who: '3',
    phone: '06 5550 1301',
    place,
    municipality: 'Anzio',
    words: 'Famiglia di tre persone sfrattata nel pomeriggio, stanotte non ha dove dormire.',
  })
  await standsOn(page, 'Chi è in pericolo')
  await hands.press('5', send)
  await page
    .getByText(/Segnalazione 26-\d+ registrata/u)
    .first()
    .waitFor()
  return hands.presses()
}

test('a practised operator takes a report by keyboard well within 90 seconds', async () => {
  const { page } = chiara
  await toBoard(page)
  const began = performance.now()
  const presses = await report(page, 'Via dei Gerani Inventati 4', 'Control+Enter')
  const seconds = Math.round((performance.now() - began) / 100) / 10
  measured('a report by keyboard, keys beyond words', presses)
  measured('a report by keyboard, seconds of the machine', seconds)
  expect(presses).toBeLessThanOrEqual(MOST_PRESSES)
  expect(seconds).toBeLessThanOrEqual(MOST_SECONDS)
})

test('an emergency at once is on the other desk with its class, without being asked for more', async () => {
  await toBoard(chiara.page)
  await report(chiara.page, 'Molo Inventato 1', 'Control+Shift+E')
  await rowAt(davide.page, 'Molo Inventato 1').getByText('Emergenza').waitFor()
})

test('two press Rispondo io together: one answers, the other is told who', async () => {
  await toBoard(chiara.page)
  const both = [chiara.page, davide.page]
  for (const page of both) {
    await rowAt(page, 'Molo Inventato 1').click()
    await page
      .getByRole('button', { name: /Rispondo io/u })
      .first()
      .waitFor()
    await page.getByRole('heading', { name: /Molo Inventato 1/u }).waitFor()
  }
  await Promise.all(both.map((page) => page.keyboard.press('Space')))
  const told = async () => {
    const texts = await Promise.all(both.map((page) => page.getByRole('main').innerText()))
    return texts.map((text) => ({
      answersMe: /Lo segui tu|Rispondi tu/u.test(text),
      toldWho: /Risponde (?:già )?(?:Chiara Ferranti|Davide Lombardini)/u.test(text),
    }))
  }
  await expect
    .poll(async () => (await told()).filter((one) => one.answersMe).length, PATIENCE)
    .toBe(1)
  await expect.poll(async () => (await told()).every((one) => one.toldWho), PATIENCE).toBe(true)
})

test('a file is handed on with its reason, and a note stays in its timeline', async () => {
  const { page } = chiara
  await toBoard(page)
  await rowAt(page, 'Via dei Gerani Inventati 4').click()
  await page.getByRole('heading', { name: /Via dei Gerani Inventati 4/u }).waitFor()
  await page.getByLabel('Nuova nota').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('La famiglia aspetta davanti al portone.')
  await page.keyboard.press('Control+Enter')
  const history = page.getByRole('region', { name: 'Cronologia' })
  await history.getByText('La famiglia aspetta davanti al portone.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Passa a', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await choosePerson(dialog.getByLabel('A chi'), 'Davide Lombardini')
  await dialog.getByLabel('Perché').fill('Conosce già la famiglia.')
  await dialog.getByRole('button', { name: 'Passa l’intervento' }).click()
  await history.getByText(/Passata da Chiara Ferranti a Davide Lombardini/u).waitFor()
  await rowAt(davide.page, 'Via dei Gerani Inventati 4').waitFor()
})

test('who is on the same file is seen there and on the row, and so is where they write', async () => {
  const place = 'Via dei Gerani Inventati 4'
  for (const { page } of [chiara, davide]) {
    await toBoard(page)
    await rowAt(page, place).click()
    await page.getByRole('heading', { name: new RegExp(place, 'u') }).waitFor()
  }
  const [hers, his] = [chiara.page, davide.page]
  const file = (page: Page) => page.getByRole('article', { name: new RegExp(place, 'u') })
  await file(hers).getByText('Guarda anche Davide Lombardini').waitFor()
  await file(his).getByText('Guarda anche Chiara Ferranti').waitFor()
  await his.getByLabel('Nuova nota').fill('Sento il portiere')
  await file(hers).getByText('Davide Lombardini sta scrivendo in Nuova nota').waitFor()
  await rowAt(hers, place).getByText('Davide Lombardini sta scrivendo').waitFor()
  await his.getByLabel('Nuova nota').fill('')
  await his.getByRole('link', { name: 'Bozze', exact: true }).click()
  const seen = hers.getByText(/Davide Lombardini/u).filter({ hasText: /sta scrivendo|Guarda/u })
  await expect.poll(() => seen.count(), PATIENCE).toBe(0)
})

test('two correct the same person at once: field by field, and no words are lost by who saves last', async () => {
  const place = 'Via dei Gerani Inventati 4'
  const opened = async (page: Page): Promise<Locator> => {
    await toBoard(page)
    await rowAt(page, place).click()
    await page.getByRole('heading', { name: new RegExp(place, 'u') }).waitFor()
    await page.getByRole('tab', { name: 'Persone e nucleo' }).click()
    return page.getByRole('tabpanel', { name: 'Persone e nucleo' })
  }
  const [hers, his] = [await opened(chiara.page), await opened(davide.page)]
  await writePerson(hers, HOUSEHOLD[0] ?? { name: '', tie: '', sex: '', age: '' })
  const correcting = async (within: Locator, page: Page): Promise<Locator> => {
    await within.getByRole('button', { name: 'Correggi' }).click()
    return page.getByRole('dialog', { name: 'Correggi la persona' })
  }
  const mine = await correcting(his, davide.page)
  await mine.getByLabel('Nome, o come si fa chiamare').fill('Giada, detta Gigia')
  // Esc closes the dialog and takes no words with it.
  await davide.page.keyboard.press('Escape')
  await mine.waitFor({ state: 'detached' })
  await correcting(his, davide.page)
  expect(await mine.getByLabel('Nome, o come si fa chiamare').inputValue()).toContain('Gigia')
  await hers.getByText('Giada Inventata').waitFor()
  const first = await correcting(hers, chiara.page)
  await first.getByLabel('Nome, o come si fa chiamare').fill('Giada Inventatissima')
  await first.getByLabel('Salute, allergie, terapie').fill('Prende un farmaco ogni sera.')
  await first.getByRole('button', { name: 'Salva la correzione' }).click()
  await first.waitFor({ state: 'detached' })
  // What she alone wrote is there; what both wrote is asked, and nothing is sent before he has chosen.
  await expect
    .poll(() => mine.getByLabel('Salute, allergie, terapie').inputValue(), PATIENCE)
    .toContain('farmaco')
  await mine.getByText('Giada Inventatissima').waitFor()
  await mine.getByRole('button', { name: 'Salva la correzione' }).click()
  expect(await mine.getByLabel('Nome, o come si fa chiamare').inputValue()).toContain('Gigia')
  await mine.getByRole('button', { name: 'Restano le mie' }).click()
  await mine.getByRole('button', { name: 'Salva la correzione' }).click()
  await mine.waitFor({ state: 'detached' })
  await hers.getByText('Giada, detta Gigia').waitFor()
  await hers.getByText('Prende un farmaco ogni sera.').first().waitFor()
})

test('what moved while another page was shown is on the board for whoever comes back', async () => {
  const { page } = davide
  await toBoard(page)
  // A row that has just come: what the desk knows of the board is as fresh as can be when it is left.
  await toBoard(chiara.page)
  await report(chiara.page, 'Piazza del Ritorno Inventato 3', 'Control+Enter')
  await rowAt(page, 'Piazza del Ritorno Inventato 3').waitFor()
  await page.getByRole('link', { name: 'Bozze', exact: true }).click()
  await page.getByRole('heading', { name: 'Bozze' }).waitFor()
  // A second window of the same desk shows when the stream of this browser has carried the row.
  const window = await page.context().newPage()
  await window.goto(new URL('/sala', page.url()).href)
  await window.getByText('Chi risponde ora').waitFor()
  await toBoard(chiara.page)
  const isRead = chiara.page.waitForResponse(/\/api\/interventions\/[0-9a-f-]+$/u)
  await report(chiara.page, 'Vicolo delle Assenze Inventate 9', 'Control+Enter')
  await isRead
  // The stream keeps its order: when this has come, all that moved the other row has passed.
  await rowAt(chiara.page, 'Piazza del Ritorno Inventato 3').click()
  await chiara.page.getByRole('heading', { name: /Piazza del Ritorno Inventato 3/u }).waitFor()
  await chiara.page.keyboard.press('Space')
  await window
    .getByRole('region', { name: 'In corso' })
    .getByRole('link', { name: /Piazza del Ritorno Inventato 3/u })
    .waitFor()
  await rowAt(window, 'Vicolo delle Assenze Inventate 9').waitFor()
  await window.close()
  await toBoard(page)
  await rowAt(page, 'Vicolo delle Assenze Inventate 9').waitFor()
})

test('without the network a desk says since when its data stand still, and catches up when it is back', async () => {
  await toBoard(davide.page)
  await davide.page.context().setOffline(true)
  await davide.page.getByText(/Dati fermi alle/u).waitFor()
  await toBoard(chiara.page)
  await report(chiara.page, 'Largo del Faro Inventato 2', 'Control+Enter')
  await davide.page.context().setOffline(false)
  await rowAt(davide.page, 'Largo del Faro Inventato 2').waitFor()
  await expect.poll(() => davide.page.getByText(/Dati fermi alle/u).count(), PATIENCE).toBe(0)
})

test('palette and list of keys come from the same commands, and the focus comes back', async () => {
  const { page } = chiara
  await toBoard(page)
  await page.keyboard.press('Control+K')
  const palette = page.getByRole('dialog', { name: 'Comandi' })
  await palette.waitFor()
  // In the words of who works here, whatever the page is called.
  for (const [typed, found] of [
    ['letto', 'Posti stanotte'],
    ['dormire', 'Posti stanotte'],
    ['parete', 'Schermo di sala'],
  ] as const) {
    await palette.getByRole('combobox').fill(typed)
    await palette.getByRole('option').first().getByText(found).waitFor()
  }
  await palette.getByRole('combobox').fill('')
  await page.keyboard.type('bozze')
  await palette.getByRole('option').first().getByText('Bozze').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bozze' }).waitFor()
  await page.keyboard.press('Shift+?')
  await page.getByRole('dialog', { name: 'Tasti di questa pagina' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count(), PATIENCE).toBe(0)
})

test('a key of one letter is given another: refused in words where it is taken, shown and heard where it is free', async () => {
  const { page } = chiara
  const place = 'Via dei Gerani Inventati 4'
  await toBoard(page)
  await rowAt(page, place).click()
  await page.getByRole('tab', { name: 'Cronologia' }).click()
  await page.getByLabel('Nuova nota').waitFor()
  await page.keyboard.press('Shift+?')
  const list = page.getByRole('dialog', { name: 'Tasti di questa pagina' })
  await list.getByRole('button', { name: 'Cambia il tasto di: Nota' }).click()
  await page.keyboard.press('t')
  await list.getByText('T è già il tasto di: Passa a un’altra persona').waitFor()
  await page.keyboard.press('z')
  await list.getByText('Z è già un tasto di un’altra pagina.').waitFor()
  await page.keyboard.press('x')
  await list.getByRole('button', { name: 'Nota: torna al tasto N' }).waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await page.reload()
  const note = page.getByRole('button', { name: 'Nota', exact: true })
  await expect.poll(() => note.innerText(), PATIENCE).toMatch(/Nota\s*X/u)
  await rowAt(page, place).click()
  await page.getByRole('tab', { name: 'Cronologia' }).click()
  const isWriting = () =>
    page.getByLabel('Nuova nota').evaluate((field) => field === document.activeElement)
  await page.getByLabel('Nuova nota').waitFor()
  await page.keyboard.press('n')
  expect(await isWriting()).toBe(false)
  await page.keyboard.press('x')
  await expect.poll(isWriting, PATIENCE).toBe(true)
})

test('a locked desk shows nothing of the service, and opens again with the password only', async () => {
  const { page } = chiara
  await toBoard(page)
  await rowAt(page, 'Molo Inventato 1').first().waitFor()
  await page.keyboard.press('Control+L')
  await page.getByRole('heading', { name: 'Postazione bloccata' }).waitFor()
  const shown = await page.locator('body').innerHTML()
  for (const hidden of ['Molo Inventato', 'Gerani', '26-0001']) expect(shown).not.toContain(hidden)
  await page.reload()
  await page.getByRole('heading', { name: 'Postazione bloccata' }).waitFor()
  await page.getByLabel('Password').fill(world.password)
  await page.keyboard.press('Enter')
  await rowAt(page, 'Molo Inventato 1').first().waitFor()
})
