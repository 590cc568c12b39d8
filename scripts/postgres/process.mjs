// The server process: what the lock file says, whether it lives, start and stop.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Cannot, pause } from '../machine.mjs'
import { CLEAN_ENV } from './create.mjs'

/** @typedef {{ pid: number, dataDir: string, startedAt: number, port: number, status: string }} Lock */

/**
 * What `postmaster.pid` says; `startedAt` in seconds.
 * @param {string} pgdata
 * @returns {Lock | undefined}
 */
export function readLock(pgdata) {
  let lines
  try {
    lines = fs.readFileSync(path.join(pgdata, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined // no server has this folder
  }
  const number = (/** @type {number} */ at) => Number.parseInt(lines[at] ?? '', 10)
  return {
    pid: Math.abs(number(0)),
    dataDir: lines[1] ?? '',
    startedAt: number(2),
    port: number(3),
    status: (lines[7] ?? '').trim(),
  }
}

/** @param {string} pgdata */
export function dropLock(pgdata) {
  fs.rmSync(path.join(pgdata, 'postmaster.pid'), { force: true })
}

/**
 * True when the process of the lock lives and is a server on this folder: not a zombie, nor another
 * process that got its number after a restart of the machine.
 * @param {Lock} lock
 * @param {string} pgdata
 */
export function isServing(lock, pgdata) {
  if (!isAlive(lock.pid) || lock.dataDir !== pgdata) return false
  return process.platform !== 'linux' || serversIn(pgdata).includes(lock.pid)
}

/**
 * False for a zombie too: in a container nobody may ever reap a killed process.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** @param {number} pid */
function isZombie(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return /^[ZX]/u.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return true // gone meanwhile
  }
}

/**
 * The living processes that work in the folder (Linux; empty elsewhere): server and its children.
 * @param {string} pgdata
 * @returns {number[]}
 */
export function serversIn(pgdata) {
  if (process.platform !== 'linux') return []
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readlinkSync(`/proc/${pid}/cwd`) === pgdata && !isZombie(pid)
      } catch {
        return false // gone, or another user's: not ours
      }
    })
}

/**
 * Asks the port for TLS: a PostgreSQL that serves says yes or no at once.
 * @param {number} port
 * @returns {Promise<boolean>} false after 2 s without an answer
 */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port })
    const end = (/** @type {boolean} */ is) => {
      socket.destroy()
      resolve(is)
    }
    socket.setTimeout(2000, () => end(false))
    socket.on('error', () => end(false))
    socket.on('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])))
    socket.on('data', (data) => end(data[0] === 78 || data[0] === 83))
  })
}

/** @returns {Promise<number>} a port of 127.0.0.1 that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}

const STALE = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/u
const TAKEN = /Address already in use|could not create any TCP\/IP sockets/u
const RETRY_MS = 10_000

/**
 * Starts the server in a process group of its own, so Ctrl-C reaches it only through us, and waits until it
 * is ready. A stale lock (a killed server not yet reaped) is tried again for 10 s, a taken port with another.
 * @param {import('./place.mjs').Place} place
 * @param {{ fsync: boolean, port: number | undefined, logFile: string }} options
 * @returns {Promise<Lock>}
 */
export async function startServer(place, options) {
  const until = Date.now() + RETRY_MS
  for (;;) {
    const failure = await startOnce(place, options)
    if (typeof failure !== 'string') return failure
    const again = STALE.test(failure) || (TAKEN.test(failure) && options.port === undefined)
    if (!again || Date.now() > until)
      throw new Cannot(
        `Il database non parte. Le sue ultime righe (${options.logFile}):\n${failure.trim()}`,
      )
    await pause(250)
  }
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ fsync: boolean, port: number | undefined, logFile: string }} options
 * @returns {Promise<Lock | string>} what it wrote when it failed
 */
async function startOnce(place, options) {
  const port = options.port ?? (await freePort())
  const written = fs.openSync(options.logFile, 'a', 0o600)
  const from = fs.fstatSync(written).size
  const child = spawn(
    path.join(place.binaries, 'bin', 'postgres'),
    serverArguments(place.pgdata, port, options.fsync),
    {
      ...place.runAs,
      cwd: path.parse(place.binaries).root,
      env: CLEAN_ENV,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', written, written],
    },
  )
  let ended = ''
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended ||= `exit ${code ?? signal}`
  })
  fs.closeSync(written)
  child.unref()
  while (!ended) {
    const lock = readLock(place.pgdata)
    if (lock?.pid === child.pid && lock?.status === 'ready' && (await answers(lock.port)))
      return lock
    await pause(20)
  }
  return fs.readFileSync(options.logFile).subarray(from).toString('utf8').slice(-2000) || ended
}

/**
 * @param {string} pgdata
 * @param {number} port
 * @param {boolean} fsync false only for tests, whose data nobody misses after a power cut
 */
function serverArguments(pgdata, port, fsync) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // statements and details of errors may hold personal data: neither is logged
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  return ['-D', pgdata, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])]
}

/**
 * Stops a server: fast shutdown, then immediate, then by force; returns when no process is left.
 * @param {Lock} lock
 * @param {string} pgdata
 */
export async function stopServer(lock, pgdata) {
  const steps = /** @type {const} */ ([
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ])
  for (const [signal, patience] of steps) {
    try {
      process.kill(lock.pid, signal)
    } catch {
      // already gone: the wait below sees it
    }
    const until = Date.now() + patience
    while (Date.now() < until) {
      if (!isServing(lock, pgdata) && serversIn(pgdata).length === 0) return
      await pause(25)
    }
  }
}
