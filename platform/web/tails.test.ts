import { beforeEach, describe, expect, test } from 'vitest'
import { openInstantSeal } from './instant-seal.ts'
import { openTails } from './tails.ts'

const AT = '2026-11-18T01:40:00Z'
const KEY = new Uint8Array(32).fill(7)
let storage: Storage

/** What a browser keeps, without a browser: its names are its own properties. */
function emptyStorage(): Storage {
  const hidden = { enumerable: false, writable: true, configurable: true }
  const kept: Storage = Object.create(null, {
    getItem: { ...hidden, value: (name: string) => kept[name] ?? null },
    setItem: {
      ...hidden,
      value: (name: string, text: string) => Object.assign(kept, { [name]: text }),
    },
    removeItem: { ...hidden, value: (name: string) => Reflect.deleteProperty(kept, name) },
  })
  return kept
}

const window = async (staffId: string, key = KEY) =>
  openTails(await openInstantSeal(key), staffId, storage)
const said = async (staffId: string) =>
  (await window(staffId)).list().map(({ id, at, value }) => ({ id, at, value }))

beforeEach(() => {
  storage = emptyStorage()
})

describe('the tail of a draft', () => {
  test('is there in the instant of the keystroke, and another window reads it', async () => {
    const tails = await window('anna')
    tails.put({ id: 'a', at: AT, value: 'una donna' })
    tails.put({ id: 'a', at: AT, value: 'una donna sola' })
    expect(Object.keys(storage)).toHaveLength(1)
    expect(await said('anna')).toEqual([{ id: 'a', at: AT, value: 'una donna sola' }])
  })

  test('is never in clear on the machine, and nobody else’s', async () => {
    ;(await window('anna')).put({ id: 'a', at: AT, value: 'una donna' })
    const [sealed = ''] = Object.values(storage)
    expect(atob(sealed)).not.toContain('donna')
    expect(await said('bruno')).toEqual([])
    expect(Object.keys(storage)).toHaveLength(1)
  })

  test('that was changed, or sealed with a key of before, is gone and reads as nothing', async () => {
    const old = await window('anna', new Uint8Array(32).fill(8))
    old.put({ id: 'a', at: AT, value: 'una donna' })
    const tails = await window('anna')
    tails.put({ id: 'b', at: AT, value: 'un uomo' })
    const own = Object.keys(storage).find((name) => name.includes(' b ')) ?? ''
    storage.setItem(own, `${storage.getItem(own)?.slice(0, -8)}AAAAAAAA`)
    expect(await said('anna')).toEqual([])
    expect(Object.keys(storage)).toEqual([])
  })

  test('is taken up when it is kept elsewhere, unless something was written since', async () => {
    const tails = await window('anna')
    const first = tails.put({ id: 'a', at: AT, value: 'uno' })
    const second = tails.put({ id: 'a', at: AT, value: 'uno due' })
    first()
    expect(await said('anna')).toMatchObject([{ value: 'uno due' }])
    second()
    expect(Object.keys(storage)).toEqual([])
  })

  test('of two windows are two; who wipes a draft leaves the other’s words', async () => {
    const [one, other] = [await window('anna'), await window('anna')]
    one.put({ id: 'a', at: AT, value: 'uno' })
    other.put({ id: 'a', at: AT, value: 'due' })
    other.put({ id: 'ab', at: AT, value: 'altro' })
    expect(await said('anna')).toHaveLength(3)
    one.drop('a')
    expect(await said('anna')).toMatchObject([{ value: 'due' }, { id: 'ab' }])
    one.wipe()
    expect(Object.keys(storage)).toEqual([])
  })
})
