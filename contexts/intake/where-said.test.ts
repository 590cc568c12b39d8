import { expect, test } from 'vitest'
import { EMPTY_REPORT, hasPlace, type ReportContent } from './model.ts'
import { placeLabel, pointSaid } from './words.ts'

const said = (given: Partial<ReportContent>): ReportContent => ({ ...EMPTY_REPORT, ...given })
const POINT = { latitude: 41.4471, longitude: 12.6283 }

test('a point alone is a place, and it is what the row says', () => {
  const report = said({ ...POINT, placePrecision: 'by-hand', placeSource: 'map' })
  expect(hasPlace(report)).toBe(true)
  expect(placeLabel(report, 'Comune Prova')).toBe('Punto 41.44710, 12.62830, Comune Prova')
  expect(pointSaid(report)).toBe('41.44710, 12.62830 (punto indicato a mano)')
})

test('half a point is none', () => {
  const report = said({ latitude: 41.4471 })
  expect(hasPlace(report)).toBe(false)
  expect(pointSaid(report)).toBe('')
})

test('words come before the point on the row', () => {
  const report = said({ ...POINT, placeText: 'Molo di Prova' })
  expect(placeLabel(report, null)).toBe('Molo di Prova')
  expect(pointSaid(report)).toBe('41.44710, 12.62830')
})
