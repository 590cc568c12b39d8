// Runs one ring of the tests and reads its report.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import path from 'node:path'
import { pause, ROOT, shippedNode } from '../machine.mjs'

/** Every process of the run carries this in its environment, so that none outlives it. */
const MARK = `APPRODO_TEST_RUN=${process.pid}-${Date.now()}`

/** @type {import('node:child_process').ChildProcess | undefined} */
let running

/**
 * @typedef {object} Result
 * @property {string} ring
 * @property {number} seconds
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {{ name: string, milliseconds: number }[]} tests
 */

/**
 * Runs a vitest project to its end. A ring that ends without a report, without a test, or with an error
 * outside its tests counts one failed.
 * @param {string} ring
 * @param {{ folder: string, minutes: number, env: Record<string, string> }} options folder for the report
 * @returns {Promise<Result>}
 */
export async function runRing(ring, { folder, minutes, env }) {
  const report = path.join(folder, `${ring}.json`)
  const started = Date.now()
  const [markName = '', markValue = ''] = MARK.split('=')
  const child = spawn(
    shippedNode(),
    [
      path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--project', ring, '--passWithNoTests', '--reporter=dot'],
      ...['--reporter=json', `--outputFile.json=${report}`],
    ],
    {
      cwd: ROOT,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, [markName]: markValue },
    },
  )
  running = child
  const tooLong = setTimeout(() => {
    console.log(`The ring ${ring} did not end in ${minutes} minutes.`)
    void stopEverything()
  }, minutes * 60_000)
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (status) => resolve(status ?? 1))
  })
  clearTimeout(tooLong)
  running = undefined
  await stopEverything()
  return { ring, seconds: (Date.now() - started) / 1000, ...readReport(ring, report, code) }
}

/**
 * @param {string} ring
 * @param {string} file
 * @param {number} code
 */
function readReport(ring, file, code) {
  const nothing = { passed: 0, failed: 1, skipped: 0, tests: [] }
  let report
  try {
    report = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    console.log(`The ring ${ring} ended without a report (exit code ${code}): one failed.`)
    return nothing
  }
  /** @type {{ name: string, status: string, message?: string, assertionResults: { fullName: string, status: string, duration?: number }[] }[]} */
  const files = report.testResults
  if (files.length === 0) {
    console.log(`The ring ${ring} found no test: one failed.`)
    return nothing
  }
  const all = files.flatMap((one) => one.assertionResults)
  const passed = all.filter((test) => test.status === 'passed').length
  const brokenFiles = files.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((t) => t.status === 'failed'),
  ).length
  const failed = all.filter((test) => test.status === 'failed').length + brokenFiles
  if (failed === 0 && code !== 0)
    console.log(`The ring ${ring} ended with errors outside its tests.`)
  return {
    passed,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: all.length - passed - (failed - brokenFiles),
    tests: files.flatMap((one) =>
      one.assertionResults.map((test) => ({
        name: `${path.relative(ROOT, one.name)}: ${test.fullName}`,
        milliseconds: test.duration ?? 0,
      })),
    ),
  }
}

/** Asks what the run started, and still lives, to stop; after 10 s it is killed. */
export async function stopEverything() {
  if (process.platform !== 'linux') running?.kill('SIGTERM')
  for (const pid of markedProcesses()) send(pid, 'SIGTERM')
  const until = Date.now() + 10_000
  while (markedProcesses().length > 0 && Date.now() < until) await pause(100)
  for (const pid of markedProcesses()) send(pid, 'SIGKILL')
}

/** @returns {number[]} on Linux; elsewhere vitest stops what its tests started */
function markedProcesses() {
  if (process.platform !== 'linux') return []
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(MARK)
      } catch {
        return false // gone, or another user's
      }
    })
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // it ended in the same moment
  }
}
