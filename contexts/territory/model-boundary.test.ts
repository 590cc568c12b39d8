import { expect, test } from 'vitest'
import { moved, type Outline, outsideOf, whereLies } from './model-boundary.ts'

const square = (code: string, west: number, hole = false): Outline => ({
  code,
  rings: [
    [
      [west, 42],
      [west + 0.1, 42],
      [west + 0.1, 42.1],
      [west, 42.1],
      [west, 42],
    ],
    ...(hole
      ? [
          [
            [west + 0.04, 42.04],
            [west + 0.06, 42.04],
            [west + 0.06, 42.06],
            [west + 0.04, 42.04],
          ] as const,
        ]
      : []),
  ],
})
const TWO = [square('A001', 12), square('B002', 12.1)]

test('a point well inside lies in one municipality', () => {
  expect(whereLies({ latitude: 42.05, longitude: 12.05 }, TWO)).toEqual({
    inside: 'A001',
    near: [],
  })
})

test('near a border both are said: simplified lines do not decide', () => {
  const point = { latitude: 42.05, longitude: 12.099 }
  expect(whereLies(point, TWO)).toEqual({ inside: 'A001', near: ['B002'] })
})

test('outside all of them, or without boundaries, nothing is said', () => {
  expect(whereLies({ latitude: 41, longitude: 12 }, TWO)).toEqual({ inside: null, near: [] })
  expect(whereLies({ latitude: 42, longitude: 12 }, [{ code: 'A001', rings: [] }])).toEqual({
    inside: null,
    near: [],
  })
})

test('a hole belongs to nobody', () => {
  const point = { latitude: 42.045, longitude: 12.055 }
  expect(whereLies(point, [square('A001', 12, true)]).inside).toBeNull()
})

test('a move of a hundred metres is a hundred metres in each direction', () => {
  const from = { latitude: 42.05, longitude: 12.05 }
  const to = moved(from, 100, 100)
  expect((to.latitude - from.latitude) * 111_320).toBeCloseTo(100, 3)
  expect((to.longitude - from.longitude) * 111_320 * Math.cos((42.05 * Math.PI) / 180)).toBeCloseTo(
    100,
    3,
  )
})

test('far outside, the nearest municipality is said; where a boundary is missing or near, nothing is', () => {
  const middle = { latitude: 42.05, longitude: 12.05 }
  const known = TWO.map((one) => ({ ...one, ...middle }))
  const north = { latitude: 43.1, longitude: 12.05 }
  expect(outsideOf(north, known)).toEqual({ code: 'A001', km: 111 })
  expect(outsideOf(middle, known)).toBeUndefined()
  expect(outsideOf({ latitude: 42.101, longitude: 12.05 }, known)).toBeUndefined()
  const bare = { code: 'C003', rings: [], ...middle }
  expect(outsideOf({ latitude: 42.3, longitude: 12.05 }, [bare])).toBeUndefined()
  expect(outsideOf(north, [bare])).toEqual({ code: 'C003', km: 117 })
  expect(outsideOf(north, [])).toBeUndefined()
})
