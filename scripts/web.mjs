// Builds the console when one of its sources has changed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Cannot, ROOT, shippedNode } from './machine.mjs'

const APP = path.join(ROOT, 'apps', 'console')
const DIST = path.join(APP, 'dist')
const SEAL = path.join(DIST, '.seal')
const SOURCES = ['platform/web', 'platform/kernel', 'platform/i18n', 'apps/console', 'contexts']

/** What is made or only read by people. */
const NOT_SOURCE =
  /\/(?:node_modules|dist[^/]*|generated[^/]*|project\.inlang)$|\.test\.tsx?$|\.md$/u
/** What a room keeps for the server. */
const SERVER_ONLY =
  /^contexts\/[^/]+\/(?:pages|testing|[a-z-]*(?:store|routes|jobs)[a-z-]*\.ts|policy\.ts|public\.ts)$/u

/** @returns {boolean} true when it built; `Cannot` with Vite's words when the build fails */
export function buildWeb() {
  if (!fs.existsSync(path.join(APP, 'vite.config.ts'))) return false
  const seal = sealOfSources()
  if (fs.existsSync(SEAL) && fs.readFileSync(SEAL, 'utf8') === seal) return false
  console.log('Preparo le pagine…')
  const half = `${DIST}.${process.pid}`
  const done = spawnSync(shippedNode(), viteArguments(half), { cwd: ROOT, encoding: 'utf8' })
  if (done.status !== 0) {
    fs.rmSync(half, { recursive: true, force: true })
    throw new Cannot(`Le pagine non si compilano:\n${done.stdout ?? ''}${done.stderr ?? ''}`)
  }
  compress(path.join(half, 'assets'))
  fs.writeFileSync(path.join(half, '.seal'), seal)
  fs.rmSync(DIST, { recursive: true, force: true })
  fs.renameSync(half, DIST)
  return true
}

/**
 * Builds again at each change, into the folder the server serves: one origin and the real CSP, as at work.
 * @returns {import('node:child_process').ChildProcess}
 */
export function watchWeb() {
  fs.rmSync(SEAL, { force: true })
  return spawn(shippedNode(), [...viteArguments(DIST), '--watch', '--minify', 'false'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/**
 * Beside each script and sheet its compressed forms, made once: the server sends what the browser accepts.
 * @param {string} folder
 */
function compress(folder) {
  for (const name of fs.readdirSync(folder).filter((one) => /\.(?:js|css)$/u.test(one))) {
    const file = path.join(folder, name)
    const content = fs.readFileSync(file)
    fs.writeFileSync(`${file}.br`, brotliCompressSync(content))
    fs.writeFileSync(`${file}.gz`, gzipSync(content))
  }
}

/** @param {string} outDir */
function viteArguments(outDir) {
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = path.join(APP, 'vite.config.ts')
  return [vite, 'build', '--config', config, '--outDir', outDir, '--emptyOutDir']
}

function sealOfSources() {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(ROOT, 'package-lock.json')))
  for (const file of SOURCES.flatMap(filesIn).sort())
    hash.update(file).update(fs.readFileSync(path.join(ROOT, file)))
  return hash.digest('hex')
}

/**
 * @param {string} folder from the root, with slashes
 * @returns {string[]}
 */
function filesIn(folder) {
  if (!fs.existsSync(path.join(ROOT, folder))) return []
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (NOT_SOURCE.test(name) || SERVER_ONLY.test(name)) return []
    return entry.isDirectory() ? filesIn(name) : [name]
  })
}
