import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

type Bytes = Uint8Array<ArrayBuffer>

/** Seals and opens in the very instant of the call, which WebCrypto does not: a page may be closed in the next one. */
export interface InstantSeal {
  /** `plain` sealed and bound to `about`. */
  seal(plain: Bytes, about: Bytes): Bytes
  /** What was sealed with the same key; undefined when a bit of it, or of `about`, differs. */
  open(sealed: Bytes, about: Bytes): Bytes | undefined
}

const NONCE = 24

/**
 * XChaCha20-Poly1305 under a key of its own that HKDF draws from `key`, 16 or 32 bytes. A nonce of 24 bytes is drawn for
 * each sealing: so long that no two are alike, in any window.
 */
export async function openInstantSeal(key: Bytes): Promise<InstantSeal> {
  const root = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode('approdo.instant-seal')
  const drawn = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const own = new Uint8Array(await crypto.subtle.deriveBits(drawn, root, 256))
  return {
    seal(plain, about) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE))
      const words = xchacha20poly1305(own, nonce, about).encrypt(plain)
      const sealed = new Uint8Array(NONCE + words.length)
      sealed.set(nonce)
      sealed.set(words, NONCE)
      return sealed
    },
    open(sealed, about) {
      try {
        const cipher = xchacha20poly1305(own, sealed.slice(0, NONCE), about)
        return Uint8Array.from(cipher.decrypt(sealed.slice(NONCE)))
      } catch {
        return undefined
      }
    },
  }
}
