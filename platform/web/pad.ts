import { oneTimeMac } from './one-time-mac.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Seals at once, with bytes made ahead; opens later. */
export interface Pad {
  /**
   * `plain` sealed and bound to `about`, before anything else can happen to the page. Undefined when there are not
   * enough bytes ready: none is ever used twice.
   */
  seal(plain: Bytes, about: Bytes): Bytes | undefined
  /** What was sealed, by this pad or another of the same key; undefined when a bit of it, or of `about`, differs. */
  open(sealed: Bytes, about: Bytes): Promise<Bytes | undefined>
}

/** One run of the keystream. Its salt is drawn anew, so no two sheets are alike, in any window. */
type Sheet = { readonly salt: Bytes; readonly bytes: Bytes; used: number }

const BLOCK = 16
const SALT = 16
const MAC_KEY = 32
const HEAD = SALT + 4 + BLOCK
const SHEET = 256 * 1024
const SHEETS = 2

/**
 * Opens a pad for `key`, with its first sheets ready. A sheet is the keystream of AES-CTR under a key that HKDF draws
 * from `key` and a fresh salt; a sealing takes the next bytes of it, 32 for the one-time MAC and the rest for the words.
 */
export async function openPad(key: Bytes): Promise<Pad> {
  const root = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey'])
  const sheets: Sheet[] = []
  let coming = 0
  const makeReady = async (): Promise<void> => {
    coming += 1
    const salt = crypto.getRandomValues(new Uint8Array(SALT))
    const bytes = await stream(root, salt, 0, SHEET).finally(() => {
      coming -= 1
    })
    sheets.push({ salt, bytes, used: 0 })
  }
  const refill = (): void => {
    // What cannot be made now is asked for again by the next sealing.
    while (sheets.length + coming < SHEETS) makeReady().catch(() => undefined)
  }
  await Promise.all([makeReady(), makeReady()])

  return {
    seal(plain, about) {
      const length = MAC_KEY + blocksOf(plain.length) * BLOCK
      while (sheets[0] !== undefined && sheets[0].used + length > SHEET) sheets.shift()
      refill()
      const sheet = sheets[0]
      if (sheet === undefined) return undefined
      const from = sheet.used
      sheet.used += length
      const taken = sheet.bytes.slice(from, from + length)
      sheet.bytes.fill(0, from, from + length)
      const words = xor(plain, taken.subarray(MAC_KEY))
      const sealed = new Uint8Array(HEAD + words.length)
      sealed.set(sheet.salt)
      new DataView(sealed.buffer).setUint32(SALT, from / BLOCK)
      sealed.set(oneTimeMac(taken.subarray(0, MAC_KEY), judged(about, words)), SALT + 4)
      sealed.set(words, HEAD)
      return sealed
    },
    async open(sealed, about) {
      if (sealed.length < HEAD) return undefined
      const words = sealed.slice(HEAD)
      const block = new DataView(sealed.buffer, sealed.byteOffset).getUint32(SALT)
      const length = MAC_KEY + words.length
      const taken = await stream(root, sealed.slice(0, SALT), block, length)
      const mac = oneTimeMac(taken.slice(0, MAC_KEY), judged(about, words))
      const differs = mac.reduce((all, byte, at) => all | (byte ^ (sealed[SALT + 4 + at] ?? 0)), 0)
      return differs === 0 ? xor(words, taken.subarray(MAC_KEY)) : undefined
    },
  }
}

async function stream(root: CryptoKey, salt: Bytes, block: number, length: number): Promise<Bytes> {
  const info = new TextEncoder().encode('approdo.pad')
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    root,
    { name: 'AES-CTR', length: 256 },
    false,
    ['encrypt'],
  )
  const counter = new Uint8Array(BLOCK)
  new DataView(counter.buffer).setUint32(BLOCK - 4, block)
  const name = { name: 'AES-CTR', counter, length: 64 }
  return new Uint8Array(await crypto.subtle.encrypt(name, key, new Uint8Array(length)))
}

function blocksOf(length: number): number {
  return Math.ceil(length / BLOCK)
}

function xor(bytes: Bytes, key: Bytes): Bytes {
  return bytes.map((byte, at) => byte ^ (key[at] ?? 0))
}

/** What the MAC is made of, as in RFC 8439, 2.8: both parts, each filled to a block, and their lengths. */
function judged(about: Bytes, words: Bytes): Bytes {
  const second = blocksOf(about.length) * BLOCK
  const lengths = second + blocksOf(words.length) * BLOCK
  const all = new Uint8Array(lengths + BLOCK)
  all.set(about)
  all.set(words, second)
  const view = new DataView(all.buffer)
  view.setUint32(lengths, about.length, true)
  view.setUint32(lengths + 8, words.length, true)
  return all
}
