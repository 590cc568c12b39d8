import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The machine's Chromium: `$CHROMIUM`, else the first of the usual names on the path. */
export function chromiumPath(): string {
  const given = process.env['CHROMIUM']
  if (given) return given
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name)
  throw new Error('Manca Chromium: indica CHROMIUM o installalo.')
}

/** Launches the browser; `--no-sandbox` only as root, and nothing that looks for other hosts. */
export function launch(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(asRoot ? ['--no-sandbox'] : []),
    ],
  })
}

export type Device = 'console' | 'phone'
export type Theme = 'light' | 'dark'

const SIZES = { console: { width: 1280, height: 800 }, phone: { width: 375, height: 740 } }

/** A browser context of one person at one desk: Italian, in Italy, with its own cookies. */
export async function contextFor(
  browser: Browser,
  device: Device,
  theme: Theme = 'light',
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: SIZES[device],
    hasTouch: device === 'phone',
    isMobile: device === 'phone',
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    colorScheme: theme,
  })
  context.setDefaultTimeout(30_000)
  return context
}

/** What went wrong in a page, for a test to show: script errors, refused content, requests to other hosts. */
export function watch(page: Page, origin: string): { readonly faults: string[] } {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy/iu.test(message.text()))
      faults.push(`csp: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(?:data|blob|about):/u.test(url)) faults.push(`host: ${url}`)
  })
  return { faults }
}
