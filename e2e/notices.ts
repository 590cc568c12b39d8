import type { BrowserContext, Page } from 'playwright-core'
import type { Subscription } from '#platform/gateways/push.ts'

/**
 * A browser of a test has no push service, and asks no other host: what it would give out when its person turns notices
 * on is that of the test's own.
 */
export async function givesOut(context: BrowserContext, given: Subscription): Promise<void> {
  await context.addInitScript((subscription) => {
    let held: object | null = null
    const made = {
      ...subscription,
      toJSON: () => subscription,
      unsubscribe: async () => {
        held = null
        return true
      },
    }
    const hold = async () => {
      held = made
      return made
    }
    Object.defineProperty(PushManager.prototype, 'subscribe', { value: hold })
    Object.defineProperty(PushManager.prototype, 'getSubscription', { value: async () => held })
  }, given)
}

/** What came to the device is given to its script, as the browser does when its push service brings it. */
export async function bring(page: Page, origin: string, data: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const known = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId } of registrations) resolve(registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')
  const registrationId = await known
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  await devtools.detach()
}

/** The notices on the screen of the device, title and words. */
export async function noticesOn(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const script = await navigator.serviceWorker.getRegistration('/assets/')
    return ((await script?.getNotifications()) ?? []).map((one) => `${one.title}: ${one.body}`)
  })
}
