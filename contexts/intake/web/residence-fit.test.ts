import { describe, expect, it } from 'vitest'
import { exactOf, onlyOf, withOthers } from './residence-fit.ts'

const OWN = [
  { code: 'A323', name: 'Anzio' },
  { code: 'F880', name: 'Nettuno' },
]
const known = withOthers(OWN, [
  { code: 'F880', name: 'Nettuno', province: 'RM' },
  { code: 'H747', name: 'Samone', province: 'TN' },
  { code: 'H753', name: 'Samone', province: 'TO' },
  { code: 'H501', name: 'Roma', province: 'RM' },
  { code: 'H508', name: 'Romagnano', province: 'NO' },
])

describe('the municipality that somebody typed', () => {
  it.each([
    ['nett', 'F880'],
    ['romag', 'H508'],
    ['rom', undefined],
    ['ne', undefined],
    ['samo', undefined],
    ['', undefined],
  ])('%j is %s by its first letters alone', (typed, code) => {
    expect(onlyOf(typed, known)).toBe(code)
  })

  it.each([
    ['Roma', 'H501'],
    ['samone', undefined],
    ['Samone (TO)', 'H753'],
    ['nett', undefined],
  ])('%j is %s by its whole name', (typed, code) => {
    expect(exactOf(typed, known)).toBe(code)
  })
})
