import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order } from './doomed.ts'
import type { Draw } from './draw.ts'

const DOOMED = fileURLToPath(new URL('doomed.ts', import.meta.url))
/** A transaction draws an id for each event and row, and as many salts. */
const MOST_DRAWS = 24

/** What a server said before it ended, if it did not die before. */
type Said = { readonly status: number; readonly payload: string } | undefined

/** Servers that will be killed. One stands ready at any time, as a second server does: it takes seconds to start. */
export type Executioner = {
  /** True while a server waits to be killed at the next thing that is due, or at the next command. */
  readonly isArmed: (at: 'due' | 'command') => boolean
  readonly arm: (at: 'due' | 'command') => void
  /** Lets it work until it dies; what it said, when it finished before. */
  readonly kill: (order: Pick<Order, 'now' | 'request'>) => Promise<Said>
  readonly killed: () => number
  readonly close: () => void
}

/** Keeps servers of a database to be killed; the first starts now unless nobody is ever to be killed. */
export function openExecutioner(chance: Draw, databaseUrl: string, isNeeded: boolean): Executioner {
  let armed: 'due' | 'command' | undefined
  let number = 0
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
      return await untilDead(child, { ...order, seed, diesAt: draw.whole(1, MOST_DRAWS) })
    },
    killed: () => number,
    close: () => void waiting?.kill('SIGKILL'),
  }
}

function untilDead(child: ChildProcess, order: Order): Promise<Said> {
  return new Promise((resolve, reject) => {
    let said: Said
    child.on('message', (message) => {
      said = message as Said
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      // Whatever ends it otherwise is a fault of the simulation, which would kill nothing and say it did.
      if (signal === 'SIGKILL' || code === 0) resolve(said)
      else reject(new Error(`the doomed server ended by itself: ${String(code ?? signal)}`))
    })
    child.send(order)
  })
}
