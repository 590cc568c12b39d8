import { z } from 'zod'

/** How a message centre is reached and spoken to. */
export type SmppOptions = {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly systemId: string
  readonly password: string
  readonly systemType: string
  /** From whom a message comes: letters and digits, or a number; empty: what the centre puts there. */
  readonly from: string
  /** How many parts may wait for their answer at once. */
  readonly window: number
  /** Long texts: in parts that say how they belong together, or whole, for the centre to cut. */
  readonly long: 'udh' | 'payload'
}

const PORTS = { plain: 2775, tls: 3550 }

const Query = z.strictObject({
  from: z
    .string()
    // A plus in a query is a blank to whoever reads it: both are meant.
    .transform((text) => text.replace(/^ (?=\d)/u, '+'))
    .pipe(z.string().regex(/^(?:\+\d{6,15}|\d{3,15}|[\w .-]{1,11})$/u))
    .default(''),
  window: z.coerce.number().int().min(1).max(100).default(10),
  long: z.enum(['udh', 'payload']).default('udh'),
  type: z
    .string()
    .regex(/^[\x21-\x7e]{0,12}$/u)
    .default(''),
})

/** Reads the address of a message centre; undefined when it is none. */
export function smppOptions(text: string): SmppOptions | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const tls = url.protocol === 'smpps:'
  if (!tls && url.protocol !== 'smpp:') return undefined
  const query = Query.safeParse(Object.fromEntries(url.searchParams))
  const [systemId, password] = [url.username, url.password].map(decoded)
  if (!query.success || url.hostname === '' || !systemId || !password) return undefined
  // Longer ones do not fit the fields of the protocol (3.4, 5.2).
  if (systemId.length > 15 || password.length > 8) return undefined
  const { type: systemType, ...rest } = query.data
  const port = url.port === '' ? PORTS[tls ? 'tls' : 'plain'] : Number(url.port)
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '')
  return { host, port, tls, systemId, password, systemType, ...rest }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
