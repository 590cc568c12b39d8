/** How many devices somebody may have: with one more, the one turned on first is turned off. */
export const MOST_DEVICES = 8

/** Why a device shows notices no more. */
export const DEVICE_ENDS = ['turned-off', 'signed-out', 'taken-over', 'too-many', 'gone'] as const
export type DeviceEnd = (typeof DEVICE_ENDS)[number]

/** The browsers and systems that are told apart, the one that names itself most narrowly first. */
const BROWSERS = [
  ['Edge', /\bEdgA?\//u],
  ['Opera', /\bOPR\//u],
  ['Samsung Internet', /\bSamsungBrowser\//u],
  ['Firefox', /\b(?:Firefox|FxiOS)\//u],
  ['Chrome', /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//u],
  ['Safari', /\bSafari\//u],
] as const
const SYSTEMS = [
  ['iPhone', /\biPhone\b/u],
  ['iPad', /\biPad\b/u],
  ['Android', /\bAndroid\b/u],
  ['Windows', /\bWindows\b/u],
  ['Mac', /\bMacintosh\b/u],
  ['Linux', /\bLinux\b/u],
] as const

/** What a browser says of itself, as its person would: `Chrome su Android`. Only names of ours come out. */
export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find(([, form]) => form.test(userAgent))?.[0]
  const system = SYSTEMS.find(([, form]) => form.test(userAgent))?.[0]
  if (browser !== undefined && system !== undefined) return `${browser} su ${system}`
  return browser ?? system ?? 'Dispositivo'
}

/** A point of the curve P-256, not compressed, and 16 bytes, in letters without padding. */
export const DEVICE_KEYS = { p256dh: /^B[\w-]{86}$/u, auth: /^[\w-]{22}$/u } as const
