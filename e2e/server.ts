import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Server } from '#apps/server/compose.ts'
import { openDemo } from '#apps/server/demo/demo.ts'
import { listenOn } from '#apps/server/listen.ts'
import type { Parts } from '#apps/server/parts.ts'
import { pushKeys, webPushGateway } from '#platform/gateways/push-http.ts'
import type { Clock } from '#platform/server/clock.ts'
import { USUAL_POOL } from '#platform/server/config.ts'
import { openLog } from '#platform/server/logging.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'

export type ToServer =
  | {
      readonly kind: 'start'
      readonly at: string
      readonly withNight?: boolean
      readonly ringMs?: number
    }
  | { readonly kind: 'move'; readonly at: string }
  | { readonly kind: 'stop' }

type Urls = { readonly appUrl: string; readonly adminUrl: string }

export type FromServer =
  | {
      readonly kind: 'ready'
      readonly origin: string
      readonly port: number
      readonly password: string
      readonly database: Urls
    }
  | { readonly kind: 'moved' }

/** The rooms of the product on a clock that the journey moves. */
function offsetClock(): Clock & { moveTo: (iso: string) => void } {
  let offset = Temporal.Duration.from({ seconds: 0 })
  const machine = () => Temporal.Now.instant()
  return {
    machine,
    now: () => machine().add(offset),
    moveTo(iso) {
      offset = machine().until(Temporal.Instant.from(iso))
    },
  }
}

/** Notices go to a push service of the test, on the loopback: no other host is asked. */
const push = webPushGateway({
  keys: pushKeys((n) => testVault.fingerprint(INSTALLATION, 'web-push', String(n))),
  contact: () => 'mailto:pis@example.org',
  onLoopback: true,
})

const clock = offsetClock()
let server: Server | undefined
let database: TestDatabase | undefined
let address = ''

function say(message: FromServer): void {
  process.send?.(message)
}

async function start(at: string, withNight: boolean, ringMs?: number): Promise<void> {
  clock.moveTo(at)
  const urls = await databaseUrls()
  const demo = openDemo(join(tmpdir(), `approdo-${urls.appUrl.split('/').at(-1)}`))
  const telephones = ringMs === undefined ? undefined : await demo.telephones(ringMs)
  const parts: Parts = {
    databaseUrl: urls.appUrl,
    poolSize: USUAL_POOL,
    clock,
    random,
    vault: testVault,
    mail: demo.mail,
    telephone: telephones?.gateway,
    push,
    log: openLog(process.env['LOG_LEVEL'] ?? 'silent'),
    version: 'e2e',
    publicOrigin: undefined,
    address: () => address,
    extraPages: demo.pages,
  }
  server = await compose(parts)
  await (withNight ? demo.fill(server, parts) : demo.makePeople(server))
  address = await listenOn(server.app, ownPort(), undefined)
  telephones?.reportTo(address)
  await server.startWork()
  const port = Number(new URL(address).port)
  say({ kind: 'ready', origin: address, port, password: demo.password(), database: urls })
}

/**
 * A port of its own: another server of the same ring that looked for the next free one would take the address of a
 * server that was killed, and answer to its pages, while that one is starting again.
 */
function ownPort(): number {
  const given = process.env['E2E_PORT']
  return given === undefined ? 10_000 + Math.floor(Math.random() * 20_000) : Number(given)
}

async function databaseUrls(): Promise<Urls> {
  const given = process.env['E2E_DATABASE']
  if (given) return JSON.parse(given) as Urls
  database = await freshDatabase()
  return { appUrl: database.appUrl, adminUrl: database.adminUrl }
}

process.on('message', (message: ToServer) => {
  if (message.kind === 'start') void start(message.at, message.withNight ?? false, message.ringMs)
  if (message.kind === 'move') {
    clock.moveTo(message.at)
    server?.tools.afterCommit()
    say({ kind: 'moved' })
  }
  if (message.kind === 'stop') void stop()
})

async function stop(): Promise<void> {
  await server?.stop()
  await database?.drop()
  process.exit(0)
}
