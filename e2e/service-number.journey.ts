import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Thumb, thumbOn } from './hands.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy where there is no operations room: the service's number rings whoever is on call at home. All of
// it on a telephone; the caller and the exchange are a process of their own.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const RING_MS = 20_000
const CALLER = '06 5550 8801'
const OTHER_CALLER = '06 5550 8802'
const SHOWN = '+39 06 5550 8801'
const PLACE = 'Via del Poggio Inventato 9, Pontedera'
const PATIENCE = { timeout: 30_000 }
/** By the demo's rota of that night. */
const [FIRST, SECOND] = ['+393000000305', '+393000000301'] as const

let world: World
let matteo: Desk
let sandra: Desk
let telephones: Page

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { ringMs: RING_MS })
  matteo = await world.desk('matteo.pieraccini@example.org', 'phone')
  sandra = await world.desk('sandra.bellucci@example.org', 'phone', 'dark')
  telephones = (await world.open()).page
})

afterAll(async () => {
  expect([...matteo.faults, ...sandra.faults]).toEqual([])
  await world?.close()
})

async function neverAnswers(phone: string): Promise<void> {
  await behaves(phone, 'never')
}

async function behaves(phone: string, behaviour: 'never' | 'ask'): Promise<void> {
  const body = new URLSearchParams({ phone, behaviour })
  await fetch(`${world.origin}/dev/telefoni`, {
    method: 'POST',
    headers: { origin: world.origin },
    body,
  })
}

/** Somebody calls the service's number; without one of their own it does not show. */
async function callTheService(number: string): Promise<void> {
  await telephones.goto(`${world.origin}/dev/telefoni`)
  const form = telephones.locator('form').filter({
    has: telephones.getByRole('button', { name: /numero verde di Pr\.I\.S\. Valdera/u }),
  })
  await form.getByLabel(/^Numero di chi chiama/u).fill(number)
  await form.getByRole('button').click()
}

async function takes(phone: string): Promise<void> {
  await telephones.goto(`${world.origin}/dev/telefoni`)
  const ringing = telephones.locator(`[data-call-to="${phone}"]`)
  await ringing.getByRole('button', { name: 'Rispondi', exact: true }).click()
}

const says = (desk: Desk, words: string | RegExp) =>
  desk.page.getByText(words).first().waitFor(PATIENCE)

const asked = (page: Page, question: string) =>
  page.getByRole('heading', { name: question, exact: true }).waitFor()

/** Who, where, what, class: with the caller on the line. */
async function tellsFourFacts(page: Page, thumb: Thumb): Promise<void> {
  await asked(page, 'Può parlare?')
  await thumb.tap('Sì', 'radio')
  await asked(page, 'Chi è in pericolo?')
  await thumb.tap('Donna')
  await thumb.tap('Avanti')
  await asked(page, 'Dove si trova?')
  await page.keyboard.type('Via del Poggio Inventato 9')
  await page.getByText('Chiedi in che Comune è', { exact: false }).waitFor()
  await page.keyboard.type(', Pontedera')
  await page.getByText('Chiedi in che Comune è', { exact: false }).waitFor({ state: 'detached' })
  await thumb.tap('Avanti')
  await asked(page, 'Che cosa succede?')
  await page.keyboard.type('Una donna è fuori casa e non sa dove dormire.')
  await thumb.tap('Avanti')
  await asked(page, 'C’è pericolo adesso?')
  await thumb.tap(/avanti/iu)
  await asked(page, 'Che classe è?')
  await thumb.tap(/^Urgenza/u, 'radio')
  await thumb.tap('Salva')
}

test('the first on call does not answer, the second does, and writes the report by the card that appears', async () => {
  await neverAnswers(FIRST)
  await callTheService(CALLER)
  await says(matteo, 'Il numero verde sta squillando sul tuo telefono')
  await says(sandra, 'Il numero verde sta squillando sul tuo telefono')
  await says(matteo, 'Il numero verde squilla ora a un’altra persona')
  await takes(SECOND)
  await says(matteo, 'Al numero verde ha risposto Sandra Bellucci')
  const { page } = sandra
  await says(sandra, 'Chiamata dal numero verde in corso')
  await says(sandra, `Chiama da ${SHOWN}`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  const thumb = thumbOn(page)
  await thumb.tap('Scrivi la segnalazione')
  await tellsFourFacts(page, thumb)
  expect(page.url()).not.toMatch(/8801/u)
  await says(sandra, 'Risponde Sandra Bellucci')
  await page.getByText('Chiamata dal numero verde in corso').waitFor({ state: 'detached' })
  await telephones.getByRole('button', { name: 'Riaggancia' }).first().click()
})

test('a call that nobody answers is a file, and whoever is on call is called back for it', async () => {
  await neverAnswers(SECOND)
  await callTheService(OTHER_CALLER)
  await says(sandra, /^Nessuno ha risposto al numero verde/u)
  await expect
    .poll(async () => {
      await telephones.reload()
      return await telephones.getByText('Ora nessuno può rispondere', { exact: false }).count()
    }, PATIENCE)
    .toBeGreaterThan(0)
  await matteo.page.goto(`${world.origin}/sala`)
  await says(matteo, /Chiamata persa delle/u)
  await says(matteo, 'Ti stanno chiamando')
})

test('who answers its page is told to call back, and the caller sees the service’s number', async () => {
  const { page } = matteo
  const thumb = thumbOn(page)
  await behaves(FIRST, 'ask')
  await page
    .getByText(/Chiamata persa delle/u)
    .first()
    .tap()
  await thumb.tap('Rispondo io')
  await says(matteo, /^Lo segui tu\. Richiama chi ha chiamato alle 02:\d\d/u)
  // Somebody answers: nobody is told any more that nobody did.
  for (const told of [page, sandra.page])
    await told.getByText(/^Nessuno ha risposto al numero verde/u).waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: /^Urgenza/u }).count()).toBe(0)
  await thumb.tap('Non risponde')
  await says(matteo, /^Richiamato alle 02:\d\d: non risponde\. Riprova alle 02:\d\d\.$/u)
  await says(matteo, 'Richiamata la chiamata persa: non risponde. Tentativo 1')
  await expect
    .poll(async () => {
      await thumb.tap('Non risponde')
      return await page.getByText('conta un tentativo solo').count()
    }, PATIENCE)
    .toBe(1)
  await thumb.tap('Vista completa')
  await says(matteo, 'La classe si sceglie dopo aver sentito chi ha chiamato')
  await thumb.tap('Un passo alla volta')
  await thumb.tap(/06 5550 8802/u)
  await says(matteo, 'Il tuo telefono squilla')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await takes(FIRST)
  const theirs = telephones.locator('[data-call-to="+390655508802"]')
  await expect
    .poll(async () => {
      await telephones.reload()
      return await theirs.allInnerTexts()
    }, PATIENCE)
    .toEqual([expect.stringContaining('Sul display: 06 5550 3001')])
  await theirs.getByRole('button', { name: 'Rispondi', exact: true }).click()
  await says(matteo, /In linea con/u)
  await telephones.reload()
  await theirs.getByRole('button', { name: 'Riaggancia' }).click()
  await thumb.tap('Ha risposto: scrivi la segnalazione')
  await tellsFourFacts(page, thumb)
  expect(page.url()).not.toMatch(/8802/u)
  await page.getByRole('heading', { name: PLACE }).waitFor(PATIENCE)
  expect(await page.getByText(/Richiama chi ha chiamato/u).count()).toBe(0)
})

const helped = (page: Page) => page.getByRole('region', { name: 'Mediatore e psicologo' })

/** Asks for a mediator who speaks Albanian, a woman. */
async function asksForMediator(page: Page, thumb: Thumb): Promise<void> {
  await thumb.tap('Chiama un mediatore')
  const form = page.getByRole('dialog')
  await form.getByLabel('Lingua').selectOption({ label: 'albanese' })
  await form.getByRole('radio', { name: 'Una donna' }).check({ force: true })
  await form.getByRole('button', { name: 'Cerca chi chiamare' }).tap()
  await helped(page).getByText('un mediatore · albanese · Una donna').waitFor(PATIENCE)
}

test('a mediator is called by language without reading any number; refused, the remote service helps and its minutes are counted', async () => {
  const { page } = matteo
  const thumb = thumbOn(page)
  await thumb.tap('Vista completa')
  await thumb.tap('Chiamate', 'tab')
  await asksForMediator(page, thumb)
  const part = helped(page)
  // Nobody wrote whether she is a woman: she stays there, and the remote service is the last.
  const offered = async () =>
    (await part.getByRole('listitem').allInnerTexts()).map((text) => text.split(' · ').slice(0, 2))
  await expect.poll(offered, PATIENCE).toEqual([
    ['Drita Hoxha', expect.stringContaining('non scritto')],
    ['Interpreti a distanza', 'servizio a distanza'],
  ])
  await thumb.tap('Chiama: Drita Hoxha')
  await part.getByText('Prima di tutto chiedi: «Conosce la persona o la famiglia?»').waitFor()
  await part.getByText('Poi di’ la lingua e come serve l’aiuto, e nient’altro.').waitFor()
  // Neither who reported, nor where, nor her own number can be read to her or here.
  expect(await part.innerText()).not.toMatch(/Poggio|Pontedera|5550 8802|000 0306/u)
  await thumb.tap('Fai squillare')
  await part.getByText('Il tuo telefono squilla', { exact: false }).waitFor(PATIENCE)
  await takes(FIRST)
  const hers = telephones.locator('[data-call-to="+393000000306"]')
  await expect
    .poll(async () => {
      await telephones.reload()
      return await hers.allInnerTexts()
    }, PATIENCE)
    .toEqual([expect.stringContaining('Sul display: 06 5550 3001')])
  await hers.getByRole('button', { name: 'Rispondi', exact: true }).click()
  await part.getByText('Drita Hoxha sta aiutando').waitFor(PATIENCE)
  expect(await part.innerText()).not.toMatch(/000 0306/u)
  // Who reported is rung into the same call, sees the number of the service too, and leaves alone.
  await thumb.tap('Fai entrare chi ha segnalato')
  const third = telephones.locator('[data-call-to="+390655508802"]').first()
  await expect
    .poll(async () => {
      await telephones.reload()
      return await third.innerText()
    }, PATIENCE)
    .toContain('sta squillando')
  expect(await third.innerText()).toContain('Sul display: 06 5550 3001')
  await third.getByRole('button', { name: 'Rispondi', exact: true }).click()
  await part.getByText('In linea con chi ha segnalato', { exact: false }).waitFor(PATIENCE)
  expect(await part.innerText()).not.toMatch(/5550 8802/u)
  await thumb.tap('Fai uscire chi ha segnalato')
  await part.getByRole('button', { name: 'Fai entrare chi ha segnalato' }).waitFor(PATIENCE)
  await part.getByText('In linea con Drita Hoxha', { exact: false }).waitFor(PATIENCE)
  await thumb.tap('La persona vuole altri: Drita Hoxha')
  await part.getByText('già chiamato', { exact: false }).waitFor(PATIENCE)
  expect(await part.getByRole('button', { name: 'Chiama: Drita Hoxha' }).count()).toBe(0)
  await thumb.tap('Chiama: Interpreti a distanza')
  await thumb.tap('Comincia')
  await part.getByText('Interpreti a distanza sta aiutando').waitFor(PATIENCE)
  await part.getByLabel('Minuti, se li hai contati tu').fill('12')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await thumb.tap('Ha finito')
  await part.getByText(/^Interpreti a distanza: .*12 min$/u).waitFor(PATIENCE)
})

test('who knows the person is set aside, and where nobody is found the file has a task', async () => {
  const { page } = matteo
  const thumb = thumbOn(page)
  await asksForMediator(page, thumb)
  const part = helped(page)
  await thumb.tap('Chiama: Drita Hoxha')
  await thumb.tap('Conosce la persona: Drita Hoxha')
  await part.getByRole('button', { name: 'Chiama: Interpreti a distanza' }).waitFor(PATIENCE)
  await thumb.tap('Nessuno trovato')
  // Somebody of the list was not called: that is said before it is written that nobody was found.
  await matteo.page
    .getByText('Si può ancora chiamare Interpreti a distanza', { exact: false })
    .waitFor()
  await thumb.tap('Registra: nessuno trovato')
  await thumb.tap('Compiti', 'tab')
  await says(matteo, /^Trovare chi interpreta: albanese\. Nessun mediatore ha risposto/u)
})
