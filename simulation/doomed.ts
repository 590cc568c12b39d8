// A second server in a process of its own, that is killed while it works: it stands ready, waits for one order, and dies at
// the drawn point of a transaction, without a word. What it had begun, somebody else has to finish. Where it draws less than
// that, it dies with all of it committed, and whoever asked never hears of it.
import { pino } from 'pino'
import { compose } from '#apps/server/compose.ts'
import { instant } from '#platform/kernel/time.ts'
import { runDue } from '#platform/server/due.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { testVault } from '#platform/testing/tools.ts'
import { drawOf } from './draw.ts'
import { kindsOf } from './house.ts'

/** What a server that is going to die is asked for. */
export type Order = {
  readonly now: string
  readonly seed: string
  /** At which of the ids it draws it dies. */
  readonly diesAt: number
  /** The command it dies at; without one it works what is due. */
  readonly request?: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly payload: object
  }
}

/** Calls are put in the outbox as ever; they leave by whoever survives. */
const NOBODY_CARRIES = {
  send: () => Promise.reject(new Error('this server carries nothing')),
  connect: () => Promise.reject(new Error('this server carries nothing')),
  hangUp: () => Promise.reject(new Error('this server carries nothing')),
  isSigned: () => false,
  showsNotices: true as const,
}

const [, , databaseUrl] = process.argv
if (databaseUrl === undefined) throw new Error('which database?')

let drawn = 0
let diesAt = Number.POSITIVE_INFINITY
let { bytes } = drawOf('nothing asked yet')
const random = (size: number) => {
  drawn += 1
  if (drawn === diesAt) process.kill(process.pid, 'SIGKILL')
  return bytes(size)
}
const log = pino({ level: 'silent' })
const clock = movableClock(instant('2026-01-01T00:00:00Z'))
const server = compose({
  ...{ databaseUrl, poolSize: 2, clock, random, vault: testVault, log },
  ...{ mail: undefined, telephone: NOBODY_CARRIES, version: 'prova', publicOrigin: undefined },
  ...{ address: () => 'https://pis.example', extraPages: [] },
})

process.once('message', (order: Order) => void obey(order))
// Whoever keeps it has gone: nobody will ask for anything any more.
process.once('disconnect', () => process.exit(0))

async function obey(order: Order): Promise<void> {
  const { app, tools, rooms } = await server
  ;({ bytes } = drawOf(order.seed))
  drawn = 0
  diesAt = order.diesAt
  clock.moveTo(instant(order.now))
  if (order.request) await app.inject({ method: 'POST', ...order.request })
  else await runDue(tools, kindsOf({ rooms }), clock.now(), log)
  process.send?.('all is committed', () => process.kill(process.pid, 'SIGKILL'))
}
