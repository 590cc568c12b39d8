import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPushPeer } from '#platform/testing/push-peer.ts'
import { bring, givesOut, noticesOn } from './notices.ts'
import {
  asksForPart,
  changesCode,
  pressOn,
  testLink,
  writesAbsence,
  writesOwnDays,
} from './rota-steps.ts'
import { type Desk, startWorld, type World } from './world.ts'

// A Wednesday at 10:00 in Italy: the demo's rota covers the fortnight that follows.
const MORNING = '2026-11-18T09:00:00Z'
const COORDINATOR = 'giulia.montanari@example.org'

let world: World
let giulia: Desk
// Their one-time codes are good once: who has signed in stays.
let anna: Desk
let paolo: Desk

beforeAll(async () => {
  world = await startWorld(MORNING)
  giulia = await world.desk(COORDINATOR)
})
afterAll(async () => {
  await world?.close()
})

test('a coordinator writes when somebody cannot, and sees that a contact works once its owner says so', async () => {
  const { page } = giulia
  await page.goto(`${world.origin}/reperibilita`)
  await page.getByRole('link', { name: 'Persone, assenze e contatti' }).click()
  const anna = page.getByRole('region', { name: 'Anna Verdini' })
  await anna.getByRole('button', { name: 'Cambia la scheda di Anna Verdini' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: '+ arabo', exact: true }).check()
  await dialog.getByLabel('Contratto').selectOption({ label: 'Ente pubblico' })
  await dialog.getByRole('checkbox', { name: 'domenica' }).check()
  await dialog.getByRole('button', { name: 'Salva la scheda' }).click()
  await anna.getByText('Preferisce di no: domenica').waitFor()
  await anna.getByText('Ente pubblico').waitFor()
  await writesAbsence(page, 'Anna Verdini')
  await anna.getByRole('button', { name: 'Prova l’e-mail di Anna Verdini' }).click()
  await anna.getByText('prova inviata, nessuna risposta').waitFor()
  const telephone = await world.open('phone')
  await expect.poll(() => testLink(telephone.page, world.origin), { timeout: 20_000 }).not.toBe('')
  await telephone.page.goto(`${world.origin}${await testLink(telephone.page, world.origin)}`)
  await telephone.page.getByRole('button', { name: 'Mi è arrivato' }).tap()
  await telephone.page.getByRole('heading', { name: 'Grazie' }).waitFor()
  await telephone.close()
  await page.reload()
  await anna.getByText('funziona', { exact: true }).waitFor()
})

test('a coordinator begins a drill: messages leave by day, and who answers is reached', async () => {
  const { page } = giulia
  const drill = page.getByRole('region', { name: 'Prova di reperibilità' })
  await drill.getByText('Nessuna prova finora.').waitFor()
  await drill.getByRole('button', { name: 'Comincia una prova adesso' }).click()
  await drill.getByText('Prova in corso', { exact: false }).waitFor()
  // People are written to minutes apart, and who comes off a night is not: some time later all others were.
  await world.moveTo('2026-11-18T09:40:00Z')
  const telephone = await world.open('phone')
  const words = 'prova settimanale'
  await expect
    .poll(() => testLink(telephone.page, world.origin, words), { timeout: 20_000 })
    .not.toBe('')
  await telephone.page.goto(`${world.origin}${await testLink(telephone.page, world.origin, words)}`)
  await telephone.page.getByRole('button', { name: 'Mi è arrivato' }).tap()
  await telephone.page.getByRole('heading', { name: 'Grazie' }).waitFor()
  await telephone.close()
  await page.reload()
  await drill.getByText('ha risposto', { exact: true }).waitFor()
})

test('a coordinator asks for a rota by keyboard, looks at it, and takes it', async () => {
  const { page, faults } = giulia
  await page.goto(`${world.origin}/reperibilita`)
  await pressOn(page, 'Proponi i turni')
  const dialog = page.getByRole('dialog', { name: 'Proponi i turni' })
  await dialog
    .getByLabel('Giorno d’inizio')
    .or(dialog.getByLabel('Giorno d’inizio'))
    .fill('2026-12-10')
  await dialog.getByLabel('Per quanti giorni').fill('7')
  await dialog.getByLabel('Ore di cambio').fill('08:00')
  await pressOn(page, 'Cerca i turni')
  const panel = page.getByRole('region', { name: 'Proposta di turni' })
  await pressOn(page, 'Metti questi turni')
  await page.getByText(/^Turni messi: \d+\.$/u).waitFor()
  await expect.poll(() => panel.count()).toBe(0)
  await page.getByRole('button', { name: 'Proponi i turni' }).waitFor()
  await page
    .getByRole('cell', { name: /dom 13 dic/u })
    .first()
    .waitFor()
  // Nobody is called by it yet.
  await pressOn(page, 'Guarda e pubblica')
  await page
    .getByRole('dialog')
    .getByText(/^Turni nuovi: \d+$/u)
    .waitFor()
  await pressOn(page, 'Pubblica')
  await page.getByText('Turni pubblicati.').waitFor()
  await expect.poll(() => page.getByText('Modifiche da pubblicare').count()).toBe(0)
  expect(faults).toEqual([])
})

test('the month shows people beside days: a turn is added from its cell, by keyboard, and thrown away', async () => {
  const { page, faults } = giulia
  await page.getByRole('link', { name: 'Turni del mese' }).click()
  await page.getByRole('heading', { name: 'Turni del mese: novembre 2026' }).waitFor()
  await page.getByRole('button', { name: 'Mese dopo' }).click()
  await page.getByRole('heading', { name: 'Turni del mese: dicembre 2026' }).waitFor()
  const grid = page.getByRole('region', { name: 'Assistente sociale: dicembre 2026' })
  const away = grid.getByRole('button', { name: /^Anna Verdini, ven 11 dicembre: .*assente/u })
  await away.waitFor()
  const cell = grid.getByRole('button', { name: /^Anna Verdini, mer 30 dicembre: / })
  await grid.getByRole('button', { name: /^Anna Verdini, mar 29 dicembre: / }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => cell.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Aggiungi un turno' }).click()
  await dialog.getByLabel('Livello').selectOption({ label: '3, dopo il secondo' })
  await dialog.getByRole('button', { name: 'Aggiungi il turno' }).click()
  await grid
    .getByRole('button', { name: /mer 30 dicembre: livello 3, da 20:00 a 08:00, bozza/u })
    .waitFor()
  await page.getByRole('button', { name: 'Butta la bozza' }).click()
  await dialog.getByRole('button', { name: 'Butta la bozza' }).click()
  await expect.poll(() => page.getByText('Modifiche da pubblicare').count()).toBe(0)
  await page.setViewportSize({ width: 375, height: 812 })
  await page.getByRole('region', { name: 'Assistente sociale: dicembre 2026' }).waitFor()
  await page.getByText('ven 25 dicembre').first().waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(375)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${world.origin}/reperibilita`)
  expect(faults).toEqual([])
})

test('a colleague takes a turn that is asked of all, and the coordinator approves it; another takes the one that runs', async () => {
  anna = await world.desk('anna.verdini@example.org', 'phone')
  await anna.page.goto(`${world.origin}/reperibilita`)
  await anna.page
    .getByRole('button', { name: /^Chiedi un cambio del turno da /u })
    .last()
    .tap()
  await asksForPart(anna.page)
  await anna.page.getByText('Serve un sostituto: può prenderlo chi ha il ruolo.').waitFor()
  paolo = await world.desk('paolo.serafini@example.org', 'phone')
  await paolo.page.goto(`${world.origin}/reperibilita`)
  await paolo.page.getByRole('button', { name: /^Lo prendo io: Anna Verdini/u }).tap()
  await paolo.page.getByText('Paolo Serafini ha accettato: manca chi coordina.').waitFor()
  const { page } = giulia
  await page.goto(`${world.origin}/reperibilita`)
  const asked = page.getByRole('region', { name: 'Cambi e sostituti chiesti' })
  await asked.getByText('Paolo Serafini ha accettato').waitFor()
  await asked.getByLabel('Motivo').fill('Siamo in due')
  await asked.getByRole('button', { name: /^Approva: Anna Verdini/u }).click()
  await expect.poll(() => asked.count()).toBe(0)
  await paolo.page.getByRole('button', { name: /^Lo prendo io adesso: Assistente sociale/u }).tap()
  await paolo.page.getByRole('dialog').getByRole('button', { name: 'Lo prendo io adesso' }).tap()
  await paolo.page.getByText('Da adesso sei reperibile tu.').waitFor()
  expect([...anna.faults, ...paolo.faults]).toEqual([])
  expect(await anna.page.getByRole('button', { name: 'Proponi i turni' }).count()).toBe(0)
  // Why the rule was set aside stands below the month, for who decided and for who works here.
  for (const one of [page, paolo.page]) {
    await one.goto(`${world.origin}/reperibilita/mese?mese=2026-12`)
    const notes = one.getByRole('region', { name: 'Eccezioni alle regole dei turni' })
    await notes
      .getByText(/riposo fra due turni\. Motivo: Siamo in due/u)
      .first()
      .waitFor()
    expect(await notes.getByText('Deciso da Giulia Montanari', { exact: false }).count()).toBe(
      one === page ? 3 : 0,
    )
  }
  await page.goto(`${world.origin}/reperibilita`)
})

test('who is on call writes their own days, and sees first which turns ask for a substitute', async () => {
  await writesOwnDays(anna.page, world.origin)
  expect(anna.faults).toEqual([])
})

test('what is set aside leaves the rota as it was; a code in use ends only after a question', async () => {
  const { page } = giulia
  await changesCode(page, world.origin)
  await pressOn(page, 'Proponi i turni')
  await page.getByLabel('Per quanti giorni').fill('300')
  await pressOn(page, 'Cerca i turni')
  await page
    .getByRole('dialog')
    // The hint says 92 too: what is waited for is the refusal.
    .getByText(/troppo grande/iu)
    .waitFor()
  await page.getByLabel('Per quanti giorni').fill('5')
  await pressOn(page, 'Cerca i turni')
  await pressOn(page, 'Scarta')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Scarta' }).press('Enter')
  await page.getByText('Proposta scartata.').waitFor()
})

test('who ends a turn signs the consegne with one thumb; who comes reads and confirms them, and until then the board says who owes it', async () => {
  // Paolo has the turn that he took and his own after it: at eight of this morning Anna comes.
  await world.moveTo('2026-11-20T06:30:00Z')
  await paolo.page.goto(`${world.origin}/sala`)
  const strip = (page: Page) => page.getByRole('region', { name: 'Consegne', exact: true })
  await strip(paolo.page).getByText('Il tuo turno finisce alle 08:00: scrivi le consegne').waitFor()
  await strip(paolo.page).getByRole('link', { name: 'Apri le consegne' }).tap()
  await paolo.page.getByText('Esce Paolo Serafini, entra Anna Verdini.').waitFor()
  await paolo.page.getByText('Nessun intervento aperto.').waitFor()
  await paolo.page.getByLabel('Altro da dire a chi entra').fill('Il portone si apre a mano.')
  // A reload takes nothing away; what is not counted is said, and nothing is signed.
  await paolo.page.reload()
  const words = paolo.page.getByLabel('Altro da dire a chi entra')
  await expect.poll(() => words.inputValue()).toBe('Il portone si apre a mano.')
  await paolo.page.getByRole('button', { name: 'Firma le consegne' }).tap()
  const things = paolo.page.getByRole('group')
  await expect.poll(() => things.count()).toBeGreaterThan(2)
  for (const thing of await things.all())
    await thing.getByRole('radio', { name: 'C’è', exact: true }).check({ force: true })
  const width = await paolo.page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(375)
  await paolo.page.getByRole('button', { name: 'Firma le consegne' }).tap()
  await paolo.page.getByText(/^Firmate da Paolo Serafini/u).waitFor()
  await world.moveTo('2026-11-20T07:40:00Z')
  await anna.page.goto(`${world.origin}/sala`)
  // Those of the turn that was taken over before stand beside them until this change is worked.
  const owes = strip(anna.page)
    .getByRole('paragraph')
    .filter({ hasText: 'Consegne delle 08:00: le deve confermare Anna Verdini' })
  await owes.getByText('in ritardo').waitFor()
  await strip(anna.page).getByRole('link', { name: 'Apri le consegne' }).tap()
  await anna.page.getByText('Il portone si apre a mano.').waitFor()
  await anna.page.getByLabel('Che cosa non torna').fill('Il portone è riparato')
  await anna.page.getByRole('button', { name: 'Confermo con osservazioni' }).tap()
  await anna.page
    .getByText(/confermate da Anna Verdini/u)
    .first()
    .waitFor()
  await anna.page.goto(`${world.origin}/sala`)
  await anna.page.getByRole('heading', { name: 'Coda' }).first().waitFor()
  await expect.poll(() => strip(anna.page).count()).toBe(0)
  expect([...anna.faults, ...paolo.faults]).toEqual([])
})

test('who turns notices on gets one to try the device, and it goes quiet when they sign out; a browser that refuses says so', async () => {
  const peer = await openPushPeer()
  const { page } = giulia
  const context = page.context()
  const notices = `${world.origin}/reperibilita/avvisi`
  await page.goto(`${world.origin}/reperibilita`)
  await page.getByRole('link', { name: 'Avvisi su questo dispositivo' }).click()
  await page.getByRole('heading', { name: 'Avvisi delle chiamate' }).waitFor()
  await context.grantPermissions(['notifications'], { origin: world.origin })
  await page.goto(notices)
  const devices = await page.request.get(`${world.origin}/api/own/devices`)
  const { publicKey } = (await devices.json()) as { publicKey: string }
  const subscription = await peer.device(publicKey)
  await givesOut(context, subscription)
  await page.goto(notices)
  await page.getByText('Gli avvisi sono spenti').waitFor()
  await page.getByRole('button', { name: 'Accendi gli avvisi' }).click()
  await page.getByText('Gli avvisi sono accesi').waitFor()
  await page.getByRole('button', { name: 'Manda un avviso di prova' }).click()
  const arrived = async () => (await peer.received(subscription)).map((one) => one.payload)
  await expect.poll(arrived).toHaveLength(1)
  const [payload = ''] = await arrived()
  await bring(page, world.origin, payload)
  await expect
    .poll(() => noticesOn(page))
    .toEqual([
      'Pronto intervento sociale: Avviso di prova: su questo dispositivo le chiamate arrivano.',
    ])
  await page.getByText(/^Ultimo avviso di prova arrivato/u).waitFor()

  await page.getByRole('button', { name: /Giulia Montanari/u }).click()
  const ended = page.waitForRequest((request) => /devices\/[^/]+\/end$/u.test(request.url()))
  await page.getByRole('button', { name: /^Esci/u }).click()
  expect((await ended).postDataJSON()).toEqual({ why: 'signed-out' })
  await page.waitForURL(({ pathname }) => pathname.startsWith('/accedi'))
  peer.close()

  const refused = paolo.page
  await refused.context().clearPermissions()
  await refused.goto(notices)
  const off = refused.getByRole('button', { name: 'Accendi gli avvisi' })
  const said = refused.getByText('Il browser blocca gli avvisi di questa pagina')
  await off.or(said).first().waitFor()
  if (await off.isVisible()) await off.click()
  await said.waitFor()
})
