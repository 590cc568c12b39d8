import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromServer, ToServer } from './server.ts'

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))

/**
 * What a server begins with beside its people: `withNight`, the files of the demo's night; `ringMs`, telephones that
 * ring so long (none without it).
 */
export type Beginning = { readonly withNight?: boolean; readonly ringMs?: number }

type Ready = FromServer & { readonly kind: 'ready' }

/** A server in a process of its own, whose clock moves and which can be killed. */
export type Served = {
  readonly origin: string
  readonly password: string
  readonly database: Ready['database']
  /** Moves business time: the product has no such channel, only this server. */
  readonly moveTo: (iso: string) => Promise<void>
  /** Kills it without warning. */
  readonly kill: () => Promise<void>
  /** Kills it without warning and starts it again on the same data and port. */
  readonly crash: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a server at an instant (ISO, with Z). */
export async function serve(at: string, beginning: Beginning = {}): Promise<Served> {
  let child = spawnServer({})
  const ready = await started(child, { at, ...beginning })
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  const kill = async () => {
    if (isGone()) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return {
    ...ready,
    moveTo: (iso) => tell(child, { kind: 'move', at: iso }),
    kill,
    async crash() {
      await kill()
      child = spawnServer({
        E2E_DATABASE: JSON.stringify(ready.database),
        E2E_PORT: String(ready.port),
      })
      const again = await started(child, { at, ...beginning })
      if (again.port !== ready.port) throw new Error(`somebody else is on port ${ready.port}`)
    },
    async close() {
      if (isGone()) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.send({ kind: 'stop' } satisfies ToServer)
      await gone
    },
  }
}

function spawnServer(env: Record<string, string>): ChildProcess {
  return fork(SERVER, [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

function started(child: ChildProcess, ask: Beginning & { readonly at: string }): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.on('message', (message: FromServer) => {
      if (message.kind === 'ready') resolve(message)
    })
    child.send({ kind: 'start', ...ask } satisfies ToServer)
  })
}

function tell(child: ChildProcess, message: ToServer): Promise<void> {
  return new Promise((resolve) => {
    const answer = (reply: FromServer) => {
      if (reply.kind !== 'moved') return
      child.off('message', answer)
      resolve()
    }
    child.on('message', answer)
    child.send(message)
  })
}
