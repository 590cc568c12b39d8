// One command at a time on something two commands must not do together.
import * as fs from 'node:fs'
import { Cannot, pause } from './machine.mjs'
import { isAlive } from './postgres/process.mjs'

/**
 * Does the work while holding the lock file; waits while another living process holds it.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ patienceSeconds?: number }} options after which it gives up with a `Cannot`
 * @returns {Promise<T>}
 */
export async function alone(file, work, { patienceSeconds = 90 } = {}) {
  const until = Date.now() + patienceSeconds * 1000
  while (!take(file)) {
    const holder = holderOf(file)
    if (holder === 0 || !isAlive(holder)) fs.rmSync(file, { force: true })
    else if (Date.now() > until)
      throw new Cannot(`Il processo ${holder} tiene occupato ${file} da troppo tempo.`)
    else await pause(100)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/**
 * @param {string} file
 * @returns {number} 0 when it was given back meanwhile
 */
function holderOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'))
  } catch {
    return 0 // gone between our try and our look
  }
}

let attempt = 0

/** @param {string} file */
function take(file) {
  const own = `${file}.${process.pid}.${attempt++}`
  fs.writeFileSync(own, String(process.pid))
  try {
    fs.linkSync(own, file) // with its content at once: nobody reads a lock without a holder
    return true
  } catch {
    return false // held by another
  } finally {
    fs.rmSync(own, { force: true })
  }
}
