import { machineNow, noteServerInstant } from '../clock.ts'
import { onSignal, raiseSignal } from '../signals.ts'
import { holdLink, waitFor } from './link.ts'
import type { LiveMessage } from './messages.ts'

type Listener = (message: LiveMessage) => void

/** The page's end of the live stream. */
export interface LiveClient {
  listen(listener: Listener): () => void
  /** `machineNow()` of the last sign of life; undefined before the first. */
  lastSeen(): number | undefined
  close(): void
}

interface Pipe {
  start(): void
  stop(): void
  leave(): void
}

/** Joins the stream of this browser: by the shared worker, or by whichever tab holds the lock where there is none. */
export function joinLive(): LiveClient {
  const listeners = new Set<Listener>()
  let seen: number | undefined
  const take = (message: LiveMessage): void => {
    const at = machineNow()
    seen = at
    if (message.kind === 'hello' || message.kind === 'beat') noteServerInstant(message.now, at, at)
    if (message.kind === 'closed' && message.reason !== 'changed') seen = undefined
    for (const listener of listeners) listener(message)
    if (message.kind === 'closed' && message.reason === 'locked') raiseSignal('locked')
    if (message.kind === 'closed' && message.reason === 'signed-out') raiseSignal('signed-out')
  }
  const pipe = typeof SharedWorker === 'function' ? workerPipe(take) : lockPipe(take)
  pipe.start()
  const stops = [
    onSignal('locked', () => pipe.stop()),
    onSignal('signed-out', () => pipe.stop()),
    onSignal('unlocked', () => pipe.start()),
  ]
  const leave = (): void => pipe.leave()
  addEventListener('pagehide', leave)
  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lastSeen: () => seen,
    close() {
      removeEventListener('pagehide', leave)
      for (const stop of stops) stop()
      pipe.leave()
    },
  }
}

function workerPipe(take: Listener): Pipe {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'approdo-live',
  })
  worker.port.onmessage = (event: MessageEvent<LiveMessage>) => take(event.data)
  worker.port.start()
  return {
    start: () => worker.port.postMessage('start'),
    stop: () => worker.port.postMessage('stop'),
    leave: () => worker.port.postMessage('leave'),
  }
}

function lockPipe(take: Listener): Pipe {
  const channel = new BroadcastChannel('approdo-live')
  channel.onmessage = (event: MessageEvent<LiveMessage>) => take(event.data)
  let running: AbortController | undefined
  const stop = (): void => {
    running?.abort()
    running = undefined
  }
  const start = (): void => {
    if (running !== undefined) return
    const link = new AbortController()
    running = link
    const world = {
      fetch: fetch.bind(globalThis),
      wait: waitFor,
      random: Math.random,
      address: '/api/live',
    }
    const hold = (): Promise<void> =>
      holdLink(world, link.signal, (message) => {
        take(message)
        channel.postMessage(message)
      })
    // Whoever holds the lock holds the stream; the others wait in line and hear by the channel.
    void navigator.locks
      .request('approdo-live', { signal: link.signal }, hold)
      .catch(() => undefined)
  }
  return { start, stop, leave: stop }
}
