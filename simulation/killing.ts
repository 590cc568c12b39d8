import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order } from './doomed.ts'
import type { Draw } from './draw.ts'

const DOOMED = fileURLToPath(new URL('doomed.ts', import.meta.url))
/** At which of the ids that a server draws it dies: half of what is due draws up to nine, a command three to thirteen. */
const MOST_DRAWS = { due: 12, command: 6 }

/** How often a server died: in a transaction, or with all of it committed and nobody told. */
export type Killed = { inside: number; after: number }

/** Servers that will be killed. One stands ready at any time, as a second server does: it takes seconds to start. */
export type Executioner = {
  /** True while a server waits to be killed at the next thing that is due, or at the next command. */
  readonly isArmed: (at: 'due' | 'command') => boolean
  readonly arm: (at: 'due' | 'command') => void
  /** Lets it work until it dies. It never answers: whoever asked has to ask again. */
  readonly kill: (order: Pick<Order, 'now' | 'request'>) => Promise<void>
  readonly killed: () => Killed
  readonly close: () => void
}

/** Keeps servers of a database to be killed; the first starts now unless nobody is ever to be killed. */
export function openExecutioner(chance: Draw, databaseUrl: string, isNeeded: boolean): Executioner {
  let armed: 'due' | 'command' | undefined
  let number = 0
  const killed: Killed = { inside: 0, after: 0 }
  const next = () => fork(DOOMED, [databaseUrl], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let waiting: ChildProcess | undefined = isNeeded ? next() : undefined
  return {
    isArmed: (at) => armed === at,
    arm(at) {
      armed = at
    },
    async kill(order) {
      armed = undefined
      number += 1
      const draw = chance.apart(String(number))
      const child = waiting ?? next()
      waiting = next()
      const seed = `${String(number)}/${order.now}`
      const most = order.request ? MOST_DRAWS.command : MOST_DRAWS.due
      killed[await untilDead(child, { ...order, seed, diesAt: draw.whole(1, most) })] += 1
    },
    killed: () => ({ ...killed }),
    close: () => void waiting?.kill('SIGKILL'),
  }
}

function untilDead(child: ChildProcess, order: Order): Promise<keyof Killed> {
  return new Promise((resolve, reject) => {
    let died: keyof Killed = 'inside'
    child.on('message', () => {
      died = 'after'
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      // Whatever ends it otherwise is a fault of the simulation, which would kill nothing and say it did.
      if (signal === 'SIGKILL') resolve(died)
      else reject(new Error(`the doomed server ended by itself: ${String(code ?? signal)}`))
    })
    child.send(order)
  })
}
