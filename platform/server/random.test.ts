import { expect, test } from 'vitest'
import { drawRandom } from './random.ts'

test('bytes are given once, whatever lengths are asked for, and stay what they were', () => {
  const random = drawRandom()
  const given = Array.from({ length: 3000 }, (_, n) => random(n % 2 === 0 ? 10 : 16))
  const before = given.map((bytes) => Buffer.from(bytes).toString('hex'))
  const more = Array.from({ length: 1000 }, () => random(16))
  expect(given.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(before)
  expect(new Set([...given, ...more].map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(
    4000,
  )
  expect(given.every((bytes, n) => bytes.length === (n % 2 === 0 ? 10 : 16))).toBe(true)
})

test('a key is as long as asked', () => {
  expect(drawRandom()(32)).toHaveLength(32)
})
