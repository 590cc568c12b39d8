import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A peer of a test in a process of its own, and what it has said so far. */
export type Peer<To, From> = {
  readonly said: readonly From[]
  readonly tell: (message: To) => void
  /** Waits until what it has said passes; a test that waits in vain ends by its own limit. */
  readonly until: (isSo: (said: readonly From[]) => boolean) => Promise<void>
  readonly close: () => Promise<void>
  /** As the machine ends it: without a word. */
  readonly kill: () => Promise<void>
}

/** Starts the peer of a file. */
export function startPeer<To extends object, From>(file: URL): Peer<To, From> {
  const child: ChildProcess = fork(fileURLToPath(file), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said: From[] = []
  const waiting = new Set<() => void>()
  child.on('message', (message) => {
    said.push(message as From)
    for (const look of waiting) look()
  })
  return {
    said,
    tell: (message) => void child.send(message),
    until: (isSo) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo(said)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}
