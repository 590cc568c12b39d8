import type { Browser, Page } from 'playwright-core'
import { contextFor, type Device, launch, type Theme, watch } from './browser.ts'
import { type Beginning, type Served, serve } from './served.ts'

/** Somebody at a desk: their own browser context and page. */
export type Desk = {
  readonly page: Page
  readonly faults: string[]
  readonly close: () => Promise<void>
}

/** The running system of one journey, at the scenario's own hour. */
export type World = {
  readonly origin: string
  /** The one of all demo people, as `/dev/telefoni` shows it. */
  readonly password: string
  /** Moves business time: the product has no such channel, only this server. */
  readonly moveTo: (iso: string) => Promise<void>
  /** Signs a demo person in as they would: password, then the code of their authenticator. */
  readonly desk: (email: string, device?: Device, theme?: Theme) => Promise<Desk>
  readonly open: (device?: Device, theme?: Theme) => Promise<Desk>
  /** Kills the server without warning; `crash` starts it again. */
  readonly kill: () => Promise<void>
  /** Kills the server without warning and starts it again on the same data and port. */
  readonly crash: () => Promise<void>
  /** The database of the server. */
  readonly database: Served['database']
  readonly close: () => Promise<void>
}

/** Starts server and browser at an instant (ISO, with Z); `withNight`: with the files of the demo's night. */
export async function startWorld(at: string, beginning: Beginning = {}): Promise<World> {
  const browser = await launch()
  const server = await serve(at, beginning)
  const open = (device: Device = 'console', theme: Theme = 'light') =>
    openDesk(browser, server.origin, device, theme)
  return {
    get origin() {
      return server.origin
    },
    get password() {
      return server.password
    },
    moveTo: server.moveTo,
    open,
    async desk(email, device, theme) {
      const desk = await open(device, theme)
      await signIn(desk.page, server.origin, email, server.password)
      return desk
    },
    kill: server.kill,
    crash: server.crash,
    database: server.database,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

async function openDesk(
  browser: Browser,
  origin: string,
  device: Device,
  theme: Theme,
): Promise<Desk> {
  const context = await contextFor(browser, device, theme)
  const page = await context.newPage()
  const { faults } = watch(page, origin)
  return { page, faults, close: () => context.close() }
}

/** As a person does it: address and word, a look at the telephone, the code. */
export async function signIn(page: Page, origin: string, email: string, password: string) {
  await page.goto(`${origin}/sala`)
  await page.getByLabel('Indirizzo e-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  const code = page.getByLabel('Codice di 6 cifre')
  await code.waitFor()
  const telephone = await page.context().newPage()
  await telephone.goto(`${origin}/dev/telefoni`)
  const digits = await telephone.locator(`[data-code-of="${email}"]`).innerText()
  await telephone.close()
  await code.fill(digits)
  await page.keyboard.press('Enter')
  // Each role begins on a page of its own.
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/accedi'))
}

/** For a request that a test answers: when its page was read again, or its route taken back meanwhile, it is settled already. */
export const goneWithItsPage = (): void => undefined
