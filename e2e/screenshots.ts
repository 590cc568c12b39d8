// `npm run screenshots`: the pictures of docs/img, at 1280 and 375 pixels, by day and by night, from the demo night.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Device } from './browser.ts'
import { startWorld, type World } from './world.ts'

const IMAGES = fileURLToPath(new URL('../docs/img', import.meta.url))
const WIDTH: Readonly<Record<Device, number>> = { console: 1280, phone: 375 }
/** The console follows the hour of the service: at these it is light and dark. */
const HOURS = { giorno: '2026-11-21T10:40:00Z', notte: '2026-11-21T01:40:00Z' } as const

type Shot = {
  readonly name: string
  readonly prepare: (page: Page, origin: string) => Promise<void>
}

const goTo = (path: string) => async (page: Page, origin: string) => {
  await page.goto(`${origin}${path}`)
}

const CONSOLE: readonly Shot[] = [
  {
    name: 'sala',
    prepare: async (page) => {
      await page.keyboard.press('j')
      await page.getByRole('region', { name: 'Cronologia' }).waitFor()
    },
  },
  { name: 'nuova', prepare: goTo('/sala/nuova') },
  { name: 'schermo', prepare: goTo('/parete') },
  { name: 'contatti', prepare: goTo('/sala/contatti') },
  { name: 'posti', prepare: goTo('/posti') },
  { name: 'reperibilita', prepare: goTo('/reperibilita') },
  { name: 'passaggi', prepare: goTo('/passaggi') },
]

const PHONE: readonly Shot[] = [
  { name: 'sala', prepare: async () => undefined },
  { name: 'nuova', prepare: goTo('/sala/nuova') },
  {
    name: 'intervento',
    prepare: async (page, origin) => {
      await page.goto(`${origin}/sala`)
      await page.locator('main a[href*="/interventi/"]').first().tap()
      await page.getByRole('region', { name: 'Cronologia' }).waitFor()
    },
  },
]

/** Still enough to be looked at: fonts there, first data there, the arrival highlight over. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(1200)
}

async function take(
  world: World,
  hour: string,
  device: Device,
  email: string,
  shots: readonly Shot[],
): Promise<void> {
  const theme = hour === 'notte' ? 'dark' : 'light'
  const desk = await world.desk(email, device, theme)
  await desk.page.getByRole('button', { name: 'Senza suono' }).click()
  for (const { name, prepare } of shots) {
    await settle(desk.page)
    await prepare(desk.page, world.origin)
    await settle(desk.page)
    await desk.page.screenshot({ path: `${IMAGES}/${name}-${WIDTH[device]}-${hour}.png` })
  }
  await desk.close()
}

async function takeSignIn(world: World, hour: string, device: Device): Promise<void> {
  const desk = await world.open(device, hour === 'notte' ? 'dark' : 'light')
  await desk.page.goto(`${world.origin}/accedi`)
  await settle(desk.page)
  await desk.page.screenshot({ path: `${IMAGES}/accesso-${WIDTH[device]}-${hour}.png` })
  await desk.close()
}

mkdirSync(IMAGES, { recursive: true })
for (const [hour, at] of Object.entries(HOURS)) {
  const world = await startWorld(at, { withNight: true })
  try {
    await takeSignIn(world, hour, 'console')
    await takeSignIn(world, hour, 'phone')
    await take(world, hour, 'console', 'chiara.ferranti@example.org', CONSOLE)
    await take(world, hour, 'phone', 'alessia.grossi@example.org', PHONE)
  } finally {
    await world.close()
  }
}
