import { machineNow, noteServerInstant } from '../clock.ts'
import { onSignal, raiseSignal } from '../signals.ts'
import { holdLink, waitFor } from './link.ts'
import type { LiveMessage, PresentFiles } from './messages.ts'

/** Nobody is at any file. */
export const NOBODY: PresentFiles = {}

type Listener = (message: LiveMessage) => void

/** The page's end of the live stream. */
export interface LiveClient {
  listen(listener: Listener): () => void
  /** `machineNow()` of the last sign of life; of the joining before the first. */
  lastSeen(): number
  /** Who is at which file, as it was last told. */
  presence(): PresentFiles
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
  let seen = machineNow()
  let present: PresentFiles = NOBODY
  const take = (message: LiveMessage): void => {
    const at = machineNow()
    seen = message.kind === 'beat' ? at - (message.ago ?? 0) : at
    if (message.kind === 'hello' || message.kind === 'beat') noteServerInstant(message.now, at, at)
    if (message.kind === 'presence') present = message.files
    if (message.kind === 'closed') present = NOBODY
    for (const listener of listeners) listener(message)
    if (message.kind === 'closed' && message.reason === 'locked') raiseSignal('locked')
    if (message.kind === 'closed' && message.reason === 'signed-out') raiseSignal('session-ended')
  }
  const pipe = typeof SharedWorker === 'function' ? workerPipe(take) : lockPipe(take)
  pipe.start()
  const stops = [
    onSignal('locked', () => pipe.stop()),
    onSignal('signed-out', () => pipe.stop()),
    onSignal('session-ended', () => pipe.stop()),
    onSignal('unlocked', () => pipe.start()),
  ]
  const leave = (): void => pipe.leave()
  // A page kept by the browser for the back button comes back to the stream it left.
  const comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) pipe.start()
  }
  addEventListener('pagehide', leave)
  addEventListener('pageshow', comeBack)
  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lastSeen: () => seen,
    presence: () => present,
    close() {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', comeBack)
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

const WHO_HOLDS = 'who holds the stream?'

function lockPipe(take: Listener): Pipe {
  const channel = new BroadcastChannel('approdo-live')
  let running: AbortController | undefined
  let heardAt: number | undefined
  let position: number | undefined
  let present: LiveMessage | undefined
  const tell = (message: LiveMessage): void => channel.postMessage(message)
  channel.onmessage = (event: MessageEvent<LiveMessage | typeof WHO_HOLDS>) => {
    if (event.data !== WHO_HOLDS) {
      take(event.data)
      return
    }
    if (heardAt === undefined) return
    if (position !== undefined) tell({ kind: 'hello', position, now: '' })
    if (present !== undefined) tell(present)
    tell({ kind: 'beat', now: '', ago: machineNow() - heardAt })
  }
  const stop = (): void => {
    running?.abort()
    running = undefined
    heardAt = undefined
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
        heardAt = machineNow()
        if (message.kind === 'presence') present = message
        if ('position' in message) position = message.position
        take(message)
        tell(message)
      })
    // Whoever holds the lock holds the stream; the others wait in line and hear by the channel.
    void navigator.locks
      .request('approdo-live', { signal: link.signal }, hold)
      .catch(() => undefined)
    channel.postMessage(WHO_HOLDS)
  }
  return { start, stop, leave: stop }
}
