import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startWorld, type World } from './world.ts'

// A Wednesday at 10:00 in Italy: the services are open, the night's targets do not hold.
const MORNING = '2026-11-18T09:00:00Z'
const PAGE = '/configurazione/territorio'
const ADMINISTRATOR = 'teresa.moretti@example.org'
const COORDINATOR = 'giulia.montanari@example.org'

let world: World
/** The administrator's desk, open for the whole journey: one code of a telephone holds once. */
let teresa: Desk

beforeAll(async () => {
  world = await startWorld(MORNING)
  teresa = await world.desk(ADMINISTRATOR)
})

afterAll(async () => {
  await world?.close()
})

/** Opens a part of the page and answers when it is in view. */
async function openPart(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
  await page.getByRole('tabpanel', { name }).waitFor()
}

/** The minutes of the first answer to the class, in any case. */
function minutesOf(page: Page, name: string) {
  const own = page.getByRole('group', { name: new RegExp(name, 'u') })
  return own.getByRole('group', { name: 'In ogni caso' }).getByLabel('Risposta entro (minuti)')
}

/** Moves the focus with Tab until it is on what is named; nothing else is pressed. */
async function tabTo(page: Page, reached: () => Promise<boolean>): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    if (await reached()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('not reached by Tab')
}

const isFocused = (page: Page, find: (page: Page) => ReturnType<Page['getByRole']>) => () =>
  find(page).evaluate((element) => element === document.activeElement)

test('an administrator changes a target by keyboard, and the answer to who is in charge changes', async () => {
  const { page } = teresa
  await page.getByRole('link', { name: 'Territorio' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByText('Risposta entro 30 min', { exact: false }).waitFor()

  const tab = (at: Page) => at.getByRole('tab', { name: 'Chi risponde' })
  await tabTo(page, isFocused(page, tab))
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const minutes = (at: Page) => minutesOf(at, 'Urgenza')
  await minutes(page).waitFor()
  await tabTo(page, isFocused(page, minutes))
  await page.keyboard.press('Control+A')
  await page.keyboard.type('20')
  const save = (at: Page) => at.getByRole('button', { name: 'Salva le modifiche' })
  await tabTo(page, isFocused(page, save))
  await page.keyboard.press('Enter')
  await page.getByText('Impostazioni salvate: versione 2.').waitFor()

  await openPart(page, 'Chi risponde')
  await page.getByText('Risposta entro 20 min', { exact: false }).waitFor()
  expect(teresa.faults).toEqual([])
})

test('who had the old version is told who saved first, loses nothing else, and can see the new values', async () => {
  await giveAdministration(teresa.page, 'Giulia Montanari')
  const giulia = await world.desk(COORDINATOR)
  for (const { page } of [teresa, giulia]) {
    await page.goto(`${world.origin}${PAGE}`)
    await openPart(page, 'Classi e tempi')
  }
  await change(teresa, '25')
  await teresa.page.getByText('Impostazioni salvate: versione 3.').waitFor()

  await giulia.page.getByRole('tab', { name: 'Servizio e orari' }).click()
  await giulia.page.getByLabel('C’è un’unità mobile').uncheck()
  await openPart(giulia.page, 'Classi e tempi')
  await change(giulia, '40')
  const told = giulia.page.getByRole('alert')
  await told.getByText('Teresa Moretti ha salvato prima di te').waitFor()
  await told.getByText('Classi e tempi', { exact: false }).waitFor()

  await told.getByRole('button', { name: 'Guarda i nuovi valori' }).click()
  await expect.poll(() => minutesOf(giulia.page, 'Urgenza').inputValue()).toBe('25')
  await giulia.page.getByText('Da salvare: Servizio e orari.').waitFor()
  // A page that goes away, as when the access ends, takes no change with it.
  await giulia.page.reload()
  await giulia.page.getByText('Da salvare: Servizio e orari.').waitFor()
  await openPart(giulia.page, 'Servizio e orari')
  expect(await giulia.page.getByLabel('C’è un’unità mobile').isChecked()).toBe(false)
  await giulia.close()
})

test('a number that is none is refused at its field, before anything is sent', async () => {
  const { page } = teresa
  await page.setViewportSize({ width: 375, height: 740 })
  await page.goto(`${world.origin}${PAGE}`)
  await openPart(page, 'Solleciti')
  const again = page.getByLabel('Minuti tra due telefonate')
  await again.fill('0')
  await page.getByRole('button', { name: 'Salva le modifiche' }).click()
  await page
    .getByRole('alert')
    .getByRole('button', { name: /^Solleciti: /u })
    .click()
  await expect.poll(() => again.evaluate((one) => one === document.activeElement)).toBe(true)
  await again.fill('45')
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
  await page.route('**/settings', async (saving) => {
    await written
    await saving.continue()
  })
  await page.getByRole('button', { name: 'Salva le modifiche' }).click()
  // Written while the save is on its way: it is not lost with the reply.
  await openPart(page, 'Classi e tempi')
  await minutesOf(page, 'Emergenza').fill('tre')
  await openPart(page, 'Accesso')
  isWritten()
  await page.getByText(/^Impostazioni salvate/u).waitFor()
  await page.getByText('Da salvare: Classi e tempi.').waitFor()
  await page.getByRole('button', { name: 'Salva le modifiche' }).click()
  await page
    .getByRole('alert')
    .getByRole('button', { name: /^Classi e tempi: Scrivi/u })
    .click()
  const field = minutesOf(page, 'Emergenza')
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
})

test('a plan of calls is tried as it is being written: who would be called on Saturday at three', async () => {
  const { page } = teresa
  await page.goto(`${world.origin}${PAGE}`)
  await openPart(page, 'Attivazione')
  const gravest = page.getByRole('group', { name: 'Emergenza', exact: true })
  const first = gravest.getByRole('group', { name: 'Passo 1' }).first()
  await first.getByLabel('chiamata vocale').uncheck()
  await gravest.getByText('Di notte il primo passo non ha la chiamata vocale').waitFor()
  await gravest.getByRole('button', { name: 'Aggiungi una fascia oraria' }).click()
  const night = gravest.getByRole('group', { name: 'Notte', exact: true })
  await night.getByRole('group', { name: 'Passo 1' }).getByLabel('chiamata vocale').check()
  await expect.poll(() => gravest.getByText('non sveglia nessuno').count()).toBe(0)

  const plan = page.getByRole('region', { name: 'Prova il piano' })
  await plan.getByRole('button', { name: 'Prova' }).click()
  const run = plan.getByRole('region', { name: 'Come va la chiamata' })
  const heading = run.getByRole('heading', { name: 'Come va la chiamata' })
  // Its answer comes under the eye, and its heading is read aloud.
  await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true)
  const at = await heading.boundingBox()
  expect(at?.y).toBeGreaterThan(40)
  expect(at?.y).toBeLessThan(400)
  await run.getByText('Vale il piano di questa fascia: Notte.').waitFor()
  await run.getByText('sab 21 nov, 03:00 · subito').waitFor()
  await run.getByText('dopo 10 min').waitFor()
  await run
    .getByText('Nessuno risponde: l’ultimo passo richiama ogni 10 minuti', { exact: false })
    .waitFor()
  await plan.getByLabel('Risponde la seconda persona').check()
  await plan.getByRole('button', { name: 'Prova' }).click()
  await run.getByText('la chiamata finisce qui', { exact: false }).waitFor()
  expect(await run.getByText(/\+39|\d{6}/u).count()).toBe(0)

  await page.getByRole('button', { name: 'Lascia com’era' }).click()
  await plan.getByRole('button', { name: 'Prova' }).click()
  await run.getByText('Vale il piano di ogni altra ora.').waitFor()
  expect(teresa.faults).toEqual([])
})

test('a social worker reads the rules, and why they cannot be changed from there', async () => {
  const { page, close } = await world.desk('anna.verdini@example.org')
  await page.goto(`${world.origin}${PAGE}`)
  await openPart(page, 'Classi e tempi')
  await page.getByText('Puoi leggere queste regole, non cambiarle').waitFor()
  await page.getByText('Risposta entro 25 min', { exact: false }).waitFor()
  await openPart(page, 'Solleciti')
  await page.getByText('Minuti tra due telefonate').waitFor()
  expect(await page.getByRole('button', { name: 'Salva le modifiche' }).count()).toBe(0)
  await close()
})

async function change(desk: Desk, minutes: string): Promise<void> {
  await minutesOf(desk.page, 'Urgenza').fill(minutes)
  await desk.page.getByRole('button', { name: 'Salva le modifiche' }).click()
}

/** As on the screen of people: the coordinator also administers from now on. */
async function giveAdministration(page: Page, name: string): Promise<void> {
  await page.goto(`${world.origin}/amministrazione/persone`)
  await page.getByRole('button', { name: `Modifica ${name}` }).click()
  await page.getByRole('button', { name: 'Dai incarico' }).click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByLabel('Incarico').selectOption('administrator')
  await dialog.getByRole('button', { name: 'Dai incarico' }).click()
  await page.getByText('Incarico dato.').waitFor()
}
