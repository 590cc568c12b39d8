type Bytes = Uint8Array<ArrayBuffer>

/** Rounds of PBKDF2 with SHA-256, as OWASP's password storage sheet asks (2023: 600 000). */
const ROUNDS = 600_000
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const INFO = new TextEncoder().encode('approdo.busta')

/** A lock that anybody at the desk can close, and only its word opens: a public key, and its private half under the word. */
export type Lock = {
  readonly publicKey: Bytes
  readonly salt: Bytes
  readonly iv: Bytes
  readonly wrapped: Bytes
}

/** What was closed in: under a key of its own, drawn between the lock and a key made for this one time. */
export type Sealed = { readonly once: Bytes; readonly iv: Bytes; readonly words: Bytes }

const bytes = (buffer: ArrayBuffer): Bytes => new Uint8Array(buffer)

async function keyOfWord(word: string, salt: Bytes): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(word.normalize('NFC'))
  const root = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  return await crypto.subtle.deriveKey(how, root, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

/** A new lock that `word` opens. The word is kept nowhere. */
export async function makeLock(word: string): Promise<Lock> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const half = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  const wrapped = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await keyOfWord(word, salt),
    half,
  )
  const publicKey = bytes(await crypto.subtle.exportKey('raw', pair.publicKey))
  return { publicKey, salt, iv, wrapped: bytes(wrapped) }
}

async function between(own: CryptoKey, other: CryptoKey): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256)
  const root = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: INFO }
  return await crypto.subtle.deriveKey(how, root, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

const publicKeyOf = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, CURVE, true, [])

/** Closes `text` in without the word: the desk fills its envelope anew and cannot read it. */
export async function sealFor(
  { publicKey }: Pick<Lock, 'publicKey'>,
  text: string,
): Promise<Sealed> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const key = await between(pair.privateKey, await publicKeyOf(publicKey))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const words = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    key,
    new TextEncoder().encode(text),
  )
  return {
    once: bytes(await crypto.subtle.exportKey('raw', pair.publicKey)),
    iv,
    words: bytes(words),
  }
}

/** What was closed in; undefined for another word, or when a bit of it differs. */
export async function openWith(
  word: string,
  lock: Lock,
  sealed: Sealed,
): Promise<string | undefined> {
  try {
    const key = await keyOfWord(word, lock.salt)
    const half = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: lock.iv }, key, lock.wrapped)
    const own = await crypto.subtle.importKey('pkcs8', half, CURVE, false, ['deriveBits'])
    const inner = await between(own, await publicKeyOf(sealed.once))
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv },
      inner,
      sealed.words,
    )
    return new TextDecoder().decode(text)
  } catch {
    return undefined
  }
}
