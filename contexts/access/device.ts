import { z } from 'zod'
import type { Random } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { sameSecret, type Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { DEVICE_DAYS } from './model.ts'
import { emailForm } from './staff-store.ts'

const PURPOSE = 'device'

/** What the cookie holds, sealed: a random number for the browser and a keyed fingerprint of the account. */
const Device = z.object({ id: z.string(), account: z.string(), until: z.string() })

function printOf(vault: Vault, account: string): Buffer {
  return vault.fingerprint(INSTALLATION, PURPOSE, emailForm(account))
}

/** One cookie per account: at a desk that many share, each of them stays known. */
function cookieName(print: Buffer): string {
  return `__Host-approdo-postazione-${print.toString('hex').slice(0, 16)}`
}

/**
 * The cookie by which a browser stays known to the account that has just signed in with it. It lets nobody in: it
 * only gives the browser a limit of attempts of its own.
 */
export function deviceCookie(
  vault: Vault,
  random: Random,
  account: string,
  machine: Instant,
): string {
  const print = printOf(vault, account)
  const text = JSON.stringify({
    id: Buffer.from(random(16)).toString('base64url'),
    account: print.toString('base64url'),
    until: machine.add({ hours: DEVICE_DAYS * 24 }).toString(),
  })
  const sealed = vault.seal(INSTALLATION, PURPOSE, text).toString('base64url')
  const seconds = DEVICE_DAYS * 24 * 3600
  return `${cookieName(print)}=${sealed}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Strict`
}

/** The browser, when it has signed in to this account before; a cookie altered, too old or of another account is none. */
export function knownDevice(
  vault: Vault,
  cookies: Readonly<Record<string, string | undefined>>,
  account: string,
  machine: Instant,
): string | undefined {
  const print = printOf(vault, account)
  const sealed = cookies[cookieName(print)]
  if (sealed === undefined) return undefined
  try {
    const text = vault.open(INSTALLATION, PURPOSE, Buffer.from(sealed, 'base64url'))
    const device = Device.parse(JSON.parse(text))
    if (!sameSecret(Buffer.from(device.account, 'base64url'), print)) return undefined
    const until = Temporal.Instant.from(device.until)
    return Temporal.Instant.compare(machine, until) < 0 ? device.id : undefined
  } catch {
    // Altered, cut or from another key: a browser like any other.
    return undefined
  }
}
