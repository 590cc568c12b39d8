import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openInstantSeal } from './instant-seal.ts'

const KEY = new Uint8Array(32).fill(7)
const ABOUT = new TextEncoder().encode('a-person/a-draft')
const bytes = fc
  .uint8Array({ maxLength: 400 })
  .map((array): Uint8Array<ArrayBuffer> => Uint8Array.from(array))

describe('what is sealed at once', () => {
  test('is given back, also to another window with the same key, and is never the same twice', async () => {
    const [here, there] = [await openInstantSeal(KEY), await openInstantSeal(KEY)]
    fc.assert(
      fc.property(bytes, bytes, (plain, about) => {
        const sealed = here.seal(plain, about)
        expect(there.open(sealed, about)).toEqual(plain)
        expect(here.seal(plain, about)).not.toEqual(sealed)
      }),
    )
  })

  test('is refused when one bit differs, when it is cut, and under another name', async () => {
    const { seal, open } = await openInstantSeal(KEY)
    const nat = fc.nat()
    fc.assert(
      fc.property(bytes, nat, nat, (plain, where, bit) => {
        const sealed = seal(plain, ABOUT)
        const at = where % sealed.length
        const forged = sealed.with(at, (sealed[at] ?? 0) ^ (1 << (bit % 8)))
        expect(open(forged, ABOUT)).toBeUndefined()
        expect(open(sealed.slice(0, at), ABOUT)).toBeUndefined()
        expect(open(sealed, ABOUT.slice(1))).toBeUndefined()
      }),
    )
  })

  test('opens with no other key, not even the one it is drawn from', async () => {
    const sealed = (await openInstantSeal(new Uint8Array(32).fill(8))).seal(ABOUT, ABOUT)
    expect((await openInstantSeal(KEY)).open(sealed, ABOUT)).toBeUndefined()
  })
})
