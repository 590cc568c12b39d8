import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTypesetter } from '#contexts/documents/public.ts'
import { beginCall } from './calls.ts'
import { handsOn } from './hands.ts'
import {
  acceptByLink,
  closeFile,
  confirmByLink,
  HOUSEHOLD,
  holdPlace,
  linkSentTo,
  PATIENCE,
  paperText,
  recordArrival,
  recordTitle,
  signAssessment,
  writePerson,
} from './thread.ts'
import { type Desk, startWorld, type World } from './world.ts'

// S01: a Saturday at 02:40 in Italy. A patrol calls the room; the on-call worker takes it to a service's yes on Monday.
const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'
const AFTER_THE_CREW = '2026-11-21T01:44:00Z'
const ARRIVAL = '2026-11-21T02:30:00Z'
const MONDAY = '2026-11-23T08:10:00Z'
const RING_MS = 60_000
const PLACE = 'Via dei Pini Inventati 7'
const SECRET_ADDRESS = 'Via Riservata Inventata 3'
const WORKER = 'francesca.tirreni@example.org'
const SERVICE = 'laura.innocenzi@example.org'

let world: World
let chiara: Desk
let francesca: Desk
let file = ''

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true, ringMs: RING_MS })
  chiara = await world.desk('chiara.ferranti@example.org')
  francesca = await world.desk(WORKER, 'console', 'dark')
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

test('the room takes the patrol’s call: emergency, the neck first, 118 and 112 handed on', async () => {
  const { page } = chiara
  const hands = handsOn(page)
  await page.getByText('Chi risponde ora').waitFor()
  await beginCall(page, hands, {
    who: '3',
    phone: '06 5550 1301',
    place: PLACE,
    municipality: 'Anzio',
    words:
      'Donna con due figli, lui è fuori casa. Lividi al collo, telefono rotto. Va via volentieri.',
  })
  await page.getByRole('button', { name: 'Donna', exact: true }).click()
  await page.getByRole('button', { name: 'Figli' }).click()
  await page.getByRole('textbox', { name: 'Quante persone' }).fill('3')
  await page.getByRole('textbox', { name: 'Quanti minori' }).fill('2')
  const yes = (question: string) =>
    page.getByRole('radiogroup', { name: question }).getByText('Sì').click()
  await yes('Qualcuno è in pericolo adesso?')
  await yes('C’è violenza, o la minaccia di violenza?')
  await yes('Le ha stretto il collo?')
  await page.getByText('Dopo uno strangolamento serve subito il 118.').waitFor()
  const listed = page.getByLabel('Ente in elenco')
  if (!(await listed.isVisible())) await page.getByText('Chi segnala', { exact: true }).click()
  await listed.selectOption({ label: 'Carabinieri di Anzio' })
  await page.getByLabel('Comando o reparto').fill('Stazione di Anzio')
  await page.getByLabel('Grado o ruolo').fill('Maresciallo')
  await page.getByLabel('Nome di chi segnala').fill('Bruno Inventato')
  await page.getByText('Pattuglia in attesa sul posto').click()
  for (const service of ['118', '112']) {
    await page.getByRole('button', { name: `Passata al ${service} ora` }).click()
    await page.getByText(new RegExp(`Passata al ${service} alle`, 'u')).waitFor()
  }
  await page.getByRole('radiogroup', { name: 'Classe' }).getByText('Emergenza').click()
  await hands.press('Control+Enter')
  await page
    .getByText(/Segnalazione 26-\d+ registrata/u)
    .first()
    .waitFor()
  await now(page).getByText('Stiamo chiamando').waitFor()
  file = await page
    .getByRole('link', { name: new RegExp(PLACE, 'u') })
    .getAttribute('href')
    .then((href) => href ?? '')
})

test('the crew does not answer, the page climbs, and the social worker answers by her link', async () => {
  await world.moveTo(AFTER_THE_CREW)
  await now(chiara.page).getByText('Stiamo chiamando Francesca Tirreni').waitFor(PATIENCE)
  const telephone = await world.open('phone')
  const { page } = telephone
  await page.goto(await linkSentTo(world, page, WORKER, 'r'))
  const shown = await page.getByRole('main').innerText()
  expect(shown).toContain('Emergenza')
  expect(shown).not.toContain(PLACE)
  await page.getByRole('button', { name: 'Rispondo io' }).tap()
  await page.getByRole('heading', { name: 'Rispondi tu' }).waitFor()
  expect(telephone.faults).toEqual([])
  await telephone.close()
  // The operator has touched nothing: the board tells who answers, and a protected file is hers no more.
  await chiara.page
    .getByRole('link', { name: /Intervento protetto Assegnata a Francesca Tirreni/u })
    .first()
    .waitFor(PATIENCE)
})

test('people, assessment, a secret place called and held, confirmed in writing', async () => {
  const { page } = francesca
  await page.getByRole('link', { name: new RegExp(PLACE, 'u') }).click()
  await now(page).getByRole('button', { name: 'Apri Persone e nucleo' }).click()
  const people = page.getByRole('tabpanel', { name: 'Persone e nucleo' })
  for (const person of HOUSEHOLD) await writePerson(people, person)
  await now(page).getByRole('button', { name: 'Apri Valutazione' }).click()
  await signAssessment(page.getByRole('tabpanel', { name: 'Valutazione' }), {
    place: 'Sì',
    danger: 'Sì',
    need: 'Un posto segreto per lei e i due figli.',
    risk: 'Le ha stretto il collo, può tornare.',
  })
  const card = now(page)
  await card.getByRole('checkbox', { name: 'serve un indirizzo segreto' }).check()
  await card.getByRole('checkbox', { name: 'Anzio' }).check()
  const arrival = card.getByLabel('Arrivo e chi accompagna')
  if (!(await arrival.isVisible())) await card.getByText('Che cosa chiederà la struttura').click()
  await arrival.fill('Con l’equipaggio, due seggiolini')
  await card.getByRole('button', { name: 'Cerca posto' }).click()
  await card.getByText(/Non adatte: \d/u).click()
  const shared = card.getByRole('listitem').filter({ hasText: 'Casa Il Faro' })
  await shared.getByText('l’indirizzo non è segreto').waitFor()
  const home = card.getByRole('listitem').filter({ hasText: 'Casa Onda' })
  await home.getByRole('button', { name: 'Mostra telefono e indirizzo' }).click()
  await home.getByText(SECRET_ADDRESS).waitFor()
  const held = await holdPlace(page, card, 'Casa Onda')
  await recordTitle(page, held)
  await held.getByRole('button', { name: 'Chiedi conferma scritta' }).click()
  await held.getByText('Conferma scritta chiesta').waitFor()
  const shown = await confirmByLink(world, 'accoglienza.riservata@example.org')
  expect(shown).toContain('donna, 34 anni')
  for (const { name } of HOUSEHOLD) expect(shown).not.toContain(name)
  await card.getByRole('button', { name: 'Apri Riscontro' }).waitFor(PATIENCE)
})

test('the patrol is told without the place and let go; then they arrive', async () => {
  const { page } = francesca
  await now(page).getByRole('button', { name: 'Apri Riscontro' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Riscontro' })
  await panel.getByLabel('Chi viene').selectOption({ label: 'l’equipaggio' })
  // A patrol that is said to stay is not let go in the same act.
  const release = panel.getByRole('checkbox', { name: 'La pattuglia può andare' })
  expect(await release.isChecked()).toBe(false)
  await panel.getByLabel('Chi resta con la persona').selectOption({ label: 'nessuno, non serve' })
  await panel.getByLabel('Punto d’incontro').fill('Davanti al municipio')
  expect(await release.isChecked()).toBe(false)
  await release.check()
  const script = panel.getByRole('region', { name: 'Leggi così' })
  await script.getByText('Ci incontriamo qui: Davanti al municipio.').waitFor()
  const read = await script.innerText()
  for (const secret of [SECRET_ADDRESS, 'Casa Onda']) expect(read).not.toContain(secret)
  await panel.getByRole('button', { name: 'Registra il riscontro' }).click()
  await now(page).getByText('Quando arrivano, registra l’arrivo.').waitFor()
  expect(await page.getByText('La pattuglia aspetta da').count()).toBe(0)
  const story = await openTab(page, 'Cronologia')
  await story.getByText('Pattuglia liberata').waitFor()
  await world.moveTo(ARRIVAL)
  await recordArrival(page, now(page))
  await now(page).getByLabel('Quale documento').waitFor()
})

test.runIf(openTypesetter().isAvailable)(
  'the entry sheet is whole, the patrol’s copy holds no secret, the report holds the signed assessment',
  async () => {
    const { page } = francesca
    const panel = await openTab(page, 'Documenti')
    const issue = async (kind: string, prefix: string): Promise<string> => {
      await panel.getByLabel('Quale documento').selectOption({ label: kind })
      await panel.getByRole('button', { name: 'Emetti', exact: true }).click()
      return await paperText(
        page,
        panel.getByRole('link', { name: new RegExp(`^Apri ${prefix}-`, 'u') }),
      )
    }
    const secrets = ['Casa Onda', ...HOUSEHOLD.map(({ name }) => name)]
    const whole = await issue('Scheda di inserimento', 'SI')
    for (const words of [...secrets, '06 5550 1001']) expect(whole).toContain(words)
    expect(whole).not.toContain(SECRET_ADDRESS)
    const copy = await issue('Scheda di inserimento, copia per le Forze dell’ordine', 'SC')
    for (const secret of [...secrets, SECRET_ADDRESS, PLACE, 'Responsabile Inventata'])
      expect(copy).not.toContain(secret)
    expect(copy).toContain('circa 34 anni')
    const report = await issue('Relazione di intervento', 'RI')
    expect(report).toContain('Le ha stretto il collo, può tornare.')
  },
)

test('the file goes to a named person of the service, who accepts on Monday by link; then it closes', async () => {
  const { page } = francesca
  const card = now(page)
  const send = card.getByRole('button', { name: 'Invia il passaggio' })
  await send.click()
  await card.locator('.field-error').first().waitFor()
  await card.getByLabel('Persona che riceve').selectOption(SERVICE)
  await card.getByLabel('Dove sono adesso, e fino a che ora').fill('In un luogo protetto')
  await send.click()
  // Of a protected file what leaves is read first, and to whom alone.
  const preview = page.getByRole('dialog')
  await preview.getByText('In un luogo protetto').waitFor()
  await preview.getByText('La lettera ha solo il numero.', { exact: false }).waitFor()
  expect(await preview.innerText()).not.toContain(SECRET_ADDRESS)
  await preview.getByRole('button', { name: 'Invia alla persona scelta' }).click()
  await card.getByText('Sollecito all’ufficio').waitFor()
  await world.moveTo(MONDAY)
  await acceptByLink(world, SERVICE, 'Laura Innocenzi')
  await closeFile(page, card, 'Persona in sicurezza', 'Al sicuro; segue il servizio di Anzio.')
  await page.getByText('Hai chiuso l’intervento').first().waitFor()
  await page.goto(`${world.origin}${file}`)
  await page.getByText('Intervento chiuso').first().waitFor()
  await page.getByText('Passaggio accettato dal servizio.').waitFor()
  for (const desk of [chiara, francesca])
    expect(await desk.page.content()).not.toContain(SECRET_ADDRESS)
})
