// `npm test`: all rings, one after the other, on a cluster of their own. `npm test -- model store` runs some.
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { Cannot, main, requireNode } from './machine.mjs'
import { runRing, stopEverything } from './rings/run.mjs'
import { readyTools } from './rings/tools.mjs'
import { openTestCluster } from './test-cluster.mjs'
import { compileTexts } from './texts.mjs'
import { buildWeb } from './web.mjs'

/** @typedef {import('./rings/run.mjs').Result} Result */

/** In order: what fails cheaply fails first. Minutes after which a ring is given up. */
const RINGS = [
  { name: 'model', minutes: 3, needsPages: false },
  { name: 'store', minutes: 14, needsPages: false },
  { name: 'behaviour', minutes: 8, needsPages: false },
  { name: 'journey', minutes: 18, needsPages: true },
  { name: 'start', minutes: 6, needsPages: true },
]
const LONG = [{ name: 'long', minutes: 240, needsPages: true }]

await main(async () => {
  requireNode()
  const rings = chooseRings(process.argv.slice(2))
  await ensureInstalled()
  compileTexts()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'approdo-anelli-'))
  fs.chmodSync(folder, 0o755) // some tests run as another user
  const cluster = await openTestCluster()
  const close = once(async () => {
    await stopEverything()
    await cluster.close()
    fs.rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void close().finally(() => process.exit(130)))
  try {
    return summary(await runAll(rings, folder, cluster.adminUrl))
  } finally {
    await close()
  }
})

/** @param {string[]} given */
function chooseRings(given) {
  if (given.includes('--long')) return LONG
  const chosen = RINGS.filter((ring) => given.length === 0 || given.includes(ring.name))
  const strange = given.find((name) => !RINGS.some((ring) => ring.name === name))
  if (strange) throw new Cannot(`No ring «${strange}»: ${RINGS.map((r) => r.name).join(', ')}.`)
  return chosen
}

/**
 * @param {typeof RINGS} rings
 * @param {string} folder
 * @param {string} adminUrl
 * @returns {Promise<Result[]>}
 */
async function runAll(rings, folder, adminUrl) {
  const { missing, chromium } = readyTools()
  const results = missing.map((tool) => lacking(tool.name))
  for (const ring of rings) {
    if (missing.some((tool) => tool.rings.includes(ring.name))) continue
    console.log(`\n== ${ring.name}`)
    if (ring.needsPages && !pagesReady()) {
      results.push({ ring: ring.name, seconds: 0, passed: 0, failed: 1, skipped: 0, tests: [] })
      continue
    }
    // temporary files of the tests go where we remove them, even when a ring is interrupted
    const env = {
      APPRODO_TEST_ADMIN_URL: adminUrl,
      TMPDIR: folder,
      ...(chromium && { CHROMIUM: chromium }),
    }
    const result = await runRing(ring.name, { folder, minutes: ring.minutes, env })
    console.log(`== ${ring.name}: ${result.seconds.toFixed(1)} s`)
    results.push(result)
  }
  return results
}

/**
 * What the machine lacks is skipped; the machine of the project's own checks must lack nothing.
 * @param {string} name
 * @returns {Result}
 */
function lacking(name) {
  const fails = process.env['CI'] === 'true'
  console.log(
    `${name} is missing on this machine: ${fails ? 'failed, because CI=true' : 'skipped'}.`,
  )
  const [failed, skipped] = fails ? [1, 0] : [0, 1]
  return { ring: `needs ${name}`, seconds: 0, passed: 0, failed, skipped, tests: [] }
}

function pagesReady() {
  try {
    buildWeb()
    return true
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return false
  }
}

/**
 * @param {Result[]} results
 * @returns {number} exit code
 */
function summary(results) {
  console.log('\nSeconds of each ring')
  for (const { ring, seconds, passed, failed, skipped } of results)
    console.log(
      `  ${ring.padEnd(16)}${seconds.toFixed(1).padStart(7)} s  ` +
        `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
    )
  console.log('\nThe ten slowest tests')
  const slowest = results.flatMap((result) => result.tests)
  slowest.sort((a, b) => b.milliseconds - a.milliseconds)
  for (const { name, milliseconds } of slowest.slice(0, 10))
    console.log(`  ${(milliseconds / 1000).toFixed(2).padStart(7)} s  ${name}`)
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    results.reduce((total, result) => total + result[key], 0)
  const skipped = sum('skipped')
  console.log(
    `\n${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`,
  )
  return sum('failed') > 0 ? 1 : 0
}

/**
 * @param {() => Promise<void>} work
 * @returns {() => Promise<void>} does it the first time, and waits for that the next times
 */
function once(work) {
  /** @type {Promise<void> | undefined} */
  let done
  return () => {
    done ??= work()
    return done
  }
}
