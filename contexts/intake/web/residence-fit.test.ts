import { describe, expect, it } from 'vitest'
import { endingIn, exactOf, onlyOf, withOthers } from './residence-fit.ts'

const OWN = [
  { code: 'D972', name: 'Genzano' },
  { code: 'L182', name: 'Tivoli' },
]
const known = withOthers(OWN, [
  { code: 'L182', name: 'Tivoli', province: 'RM' },
  { code: 'H747', name: 'Samone', province: 'TN' },
  { code: 'H753', name: 'Samone', province: 'TO' },
  { code: 'H501', name: 'Roma', province: 'RM' },
  { code: 'H508', name: 'Romagnano', province: 'NO' },
  { code: 'B639', name: 'Cantù', province: 'CO' },
])

describe('the municipality that somebody typed', () => {
  it.each([
    ['tivo', 'L182'],
    ['romag', 'H508'],
    ['rom', undefined],
    ['ti', undefined],
    ['samo', undefined],
    ['', undefined],
  ])('%j is %s by its first letters alone', (typed, code) => {
    expect(onlyOf(typed, known)).toBe(code)
  })

  it.each([
    ['Roma', 'H501'],
    ['samone', undefined],
    ['Samone (TO)', 'H753'],
    ['tivo', undefined],
    ['cantu', 'B639'],
    ["Cantu'", 'B639'],
  ])('%j is %s by its whole name', (typed, code) => {
    expect(exactOf(typed, known)).toBe(code)
  })

  it.each([
    ['Via Dante Inventato 4, Tivoli', 'L182'],
    ['Via Dante Inventato 4, scala B, tivoli ', 'L182'],
    ['Via Tivoli 4', undefined],
    ['Tivoli', undefined],
    ['Via Dante Inventato 4, Tivoli alta', undefined],
    ['', undefined],
  ])('%j says %s at its end', (place, code) => {
    expect(endingIn(place, OWN)).toBe(code)
  })
})
