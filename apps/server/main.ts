import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstAdministratorLink } from '#contexts/access/public.ts'
import type { MailGateway } from '#platform/gateways/mail.ts'
import type { PushGateway } from '#platform/gateways/push.ts'
import { pushKeys, webPushGateway } from '#platform/gateways/push-http.ts'
import { httpSignOfLife } from '#platform/gateways/sign-of-life.ts'
import { smtpGateway } from '#platform/gateways/smtp.ts'
import { httpTelephone } from '#platform/gateways/telephone-http.ts'
import { systemClock } from '#platform/server/clock.ts'
import { type Config, ConfigError, readConfig } from '#platform/server/config.ts'
import { assertServingRole, openDatabase } from '#platform/server/db.ts'
import { openLog } from '#platform/server/logging.ts'
import { migrate, migrationsIn } from '#platform/server/migrate.ts'
import { drawRandom } from '#platform/server/random.ts'
import { openKeyFile, type Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { compose, type Server } from './compose.ts'
import type { Demo } from './demo/demo.ts'
import { listenOn } from './listen.ts'
import { reportUrl } from './messengers.ts'
import type { Parts } from './parts.ts'
import { messengersOf } from './providers.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DRAIN_MS = 8000

const random = drawRandom()

async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const log = openLog(config.logLevel)
  // Loaded only in demo mode: a real installation contains neither its pages nor its people.
  const demo = config.demo
    ? (await import('./demo/demo.ts')).openDemo(config.dataFolder)
    : undefined
  const first = await prepare(config, demo)
  const outside = demo ? await demoOutside(demo, config) : realOutside(config)
  let address = config.publicOrigin ?? `http://localhost:${config.port}`
  const parts = partsOf(config, outside.carriers, log, () => address)
  const server = await compose(parts)
  await demo?.fill(server, parts, first)
  await first?.close()
  const listening = await listenOn(server.app, config.port, config.listenHost)
  address = config.publicOrigin ?? listening
  outside.reportTo(listening)
  await server.startWork()
  stopOnSignals(server)
  console.log(`Approdo è pronto: ${listening}`)
  for (const line of demo ? demo.signIns(address) : await firstSteps(server, address))
    console.log(line)
}

/** The database as this version wants it; answers what is filled first, where the demo is. */
async function prepare(config: Config, demo: Demo | undefined) {
  const first = config.ownerUrl ? await demo?.openFill(config.ownerUrl) : undefined
  if (first?.wiped) console.log('La notte dimostrativa era rimasta a metà: la rifaccio da capo.')
  if (config.ownerUrl) await migrate(config.ownerUrl, migrationsIn(join(ROOT, 'db/migrations')))
  await checkRole(config)
  return first
}

/** What the configuration makes a server from. */
function partsOf(
  config: Config,
  carriers: Outside['carriers'],
  log: Parts['log'],
  address: () => string,
): Parts {
  const vault = openKeyFile(config.keyFile)
  return {
    databaseUrl: config.databaseUrl,
    poolSize: config.poolSize,
    clock: systemClock(),
    random,
    vault,
    filesFolder: join(config.dataFolder, 'documents'),
    ...carriers,
    messengers: messengersOf(config, process.env, (messenger, key) =>
      reportUrl(vault, address(), messenger, key),
    ),
    signOfLife: config.signOfLifeUrl ? httpSignOfLife(config.signOfLifeUrl) : undefined,
    push: pushOf(config, vault),
    log,
    version: versionOf(),
    publicOrigin: config.publicOrigin,
    trustedProxies: config.trustedProxies,
    address,
  }
}

async function checkRole({ databaseUrl }: Config): Promise<void> {
  const check = openDatabase(databaseUrl, 1)
  try {
    await assertServingRole(check.pool)
  } finally {
    await check.db.destroy()
  }
}

/** Without SMTP_URL there is none: messages wait in the outbox, none is tried until it is given up. */
function mailOf(config: Config): MailGateway | undefined {
  return config.smtpUrl ? smtpGateway(config.smtpUrl, config.mailFrom) : undefined
}

/** Notices to devices leave with the keys of this installation, which follow from its key file: nothing else is kept. */
function pushOf({ publicOrigin, mailFrom }: Config, vault: Vault): PushGateway {
  const secret = (attempt: number) => vault.fingerprint(INSTALLATION, 'web-push', String(attempt))
  const isHost = publicOrigin?.startsWith('https://') === true
  const contact = () => (isHost ? (publicOrigin ?? '') : `mailto:${mailFrom}`)
  return webPushGateway({ keys: pushKeys(secret), contact })
}

/** Who carries what to the outside, and where a provider that runs here reports to. */
type Outside = {
  readonly carriers: Pick<Parts, 'mail' | 'telephone' | 'extraPages'>
  readonly reportTo: (address: string) => void
}

function realOutside(config: Config): Outside {
  const carriers = { mail: mailOf(config), telephone: telephoneOf(config), extraPages: [] }
  return { carriers, reportTo: () => undefined }
}

async function demoOutside({ mail, pages, telephones }: Demo, config: Config): Promise<Outside> {
  const telephone = telephoneOf(config)
  if (telephone) return { ...realOutside(config), carriers: { mail, telephone, extraPages: pages } }
  const set = await telephones()
  return { carriers: { mail, telephone: set.gateway, extraPages: pages }, reportTo: set.reportTo }
}

/** What is said, without a trace of the code, of a database that does not answer. */
function unreachable(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code)
    ? `Il database non risponde (${code}). Controlla DATABASE_URL e DATABASE_OWNER_URL, e che il database sia acceso.`
    : undefined
}

function telephoneOf({ telephone }: Config) {
  return telephone && httpTelephone(telephone.url, telephone.secret)
}

async function firstSteps(server: Server, address: string): Promise<readonly string[]> {
  const link = await firstAdministratorLink(server.tools, address)
  if (!link) return []
  return [
    'Nessun amministratore: apri questo collegamento (vale una volta sola, 24 ore) per crearne uno:',
    `  ${link}`,
  ]
}

function versionOf(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function stopOnSignals(server: Server): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : (unreachable(error) ?? error))
  process.exit(1)
}
