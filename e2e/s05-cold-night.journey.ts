import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { beginCall } from './calls.ts'
import { handsOn } from './hands.ts'
import {
  choosePerson,
  closeFile,
  holdPlace,
  PATIENCE,
  paperText,
  signAssessment,
  writePerson,
} from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S05: a Wednesday of January at 22:30 in Italy. A citizen calls for a man in the cold, who does not want the bed.
const WEDNESDAY_NIGHT = '2027-01-13T21:30:00Z'
const AFTER_THE_CREW = '2027-01-13T21:34:00Z'
const TWO_HOURS_LATER = '2027-01-13T23:50:00Z'
const RECHECK = '2027-01-14T00:40'
const RING_MS = 60_000
const PLACE = 'Portici Inventati 1'
const DORMITORY = 'Dormitorio Il Molo'
const HIS_WORDS = 'Dentro non dormo, qui ci sono le mie borse.'
const BLANKETS = 'Due coperte e un tè caldo. Non trema, parla, sa dove siamo.'

let world: World
let chiara: Desk
let francesca: Desk

beforeAll(async () => {
  world = await startWorld(WEDNESDAY_NIGHT, { withNight: true, ringMs: RING_MS })
  chiara = await world.desk('chiara.ferranti@example.org')
  francesca = await world.desk('francesca.tirreni@example.org')
})

afterAll(async () => {
  expect([...chiara.faults, ...francesca.faults]).toEqual([])
  await world?.close()
})

const now = (page: Page) => page.getByRole('region', { name: 'Cosa faccio adesso?' })

async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name }).click()
  return page.getByRole('tabpanel', { name })
}

/** How many beds of the dormitory are free, as its line among the places of tonight says. */
async function freeBeds(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Posti stanotte' }).click()
  const line = page.getByRole('row').filter({ hasText: DORMITORY })
  await line.waitFor()
  return /letti liberi \d+ su \d+/u.exec(await line.innerText())?.[0] ?? ''
}

test('a citizen is heard: the cold makes it an emergency, 118 is handed on', async () => {
  const { page } = chiara
  const hands = handsOn(page)
  await page.getByText('Chi risponde ora').waitFor()
  await beginCall(page, hands, {
    who: '2',
    phone: '300 000 0955',
    place: PLACE,
    municipality: 'Nettuno',
    words: 'Uomo di circa 50 anni sotto i portici, due gradi sotto zero, ha bevuto, due borse.',
  })
  await page.getByRole('button', { name: 'Uomo', exact: true }).click()
  await page.getByRole('button', { name: 'Senza dimora' }).click()
  for (const question of ['Rischia per il freddo?', 'Ha bevuto o preso sostanze?'])
    await page.getByRole('radiogroup', { name: question }).getByText('Sì').click()
  await page.getByText('Persona in strada a rischio di ipotermia.').waitFor()
  await page.getByRole('button', { name: 'Passata al 118 ora' }).click()
  await page.getByText(/Passata al 118 alle/u).waitFor()
  await page.getByRole('radiogroup', { name: 'Classe' }).getByText('Emergenza').click()
  await hands.press('Control+Enter')
  await now(page).getByText('Stiamo chiamando').waitFor(PATIENCE)
})

test('the social worker’s telephone rings, and she answers by its key', async () => {
  await world.moveTo(AFTER_THE_CREW)
  await now(chiara.page).getByText('Stiamo chiamando Francesca Tirreni').waitFor(PATIENCE)
  const { page, faults, close } = await world.open('phone')
  const ringing = page
    .locator('article[data-call-to="+393000000104"]')
    .filter({ hasText: 'sta squillando' })
  const rings = async () => {
    await page.goto(`${world.origin}/dev/telefoni`)
    return await ringing.count()
  }
  await expect.poll(rings, PATIENCE).toBeGreaterThan(0)
  expect(await ringing.first().innerText()).not.toContain('Portici')
  await ringing
    .first()
    .getByRole('button', { name: /premi 1/u })
    .tap()
  await page.getByText('Grazie. Ora risponde lei').waitFor()
  expect(faults).toEqual([])
  await close()
  await chiara.page.getByText('Risponde Francesca Tirreni').first().waitFor(PATIENCE)
})

test('a bed that takes who has drunk is held; he refuses, the bed is free again', async () => {
  const { page } = francesca
  const before = await freeBeds(page)
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByRole('link', { name: new RegExp(PLACE, 'u') }).click()
  await now(page).getByRole('button', { name: 'Apri Persone e nucleo' }).click()
  await page.locator('[role="tab"]:focus', { hasText: 'Persone e nucleo' }).waitFor()
  const people = page.getByRole('tabpanel', { name: 'Persone e nucleo' })
  await writePerson(people, {
    name: 'detto Nino',
    tie: 'Persona di riferimento',
    sex: 'Maschio',
    age: '50',
  })
  await signAssessment(await openTab(page, 'Valutazione'), {
    place: 'Sì',
    danger: 'Sì',
    need: 'Un letto al caldo per stanotte.',
    risk: 'Freddo, ha bevuto.',
  })
  const card = now(page)
  // What was answered on the call is not ticked again.
  await card.getByRole('checkbox', { name: 'ha bevuto o usato sostanze', checked: true }).waitFor()
  await card.getByRole('button', { name: 'Cerca posto' }).click()
  await card.getByText(/Non adatte: \d/u).click()
  await card.getByText('non accoglie chi ha bevuto o usato sostanze').first().waitFor()
  const held = await holdPlace(page, card, DORMITORY)
  await held.getByRole('button', { name: 'Rilascia' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'la persona rifiuta' }).check()
  await dialog.getByRole('button', { name: 'Rilascia' }).click()
  await dialog.waitFor({ state: 'detached' })
  const story = await openTab(page, 'Cronologia')
  await story.getByText(`Posto rilasciato in ${DORMITORY}`).waitFor()
  expect(await freeBeds(page)).toBe(before)
})

test('blankets, and somebody goes back after two hours; it is done in time', async () => {
  const { page } = francesca
  await page.getByRole('link', { name: 'Sala', exact: true }).click()
  await page.getByRole('link', { name: new RegExp(PLACE, 'u') }).click()
  const story = await openTab(page, 'Cronologia')
  await story.getByLabel('Nuova nota').fill(BLANKETS)
  await story.getByRole('button', { name: 'Aggiungi la nota' }).click()
  await story.getByText(BLANKETS).waitFor()
  const tasks = await openTab(page, 'Compiti')
  await tasks.getByLabel('Che cosa').fill('Tornare a vedere come sta')
  await choosePerson(tasks.getByLabel('Chi'), 'Francesca Tirreni')
  await tasks.getByLabel('Entro quando').fill(RECHECK)
  await tasks.getByRole('button', { name: 'Aggiungi il compito' }).click()
  await tasks.getByText('entro', { exact: false }).first().waitFor()
  await world.moveTo(TWO_HOURS_LATER)
  await page.reload()
  await page.getByRole('link', { name: new RegExp(PLACE, 'u') }).click()
  const again = await openTab(page, 'Compiti')
  await again.getByText('in ritardo').waitFor()
  await again.getByRole('button', { name: 'Fatto' }).click()
  await again.getByText('fatto da Francesca Tirreni').waitFor()
})

test('he still refuses: who called is told, the contact is written, the file closes as refused', async () => {
  const { page } = francesca
  const card = now(page)
  const assessed = await openTab(page, 'Valutazione')
  await assessed.getByRole('radio', { name: 'Parole dette' }).check()
  await assessed.getByLabel('Le parole, come sono state dette').fill(HIS_WORDS)
  await assessed.getByLabel('Chi le ha dette').fill('lui')
  await assessed.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await assessed.getByText(HIS_WORDS).waitFor()
  // The refusal has been recorded: the card does not ask for another bed.
  await card.getByRole('button', { name: 'Apri Riscontro' }).click()
  const told = page.getByRole('tabpanel', { name: 'Riscontro' })
  await told.getByLabel('Chi ti ascolta').fill('Chi ha chiamato')
  // A citizen hears that it is seen to: who comes, where and the class are not theirs.
  const script = told.getByRole('region', { name: 'Leggi così' })
  await script.getByText('ce ne occupiamo noi', { exact: false }).waitFor()
  expect(await script.innerText()).not.toMatch(/Emergenza|Viene|magistrato|posto/u)
  expect(await told.getByLabel('Chi viene').count()).toBe(0)
  await told.getByRole('button', { name: 'Registra il riscontro' }).click()
  await card.getByText('Prepara i documenti').waitFor()
  if (openTypesetter().isAvailable) {
    const papers = await openTab(page, 'Documenti')
    await papers.getByLabel('Quale documento').selectOption({ label: 'Relazione di intervento' })
    await papers.getByRole('button', { name: 'Emetti', exact: true }).click()
    const text = await paperText(page, papers.getByRole('link', { name: /^Apri RI-/u }))
    for (const words of [HIS_WORDS, 'Un letto al caldo per stanotte.'])
      expect(text).toContain(words)
  }
  const passing = await openTab(page, 'Passaggio')
  await passing.getByRole('button', { name: 'Nessun passaggio dovuto' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Motivo').fill('Rifiuta: domani lo cerca l’unità di strada.')
  await dialog.getByRole('button', { name: 'Registra il motivo' }).click()
  await dialog.waitFor({ state: 'detached' })
  await closeFile(page, card, 'La persona ha rifiutato', 'Rifiuta il letto, ha le coperte.')
  await page.getByText('Hai chiuso l’intervento').first().waitFor()
})
