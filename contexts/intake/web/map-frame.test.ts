import { expect, test } from 'vitest'
import type { MapReply } from '#contexts/territory/contract-where.ts'
import { frameOf, pointAt, positionOf, viewBox } from './map-frame.ts'

const at = (code: string, latitude: number, longitude: number) => ({
  ...{ code, name: code, latitude, longitude },
  rings: [],
})
const MAP: MapReply = {
  municipalities: [at('A001', 41.4, 12.6), at('B002', 41.5, 12.8)],
  landmarks: [],
  source: null,
}

test('a point goes into the picture and comes back the same', () => {
  const frame = frameOf(MAP)
  const point = { latitude: 41.4321, longitude: 12.7123 }
  const back = pointAt(frame, positionOf(frame, point))
  expect(back.latitude).toBeCloseTo(point.latitude, 9)
  expect(back.longitude).toBeCloseTo(point.longitude, 9)
})

test('the picture holds all of the territory, north above', () => {
  const frame = frameOf(MAP)
  const box = viewBox(frame, frame.centre, 1)
  const [a, b] = MAP.municipalities.map((one) => positionOf(frame, one))
  expect(b?.y).toBeLessThan(a?.y ?? 0)
  for (const one of [a, b]) {
    expect(Math.abs(one?.x ?? 1e9)).toBeLessThan(box.width / 2)
    expect(Math.abs(one?.y ?? 1e9)).toBeLessThan(box.height / 2)
  }
})

test('nearer, less is seen, around the point', () => {
  const frame = frameOf(MAP)
  const near = viewBox(frame, MAP.municipalities[0] ?? frame.centre, 8)
  expect(near.width).toBeCloseTo(frame.width / 8)
  const { x } = positionOf(frame, { latitude: 41.4, longitude: 12.6 })
  expect(near.x + near.width / 2).toBeCloseTo(x)
})

test('a territory of one place, or of none, has a picture too', () => {
  expect(frameOf({ ...MAP, municipalities: [at('A001', 41, 12)] }).width).toBeGreaterThan(1_000)
  expect(frameOf({ municipalities: [], landmarks: [], source: null }).width).toBeGreaterThan(1_000)
})
