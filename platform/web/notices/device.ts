import * as z from 'zod'
import { ask } from '../api.ts'

/** Whether this browser can show notices, and whether its person lets it. */
export type Ability =
  /** It knows no notices, or not on this page: an iPhone shows them only to a page put on its first screen. */
  | 'unsupported'
  /** The page did not come over a connection that browsers trust. */
  | 'insecure'
  /** The person, or whoever keeps the machine, has said no: only the browser's own settings change it. */
  | 'refused'
  | 'able'

const SCRIPT = '/assets/notices.js'
const SCOPE = '/assets/'
const KEPT = 'approdo.avvisi'
const kept = z.object({ id: z.string(), staffId: z.string(), publicKey: z.string() })
/** The device as this browser remembers it: whose notices it shows. */
export type Kept = z.output<typeof kept>

const done = z.unknown()
const added = z.object({ id: z.string() })
/** Leaving does not wait longer for the browser than this. */
const LEAVE_MS = 3000

/** What this browser can do. */
export function abilityHere(): Ability {
  if (!globalThis.isSecureContext) return 'insecure'
  const isAble =
    'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
  if (!isAble) return 'unsupported'
  return Notification.permission === 'denied' ? 'refused' : 'able'
}

/** Whose notices this browser shows, as far as it remembers. */
export function keptDevice(): Kept | undefined {
  try {
    const found = kept.safeParse(JSON.parse(localStorage.getItem(KEPT) ?? 'null'))
    return found.success ? found.data : undefined
  } catch {
    return undefined
  }
}

function keep(device: Kept | undefined): void {
  try {
    if (device === undefined) localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, JSON.stringify(device))
  } catch {
    // A browser that keeps nothing shows its notices all the same, and is turned off in the list.
  }
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null
  const script = await navigator.serviceWorker.getRegistration(SCOPE)
  return (await script?.pushManager.getSubscription()) ?? null
}

/** Whether the browser still has the address that it gave out. */
export async function isSubscribedHere(): Promise<boolean> {
  return (await subscriptionHere().catch(() => null)) !== null
}

/** Why notices could not be turned on. */
export type NotTurnedOn = 'refused' | 'no-service' | 'not-saved'

/**
 * Turns notices on here: asks the person, then the browser's push service, then tells the server. Only on a press:
 * browsers refuse whoever asks without one.
 */
export async function turnOn(staffId: string, publicKey: string): Promise<NotTurnedOn | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return 'refused'
  const given = await subscribe(publicKey)
  if (given === undefined) return 'no-service'
  const { endpoint, keys } = given.toJSON()
  try {
    const { id } = await ask({
      ...{ method: 'POST', path: '/api/own/devices', reply: added },
      body: { endpoint, keys },
      idempotencyKey: crypto.randomUUID(),
    })
    keep({ id, staffId, publicKey })
    return undefined
  } catch {
    return 'not-saved'
  }
}

async function subscribe(publicKey: string): Promise<PushSubscription | undefined> {
  try {
    await navigator.serviceWorker.register(SCRIPT, { scope: SCOPE })
    const script = await whenActive()
    const before = await script.pushManager.getSubscription()
    // An address given out to other keys, or to another person, takes no notices of ours.
    if (before !== null && keptDevice()?.publicKey !== publicKey) await before.unsubscribe()
    return await script.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: publicKey,
    })
  } catch {
    return undefined
  }
}

/** The script once it runs: `ready` waits for one that has this page in its care, and ours has none. */
async function whenActive(): Promise<ServiceWorkerRegistration> {
  const script = await navigator.serviceWorker.getRegistration(SCOPE)
  if (script === undefined) throw new Error('no script of notices')
  const coming = script.installing ?? script.waiting
  if (script.active !== null || coming === null) return script
  await new Promise<void>((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' || coming.state === 'redundant') resolve()
    })
  })
  return script
}

/** Turns notices off here, at the push service and on the server; each on its own, so that one is enough. */
export async function turnOff(why: 'turned-off' | 'signed-out'): Promise<void> {
  const device = keptDevice()
  keep(undefined)
  await Promise.allSettled([
    device === undefined ? undefined : endOnServer(device.id, why),
    subscriptionHere().then((one) => one?.unsubscribe()),
  ])
}

/** Tells the server that one of one's devices shows no more notices. */
export async function endOnServer(id: string, why: 'turned-off' | 'signed-out'): Promise<void> {
  const path = `/api/own/devices/${id}/end`
  await ask({
    method: 'POST',
    path,
    body: { why },
    reply: done,
    idempotencyKey: crypto.randomUUID(),
  })
}

/** Whoever leaves this desk takes their notices away from it. A browser that showed none is not asked. */
export async function leaveWithNotices(): Promise<void> {
  if (keptDevice() === undefined) return
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, LEAVE_MS)
  await Promise.race([turnOff('signed-out'), promise])
}

/** Somebody else sits here now: the notices of who sat here before end, also where nobody signed out. */
export async function endOfOthers(staffId: string): Promise<void> {
  const device = keptDevice()
  if (device === undefined || device.staffId === staffId) return
  keep(undefined)
  await (await subscriptionHere().catch(() => null))?.unsubscribe().catch(() => undefined)
}
