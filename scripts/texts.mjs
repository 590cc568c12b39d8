// Compiles the Italian texts to typed functions; `npm run texts`, and before start, test and check.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Cannot, main, ROOT, shippedNode } from './machine.mjs'

const HOME = path.join(ROOT, 'platform', 'i18n')
const MESSAGES = path.join(HOME, 'messages')
const PROJECT = path.join(HOME, 'project.inlang')
const GENERATED = path.join(HOME, 'generated')
const COMPILER = path.join(ROOT, 'node_modules', '@inlang', 'paraglide-js')
const FORMAT = path.join(ROOT, 'node_modules', '@inlang', 'plugin-message-format')

/**
 * Compiles `platform/i18n/messages/*.it.json` when one of them, or the compiler, has changed.
 * @returns {boolean} true when it compiled; throws `Cannot` on a key written twice or badly
 */
export function compileTexts() {
  const files = fs
    .readdirSync(MESSAGES)
    .filter((name) => name.endsWith('.it.json'))
    .sort()
  const seal = sealOf(files)
  const sealFile = path.join(GENERATED, 'seal')
  if (fs.existsSync(sealFile) && fs.readFileSync(sealFile, 'utf8') === seal) return false
  checkKeys(files)
  writeProject(files)
  const half = `${GENERATED}.${process.pid}`
  compile(half)
  fs.writeFileSync(path.join(half, 'seal'), seal)
  fs.rmSync(GENERATED, { recursive: true, force: true })
  try {
    fs.renameSync(half, GENERATED)
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true })
    if (!fs.existsSync(GENERATED)) throw error // else another command compiled the same texts meanwhile
  }
  return true
}

/** @param {string[]} files */
function sealOf(files) {
  const hash = createHash('sha256')
  for (const folder of [COMPILER, FORMAT])
    hash.update(fs.readFileSync(path.join(folder, 'package.json')))
  for (const name of files) hash.update(name).update(fs.readFileSync(path.join(MESSAGES, name)))
  return hash.update(fs.readFileSync(new URL(import.meta.url))).digest('hex')
}

/** @param {string[]} files */
function checkKeys(files) {
  /** @type {Map<string, string>} */
  const homes = new Map()
  const faults = files.flatMap((name) => {
    const source = fs.readFileSync(path.join(MESSAGES, name), 'utf8')
    return keysOf(name, source).flatMap((key) => {
      const home = homes.get(key)
      homes.set(key, name)
      if (home) return [`«${key}» è scritto due volte: in ${home} e in ${name}`]
      return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/u.test(key)
        ? []
        : [`«${key}» in ${name}: la forma è stanza_significato, minuscole e trattini bassi`]
    })
  })
  if (faults.length > 0) throw new Cannot(`Testi di platform/i18n/messages:\n${faults.join('\n')}`)
}

/**
 * The keys in the order written, repeated ones too, which JSON.parse would hide.
 * @param {string} name
 * @param {string} source
 */
function keysOf(name, source) {
  let parsed
  try {
    parsed = JSON.parse(source)
  } catch (error) {
    throw new Cannot(`${name} non è JSON: ${String(error)}`)
  }
  const written = [...source.matchAll(/^ {2}"([^"]+)":/gmu)].map((match) => match[1] ?? '')
  const known = Object.keys(parsed)
  return [...written, ...known.filter((key) => !written.includes(key))].filter(
    (key) => key !== '$schema',
  )
}

/** @param {string[]} files */
function writeProject(files) {
  const settings = {
    baseLocale: 'it',
    locales: ['it'],
    modules: [path.join(FORMAT, 'dist', 'index.js')],
    telemetry: 'off',
    'plugin.inlang.messageFormat': {
      pathPattern: files.map((name) =>
        path.join(MESSAGES, name.replace('.it.json', '.{locale}.json')),
      ),
    },
  }
  fs.mkdirSync(PROJECT, { recursive: true })
  fs.writeFileSync(path.join(PROJECT, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`)
}

/** @param {string} outdir */
function compile(outdir) {
  const options = [
    ...['compile', '--silent', '--emit-ts-declarations'],
    ...['--project', PROJECT, '--outdir', outdir],
    ...['--output-structure', 'locale-modules', '--strategy', 'baseLocale'],
    ...['--no-emit-readme', '--no-emit-prettier-ignore', '--no-emit-git-ignore'],
  ]
  const done = spawnSync(shippedNode(), [path.join(COMPILER, 'bin', 'run.js'), ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (done.status === 0 && fs.existsSync(path.join(outdir, 'messages', '_index.js'))) return
  fs.rmSync(outdir, { recursive: true, force: true })
  throw new Cannot(`I testi non si compilano:\n${done.stdout ?? ''}${done.stderr ?? ''}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await main(async () => {
    const compiled = compileTexts()
    console.log(compiled ? 'Testi compilati.' : 'Testi già pronti.')
  })
