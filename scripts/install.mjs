// Installs the packages of the lockfile when they are not the installed ones.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { alone } from './alone.mjs'
import { Cannot, ROOT } from './machine.mjs'

const MODULES = path.join(ROOT, 'node_modules')
const LOCKFILE = path.join(ROOT, 'package-lock.json')
const MARKER = path.join(MODULES, '.approdo-lock')

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/** @returns {Promise<boolean>} true when it installed; `Cannot` when npm fails */
export async function ensureInstalled() {
  const wanted = createHash('sha256').update(fs.readFileSync(LOCKFILE)).digest('hex')
  if (isMarked(wanted)) return false
  return alone(
    path.join(ROOT, '.installazione.lock'),
    async () => {
      if (isMarked(wanted)) return false
      const there = isInstalled()
      if (!there) install()
      fs.rmSync(MARKER, { force: true })
      fs.writeFileSync(MARKER, wanted)
      return !there
    },
    { patienceSeconds: 900 },
  )
}

/** @param {string} wanted */
function isMarked(wanted) {
  return fs.existsSync(MARKER) && fs.readFileSync(MARKER, 'utf8') === wanted
}

/** True when npm's own note of what it installed agrees with the lockfile (someone ran `npm install`). */
function isInstalled() {
  const note = path.join(MODULES, '.package-lock.json')
  if (!fs.existsSync(note)) return false
  const locked = packagesOf(LOCKFILE)
  const installed = packagesOf(note)
  return Object.entries(locked).every(([folder, { version, integrity, optional }]) => {
    const found = installed[folder]
    if (folder === '' || (!found && optional)) return true // other platforms' binaries
    return found?.version === version && found?.integrity === integrity
  })
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {}
}

function install() {
  console.log('Installo i pacchetti: la prima volta serve circa un minuto…')
  const bin = path.join('node_modules', '.bin')
  const PATH = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(bin)) // npm must not run on the Node it is about to replace
    .join(path.delimiter)
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const options = /** @type {const} */ ({
    cwd: ROOT,
    env: { ...process.env, PATH },
    stdio: 'inherit',
  })
  const done =
    npm && node && fs.existsSync(npm) && fs.existsSync(node) && !node.startsWith(MODULES)
      ? spawnSync(node, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (done.status !== 0)
    throw new Cannot(
      `L'installazione dei pacchetti non è riuscita (${done.error?.message ?? `codice ${done.status}`}). ` +
        'Servono la rete, il registro di npm e il permesso di scrivere in questa cartella.',
    )
}
