import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMunicipalities } from './municipality-list.ts'

const CSV = readFileSync(
  new URL('../../data/municipalities/municipalities.csv', import.meta.url),
  'utf8',
)
const LIST = readMunicipalities(CSV)

test('the list has the 7 896 municipalities in force, each Belfiore and ISTAT code once', () => {
  expect(LIST).toHaveLength(7896)
  expect(new Set(LIST.map((one) => one.code)).size).toBe(7896)
  expect(new Set(LIST.map((one) => one.istat)).size).toBe(7896)
  expect(LIST.every((one) => /^[A-Z]\d{3}$/u.test(one.code) && /^\d{6}$/u.test(one.istat))).toBe(
    true,
  )
})

test('ISTAT codes of Sardinia end with 2025, others have no end', () => {
  const ended = LIST.filter((one) => one.istatTo !== null)
  expect(new Set(ended.map((one) => one.region))).toEqual(new Set(['Sardegna']))
  expect(LIST.filter((one) => one.region === 'Sardegna')).toHaveLength(ended.length)
})

test('the committed list is what the two packages give', () => {
  const script = new URL('../../scripts/municipalities.mjs', import.meta.url)
  expect(() =>
    execFileSync(process.execPath, [script.pathname, '--check'], { stdio: 'pipe' }),
  ).not.toThrow()
})

test('a list of another form is refused with its line', () => {
  expect(() => readMunicipalities('a,b\n')).toThrow('line 1')
  expect(() => readMunicipalities(`${CSV.split('\n')[0]}\nA001,028001\n`)).toThrow('line 2')
})
