// Makes a cluster: initdb, roles and database, all before it ever listens.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { Cannot } from '../machine.mjs'

/** @typedef {{ superuser: string, owner: string, app: string }} Passwords */

/** PostgreSQL reads PG* variables and the locale: it gets neither from the person's shell. */
export const CLEAN_ENV = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}),
}

/**
 * The passwords of the cluster, from a file that only its owner reads (0600); new ones when it is missing.
 * @param {string} file
 * @returns {{ passwords: Passwords, areNew: boolean }}
 */
export function readPasswords(file) {
  try {
    const kept = JSON.parse(fs.readFileSync(file, 'utf8'))
    if (kept.superuser && kept.owner && kept.app) return { passwords: kept, areNew: false }
  } catch {
    // missing, or cut short by a crash: new passwords are set in the cluster too
  }
  const passwords = { superuser: word(), owner: word(), app: word() }
  return { passwords, areNew: true }
}

/**
 * Written last, when the cluster has them: a crash in between makes and sets new ones.
 * @param {string} file
 * @param {Passwords} passwords
 */
export function keepPasswords(file, passwords) {
  const half = `${file}.${process.pid}`
  fs.writeFileSync(half, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(half, file)
}

function word() {
  return randomBytes(24).toString('base64url')
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ fsync: boolean }} options
 */
export async function createCluster(place, { fsync }) {
  const half = `${place.pgdata}.new`
  fs.rmSync(half, { recursive: true, force: true })
  const args = [
    `--pgdata=${half}`,
    '--username=postgres',
    '--auth=reject',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(fsync ? [] : ['--no-sync']),
  ]
  await run(place, 'initdb', args, '')
  fs.writeFileSync(path.join(half, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  await single(place, half, 'create role approdo_owner\ncreate role approdo_app\n')
  await single(place, half, 'create database approdo owner approdo_owner\n')
  fs.renameSync(half, place.pgdata)
}

/**
 * Sets the three passwords while the cluster is down; nothing but a file of 0600 ever holds them.
 * @param {import('./place.mjs').Place} place
 * @param {Passwords} passwords
 */
export async function setPasswords(place, passwords) {
  const plain = 'login nosuperuser nocreaterole noreplication nobypassrls'
  await single(
    place,
    place.pgdata,
    `alter role postgres password '${passwords.superuser}'\n` +
      `alter role approdo_owner ${plain} nocreatedb password '${passwords.owner}'\n` +
      `alter role approdo_app ${plain} nocreatedb password '${passwords.app}'\n`,
  )
}

/**
 * Statements, one a line, in single-user mode; it goes on after an error, so errors are looked for.
 * @param {import('./place.mjs').Place} place
 * @param {string} pgdata
 * @param {string} sql
 */
async function single(place, pgdata, sql) {
  const args = ['--single', '-D', pgdata, '-c', 'log_min_error_statement=panic', 'postgres']
  const said = await run(place, 'postgres', args, sql)
  if (/\b(ERROR|FATAL|PANIC):/u.test(said)) throw cannotCreate('postgres --single', said)
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {string} program
 * @param {string[]} args
 * @param {string} input
 * @returns {Promise<string>} what it wrote
 */
function run(place, program, args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(place.binaries, 'bin', program), args, {
      ...place.runAs,
      cwd: path.parse(place.binaries).root,
      env: CLEAN_ENV,
      detached: process.platform !== 'win32', // Ctrl-C waits for the second this takes
      windowsHide: true,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
      })
    child.on('error', (error) => reject(cannotCreate(program, error.message)))
    child.on('close', (code) =>
      code === 0 ? resolve(said) : reject(cannotCreate(program, said.slice(-2000))),
    )
    child.stdin.on('error', () => undefined) // it ended early: its exit code says why
    child.stdin.end(input)
  })
}

/**
 * @param {string} program
 * @param {string} said
 */
function cannotCreate(program, said) {
  const nameless = /effective user ID (\d+)/u.exec(said)?.[1]
  if (nameless)
    return new Cannot(
      `PostgreSQL vuole che l'utente numero ${nameless} abbia un nome su questa macchina (in /etc/passwd). ` +
        'Avvia Approdo con un altro utente, o indica un database con DATABASE_URL.',
    )
  return new Cannot(`Non riesco a creare il database (${program}):\n${said.trim()}`)
}
