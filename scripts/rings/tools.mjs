// The programs of the machine that the tests need, installed where that is ours to do.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import path from 'node:path'
import { isRoot } from '../machine.mjs'

/** @typedef {{ name: string, debianPackage: string, find: () => string | undefined, rings: string[] }} Tool */

/** A ring whose tool is missing is skipped; a tool without rings is asked for by single tests. */
/** @type {Tool[]} */
const TOOLS = [
  { name: 'chromium', debianPackage: 'chromium', find: findChromium, rings: ['journey'] },
  { name: 'pdfinfo', debianPackage: 'poppler-utils', find: () => onPath('pdfinfo'), rings: [] },
  { name: 'qpdf', debianPackage: 'qpdf', find: () => onPath('qpdf'), rings: [] },
]

/**
 * Installs what is missing on Debian as root; names what stays missing.
 * @returns {{ missing: Tool[], chromium: string | undefined }}
 */
export function readyTools() {
  const wanted = TOOLS.filter((tool) => !tool.find())
  if (wanted.length > 0 && isRoot() && fs.existsSync('/etc/debian_version'))
    aptInstall(wanted.map((tool) => tool.debianPackage))
  const missing = TOOLS.filter((tool) => !tool.find())
  return { missing, chromium: findChromium() }
}

/** @param {string[]} packages */
function aptInstall(packages) {
  console.log(`apt-get install ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8', timeout: 300_000 })
    if (done.status === 0) continue
    console.log(`apt-get ${args[0]} failed: ${(done.stderr ?? '').trim().slice(-500)}`)
    return
  }
}

function findChromium() {
  const asked = process.env['CHROMIUM']
  if (asked) return fs.existsSync(asked) ? asked : onPath(asked)
  return ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean)
}

/**
 * @param {string} program
 * @returns {string | undefined}
 */
function onPath(program) {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => {
      try {
        fs.accessSync(file, fs.constants.X_OK)
        return fs.statSync(file).isFile()
      } catch {
        return false // not here
      }
    })
}
