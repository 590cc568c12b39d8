import { describe, expect, test } from 'vitest'
import { readPoint } from './model-coordinates.ts'

const POINT = { latitude: 41.4471, longitude: 12.6283 }

describe('coordinates in the ways people give them', () => {
  test.each([
    '41.4471, 12.6283',
    '41,4471 12,6283',
    '41,4471, 12,6283',
    '41.4471;12.6283',
    '41.4471/12.6283',
    '  41.4471   12.6283 ',
    'lat 41.4471 lon 12.6283',
    'Lat: 41,4471 Long: 12,6283',
    'latitudine 41.4471, longitudine 12.6283',
    'N 41.4471 E 12.6283',
    '41.4471° N, 12.6283° E',
    '41.4471N 12.6283E',
    'coordinate: 41.4471, 12.6283',
    '12.6283, 41.4471',
    '41°26\'49.56"N 12°37\'41.88"E',
    '41° 26’ 49,56” N 12° 37’ 41,88” E',
    "41°26'49.56''N, 12°37'41.88''E",
    "N 41° 26.826' E 12° 37.698'",
    '41°26.826’ 12°37.698’',
  ])('%s', (typed) => {
    expect(readPoint(typed)).toEqual({ point: { ...POINT, from: 'said' } })
  })
})

describe('links to maps', () => {
  test.each([
    'https://www.google.com/maps/@41.4471,12.6283,17z',
    'https://www.google.it/maps/place/Porto/@41.4000,12.6000,17z/data=!3m1!8m2!3d41.4471!4d12.6283',
    'https://maps.google.com/?q=41.4471,12.6283',
    'https://www.google.com/maps/search/?api=1&query=41.4471%2C12.6283',
    'https://www.google.com/maps/dir/?api=1&destination=41.4471,12.6283',
    'https://www.openstreetmap.org/#map=17/41.4471/12.6283',
    'https://www.openstreetmap.org/?mlat=41.4471&mlon=12.6283#map=17/41.4/12.6',
    'https://maps.apple.com/?ll=41.4471,12.6283&q=Segnaposto',
    'https://waze.com/ul?ll=41.4471%2C12.6283&navigate=yes',
    'geo:41.4471,12.6283?z=18',
    'mi trovo qui: https://maps.google.com/?q=41.4471,12.6283',
  ])('%s', (typed) => {
    expect(readPoint(typed)).toEqual({ point: { ...POINT, from: 'link' } })
  })

  test('a short link has no point in it, and is never opened', () => {
    expect(readPoint('https://maps.app.goo.gl/AbCdEf12345')).toEqual({ fault: 'short-link' })
  })
})

test('a point elsewhere is said to be elsewhere', () => {
  for (const typed of [
    '48.8566, 2.3522',
    '0.0000, 0.0000',
    '-41.4471, 12.6283',
    '41.4471 S 12.6283 E',
    '91.1234, 181.1234',
  ])
    expect(readPoint(typed)).toEqual({ fault: 'outside-italy' })
})

test('two numbers that can be no degrees are said to be unreadable', () => {
  for (const typed of ['999, 13', '13 999', 'gps 41.4 999'])
    expect(readPoint(typed)).toEqual({ fault: 'unreadable' })
})

test('a place in words stays words', () => {
  for (const typed of [
    'via Roma 12',
    'via 25 aprile 41',
    'SS 148 km 52,300',
    'via Roma 12, interno 4',
    '41, 12',
    '12 41',
    'scala 3, 12',
    'A1 km 41.5 direzione nord',
    'https://www.comune.example.org/',
    '',
    '°',
    '1'.repeat(10_000),
    '41.4471, '.repeat(60),
    `41°${' '.repeat(500)}x`,
  ])
    expect(readPoint(typed)).toBeUndefined()
})
