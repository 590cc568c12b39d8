import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Device, Theme } from './browser.ts'
import { type Desk, startWorld, type World } from './world.ts'

const SATURDAY_NIGHT = '2026-11-21T01:40:00Z'

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

let world: World
const desks = new Map<string, Desk>()

beforeAll(async () => {
  world = await startWorld(SATURDAY_NIGHT, { withNight: true })
}, 240_000)

afterAll(async () => {
  await world?.close()
})

/** Somebody's desk of one look; each person signs in once. */
async function deskOf(email: string, device: Device, theme: Theme): Promise<Desk> {
  const kept = desks.get(email)
  if (kept) return kept
  const desk = await world.desk(email, device, theme)
  desks.set(email, desk)
  return desk
}

/** What axe finds wrong on the page as it stands now. The script is put in from here: the page's own policy stays. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const tool = (globalThis as unknown as { axe: { run: () => Promise<{ violations: unknown }> } })
      .axe
    return (await tool.run()).violations
  })
  return (found as readonly Violation[]).map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 160))
        .join(' | ')}`,
  )
}

const CHIARA = 'chiara.ferranti@example.org'
const DAVIDE = 'davide.lombardini@example.org'
const IOANA = 'ioana.marinescu@example.org'
const GIULIA = 'giulia.montanari@example.org'
const FRANCESCA = 'francesca.tirreni@example.org'
const IRENE = 'irene.gabrielli@example.org'

type State = {
  readonly name: string
  readonly who: string
  readonly device: Device
  readonly theme: Theme
  readonly path: string
  /** What is done there, and what shows that it is done. */
  readonly reach: (page: Page) => Promise<void>
}

const shown = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor()
const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor()

const STATES: readonly State[] = [
  {
    name: 'the board with the night, in compact rows',
    ...{ who: CHIARA, device: 'console', theme: 'light', path: '/sala' },
    reach: shown('Chi risponde ora'),
  },
  {
    name: 'a file in focus',
    ...{ who: CHIARA, device: 'console', theme: 'light', path: '/sala' },
    async reach(page) {
      await page.getByText('Chi risponde ora').waitFor()
      await page.keyboard.press('j')
      await page.getByRole('region', { name: 'Cronologia' }).waitFor()
    },
  },
  {
    name: 'the palette',
    ...{ who: CHIARA, device: 'console', theme: 'light', path: '/sala' },
    async reach(page) {
      await page.getByText('Chi risponde ora').waitFor()
      await page.keyboard.press('Control+K')
      await page.getByRole('dialog', { name: 'Comandi' }).waitFor()
    },
  },
  {
    name: 'who sits here, and the ways to leave',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/sala' },
    async reach(page) {
      const name = page.getByRole('button', { name: 'Davide Lombardini' })
      await name.press('Enter')
      await page.keyboard.press('Tab')
      await page.getByRole('button', { name: 'Blocca la postazione' }).waitFor()
      await page.getByText('Centrale operativa').waitFor()
    },
  },
  {
    name: 'a call on the console',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/sala/nuova' },
    reach: shown('Può parlare liberamente?'),
  },
  {
    name: 'contacts',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/sala/contatti' },
    reach: heading('Contatti'),
  },
  {
    name: 'the rota',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/reperibilita' },
    reach: heading('Reperibilità'),
  },
  {
    name: 'a month of the rota',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/reperibilita/mese' },
    reach: heading(/Turni del mese: /u),
  },
  {
    name: 'the people of the rota',
    ...{ who: GIULIA, device: 'console', theme: 'light', path: '/reperibilita/persone' },
    reach: heading('Persone della reperibilità'),
  },
  {
    name: 'the screen of the room',
    ...{ who: DAVIDE, device: 'console', theme: 'dark', path: '/parete' },
    reach: shown('Reperibili adesso'),
  },
  {
    name: 'the board on a telephone',
    ...{ who: IOANA, device: 'phone', theme: 'dark', path: '/sala' },
    reach: heading(/Coda/u),
  },
  {
    name: 'all other pages on a telephone, and who sits here',
    ...{ who: IOANA, device: 'phone', theme: 'dark', path: '/sala' },
    async reach(page) {
      await page.getByRole('button', { name: 'Altro' }).tap()
      await page.getByRole('dialog').getByText('Ioana Marinescu').waitFor()
    },
  },
  {
    name: 'a call led step by step on a telephone',
    ...{ who: IOANA, device: 'phone', theme: 'dark', path: '/sala/nuova' },
    reach: heading('Può parlare?'),
  },
  {
    name: 'a file on its own page',
    ...{ who: FRANCESCA, device: 'phone', theme: 'light', path: '/sala' },
    async reach(page) {
      await page.getByRole('main').locator('a[href*="/interventi/"]').first().tap()
      await page.getByRole('region', { name: 'Cronologia' }).waitFor()
    },
  },
  {
    name: 'the rota on a telephone',
    ...{ who: FRANCESCA, device: 'phone', theme: 'light', path: '/reperibilita' },
    reach: heading('Reperibilità'),
  },
  {
    name: 'drafts on a telephone',
    ...{ who: FRANCESCA, device: 'phone', theme: 'light', path: '/sala/bozze' },
    reach: heading('Bozze'),
  },
  {
    name: 'people and grants',
    ...{ who: IRENE, device: 'console', theme: 'dark', path: '/amministrazione/persone' },
    reach: heading(/Persone/u),
  },
  {
    name: 'settings of the territory',
    ...{ who: IRENE, device: 'console', theme: 'dark', path: '/configurazione/territorio' },
    reach: (page) => page.getByRole('tab').first().waitFor(),
  },
  {
    name: 'a page that is not there',
    ...{ who: IRENE, device: 'console', theme: 'dark', path: '/non-esiste' },
    reach: (page) => page.getByRole('heading').first().waitFor(),
  },
]

test.each(STATES)('$name has nothing that axe finds wrong', async (state) => {
  const desk = await deskOf(state.who, state.device, state.theme)
  await desk.page.goto(`${world.origin}${state.path}`)
  await state.reach(desk.page)
  expect(await violationsOn(desk.page)).toEqual([])
  expect(desk.faults).toEqual([])
})

const OPEN_PAGES: readonly (readonly [string, string, Device, Theme])[] = [
  ['sign-in', '/accedi', 'phone', 'light'],
  ['the telephones of the demo', '/dev/telefoni', 'console', 'dark'],
  ['the operations for programs', '/api', 'console', 'light'],
]

test.each(OPEN_PAGES)('%s has nothing that axe finds wrong', async (_name, path, device, theme) => {
  const desk = await world.open(device, theme)
  await desk.page.goto(`${world.origin}${path}`)
  await desk.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await violationsOn(desk.page)).toEqual([])
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('the step with the code has nothing that axe finds wrong', async () => {
  const { page, close } = await world.open('phone', 'dark')
  await page.goto(`${world.origin}/accedi`)
  await page.getByLabel('Indirizzo e-mail').fill('stefano.maremmani@example.org')
  await page.getByLabel('Password').fill(world.password)
  await page.keyboard.press('Enter')
  await page.getByLabel('Codice di 6 cifre').waitFor()
  expect(await violationsOn(page)).toEqual([])
  await close()
})

test('a locked desk has nothing that axe finds wrong', async () => {
  const { page } = await deskOf(CHIARA, 'console', 'light')
  await page.goto(`${world.origin}/sala`)
  await page.getByText('Chi risponde ora').waitFor()
  await page.keyboard.press('Control+L')
  await page.getByRole('heading', { name: 'Postazione bloccata' }).waitFor()
  expect(await violationsOn(page)).toEqual([])
})
