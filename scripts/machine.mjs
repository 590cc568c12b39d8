// What the scripts know of the machine and of this checkout. No dependency; runs on Node 20.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** A fact of the machine that stops us; its message is for the person at the keyboard, in Italian. */
export class Cannot extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'Cannot'
  }
}

/** True when we run as root, and so must not run PostgreSQL or Chromium's sandbox as ourselves. */
export function isRoot() {
  return typeof process.getuid === 'function' && process.getuid() === 0
}

/** Refuses a Node too old for npm's lockfile and for the scripts. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > 20 || (major === 20 && minor >= 19)
  if (!enough)
    throw new Cannot(
      `Serve Node 20.19 o più recente: questo è ${process.versions.node}. Si scarica da https://nodejs.org`,
    )
}

/**
 * The data folder: `APPRODO_DATA` from where the command was given, else `.data` of the checkout.
 * @returns {string} absolute path
 */
export function dataFolder() {
  const asked = process.env['APPRODO_DATA']
  return asked ? path.resolve(asked) : path.join(ROOT, '.data')
}

/**
 * The Node that ships with the packages; every other process of the product runs on it.
 * @returns {string} absolute path of its binary
 */
export function shippedNode() {
  const suffix = process.platform === 'win32' ? 'win-x64' : `${process.platform}-${process.arch}`
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of [`node-${suffix}`, `node-bin-${suffix}`]) {
    const found = path.join(ROOT, 'node_modules', name, 'bin', binary)
    if (existsSync(found)) return found
  }
  throw new Cannot(
    `Nessun Node pronto per ${process.platform} ${process.arch}: ` +
      'Approdo gira su Linux e macOS (x64, arm64) e su Windows (x64).',
  )
}

/**
 * Runs a script's body: a `Cannot` is told in one line, any other fault with its trace.
 * @param {() => Promise<number | void>} body gives the exit code, 0 when nothing
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    console.error(error instanceof Cannot ? `\n${error.message}\n` : error)
    process.exitCode = 1
  }
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
