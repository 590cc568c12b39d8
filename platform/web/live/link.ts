import { type LiveMessage, readMessage } from './messages.ts'
import { createSseParser } from './sse-parser.ts'

/** What a link needs from the world, so that it can be tried without one. Times in milliseconds. */
export interface LinkWorld {
  readonly fetch: typeof fetch
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random: () => number
  readonly address: string
}

const LONGEST_WAIT = 15_000
const SILENCE = 25_000

/** Wait before the given attempt (0 first): doubles up to 15 s, with a fifth of chance so that desks do not return together. */
export function waitBefore(attempt: number, random: number): number {
  const steady = Math.min(LONGEST_WAIT, 500 * 2 ** Math.min(attempt, 10))
  return Math.round(steady * (0.8 + 0.4 * random))
}

/**
 * Holds one stream open until `signal` ends it, `closed` arrives or the sign-in is over. The stream is read
 * with fetch and not with EventSource, which hides the comments that show the link is alive and cannot
 * send Last-Event-ID when a page comes back.
 */
export async function holdLink(
  world: LinkWorld,
  signal: AbortSignal,
  tell: (message: LiveMessage) => void,
): Promise<void> {
  let lastPosition: number | undefined
  let attempt = 0
  while (!signal.aborted) {
    const from = lastPosition
    const end = await readOnce(world, signal, from, (message) => {
      attempt = 0
      // The greeting of a stream that goes on comes before what was missed: it is no place reached.
      if (message.kind === 'hello' && from !== undefined) {
        tell({ kind: 'beat', now: message.now })
        return
      }
      if ('position' in message) lastPosition = message.position
      if (message.kind === 'reset') lastPosition = undefined
      tell(message)
    })
    if (end === 'over' || signal.aborted) return
    await world.wait(waitBefore(attempt, world.random()), signal).catch(() => undefined)
    attempt += 1
  }
}

type End = 'over' | 'cut'

async function readOnce(
  world: LinkWorld,
  outer: AbortSignal,
  last: number | undefined,
  tell: (message: LiveMessage) => void,
): Promise<End> {
  const own = new AbortController()
  const signal = AbortSignal.any([outer, own.signal])
  const headers: Record<string, string> = { accept: 'text/event-stream' }
  if (last !== undefined) headers['last-event-id'] = String(last)
  try {
    const reply = await world.fetch(world.address, {
      headers,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
    })
    if (reply.status === 401 || reply.status === 423) {
      tell({ kind: 'closed', reason: reply.status === 401 ? 'signed-out' : 'locked' })
      return 'over'
    }
    if (!reply.ok || reply.body === null) return 'cut'
    return await readBody(world, reply.body, own, tell)
  } catch {
    return 'cut'
  }
}

async function readBody(
  world: LinkWorld,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  own: AbortController,
  tell: (message: LiveMessage) => void,
): Promise<End> {
  const parse = createSseParser()
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const quiet = new AbortController()
    const silent = world.wait(SILENCE, quiet.signal).then(
      () => 'silent' as const,
      () => 'silent' as const,
    )
    const piece = await Promise.race([reader.read(), silent])
    if (piece === 'silent' || piece.done) {
      quiet.abort()
      own.abort()
      return 'cut'
    }
    quiet.abort()
    for (const item of parse(piece.value)) {
      const message = readMessage(item)
      if (message === undefined) continue
      tell(message)
      if (message.kind !== 'closed') continue
      own.abort()
      return endOf(message.reason, tell)
    }
  }
}

/** A closed stream is over, unless what this person may see has changed: then all is read anew on a new stream. */
function endOf(reason: string, tell: (message: LiveMessage) => void): End {
  if (reason !== 'changed') return 'over'
  tell({ kind: 'reset' })
  return 'cut'
}

/** A wait that an abort ends early by refusing. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
