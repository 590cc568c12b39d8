import { noticeIn, textAt } from './words.ts'

// The script of a device that shows notices, also while no page is open. It keeps nothing, and asks only this
// installation: one receipt when the notice is on the screen, another when somebody has pressed it and the page is shown.

/** Of the world of such a script what is used here: the types of pages do not know it. */
interface NoticesScope {
  readonly registration: {
    showNotification(title: string, options: Readonly<Record<string, unknown>>): Promise<void>
  }
  readonly clients: {
    openWindow(path: string): Promise<{ readonly visibilityState: string } | null>
  }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install', heard: () => void): void
  addEventListener(kind: 'push', heard: (event: PushHeard) => void): void
  addEventListener(kind: 'notificationclick', heard: (event: ClickHeard) => void): void
}

interface Lasting {
  waitUntil(work: Promise<void>): void
}

interface PushHeard extends Lasting {
  readonly data: { text(): string } | null
}

interface ClickHeard extends Lasting {
  readonly notification: { readonly data: unknown; close(): void }
}

const scope: NoticesScope = self as unknown as NoticesScope

async function tell(receipt: string | undefined): Promise<void> {
  if (receipt === undefined) return
  // Lost on the way it is not sent again: the next step of the call does not wait for it.
  await fetch('/api/gateways/notices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt }),
    credentials: 'omit',
    redirect: 'error',
  }).catch(() => undefined)
}

async function show(payload: string | undefined): Promise<void> {
  const notice = noticeIn(payload)
  if (notice === undefined) return
  const { title, text, link, tag, arrived, shown } = notice
  // A call stays on the screen until somebody presses it, and sounds again when it comes again.
  const lasts = { tag, renotify: true, requireInteraction: true, lang: 'it' }
  await scope.registration.showNotification(title, { ...lasts, body: text, data: { link, shown } })
  await tell(arrived)
}

async function open(data: unknown): Promise<void> {
  const link = textAt(data, 'link')
  if (link === undefined) return
  const page = await scope.clients.openWindow(link)
  // Behind the lock of the device nobody has seen anything yet.
  if (page?.visibilityState === 'visible') await tell(textAt(data, 'shown'))
}

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('push', (event) => event.waitUntil(show(event.data?.text())))
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data))
})
