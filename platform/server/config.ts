import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type SmppOptions, smppOptions } from '#platform/gateways/smpp-url.ts'

const url = z
  .string('manca: indica il database, come postgres://…')
  .regex(/^postgres(?:ql)?:\/\//u, 'deve iniziare con postgres://')

/** Connections per server: more than the processors can serve make the database switch between them, and slower. */
export const USUAL_POOL = Math.min(32, Math.max(8, 4 * availableParallelism()))

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

function whole(from: number, to: number) {
  const words = `deve essere un numero intero da ${from} a ${to}`
  return z.coerce.number(words).int(words).min(from, words).max(to, words)
}

const Environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  DATABASE_URL: url,
  DATABASE_OWNER_URL: url.optional(),
  APPRODO_EMBEDDED: z.enum(['0', '1']).default('0'),
  APPRODO_DATA: z.string().min(1).default('.data'),
  APPRODO_KEY_FILE: z.string().min(1).optional(),
  DATABASE_POOL: whole(2, 200).default(USUAL_POOL),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//u, 'deve iniziare con smtp:// o smtps://')
    .optional(),
  MAIL_FROM: z.email('deve essere un indirizzo e-mail').optional(),
  TELEPHONE_URL: z
    .string()
    .regex(/^https?:\/\//u, 'deve iniziare con http:// o https://')
    .optional(),
  TELEPHONE_SECRET: z.string().min(16, 'deve avere almeno 16 caratteri').optional(),
  SMPP_URL: z
    .string()
    .transform(smppOptions)
    .refine((options) => options !== undefined, {
      message:
        'deve essere come smpps://nome:parola@host:porta?from=PIS; from, window, long e type sono le sole opzioni',
    })
    .optional(),
  PROVIDERS_FILE: z.string().min(1).optional(),
  SIGN_OF_LIFE_URL: z
    .string()
    .regex(/^https?:\/\//u, 'deve iniziare con http:// o https://')
    .optional(),
  PUBLIC_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/]+$/u, 'deve essere solo schema e host, come https://pis.example.org')
    .optional(),
  LISTEN_HOST: z.string().min(1).optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(
      /^[\da-f.:/]+(?:, ?[\da-f.:/]+)*$/iu,
      'devono essere indirizzi o reti, separati da virgole',
    )
    .optional(),
  LOG_LEVEL: z.enum(LEVELS, `deve essere una di: ${LEVELS.join(', ')}`).optional(),
})

/** The configuration of one server process. */
export type Config = {
  readonly port: number
  readonly databaseUrl: string
  readonly ownerUrl: string | undefined
  readonly embedded: boolean
  readonly demo: boolean
  readonly dataFolder: string
  readonly keyFile: string
  readonly poolSize: number
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Who carries calls and messages; without it whoever is on call is called by hand. */
  readonly telephone: { readonly url: string; readonly secret: string } | undefined
  /** The message centre to which text messages go. */
  readonly smpp: SmppOptions | undefined
  /** The file that describes providers of messages and calls over HTTP. */
  readonly providersFile: string | undefined
  /** A monitor outside that hears every minute that all goes. */
  readonly signOfLifeUrl: string | undefined
  readonly publicOrigin: string | undefined
  readonly listenHost: string | undefined
  /** Addresses of the proxies in front, whose word on who asks is taken. */
  readonly trustedProxies: string | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** The configuration is wrong: says which variable and what it must be, and the server does not start. */
export class ConfigError extends Error {
  constructor(lines: readonly string[]) {
    super(`Configurazione non valida:\n${lines.map((line) => `  - ${line}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/**
 * Reads and checks the environment and the flags. Demo mode is the default only with the embedded
 * database; with a database of one's own it needs `--demo`.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): Config {
  const result = Environment.safeParse(withoutEmpty(env))
  const unknown = flags.filter((flag) => !['--demo', '--no-demo'].includes(flag))
  if (!result.success || unknown.length > 0) {
    const lines = result.success
      ? []
      : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError([...lines, ...unknown.map((flag) => `opzione sconosciuta ${flag}`)])
  }
  const e = result.data
  const embedded = e.APPRODO_EMBEDDED === '1'
  const dataFolder = resolve(e.APPRODO_DATA)
  return {
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    ownerUrl: e.DATABASE_OWNER_URL,
    embedded,
    demo: flags.includes('--demo') || (embedded && !flags.includes('--no-demo')),
    dataFolder,
    keyFile: e.APPRODO_KEY_FILE ?? resolve(dataFolder, 'master.key'),
    poolSize: e.DATABASE_POOL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM ?? 'approdo@localhost.localdomain',
    telephone: telephoneOf(e),
    smpp: e.SMPP_URL,
    providersFile: e.PROVIDERS_FILE,
    signOfLifeUrl: e.SIGN_OF_LIFE_URL,
    publicOrigin: e.PUBLIC_ORIGIN,
    listenHost: e.LISTEN_HOST,
    trustedProxies: e.TRUSTED_PROXIES,
    // On a desk of one's own the addresses to open matter more than each request.
    logLevel: e.LOG_LEVEL ?? (embedded ? 'warn' : 'info'),
  }
}

function telephoneOf(e: z.output<typeof Environment>): Config['telephone'] {
  const { TELEPHONE_URL: url, TELEPHONE_SECRET: secret } = e
  if (url === undefined && secret === undefined) return undefined
  if (url === undefined || secret === undefined)
    throw new ConfigError(['TELEPHONE_URL e TELEPHONE_SECRET vanno dati insieme'])
  return { url, secret }
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
}
