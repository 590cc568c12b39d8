// `npm start` of a checkout, driven and watched from outside, for scripts/start.start.ts.
import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import path from 'node:path'
import type { Checkout } from './checkouts.ts'
import { readLock, serversIn } from './postgres/process.mjs'

const PATIENCE_MS = 60_000

export type Running = {
  /** What it printed as its address. */
  readonly address: string
  /** From the command to that line. */
  readonly seconds: number
  /** Ctrl-C in its terminal; resolves when npm gives the prompt back. */
  readonly interrupt: () => Promise<void>
  /** Resolves with npm's exit code, -1 when a signal ended it. */
  readonly ended: Promise<number>
  /** npm and the start script die at once, with no chance to tidy. */
  readonly killScript: () => void
  readonly output: () => string
}

/** Starts and waits for the address; fails with all it printed. */
export async function npmStart(
  checkout: Checkout,
  port: number,
  more: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const began = performance.now()
  const [program, args] = npm('start')
  const child = spawn(program, args, {
    cwd: checkout.folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(checkout, port), ...more },
    ...checkout.user,
  })
  let said = ''
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      said += String(error)
      resolve(-1)
    })
    child.on('exit', (code) => resolve(code ?? -1))
  })
  const address = await new Promise<string | undefined>((resolve) => {
    const late = setTimeout(() => resolve(undefined), PATIENCE_MS)
    const look = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = /Approdo è pronto: (http\S+)/u.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    void ended.then(() => {
      clearTimeout(late)
      resolve(undefined)
    })
  })
  if (!address) {
    signalGroup(child, 'SIGTERM')
    throw new Error(`npm start did not get ready:\n${said}`)
  }
  return {
    address,
    seconds: (performance.now() - began) / 1000,
    output: () => said,
    killScript: () => signalGroup(child, 'SIGKILL'),
    ended,
    async interrupt() {
      signalGroup(child, 'SIGINT')
      await ended
    },
  }
}

/** The processes of a checkout's server, without PostgreSQL (Linux). */
export function serverProcesses(checkout: Checkout): readonly number[] {
  const main = path.join(checkout.folder, 'apps', 'server', 'main.ts')
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(main)
      } catch {
        return false // gone meanwhile
      }
    })
}

/** Where the checkout's database lies: inside, or where its note says. */
export function databaseFolder(checkout: Checkout): string {
  const note = path.join(checkout.folder, '.data', 'DOVE-SONO-I-DATI.txt')
  if (!fs.existsSync(note)) return path.join(checkout.folder, '.data', 'postgres', 'cluster')
  const outside = fs
    .readFileSync(note, 'utf8')
    .split('\n')
    .find((line) => line.startsWith('/'))
  return path.join(outside ?? '', 'cluster')
}

export function databaseProcesses(checkout: Checkout): readonly number[] {
  return serversIn(databaseFolder(checkout))
}

/** Address of the checkout's database as its owner. */
export function ownerUrl(checkout: Checkout): string {
  const file = path.join(checkout.folder, '.data', 'database-passwords.json')
  const { owner } = JSON.parse(fs.readFileSync(file, 'utf8')) as { owner: string }
  return `postgres://approdo_owner:${owner}@127.0.0.1:${readLock(databaseFolder(checkout))?.port}/approdo`
}

/** What is wanted is that they are gone: a server whose start script has died leaves by itself, at times first. */
export function kill9(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
      if (!gone) throw error
    }
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // the whole group has ended
  }
}

/** The npm that runs these tests, else the one on the PATH. */
function npm(command: string): [string, string[]] {
  const { npm_node_execpath: node, npm_execpath: cli } = process.env
  return node && cli ? [node, [cli, command]] : ['npm', [command]]
}

/** The environment of a person's shell: nothing of this run but the mark by which it is tidied up. */
function environment(checkout: Checkout, port: number): NodeJS.ProcessEnv {
  const ours = /^(?:APPRODO_(?!TEST_RUN$)|DATABASE_|VITEST|VITE_|NODE_|npm_|TEST$|CI$|HOME$|PORT$)/u
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name))
  const PATH = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter)
  return {
    ...Object.fromEntries(kept),
    PATH,
    HOME: checkout.user ? checkout.folder : process.env['HOME'],
    PORT: String(port),
  }
}
