// `npm start` and `npm run dev`: from a fresh clone to a running Approdo. No dependency; runs on Node 20.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { Cannot, dataFolder, main, pause, ROOT, requireNode, shippedNode } from './machine.mjs'
import { openCluster } from './postgres.mjs'
import { compileTexts } from './texts.mjs'
import { buildWeb, watchWeb } from './web.mjs'

const DRAIN_MS = 10_000
const SERVER = path.join(ROOT, 'apps', 'server', 'main.ts')
const LEAVE_WITH_PARENT = new URL('leave-with-parent.mjs', import.meta.url).href

await main(async () => {
  requireNode()
  const { isDev, flags } = readFlags(process.argv.slice(2))
  const asked = listenForSignals()
  try {
    await ensureInstalled()
    compileTexts()
    buildWeb()
    return asked.signal ? 0 : await run({ flags, isDev, asked })
  } catch (error) {
    await pause(0) // a signal that came during a step without pauses is heard now
    if (asked.signal) return 1 // Ctrl-C ended a step half-way: the next start does it anew
    throw error
  }
})

/**
 * @param {{ flags: string[], isDev: boolean, asked: ReturnType<typeof listenForSignals> }} how
 * @returns {Promise<number>} exit code
 */
async function run(how) {
  const cluster = process.env['DATABASE_URL']
    ? undefined
    : await openCluster({ dataDir: dataFolder(), log: (line) => console.log(line) })
  let code = 0
  try {
    if (!how.asked.signal) code = await serve({ ...how, cluster })
  } finally {
    await cluster?.stop()
  }
  if (code === 0) console.log('Approdo si è fermato.')
  return code
}

/** @param {string[]} given */
function readFlags(given) {
  const known = ['--demo', '--no-demo', '--dev']
  const strange = given.find((flag) => !known.includes(flag))
  if (strange) throw new Cannot(`Non conosco ${strange}: si può dire --demo oppure --no-demo.`)
  return { isDev: given.includes('--dev'), flags: given.filter((flag) => flag !== '--dev') }
}

/**
 * Ctrl-C reaches us from the terminal and again from npm: the first is obeyed, the others are the same one.
 * @returns {{ signal: NodeJS.Signals | undefined, tell: (signal: NodeJS.Signals) => void }}
 */
function listenForSignals() {
  /** @type {ReturnType<typeof listenForSignals>} */
  const asked = { signal: undefined, tell: () => undefined }
  /** @param {NodeJS.Signals} signal */
  const hear = (signal) => {
    if (asked.signal) return
    asked.signal = signal
    asked.tell(signal)
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, hear)
  leaveWithNpm(() => hear('SIGTERM'))
  return asked
}

/**
 * A SIGTERM to npm alone ends npm and its shell, which passes nothing on: without them nobody could stop us.
 * @param {() => void} left
 */
function leaveWithNpm(left) {
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    left()
  }, 500)
  watch.unref()
}

/**
 * Runs the server until it ends. It has a process group of its own, so that it hears of Ctrl-C once, from us;
 * and a channel to us, so that it drains by itself if we are killed.
 * @param {object} run
 * @param {string[]} run.flags
 * @param {boolean} run.isDev
 * @param {ReturnType<typeof listenForSignals>} run.asked
 * @param {import('./postgres.mjs').Cluster | undefined} run.cluster
 * @returns {Promise<number>} the server's exit code
 */
function serve({ flags, isDev, asked, cluster }) {
  const how = isDev ? ['--watch', '--watch-preserve-output'] : ['--import', LEAVE_WITH_PARENT]
  const server = spawn(shippedNode(), [...how, SERVER, ...flags], {
    cwd: ROOT,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', ...(isDev ? [] : /** @type {const} */ (['ipc']))],
    env: {
      ...process.env,
      ...(cluster && {
        DATABASE_URL: cluster.appUrl,
        DATABASE_OWNER_URL: cluster.ownerUrl,
        APPRODO_EMBEDDED: '1',
      }),
      APPRODO_DATA: dataFolder(),
    },
  })
  let late = false
  const helpers = isDev ? watchSources() : undefined
  asked.tell = () => {
    server.kill(asked.signal === 'SIGHUP' ? 'SIGTERM' : asked.signal)
    setTimeout(() => {
      late = true
      killGroup(server.pid)
    }, DRAIN_MS).unref()
  }
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', (code, signal) => {
      helpers?.stop()
      if (signal && !asked.signal) console.error(killedText(signal))
      // a signal before the server could listen for it ends it at once: asked for, so no fault
      resolve(code ?? (asked.signal && !late ? 0 : 1))
    })
  })
}

/**
 * What is said when somebody, or the machine, ended the server under us.
 * @param {NodeJS.Signals} signal
 */
function killedText(signal) {
  return `Il server è stato chiuso da fuori (${signal}). I dati sono salvi: riavvia con npm start.`
}

/**
 * The last resort after the drain: the server and whatever it started.
 * @param {number | undefined} pid
 */
function killGroup(pid) {
  if (!pid) return
  console.error('Il server non si è fermato in 10 secondi: lo chiudo.')
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // it ended in the same moment
  }
}

/** In development the pages and the texts follow their sources too; Node watches the server's. */
function watchSources() {
  const web = watchWeb()
  /** @type {NodeJS.Timeout | undefined} */
  let soon
  const texts = fs.watch(path.join(ROOT, 'platform', 'i18n', 'messages'), () => {
    clearTimeout(soon)
    soon = setTimeout(() => {
      try {
        compileTexts()
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }, 150)
  })
  return {
    stop() {
      texts.close()
      web.kill()
    },
  }
}
