import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { measured, type Thumb, thumbOn } from './hands.ts'
import {
  acceptByLink,
  closeFile,
  confirmByLink,
  HOUSEHOLD,
  holdPlace,
  PATIENCE,
  recordArrival,
  recordTitle,
  signAssessment,
  writePerson,
} from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S01 where one social worker is on call alone: all of it on a telephone, by the card *Cosa faccio adesso?* and nothing else.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const ARRIVAL = '2026-11-21T02:30:00Z'
const MONDAY = '2026-11-23T08:10:00Z'
const PLACE = 'Via del Poggio Inventato 9'
/** Her own telephone, and the number by which people know the service. */
const HERS = '+393000000302'
const SHOWN = '06 5550 3001'
const RING_MS = 60_000
const SERVICE = 'servizio.prova@example.org'

let world: World
let alessia: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true, ringMs: RING_MS })
  alessia = await world.desk('alessia.grossi@example.org', 'phone', 'dark')
})

afterAll(async () => {
  expect(alessia.faults).toEqual([])
  await world?.close()
})

const now = (page: Page) => page.getByRole('region', { name: 'Cosa faccio adesso?' })

const asked = (page: Page, question: string) =>
  page.getByRole('heading', { name: question, exact: true }).waitFor()

const yesTo = (page: Page, question: string) =>
  page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Sì' })

/** The card says what is next: the step before is recorded. */
const leadsTo = (page: Page, words: string) => now(page).getByText(words).waitFor(PATIENCE)

/** The card is as wide as the telephone, and no tab stands beside it. */
async function cardAlone(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await page.getByRole('tab').count()).toBe(0)
}

async function tellTheCard(page: Page, thumb: Thumb): Promise<void> {
  await thumb.tap('Nuova segnalazione', 'link')
  await asked(page, 'Può parlare?')
  await thumb.tap('Sì', 'radio')
  await asked(page, 'Chi è in pericolo?')
  await thumb.tap('Donna')
  await thumb.tap('Figli')
  await thumb.tap('Avanti')
  await asked(page, 'Dove si trova?')
  await page.keyboard.type(PLACE)
  await thumb.tap('Avanti')
  await asked(page, 'Che cosa succede?')
  await page.keyboard.type('Carabinieri: donna con due figli, lui è fuori casa, lividi al collo.')
  await thumb.tap('Avanti')
  await asked(page, 'C’è pericolo adesso?')
  await thumb.on(yesTo(page, 'C’è violenza, o la minaccia di violenza?'))
  await thumb.on(yesTo(page, 'Le ha stretto il collo?'))
  await thumb.tap(/avanti/iu)
  await asked(page, 'Che classe è?')
  await thumb.tap(/^Emergenza/u, 'radio')
  await thumb.tap('Salva')
}

test('from the call to the two emergency numbers, and who the people are', async () => {
  const { page } = alessia
  const thumb = thumbOn(page)
  await tellTheCard(page, thumb)
  await page.getByText('Risponde Alessia Grossi').first().waitFor()
  await now(page).getByText('Il protocollo chiede il 118 e il 112 subito.').waitFor()
  for (const service of ['118', '112']) {
    await now(page)
      .getByRole('button', { name: `Passata al ${service}` })
      .tap()
    await page.getByText(`Passaggio al ${service} registrato.`).first().waitFor()
  }
  await leadsTo(page, 'Scrivi chi sono le persone')
  for (const person of HOUSEHOLD) await writePerson(now(page), person)
  await cardAlone(page)
  await now(page).getByRole('button', { name: 'Avanti: prima valutazione' }).tap()
  await leadsTo(page, 'Scrivi la prima valutazione')
  // What was said on the telephone is not typed again.
  expect(await now(page).getByLabel('Bisogno').inputValue()).toContain('donna')
  expect(await now(page).getByLabel('Rischio').inputValue()).not.toBe('')
  await signAssessment(now(page), {
    place: 'Sì',
    danger: 'Sì',
    need: 'Un posto segreto per lei e i due figli.',
    risk: 'Le ha stretto il collo.',
  })
  await now(page).getByRole('button', { name: 'Cerca posto' }).waitFor()
  measured('S01 by one thumb, taps to a file that looks for a place', thumb.taps())
})

/** Who is called sees the number of the service, and never that of who calls. */
async function callThroughService(page: Page, within: Locator): Promise<void> {
  const number = within.getByRole('button', { name: /^\+39/u }).first()
  const called = `+39${(await number.innerText()).replaceAll(/\D/gu, '').slice(2)}`
  await number.tap()
  await within.getByText('Il tuo telefono squilla').waitFor(PATIENCE)
  const telephones = await world.open('phone')
  const rung = (to: string, word: string) =>
    telephones.page.locator(`article[data-call-to="${to}"]`).filter({ hasText: word }).first()
  const take = async (to: string, said: string) => {
    const ringing = rung(to, 'sta squillando')
    await expect
      .poll(async () => {
        await telephones.page.goto(`${world.origin}/dev/telefoni`)
        return await ringing.count()
      }, PATIENCE)
      .toBe(1)
    expect(await ringing.innerText()).toContain(said)
    expect(await ringing.innerText()).not.toContain('300 000 0302')
    await ringing.getByRole('button', { name: 'Rispondi', exact: true }).tap()
    // The page comes back from the press: loaded anew before, the press would never have left.
    await ringing.waitFor({ state: 'detached' })
  }
  await take(HERS, 'rispondi e ti passa')
  await take(called, `Sul display: ${SHOWN}`)
  await within.getByText('In linea con').waitFor(PATIENCE)
  await rung(called, 'ha risposto').getByRole('button', { name: 'Riaggancia' }).tap()
  await within.getByText('Telefonata finita.').waitFor(PATIENCE)
  expect(telephones.faults).toEqual([])
  await telephones.close()
  await cardAlone(page)
}

test('a secret place is called, held and confirmed by link; they arrive', async () => {
  const { page } = alessia
  const card = now(page)
  // The report was protected: nobody has to remember the secret address.
  expect(await card.getByRole('checkbox', { name: 'serve un indirizzo segreto' }).isChecked()).toBe(
    true,
  )
  await leadsTo(page, 'Cerca un posto adatto')
  await card.getByRole('button', { name: 'Cerca posto' }).tap()
  await card.getByRole('listitem').filter({ hasText: 'Casa Lavanda' }).waitFor()
  await cardAlone(page)
  const line = card.getByRole('listitem').filter({ hasText: 'Casa Lavanda' })
  await line.getByRole('button', { name: 'Mostra telefono e indirizzo' }).tap()
  await callThroughService(page, line)
  const held = await holdPlace(page, card, 'Casa Lavanda')
  await recordTitle(page, held)
  await held.getByRole('button', { name: 'Chiedi conferma scritta' }).tap()
  await confirmByLink(world, 'accoglienza.riservata@example.org')
  await card.getByText('Quando arrivano, registra l’arrivo.').waitFor(PATIENCE)
  await world.moveTo(ARRIVAL)
  await recordArrival(page, card)
})

test('who reported is told, the two papers are issued, the service accepts on Monday, the file closes', async () => {
  const { page } = alessia
  const card = now(page)
  await leadsTo(page, 'Dai riscontro a chi ha segnalato')
  await card.getByLabel('Chi ti ascolta').fill('Maresciallo Inventato')
  await card.getByLabel('A chi leggi il riscontro').selectOption({ label: 'Forze dell’ordine' })
  await cardAlone(page)
  // What is still missing is said beside the words that are read aloud, never in them.
  await card.getByText('Non si dice, perché non è scelto: chi informa il magistrato.').waitFor()
  const script = card.getByRole('region', { name: 'Leggi così' })
  await script.getByText('Sono già arrivati nel posto', { exact: false }).waitFor()
  expect(await script.innerText()).not.toContain('Non si dice')
  // Of people who are there already nobody is asked who comes.
  expect(await card.getByLabel('Chi viene').count()).toBe(0)
  await card.getByRole('button', { name: 'Registra il riscontro' }).tap()
  await card.getByText('Prepara i documenti').waitFor()
  // Who needs no paper goes on, and comes back.
  await card.getByRole('button', { name: 'Nessun documento serve: passaggio al servizio' }).tap()
  await card.getByLabel('A quale servizio').waitFor()
  await card.getByRole('button', { name: 'Torna ai documenti' }).tap()
  await card.getByLabel('Quale documento').waitFor()
  // The first answer comes when the second paper is already chosen: the choice stays.
  const { promise: secondChosen, resolve: chosen } = Promise.withResolvers<void>()
  await page.route('**/documents', async (asked) => {
    if (asked.request().method() !== 'POST') return await asked.fallback()
    const answer = await asked.fetch()
    await secondChosen
    await asked.fulfill({ response: answer })
  })
  if (openTypesetter().isAvailable)
    for (const [kind, prefix] of [
      ['Scheda di inserimento', 'SI'],
      ['Scheda di inserimento, copia per le Forze dell’ordine', 'SC'],
    ] as const) {
      await card.getByLabel('Quale documento').selectOption({ label: kind })
      if (prefix === 'SC') chosen()
      await card.getByRole('button', { name: 'Emetti', exact: true }).tap()
      await card.getByRole('link', { name: new RegExp(`^Apri ${prefix}-`, 'u') }).waitFor()
    }
  await cardAlone(page)
  await card.getByRole('button', { name: 'Avanti: passaggio al servizio' }).tap()
  await leadsTo(page, 'Passa l’intervento al servizio competente')
  // Loaded anew, the card still has the way back to the papers, and the tasks are one press away.
  await page.reload()
  await card.getByRole('button', { name: 'Torna ai documenti' }).tap()
  await card.getByLabel('Quale documento').waitFor()
  await card.getByRole('button', { name: 'Avanti: passaggio al servizio' }).tap()
  await page.getByText('Compiti', { exact: true }).tap()
  await page.getByRole('region', { name: 'Aggiungi un compito' }).waitFor()
  await page.getByText('Compiti', { exact: true }).tap()
  const office = card.getByLabel('A quale servizio')
  await office.selectOption(await office.locator('option', { hasText: 'Pontedera' }).innerText())
  await card.getByLabel('Nome e cognome').fill('Assistente Inventata')
  await card.getByLabel('E-mail').fill(SERVICE)
  await cardAlone(page)
  // What page one leaves unknown is named before it leaves, each line with the way to its field.
  await card.getByRole('button', { name: 'Scrivi: Che cosa è stato promesso' }).tap()
  await page.keyboard.type('Domattina il servizio la cerca.')
  await card.getByRole('button', { name: 'Invia il passaggio' }).tap()
  const preview = page.getByRole('dialog')
  for (const said of ['Domattina il servizio la cerca.', 'Le ha stretto il collo.'])
    await preview.getByText(said).waitFor()
  await preview.getByRole('button', { name: 'Scrivi: Chi paga fino ad allora' }).tap()
  await preview.waitFor({ state: 'detached' })
  await page.keyboard.type('Il Comune, tre notti')
  await card.getByRole('button', { name: 'Invia il passaggio' }).tap()
  await preview.getByText('Il Comune, tre notti').waitFor()
  await preview.getByRole('button', { name: 'Invia alla persona scelta' }).tap()
  await card.getByRole('button', { name: 'Registra la risposta a voce' }).waitFor()
  await world.moveTo(MONDAY)
  await acceptByLink(world, SERVICE, 'Assistente Inventata')
  // A day before its end the stay had brought the file back to her; the service that accepted it sees to it now.
  await closeFile(page, card, 'Persona in sicurezza', 'Al sicuro; segue il servizio.')
  await page.getByText('Hai chiuso l’intervento').first().waitFor()
})
