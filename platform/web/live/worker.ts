import { holdLink, waitFor } from './link.ts'
import type { LiveMessage } from './messages.ts'

/** The shared worker: one stream for all the tabs of this browser. Pages join with a port and leave with `leave`. */
interface WorkerScope {
  onconnect: ((event: MessageEvent) => void) | null
}

const ports = new Set<MessagePort>()
let running: AbortController | undefined
let lastSeen: number | undefined
let lastPosition: number | undefined
let lastPresence: LiveMessage | undefined

function tellAll(message: LiveMessage): void {
  lastSeen = message.kind === 'closed' ? undefined : performance.now()
  if (message.kind === 'presence') lastPresence = message
  if ('position' in message) lastPosition = message.position
  for (const port of ports) port.postMessage(message)
}

function start(): void {
  if (running !== undefined) return
  const link = new AbortController()
  running = link
  const world = {
    fetch: self.fetch.bind(self),
    wait: waitFor,
    random: Math.random,
    address: '/api/live',
  }
  void holdLink(world, link.signal, tellAll).finally(() => {
    if (running === link) running = undefined
  })
}

function stop(): void {
  running?.abort()
  running = undefined
  lastSeen = undefined
  lastPresence = undefined
}

function onOrder(port: MessagePort, order: unknown): void {
  if (order === 'start') {
    ports.add(port)
    start()
  }
  if (order === 'stop') stop()
  if (order === 'leave') {
    ports.delete(port)
    if (ports.size === 0) stop()
  }
}

const scope: WorkerScope = self as unknown as WorkerScope
scope.onconnect = (event) => {
  const [port] = event.ports
  if (port === undefined) return
  ports.add(port)
  // A page that joins an open stream learns at once how far it has come and how fresh it is.
  if (lastSeen !== undefined) {
    if (lastPosition !== undefined)
      port.postMessage({ kind: 'hello', position: lastPosition, now: '' } satisfies LiveMessage)
    port.postMessage({
      kind: 'beat',
      now: '',
      ago: performance.now() - lastSeen,
    } satisfies LiveMessage)
  }
  if (lastPresence !== undefined) port.postMessage(lastPresence)
  port.onmessage = (message) => onOrder(port, message.data)
}
