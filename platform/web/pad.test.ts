import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneTimeMac } from './one-time-mac.ts'
import { openPad } from './pad.ts'

const KEY = new Uint8Array(32).fill(7)
const ABOUT = new TextEncoder().encode('a-person/a-draft')
const SHEET = 256 * 1024
const bytes = fc
  .uint8Array({ maxLength: 400 })
  .map((array): Uint8Array<ArrayBuffer> => Uint8Array.from(array))
const hex = (text: string) => Uint8Array.fromHex(text.replaceAll(/[\s:]/gu, ''))

describe('the one-time MAC', () => {
  test('answers as RFC 8439 says, 2.5.2', () => {
    const key = hex(`85:d6:be:78:57:55:6d:33:7f:44:52:fe:42:d5:06:a8
      01:03:80:8a:fb:0d:b2:fd:4a:bf:f6:af:41:49:f5:1b`)
    const message = new TextEncoder().encode('Cryptographic Forum Research Group')
    const tag = 'a8:06:1d:c1:30:51:36:c6:c2:2b:8b:af:0c:01:27:a9'
    expect(oneTimeMac(key, message)).toEqual(hex(tag))
  })

  test('answers as RFC 8439 says where the sum goes round, A.3 tests 7, 8 and 10', () => {
    const ones = 'ff'.repeat(16)
    const zeros = '00'.repeat(16)
    const one = `01${'00'.repeat(15)}`
    const key = (r: string) => hex(r + zeros)
    const seventh = `${ones}f0${'ff'.repeat(15)}11${'00'.repeat(15)}`
    expect(oneTimeMac(key(one), hex(seventh))).toEqual(hex(`05${'00'.repeat(15)}`))
    const eighth = `${ones}fb${'fe'.repeat(15)}${'01'.repeat(16)}`
    expect(oneTimeMac(key(one), hex(eighth))).toEqual(hex(zeros))
    const tenth = `e33594d7505e43b9 0000000000000000 3394d7505e4379cd 0100000000000000
      ${zeros} 0100000000000000 0000000000000000`
    const tag = '14000000000000005500000000000000'
    expect(oneTimeMac(key('01000000000000000400000000000000'), hex(tenth))).toEqual(hex(tag))
  })
})

describe('a pad', () => {
  test('gives back what was sealed, also to another window with the same key', async () => {
    const [pad, other] = [await openPad(KEY), await openPad(KEY)]
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (plain, about) => {
        const sealed = pad.seal(plain, about)
        expect(sealed && (await other.open(sealed, about))).toEqual(plain)
      }),
    )
  })

  test('refuses what differs in one bit, what is cut, and what is put under another name', async () => {
    const pad = await openPad(KEY)
    const nat = fc.nat()
    await fc.assert(
      fc.asyncProperty(bytes, nat, nat, async (plain, where, bit) => {
        const sealed = pad.seal(plain, ABOUT) ?? new Uint8Array(0)
        const at = where % sealed.length
        const forged = sealed.with(at, (sealed[at] ?? 0) ^ (1 << (bit % 8)))
        expect(await pad.open(forged, ABOUT)).toBeUndefined()
        expect(await pad.open(sealed.slice(0, at), ABOUT)).toBeUndefined()
        expect(await pad.open(sealed, ABOUT.slice(1))).toBeUndefined()
      }),
    )
  })

  test('opens nothing that another key has sealed', async () => {
    const sealed = (await openPad(new Uint8Array(32).fill(8))).seal(ABOUT, ABOUT)
    expect(await (await openPad(KEY)).open(sealed ?? ABOUT, ABOUT)).toBeUndefined()
  })

  test('never uses a byte twice: it seals nothing when none is left, and goes on when more are made', async () => {
    const pads = [await openPad(KEY), await openPad(KEY)]
    const places = new Map<string, number>()
    let sealings = 0
    for (let round = 0; round < 3; round += 1) {
      for (const pad of pads) {
        for (let length = 1; ; length = (length * 7 + 5) % 9_000) {
          const sealed = pad.seal(new Uint8Array(length), ABOUT)
          if (sealed === undefined) break
          sealings += 1
          const salt = sealed.slice(0, 16).toHex()
          const block = new DataView(sealed.buffer).getUint32(16)
          expect(block).toBeGreaterThanOrEqual(places.get(salt) ?? 0)
          places.set(salt, block + 2 + Math.ceil(length / 16))
        }
        await expect.poll(() => pad.seal(new Uint8Array(1), ABOUT)).toBeDefined()
      }
    }
    expect(sealings).toBeGreaterThan(100)
    expect(places.size).toBeGreaterThan(pads.length * 2)
    for (const end of places.values()) expect(end * 16).toBeLessThanOrEqual(SHEET)
  })
})
