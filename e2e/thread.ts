import { execFileSync } from 'node:child_process'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { World } from './world.ts'

/** Long enough for two servers, a browser and a busy machine. */
export const PATIENCE = { timeout: 30_000 }

/** The newest link of a kind that a mailbox got, as the telephones' page shows it: `r` calls, `s` facilities, `p` services. */
export async function linkSentTo(
  { origin }: World,
  page: Page,
  address: string,
  kind: 'r' | 's' | 'p',
): Promise<string> {
  const found = async (): Promise<string> => {
    await page.goto(`${origin}/dev/telefoni`)
    const mails = page.locator('article.mail').filter({ hasText: address })
    const [newest = ''] = await mails.allTextContents()
    return new RegExp(`/${kind}/[\\w-]{43}`, 'u').exec(newest)?.[0] ?? ''
  }
  await expect.poll(found, PATIENCE).not.toBe('')
  return `${origin}${await found()}`
}

/** The words of a paper, saved from its link as a person saves it, and read. */
export async function paperText(page: Page, link: Locator): Promise<string> {
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    link.click({ modifiers: ['Alt'] }),
  ])
  return execFileSync('pdftotext', ['-layout', await paper.path(), '-'], { encoding: 'utf8' })
}

/** Chooses a colleague by name: beside it stand the role, and whether they are on call. */
export async function choosePerson(select: Locator, name: string): Promise<void> {
  const option = select.locator('option').filter({ hasText: name })
  await select.selectOption((await option.getAttribute('value')) ?? name)
}

/** What is known of one person when it is written. */
export type PersonWords = {
  readonly name: string
  readonly tie: string
  readonly sex: string
  readonly age: string
  /** Who it is for the file, when it is not whom it helps. */
  readonly part?: string
}

/** A woman of 34 with children of 7 and 3, and who must not know. */
export const HOUSEHOLD: readonly PersonWords[] = [
  { name: 'Giada Inventata', tie: 'Persona di riferimento', sex: 'Femmina', age: '34' },
  { name: 'Mattia Inventato', tie: 'Figlia o figlio', sex: 'Maschio', age: '7' },
  { name: 'Sara Inventata', tie: 'Figlia o figlio', sex: 'Femmina', age: '3' },
  { part: 'Non deve sapere', name: 'Ugo Inventato', tie: 'Partner', sex: 'Maschio', age: '' },
]

/** Writes a person in the form of the people, in a tab or on the card. */
export async function writePerson(within: Locator, words: PersonWords): Promise<void> {
  const form = within.getByRole('region', { name: 'Aggiungi una persona' })
  const opens = within.getByRole('button', { name: 'Aggiungi una persona' })
  await form.or(opens).first().waitFor()
  if (await opens.isVisible()) await opens.click()
  if (words.part !== undefined) await form.getByRole('radio', { name: words.part }).check()
  await form.getByLabel('Nome, o come si fa chiamare').fill(words.name)
  await form.getByLabel('Legame').selectOption({ label: words.tie })
  await form.getByRole('radio', { name: words.sex }).check()
  await form.getByRole('textbox', { name: 'Età' }).fill(words.age)
  await form.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await within.getByText(words.name).first().waitFor()
  await form.waitFor({ state: 'detached' })
}

/** What a first assessment says, beside its choices. */
export type Assessed = {
  readonly place: 'Sì' | 'No'
  readonly danger: 'Sì' | 'No'
  readonly need: string
  readonly risk: string
}

/** Signs the first assessment, in its tab or on the card. */
export async function signAssessment(within: Locator, words: Assessed): Promise<void> {
  const choose = (question: string, answer: string) =>
    within
      .getByRole('group', { name: question })
      .getByRole('radio', { name: answer, exact: true })
      .check()
  await choose('Serve un posto', words.place)
  await choose('pericolo adesso', words.danger)
  await choose('Rete presente', 'No')
  await within.getByLabel('Bisogno').fill(words.need)
  await within.getByLabel('Rischio').fill(words.risk)
  await within.getByRole('button', { name: 'Firma la valutazione' }).click()
}

/** Rings a facility that says yes, from its line among those that may take in; answers the card of the held place. */
export async function holdPlace(page: Page, within: Locator, facility: string): Promise<Locator> {
  const line = within.getByRole('listitem').filter({ hasText: facility })
  await line.getByRole('button', { name: 'Chiama e registra' }).click()
  const dialog = page.getByRole('dialog')
  // It is read from its title and the telephone to ring: it opens at its beginning.
  expect(await dialog.evaluate((one) => one.scrollTop)).toBe(0)
  await dialog.getByRole('radio', { name: 'sì' }).check()
  await dialog.getByLabel('Nome di chi risponde').fill('Responsabile Inventata')
  await dialog.getByLabel('Ruolo').fill('responsabile')
  await dialog.getByRole('button', { name: 'Opziona il posto' }).click()
  const card = within.getByRole('region', { name: facility })
  await card.getByText('opzionato fino alle').waitFor()
  return card
}

/** Records on what ground the minors enter: their mother agrees. */
export async function recordTitle(page: Page, card: Locator): Promise<void> {
  await card.getByRole('button', { name: 'Registra il titolo dei minori' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'consenso del genitore' }).check()
  await dialog.getByRole('button', { name: 'Registra il titolo dei minori' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Who was awaited has come: asked before it is written, with the day until which they may stay, where there is one. Answers that day. */
export async function recordArrival(page: Page, within: Locator): Promise<string> {
  await within.getByRole('button', { name: 'Sono arrivati' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Attesi:', { exact: false }).waitFor()
  const stay = (await dialog.allTextContents()).join(' ')
  await dialog.getByRole('button', { name: 'Sono arrivati' }).click()
  await dialog.waitFor({ state: 'detached' })
  return /restare fino a (.+?)\. /u.exec(stay)?.[1] ?? ''
}

/** The facility opens its link on a telephone and says yes in writing; answers what it was shown. */
export async function confirmByLink(world: World, address: string): Promise<string> {
  const { page, faults, close } = await world.open('phone')
  await page.goto(await linkSentTo(world, page, address, 's'))
  const shown = await page.getByRole('main').innerText()
  await page.getByLabel('Nome di chi risponde').fill('Responsabile Inventata')
  await page.getByLabel('Ruolo').fill('responsabile')
  await page.getByRole('button', { name: 'Sì, accogliamo' }).tap()
  await page.getByRole('heading', { name: 'Accoglienza confermata' }).waitFor()
  expect(faults).toEqual([])
  await close()
  return shown
}

/** A person of the competent service opens their link on a telephone and accepts. */
export async function acceptByLink(world: World, address: string, name: string): Promise<void> {
  const { page, faults, close } = await world.open('phone')
  await page.goto(await linkSentTo(world, page, address, 'p'))
  await page.getByRole('heading', { name: 'In un minuto' }).waitFor()
  await page.getByLabel('Nome e cognome').fill(name)
  await page.getByRole('button', { name: 'Accettiamo', exact: true }).tap()
  await page.getByText('Risposta registrata: accettato dal servizio').waitFor()
  expect(faults).toEqual([])
  await close()
}

/** Closes the file of the card with an outcome and its words. */
export async function closeFile(
  page: Page,
  within: Locator,
  outcome: string,
  words: string,
): Promise<void> {
  await within.getByRole('button', { name: 'Scegli l’esito e chiudi' }).click(PATIENCE)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: outcome }).check()
  await dialog.getByLabel('Che cosa è stato fatto').fill(words)
  // A dialog that goes away takes nothing with it.
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await within.getByRole('button', { name: 'Scegli l’esito e chiudi' }).click(PATIENCE)
  expect(await dialog.getByLabel('Che cosa è stato fatto').inputValue()).toBe(words)
  await dialog.getByRole('button', { name: 'Chiudi l’intervento' }).click()
  await dialog.waitFor({ state: 'detached' })
}
