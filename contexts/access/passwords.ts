import { argon2, randomBytes } from 'node:crypto'
import { sameSecret } from '#platform/server/vault.ts'

// OWASP's second profile for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB = 19_456
const PASSES = 2
const LENGTH = 32

function derive(password: string, nonce: Uint8Array): Promise<Buffer> {
  const parameters = {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism: 1,
    tagLength: LENGTH,
    memory: MEMORY_KIB,
    passes: PASSES,
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

function plain(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}

/** The argon2id hash of a password in PHC form; takes about 50 ms off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const key = await derive(password, nonce)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${plain(nonce)}$${plain(key)}`
}

// What an unknown account is compared with, so that it takes as long as a known one.
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${plain(randomBytes(16))}$${plain(randomBytes(LENGTH))}`

/** Is this the password? Without a hash (no such account) it works as long and says no. */
export async function passwordFits(password: string, hash: string | undefined): Promise<boolean> {
  const [nonce, key] = (hash ?? NOBODY).split('$').slice(4)
  const expected = Buffer.from(key ?? '', 'base64')
  const found = await derive(password, Buffer.from(nonce ?? '', 'base64'))
  return sameSecret(found, expected) && hash !== undefined
}
