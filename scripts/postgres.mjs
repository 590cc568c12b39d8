// The supervisor of the PostgreSQL that ships with Approdo. No dependency; runs on Node 20.
import * as fs from 'node:fs'
import path from 'node:path'
import { alone } from './alone.mjs'
import { pause } from './machine.mjs'
import { createCluster, keepPasswords, readPasswords, setPasswords } from './postgres/create.mjs'
import { findPlace } from './postgres/place.mjs'
import {
  answers,
  dropLock,
  isAlive,
  isServing,
  readLock,
  serversIn,
  startServer,
  stopServer,
} from './postgres/process.mjs'

/**
 * @typedef {object} Cluster
 * @property {string} host
 * @property {number} port
 * @property {number} pid of the server
 * @property {boolean} adopted true when it ran before us
 * @property {string} ownerUrl owner of the database `approdo`: migrations
 * @property {string} appUrl role that serves, under row-level security
 * @property {(database?: string) => string} adminUrl superuser, for tests and care
 * @property {() => Promise<void>} stop stops the server, unless another living process uses it too
 */

/**
 * Opens the cluster of a data folder: makes it when there is none, adopts a server that a crash left alive,
 * else starts one. Several processes may open the same folder: the last to stop stops the server.
 * @param {{ dataDir: string, log?: (line: string) => void, fsync?: boolean, port?: number }} options
 * @returns {Promise<Cluster>} throws `Cannot`, in Italian, when the machine does not allow it
 */
export async function openCluster({ dataDir, log = () => undefined, fsync = true, port }) {
  const folder = path.resolve(dataDir)
  const place = findPlace(folder, log)
  const secretFile = path.join(folder, 'database-passwords.json')
  const logFile = path.join(folder, 'postgres.log')
  const opened = (
    /** @type {import('./postgres/process.mjs').Lock} */ lock,
    /** @type {boolean} */ adopted,
    /** @type {import('./postgres/create.mjs').Passwords} */ passwords,
  ) => ({ lock, adopted, passwords, leave: enter(folder, lock.startedAt) })
  const { lock, adopted, passwords, leave } = await alone(
    path.join(folder, 'apertura.lock'),
    async () => {
      const secrets = readPasswords(secretFile)
      const orphan = await findOrphan(place, { mayAdopt: !secrets.areNew, port, log })
      if (orphan) return opened(orphan, true, secrets.passwords)
      const isNew = !fs.existsSync(path.join(place.pgdata, 'PG_VERSION'))
      if (isNew) {
        log('Creo il database…')
        await createCluster(place, { fsync })
      }
      if (isNew || secrets.areNew) {
        await setPasswords(place, secrets.passwords)
        keepPasswords(secretFile, secrets.passwords)
      }
      rotateLog(logFile)
      const started = await startServer(place, { fsync, port, logFile })
      return opened(started, false, secrets.passwords)
    },
  )
  const url = (
    /** @type {string} */ role,
    /** @type {string} */ secret,
    /** @type {string} */ name,
  ) => `postgres://${role}:${secret}@127.0.0.1:${lock.port}/${name}`
  return {
    host: '127.0.0.1',
    port: lock.port,
    pid: lock.pid,
    adopted,
    ownerUrl: url('approdo_owner', passwords.owner, 'approdo'),
    appUrl: url('approdo_app', passwords.app, 'approdo'),
    adminUrl: (database = 'postgres') => url('postgres', passwords.superuser, database),
    stop: () =>
      alone(path.join(folder, 'apertura.lock'), async () => {
        if (leave() === 0) await stopServer(lock, place.pgdata)
      }),
  }
}

/**
 * Looks at what a server before us left: one that serves is adopted, one that does not is stopped.
 * @param {import('./postgres/place.mjs').Place} place
 * @param {{ mayAdopt: boolean, port: number | undefined, log: (line: string) => void }} options
 */
async function findOrphan({ pgdata }, { mayAdopt, port, log }) {
  const lock = readLock(pgdata)
  if (!lock) return undefined
  if (isServing(lock, pgdata)) {
    const wanted = mayAdopt && (port === undefined || port === lock.port)
    if (wanted && (await becomesReady(pgdata, lock.pid))) return readLock(pgdata)
    log('Fermo un database rimasto acceso…')
    await stopServer(lock, pgdata)
    return undefined
  }
  await childrenEnd(pgdata)
  // PostgreSQL trusts any living process of that number: a zombie, or a stranger after a reboot
  if (process.platform === 'linux') dropLock(pgdata)
  return undefined
}

/**
 * @param {string} pgdata
 * @param {number} pid
 * @returns {Promise<boolean>} true when it answers; recovery after a crash may take its time, up to 60 s
 */
async function becomesReady(pgdata, pid) {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    const lock = readLock(pgdata)
    if (lock?.pid !== pid || !isServing(lock, pgdata) || lock.status === 'stopping') return false
    if (lock.status === 'ready') return answers(lock.port)
    await pause(50)
  }
  return false
}

/**
 * The children of a killed server end by themselves; a second server beside them would spoil the data.
 * @param {string} pgdata
 */
async function childrenEnd(pgdata) {
  const until = Date.now() + 10_000
  while (serversIn(pgdata).length > 0 && Date.now() < until) await pause(50)
  for (const pid of serversIn(pgdata)) process.kill(pid, 'SIGKILL')
}

/** @param {string} logFile */
function rotateLog(logFile) {
  const size = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0
  if (size > 5_000_000) fs.renameSync(logFile, `${logFile}.1`)
}

/**
 * Notes that this process uses the cluster.
 * @param {string} folder
 * @param {number} serverStartedAt seconds; notes older than the server are leftovers of a crash
 * @returns {() => number} leaves, and says how many living users remain
 */
function enter(folder, serverStartedAt) {
  const users = path.join(folder, 'in-uso')
  const own = path.join(users, String(process.pid))
  fs.mkdirSync(users, { recursive: true, mode: 0o700 })
  fs.chmodSync(users, 0o700) // an earlier version left it open to others
  fs.writeFileSync(own, '')
  return () => {
    fs.rmSync(own, { force: true })
    return fs.readdirSync(users).filter((name) => {
      const note = path.join(users, name)
      const since = fs.statSync(note, { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (since / 1000 + 1 >= serverStartedAt && isAlive(Number(name))) return true
      fs.rmSync(note, { force: true })
      return false
    }).length
  }
}
