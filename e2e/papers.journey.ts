import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Saturday at 02:40 in Italy: papers are issued and read, the file goes to a service that answers by telephone.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const OFFICE = 'sociale.nettuno@example.org'
const folder = mkdtempSync(join(tmpdir(), 'approdo-journey-'))

let world: World
let chiara: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  chiara = await world.desk('chiara.ferranti@example.org')
})

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  expect(chiara.faults).toEqual([])
  await world?.close()
})

async function openFile(
  page: Page,
  place: string,
  tab: string,
  device: 'console' | 'phone' = 'console',
): Promise<void> {
  await page.goto(`${world.origin}/sala`)
  await page.getByRole('link', { name: new RegExp(place, 'u') }).click()
  // On a telephone a file shows one step at a time until all of it is asked for.
  const all = page.getByRole('button', { name: 'Vista completa' })
  if (device === 'phone') await all.tap()
  await page.getByRole('tab', { name: tab }).click()
}

/** The words of a document, as whoever opens it reads them. */
async function textOf(page: Page, link: Locator): Promise<string> {
  const href = await link.getAttribute('href')
  const reply = await page.request.get(`${world.origin}${href}`)
  expect(reply.headers()['content-type']).toBe('application/pdf')
  const path = join(folder, 'opened.pdf')
  writeFileSync(path, await reply.body())
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
}

async function issue(page: Page, kind: string, words: Readonly<Record<string, string>>) {
  await page.getByLabel('Quale documento').selectOption({ label: kind })
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text)
  await page.getByRole('button', { name: 'Emetti', exact: true }).click()
}

/** The newest link that an office was sent, as its mailbox shows it. */
async function linkSentTo(page: Page, address: string): Promise<string> {
  const found = async (): Promise<string> => {
    await page.goto(`${world.origin}/dev/telefoni`)
    const mails = page.locator('article.mail').filter({ hasText: address })
    const [newest = ''] = await mails.allTextContents()
    return /\/p\/[\w-]{43}/u.exec(newest)?.[0] ?? ''
  }
  await expect.poll(found, { timeout: 20_000 }).not.toBe('')
  return await found()
}

test.runIf(openTypesetter().isAvailable)(
  'an entry sheet and its copy for the police are issued and read; an annulled one says so',
  async () => {
    const { page } = chiara
    await openFile(page, 'Santa Maria Goretti', 'Documenti')
    await issue(page, 'Scheda di inserimento', {
      'Dove sono accolte': 'Dormitorio di prova',
      'Chi non deve sapere': 'il fratello Inventato',
    })
    const sheet = page.getByRole('link', { name: /^Apri SI-/u })
    await sheet.waitFor()
    const whole = await textOf(page, sheet)
    expect(whole).toContain('Dormitorio di prova')
    expect(whole).toContain('il fratello Inventato')
    await issue(page, 'Scheda di inserimento, copia per le Forze dell’ordine', {})
    const copy = page.getByRole('link', { name: /^Apri SC-/u })
    await copy.waitFor()
    const redacted = await textOf(page, copy)
    for (const secret of ['Dormitorio', 'fratello', 'Ñahui', 'Goretti'])
      expect(redacted).not.toContain(secret)
    const line = page.getByRole('listitem').filter({ has: sheet })
    await line.getByRole('button', { name: 'Annulla' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Motivo').fill('Manca una terapia')
    await dialog.getByRole('button', { name: 'Annulla' }).click()
    await line.getByText(/annullato da AN-/u).waitFor()
  },
)

test('a file goes to the service of the place of finding, which reads page one and accepts from a telephone', async () => {
  const { page } = chiara
  await openFile(page, 'Santa Maria Goretti', 'Passaggio')
  await page.getByText('Residenza non nota').first().waitFor()
  await page.getByLabel('Nome e cognome').fill('Laura Innocenzi')
  await page.getByLabel('Dove sono adesso, e fino a che ora').fill('In caserma, fino alle 9')
  // A page that goes away, as when the access ends, takes nothing of page one.
  await openFile(page, 'Santa Maria Goretti', 'Passaggio')
  await page.getByText('Quello che avevi scritto è ancora qui.').first().waitFor()
  expect(await page.getByLabel('Dove sono adesso, e fino a che ora').inputValue()).toBe(
    'In caserma, fino alle 9',
  )
  await page.getByRole('button', { name: 'Invia il passaggio' }).click()
  // The copy for the patrol does not go along by itself, and nothing else is left: it asks.
  await page.getByText('Nessun documento è spuntato').waitFor()
  await page.getByRole('button', { name: 'Invia senza documenti' }).click()
  const line = page
    .getByRole('tabpanel', { name: 'Passaggio' })
    .getByRole('listitem')
    .filter({ hasText: 'Servizio sociale professionale di Nettuno' })
  await line.getByText('inviato', { exact: true }).waitFor()
  await line.getByText(/Sollecito all’ufficio/u).waitFor()
  await page.getByText('Il servizio deve ancora rispondere').waitFor()

  const office = await world.open('phone')
  const link = await linkSentTo(office.page, OFFICE)
  await office.page.goto(`${world.origin}${link}`)
  await office.page.getByText('In caserma, fino alle 9').waitFor()
  const wide = await office.page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  // Acceptance without a name is asked again; what was opened changed nothing.
  await office.page.getByRole('button', { name: 'Accettiamo', exact: true }).tap()
  await office.page.getByText('Scrivi nome e cognome di chi risponde.').first().waitFor()
  await line.getByText('inviato', { exact: true }).waitFor()
  await office.page.getByLabel('Nome e cognome').fill('Laura Innocenzi')
  await office.page.getByRole('button', { name: 'Accettiamo', exact: true }).tap()
  await office.page.getByText('Risposta registrata: accettato dal servizio').waitFor()
  // Who took it on goes on reading it, and knows whom to call.
  await office.page.getByText('In caserma, fino alle 9').waitFor()
  await office.page.locator('a[href^="tel:"]').waitFor()
  expect(office.faults).toEqual([])
  await office.close()

  // The operator has touched nothing: the stream told the file.
  await line.getByText('accettato dal servizio').waitFor()
  await page.getByText('Per il passaggio l’intervento si può chiudere.').waitFor()
  await page.getByRole('tab', { name: 'Cronologia' }).click()
  await page.getByText('Passaggio accettato dal servizio.').waitFor()
  await page.goto(`${world.origin}/passaggi`)
  const row = page.getByRole('row').filter({ hasText: 'accettato dal servizio' })
  await row.first().waitFor()
})

test('what a service returns by voice waits again for an answer, at 375 pixels by night', async () => {
  const davide = await world.desk('davide.lombardini@example.org', 'phone', 'dark')
  const { page } = davide
  await openFile(page, 'Traversa privata', 'Passaggio', 'phone')
  await page.getByText('accettato dal servizio').first().waitFor()
  await page
    .getByLabel('A quale servizio')
    .selectOption({ label: 'Un servizio fuori dal territorio' })
  await page.getByLabel('Nome del servizio').fill('Servizio sociale di altrove')
  await page.getByLabel('PEC o e-mail del servizio').fill('altrove@pec.example.org')
  await page.getByRole('button', { name: 'Invia il passaggio' }).tap()
  // The card of the next step shows the same handover.
  const tab = page.getByRole('tabpanel', { name: 'Passaggio' })
  const line = tab.getByRole('listitem').filter({ hasText: 'Servizio sociale di altrove' })
  await line.getByRole('button', { name: 'Registra la risposta a voce' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Restituiamo' }).check()
  await dialog.getByLabel('Nome e cognome').fill('Impiegata Inventata')
  await dialog.getByRole('button', { name: 'Registra', exact: true }).tap()
  await dialog.locator('.field-error').first().waitFor()
  await dialog.getByLabel('Motivo').fill('Non risulta residente')
  await dialog.getByRole('button', { name: 'Registra', exact: true }).tap()
  await line.getByText('restituito').waitFor()
  await line.getByText('Non risulta residente').waitFor()
  // The card says it too.
  await page
    .getByRole('region', { name: 'Cosa faccio adesso?' })
    .getByText('Restituito da Servizio sociale di altrove, Impiegata Inventata')
    .waitFor()
  await page.getByText('Assegnata a Davide Lombardini').filter({ visible: true }).first().waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  expect(davide.faults).toEqual([])
  await davide.close()
})

test('who does not answer is rung again, and a letter that did not arrive is not sent: its service has to be rung', async () => {
  const { page } = chiara
  await openFile(page, 'Santa Maria Goretti', 'Passaggio')
  await page.getByRole('button', { name: 'Invia il passaggio' }).click()
  await page.getByRole('button', { name: 'Invia senza documenti' }).click()
  const tab = page.getByRole('tabpanel', { name: 'Passaggio' })
  const line = tab.getByRole('listitem').filter({ hasText: 'Da chiamare entro' })
  await line.getByRole('link', { name: /^Chiama /u }).waitFor()
  await line.getByRole('button', { name: 'Ho chiamato io' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Non risponde' }).check()
  await dialog.getByRole('button', { name: 'Registra la telefonata' }).click()
  await line.getByText('Tentativi: 1').waitFor()
  for (const name of [/^PEC a/u, /^E-mail a/u]) {
    await line.getByRole('button', { name: 'Registra una ricevuta' }).click()
    const letter = dialog.getByLabel('Di quale lettera')
    const label = await letter.getByRole('option').filter({ hasText: name }).textContent()
    await letter.selectOption({ label: label ?? '' })
    await dialog.getByRole('radio', { name: 'non consegnata' }).check()
    await dialog.getByRole('button', { name: 'Registra', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await line.getByText('non consegnato', { exact: true }).waitFor()
  await page.getByRole('tab', { name: 'Cronologia' }).click()
  await page.getByText('Passaggio non consegnato: la lettera non è arrivata.').first().waitFor()
})
