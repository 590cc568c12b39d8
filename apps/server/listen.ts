import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { ConfigError } from '#platform/server/config.ts'

const LOOPBACK = ['127.0.0.1', '::1']
const TRIES = 100

/**
 * Listens on both loopback addresses (or on `host`), at `port` or the next free one (0: any), and answers the
 * address to open: by name, because a passkey refuses an IP address.
 */
export async function listenOn(
  app: FastifyInstance,
  port: number,
  host: string | undefined,
): Promise<string> {
  const hosts = host === undefined ? await usable(LOOPBACK) : [host]
  if (host !== undefined && !(await canListen(0, host)))
    throw new ConfigError([`LISTEN_HOST: ${host} non è un indirizzo di questa macchina`])
  const free = port === 0 ? await anyPort(hosts) : await freePort(hosts, port)
  if (host !== undefined) {
    await app.listen({ port: free, host })
    return `http://${host}:${free}`
  }
  const [first = '127.0.0.1', ...others] = hosts
  const listenToOthers = others.map((other) => second(app, free, other))
  await app.listen({ port: free, host: first })
  for (const listen of listenToOthers) await listen()
  return `http://localhost:${free}`
}

/**
 * The same application at one more address. Asking Fastify for `localhost` would listen only where the
 * machine's hosts file says, and many know that name as one address.
 */
function second(app: FastifyInstance, port: number, host: string): () => Promise<void> {
  const server = createHttpServer(app.routing)
  server.keepAliveTimeout = app.server.keepAliveTimeout
  server.requestTimeout = app.server.requestTimeout
  app.addHook('onClose', async () => {
    server.close()
    server.closeAllConnections()
  })
  return () =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host }, resolve)
    })
}

/** The loopback addresses that this machine has: some have no IPv6. */
async function usable(hosts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const host of hosts) if (await canListen(0, host)) found.push(host)
  return found
}

/** One that the machine gives: servers that start at once, as tests do, would all find the same one by counting. */
async function anyPort(hosts: readonly string[]): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = await givenPort(hosts[0] ?? '127.0.0.1')
    const free = await Promise.all(hosts.map((host) => canListen(port, host)))
    if (free.every(Boolean)) return port
  }
  throw new Error('Nessuna porta libera: indica PORT.')
}

function givenPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host }, () => {
      const given = probe.address()
      probe.close(() => resolve(typeof given === 'object' && given !== null ? given.port : 0))
    })
  })
}

async function freePort(hosts: readonly string[], first: number): Promise<number> {
  for (let port = first; port < first + TRIES && port <= 65_535; port += 1) {
    const free = await Promise.all(hosts.map((host) => canListen(port, host)))
    if (free.every(Boolean)) return port
  }
  throw new Error(`Nessuna porta libera da ${first} in poi: indica PORT.`)
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
