import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { drawRandom } from './random.ts'

/** Encrypts fields with a key of their own per territory and purpose, all derived from one key file. */
export type Vault = {
  /** AES-256-GCM; the purpose is bound to the text, so a value cannot be moved to another column. */
  readonly seal: (scope: string, purpose: string, plain: string) => Buffer
  /** The text again; throws when it was altered or belongs elsewhere. */
  readonly open: (scope: string, purpose: string, sealed: Uint8Array) => string
  /** A keyed fingerprint, so that equal values (a telephone) can be found without being readable. */
  readonly fingerprint: (scope: string, purpose: string, plain: string) => Buffer
}

const VERSION = 1
const draw = drawRandom()

/** The vault of one 32-byte master key. */
export function vaultOf(master: Uint8Array): Vault {
  if (master.length !== 32) throw new RangeError('the key file must hold 32 bytes')
  const keys = new Map<string, Buffer>()
  const keyOf = (use: string, scope: string, purpose: string): Buffer => {
    const info = `${use}\0${scope}\0${purpose}`
    const known = keys.get(info)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', master, 'approdo', info, 32))
    keys.set(info, key)
    return key
  }
  return {
    seal(scope, purpose, plain) {
      const nonce = draw(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf('seal', scope, purpose), nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
    },
    open(scope, purpose, sealed) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== VERSION) throw new RangeError('sealed with an unknown version')
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyOf('seal', scope, purpose),
        bytes.subarray(1, 13),
      )
      decipher.setAuthTag(bytes.subarray(13, 29))
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8')
    },
    fingerprint(scope, purpose, plain) {
      return createHmac('sha256', keyOf('fingerprint', scope, purpose))
        .update(plain)
        .digest()
    },
  }
}

/** Reads the key file, or makes one that only its owner can read. Refuses a file that others can read. */
export function openKeyFile(path: string): Vault {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`Il file della chiave è leggibile da altri: chmod 600 ${path}`)
  }
  return vaultOf(Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'))
}

/** Compares two secrets in constant time. */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
