import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { signText, type TelephoneGateway } from '#platform/gateways/telephone.ts'
import { httpTelephone } from '#platform/gateways/telephone-http.ts'
import type {
  Behaviour,
  Call,
  Caller,
  FromTelephones,
  Line,
  ToTelephones,
} from './telephone-words.ts'

const PROCESS = fileURLToPath(new URL('./telephones.ts', import.meta.url))

/** What has come to the telephones, and how each is answered. */
export type TelephoneState = {
  readonly calls: readonly Call[]
  readonly behaviours: Readonly<Record<string, Behaviour>>
  /** The numbers of the service that can be called, and who calls them. */
  readonly lines: readonly string[]
  readonly callers: readonly Caller[]
}

/** The demo's telephones: a real provider in a process of its own, on loopback, as long as this process lives. */
export type TelephoneSet = {
  readonly gateway: TelephoneGateway
  /** Where it reports to, once the server listens. */
  readonly reportTo: (address: string) => void
  readonly state: () => Promise<TelephoneState>
  readonly behave: (phone: string, behaviour: Behaviour) => Promise<void>
  readonly press: (key: string, digit: string) => Promise<void>
  /** Which numbers of the service the exchange brings calls to. */
  readonly connect: (lines: readonly Line[]) => void
  /** Somebody calls a number of the service; an empty number does not show. */
  readonly dial: (line: string, number: string) => Promise<void>
  readonly putDown: (caller: string) => Promise<void>
  readonly close: () => void
}

/** Starts the telephones; `ringMs`: how long they ring. */
export async function openTelephones(ringMs?: number): Promise<TelephoneSet> {
  const secret = randomBytes(24).toString('hex')
  const env = {
    ...process.env,
    TELEPHONES_SECRET: secret,
    ...(ringMs === undefined ? {} : { TELEPHONES_RING_MS: String(ringMs) }),
  }
  const child = fork(PROCESS, [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const url = `http://127.0.0.1:${await portOf(child)}`
  // The server ends when its work does: it does not wait for the telephones.
  child.unref()
  child.channel?.unref()
  const ask = async (path: string, told: object): Promise<unknown> => {
    const body = JSON.stringify(told)
    const headers = { 'x-approdo-signature': signText(secret, body) }
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body })
    return await reply.json()
  }
  return {
    gateway: { ...httpTelephone(`${url}/calls`, secret), showsNotices: true },
    reportTo: (address) => void child.send({ address } satisfies ToTelephones),
    state: async () => (await ask('/state', {})) as TelephoneState,
    behave: async (phone, behaviour) => void (await ask('/behaviour', { phone, behaviour })),
    press: async (key, digit) => void (await ask('/press', { key, digit })),
    connect: (lines) => void child.send({ lines } satisfies ToTelephones),
    dial: async (line, number) => void (await ask('/dial', { line, number })),
    putDown: async (caller) => void (await ask('/put-down', { caller })),
    close: () => void child.kill(),
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    // A process that is watched tells its parent also which files it has read.
    child.on('message', (message: Partial<FromTelephones>) => {
      if (message.port !== undefined) resolve(message.port)
    })
    child.once('exit', (code) => reject(new Error(`the telephones ended with ${code}`)))
  })
}
