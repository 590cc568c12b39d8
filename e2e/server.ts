import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Server } from '#apps/server/compose.ts'
import { type Demo, openDemo } from '#apps/server/demo/demo.ts'
import { listenOn } from '#apps/server/listen.ts'
import type { Parts } from '#apps/server/parts.ts'
import { pushKeys, webPushGateway } from '#platform/gateways/push-http.ts'
import type { Clock } from '#platform/server/clock.ts'
import { USUAL_POOL } from '#platform/server/config.ts'
import { openLog } from '#platform/server/logging.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { filledDatabase, type TestDatabase } from '#platform/testing/database.ts'
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

type Urls = { readonly name: string; readonly appUrl: string; readonly adminUrl: string }

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

/** The demo of a database keeps its people's secrets and mailboxes in a folder beside. */
const folderOf = (name: string) => join(tmpdir(), `approdo-${name}`)

function partsOf(databaseUrl: string, demo: Demo): Parts {
  return {
    databaseUrl,
    poolSize: USUAL_POOL,
    clock,
    random,
    vault: testVault,
    mail: demo.mail,
    push,
    log: openLog(process.env['LOG_LEVEL'] ?? 'silent'),
    version: 'e2e',
    publicOrigin: undefined,
    address: () => address,
    extraPages: demo.pages,
  }
}

/** The demo in a fresh database, at this instant: its people, or the night behind them too. */
async function makeDemo(at: string, withNight: boolean, { appUrl, name }: TestDatabase) {
  clock.moveTo(at)
  const demo = openDemo(folderOf(name))
  const parts = partsOf(appUrl, demo)
  const maker = await compose(parts)
  await (withNight ? demo.fill(maker, parts) : demo.makePeople(maker))
  await maker.stop()
}

async function start(at: string, withNight: boolean, ringMs?: number): Promise<void> {
  const urls = await databaseUrls(at, withNight)
  const demo = openDemo(folderOf(urls.name))
  const telephones = ringMs === undefined ? undefined : await demo.telephones(ringMs)
  const parts: Parts = { ...partsOf(urls.appUrl, demo), telephone: telephones?.gateway }
  server = await compose(parts)
  await demo.makePeople(server)
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

/** Where this server works: on what a killed one left, or on a copy of a demo that was made once for this instant. */
async function databaseUrls(at: string, withNight: boolean): Promise<Urls> {
  const given = process.env['E2E_DATABASE']
  if (given) {
    clock.moveTo(at)
    return JSON.parse(given) as Urls
  }
  // Beside the cluster of this run, which is known by its port.
  const run = new URL(process.env['APPRODO_TEST_ADMIN_URL'] ?? '').port
  const madeIn = folderOf(`demo-${run}-${at.replaceAll(/\W/gu, '')}-${withNight}`)
  database = await filledDatabase(`demo ${at} ${withNight}`, async (draft) => {
    await makeDemo(at, withNight, draft)
    rmSync(madeIn, { recursive: true, force: true })
    renameSync(folderOf(draft.name), madeIn)
    writeFileSync(join(madeIn, 'made-until'), clock.now().toString())
  })
  cpSync(madeIn, folderOf(database.name), { recursive: true })
  // What the makers wrote last is not of the future.
  clock.moveTo(readFileSync(join(madeIn, 'made-until'), 'utf8'))
  const { name, appUrl, adminUrl } = database
  return { name, appUrl, adminUrl }
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
  if (database) rmSync(folderOf(database.name), { recursive: true, force: true })
  process.exit(0)
}
