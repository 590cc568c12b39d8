import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { beginCall } from './calls.ts'
import { handsOn } from './hands.ts'
import {
  acceptByLink,
  closeFile,
  holdPlace,
  PATIENCE,
  paperText,
  recordArrival,
  recordTitle,
  signAssessment,
  writePerson,
} from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S24: a Saturday at 23:40 in Italy, where no place in the agreement takes a mother with two babies.
const SATURDAY_NIGHT = '2026-11-21T22:40:00Z'
const SUNDAY_MORNING = '2026-11-22T07:00:00Z'
const MONDAY = '2026-11-23T08:10:00Z'
const PLACE = 'Piazza della Prova 2'
const HOTEL = 'Albergo Era'
const SERVICE = 'servizio.prova@example.org'
const MEANWHILE = 'Ambito vicino sentito alle 23:50: nessun posto. Si prova l’albergo.'
const FAMILY = [
  { name: 'Nadia Inventata', tie: 'Persona di riferimento', sex: 'Femmina', age: '26' },
  { name: 'Elio Inventato', tie: 'Figlia o figlio', sex: 'Maschio', age: '1' },
  { name: 'Ada Inventata', tie: 'Figlia o figlio', sex: 'Femmina', age: '3' },
] as const

let world: World
let federico: Desk

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
  federico = await world.desk('federico.nardi@example.org')
})

afterAll(async () => {
  expect(federico.faults).toEqual([])
  await world?.close()
})

const now = (page: Page) => page.getByRole('region', { name: 'Cosa faccio adesso?' })

test('the police call: who answers follows it, writes the family and signs the assessment', async () => {
  const { page } = federico
  const hands = handsOn(page)
  await page.getByText('Chi risponde ora').waitFor()
  await beginCall(page, hands, {
    who: '3',
    phone: '06 5550 3301',
    place: PLACE,
    municipality: 'Pontedera',
    words: 'Madre con due bambini piccoli, senza un posto per la notte.',
  })
  await page.getByRole('radiogroup', { name: 'Classe' }).getByText('Emergenza').click()
  await hands.press('Control+Enter')
  await page.getByText('Risponde Federico Nardi').first().waitFor(PATIENCE)
  const card = now(page)
  await card.getByRole('button', { name: 'Apri Persone e nucleo' }).click()
  const people = page.getByRole('tabpanel', { name: 'Persone e nucleo' })
  for (const person of FAMILY) await writePerson(people, person)
  await card.getByRole('button', { name: 'Apri Valutazione' }).click()
  await signAssessment(page.getByRole('tabpanel', { name: 'Valutazione' }), {
    place: 'Sì',
    danger: 'No',
    need: 'Un posto per tre, stanotte.',
    risk: 'Freddo, un bambino di un anno.',
  })
  await card.getByRole('button', { name: 'Cerca posto' }).waitFor()
})

test('nobody in the agreement: the need without an answer keeps every reason, and the board goes on', async () => {
  const { page } = federico
  await page.getByRole('tab', { name: 'Posto' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Posto' })
  await panel.getByRole('button', { name: 'Cerca posto' }).click()
  await panel.getByText(/Non adatte: \d/u).click()
  for (const [facility, reason] of [
    ['Casa Lavanda', 'solo per chi ha bisogno di un indirizzo segreto'],
    ['Dormitorio Il Sottopasso', 'non accoglie minori con il genitore'],
    ['Comunità Il Sentiero', 'non accoglie donne'],
  ] as const)
    await panel.getByRole('listitem').filter({ hasText: facility }).getByText(reason).waitFor()
  await panel.getByRole('button', { name: 'Nessun posto: bisogno senza risposta' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Che cosa si fa intanto').fill(MEANWHILE)
  await dialog.getByRole('radio', { name: 'tra 2 ore' }).check()
  await dialog.getByRole('button', { name: 'Registra' }).click()
  await panel.getByText(MEANWHILE).waitFor()
  const near = panel.getByRole('listitem').filter({ hasText: 'Pr.I.S. della zona vicina' })
  await near.getByRole('button', { name: /^Chiama e registra/u }).click()
  await dialog.getByText('non accoglie', { exact: true }).click()
  await dialog.getByLabel('Nome di chi risponde').fill('Collega Inventato')
  await dialog.getByRole('button', { name: 'Registra la telefonata' }).click()
  await panel.getByText('Collega Inventato').waitFor()
})

test('an hotel outside the agreement: nobody to authorise, so to be ratified; a yes by voice, the arrival', async () => {
  const { page } = federico
  const panel = page.getByRole('tabpanel', { name: 'Posto' })
  const line = panel.getByRole('listitem').filter({ hasText: HOTEL })
  await line.getByText('fuori convenzione: serve chi autorizza').waitFor()
  const card = await holdPlace(page, panel, HOTEL)
  await recordTitle(page, card)
  const dialog = page.getByRole('dialog')
  await card.getByRole('button', { name: 'Registra l’autorizzazione' }).click()
  await dialog.getByRole('radio', { name: 'indifferibile, da ratificare' }).check()
  await dialog.getByLabel('Chi autorizza').fill('Il funzionario non risponde da venti minuti')
  await dialog.getByRole('button', { name: 'Registra l’autorizzazione' }).click()
  await card.getByText('indifferibile, da ratificare').waitFor()
  await card.getByRole('button', { name: 'Conferma a voce' }).click()
  await dialog.getByLabel('Nome di chi risponde').fill('Portiere Inventato')
  await dialog.getByLabel('Ruolo').fill('portiere')
  await dialog.getByRole('button', { name: 'Conferma a voce' }).click()
  await card.getByText('conferma a voce: Portiere Inventato').waitFor()
  await recordArrival(page, card)
  await card.getByText('Arrivo', { exact: false }).first().waitFor()
})

test('told, written, passed on; moved at eight, and counted as a need without an answer', async () => {
  const { page } = federico
  const card = now(page)
  await card.getByRole('button', { name: 'Apri Riscontro' }).click()
  const told = page.getByRole('tabpanel', { name: 'Riscontro' })
  const script = told.getByRole('region', { name: 'Leggi così' })
  // Who called was on a listed number; who listens now has still to be verified before the place is said.
  await script.getByText('Lo comunichiamo solo dopo la verifica', { exact: false }).waitFor()
  const verifies = told.getByRole('group', { name: 'Verifica di chi è in linea' })
  await verifies
    .getByRole('link', { name: /^Chiama/u })
    .first()
    .waitFor()
  await verifies
    .getByRole('button', { name: /^Nessuna risposta/u })
    .first()
    .click()
  await verifies
    .getByRole('alert')
    .getByText(/^Nessuna risposta/u)
    .waitFor()
  await verifies
    .getByRole('radio', { name: /^Sì, richiamato/u })
    .first()
    .check()
  await script.getByText(`Il posto: ${HOTEL}.`).waitFor()
  await told.getByLabel('Chi ti ascolta').fill('Agente Inventato')
  await script.getByText('Sono già arrivati nel posto', { exact: false }).waitFor()
  await told.getByRole('button', { name: 'Registra il riscontro' }).click()
  await card.getByText('Prepara i documenti').waitFor()
  await page.getByRole('tab', { name: 'Documenti' }).click()
  const papers = page.getByRole('tabpanel', { name: 'Documenti' })
  if (openTypesetter().isAvailable) {
    await papers.getByLabel('Quale documento').selectOption({ label: 'Relazione di intervento' })
    await papers.getByRole('button', { name: 'Emetti', exact: true }).click()
    const text = await paperText(page, papers.getByRole('link', { name: /^Apri RI-/u }))
    expect(text).toContain('Un posto per tre, stanotte.')
  }
  await page.getByRole('tab', { name: 'Passaggio' }).click()
  const passing = page.getByRole('tabpanel', { name: 'Passaggio' })
  await passing.getByLabel('Nome e cognome').fill('Assistente Inventata')
  await passing.getByLabel('E-mail').fill(SERVICE)
  await passing.getByLabel('Chi paga fino ad allora').fill('Comune di residenza, da ratificare')
  await passing.getByRole('button', { name: 'Invia il passaggio' }).click()
  await passing.getByText('inviato', { exact: true }).waitFor()

  await world.moveTo(SUNDAY_MORNING)
  await page.getByRole('tab', { name: 'Posto' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Posto' })
  await panel.getByRole('button', { name: 'Fine permanenza' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Perché').selectOption({ label: 'passati a un’altra soluzione' })
  await dialog.getByRole('button', { name: 'Fine permanenza' }).click()
  await panel.getByText('permanenza finita').waitFor()

  await world.moveTo(MONDAY)
  await acceptByLink(world, SERVICE, 'Assistente Inventata')
  // The stream takes the file from the board before the command has its answer: whose act it was is said all the same.
  await page.route('**/closing', async (closing) => {
    const answer = await closing.fetch()
    await page.getByText('Questo intervento non è più in sala').waitFor()
    await closing.fulfill({ response: answer })
  })
  await closeFile(page, card, 'Bisogno senza risposta', 'Una notte in albergo, poi dai nonni.')
  await page.getByText('Hai chiuso l’intervento').first().waitFor()
})
