// Copies of this checkout to start from, for scripts/start.start.ts.
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from './machine.mjs'

/** Made by the runner before the tests; copied, so that each start does not build them again. */
const BUILT = ['apps/console/dist', 'platform/i18n/generated']

export type Checkout = {
  readonly folder: string
  /** Whom its commands run as; ourselves when absent. */
  readonly user?: { readonly uid: number; readonly gid: number }
  readonly remove: () => void
}

/** A folder for the copies of one test, open to other users. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'approdo-avvio-'))
  fs.chmodSync(folder, 0o755)
  return fs.realpathSync(folder)
}

/**
 * The sources as git would clone them, and `node_modules` by hard links: the start script finds what the
 * lockfile names and does not install again.
 */
export function copyCheckout(folder: string, user?: { uid: number; gid: number }): Checkout {
  fs.mkdirSync(folder, { recursive: true })
  for (const file of sources()) {
    const target = path.join(folder, file)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.copyFileSync(path.join(ROOT, file), target)
  }
  for (const built of BUILT)
    fs.cpSync(path.join(ROOT, built), path.join(folder, built), { recursive: true })
  copyModules(folder)
  if (user) giveTo(folder, user)
  return {
    folder,
    ...(user && { user }),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

function sources(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return listed.split('\0').filter((file) => file && fs.existsSync(path.join(ROOT, file)))
}

function copyModules(folder: string): void {
  const from = path.join(ROOT, 'node_modules')
  try {
    execFileSync('cp', ['-al', from, folder], { stdio: 'ignore' })
  } catch {
    // another file system, where a hard link cannot be made
    fs.rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
    execFileSync('cp', ['-a', from, folder])
  }
  fs.rmSync(path.join(folder, 'node_modules', '.approdo-lock'), { force: true })
}

/** Files of `node_modules` may be links to ours, so only its folders change hands. */
function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  const modules = path.join(folder, 'node_modules')
  const owner = `${uid}:${gid}`
  execFileSync('find', [
    folder,
    '-path',
    modules,
    '-prune',
    '-o',
    '-exec',
    'chown',
    '-h',
    owner,
    '{}',
    '+',
  ])
  execFileSync('find', [modules, '-type', 'd', '-exec', 'chown', owner, '{}', '+'])
}
