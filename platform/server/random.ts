import type { Random } from '#platform/kernel/ids.ts'

const POOL = 4096
/** More than this is asked for rarely, and for keys: those are drawn on their own. */
const LARGEST = 16

/** Random bytes for ids and salts, drawn from the system some thousands at a time; each is given once. */
export function drawRandom(): Random {
  let pool = new Uint8Array(0)
  let at = 0
  return (bytes) => {
    if (bytes > LARGEST) return crypto.getRandomValues(new Uint8Array(bytes))
    if (at + bytes > pool.length) {
      pool = crypto.getRandomValues(new Uint8Array(POOL))
      at = 0
    }
    at += bytes
    return pool.subarray(at - bytes, at)
  }
}
