import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, type TestTools, testTools } from '#platform/testing/tools.ts'
import { applyBoundaries, applyStreets } from './apply-where.ts'
import { boundariesOf } from './boundary-store.ts'
import { type FiledPlace, readStreetFile } from './street-file.ts'
import { findStreets, landmarksOf } from './street-store.ts'
import { openTerritory } from './testing/configuration.ts'

const clock = movableClock(instant('2026-11-22T02:00:00Z'))
const HERE = new Map([
  ['A944', 'Bologna'],
  ['L219', 'Torino'],
])
let database: TestDatabase
let tools: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  await openTerritory(tools, clock.now(), { key: 'prova', name: 'Prova' })
  await applyStreets(tools, placesOf(SMALL), clock.now())
})

afterAll(async () => {
  await tools.close()
  await database.drop()
})

const SMALL = `CODICE_COMUNE;TIPO;ODONIMO;LOCALITA';CIVICO;ESPONENTE;PROGRESSIVO_ACCESSO;LAT;LON;FONTE
A944;;VIALE GIACOMO MATTEOTTI;;;;;44.51;11.34;prova
A944;;VIALE GIACOMO MATTEOTTI;;12;B;9002;44.52;11.35;prova
A944;;Via Roma;;;;;;;prova
A944;;Corso Garibaldi;;;;;;;prova
A944;;Piazza XX Settembre;;;;;;;prova
A944;;Via della Libertà;;;;;;;prova
A944;luogo;Stazione di Bologna Prova;;;;;44.5;11.34;prova
L219;;Via Roma;;;;;;;prova
L219;;Via Romagnosi;;;;;;;prova
L219;;Piazza Sant'Antonio;Borgo Prova;;;;;;prova`

function placesOf(text: string): readonly FiledPlace[] {
  const file = readStreetFile(text, HERE)
  if (!file.valid) throw new Error(JSON.stringify(file.issues))
  return file.places
}

const find = (typed: string, chosen: string | null = null) =>
  as(tools, clock, aPerson([]), null, (tx) =>
    findStreets(tx, { municipalities: HERE, chosen, typed }),
  )
const texts = async (typed: string, chosen: string | null = null) =>
  (await find(typed, chosen)).map((one) => `${one.text}, ${one.municipalityName}`)

test.each([
  ['mat', 'Viale Giacomo Matteotti, Bologna'],
  ['v.le g. matteotti', 'Viale Giacomo Matteotti, Bologna'],
  ['via matteotti', 'Viale Giacomo Matteotti, Bologna'],
  ['via mateotti', 'Viale Giacomo Matteotti, Bologna'],
  ['via garibaldi', 'Corso Garibaldi, Bologna'],
  ['p.zza 20 settembre', 'Piazza XX Settembre, Bologna'],
  ['piazza venti settembre', 'Piazza XX Settembre, Bologna'],
  ['liberta', 'Via della Libertà, Bologna'],
  ['VIA DELLA LIBERTÀ 3/a scala B', 'Via della Libertà 3/A scala B, Bologna'],
  ['piazza s. antonio', "Piazza Sant'Antonio, Torino"],
  ['borgo prova', "Piazza Sant'Antonio, Torino"],
  ['dietro la stazione', 'dietro la Stazione di Bologna Prova, Bologna'],
  ['staz. bologna', 'Stazione di Bologna Prova, Bologna'],
])('%s finds %s first', async (typed, wanted) => {
  expect((await texts(typed))[0]).toBe(wanted)
})

test('the chosen municipality comes first, and one that is said in the words counts', async () => {
  expect(await texts('via roma', 'L219')).toEqual([
    'Via Roma, Torino',
    'Via Romagnosi, Torino',
    'Via Roma, Bologna',
  ])
  expect((await texts('via roma', 'A944'))[0]).toBe('Via Roma, Bologna')
  expect((await texts('via roma torino'))[0]).toBe('Via Roma, Torino')
})

test('a house number of the file gives its own point and code; one that is not there that of the street', async () => {
  const [known] = await find('viale matteotti 12/b')
  expect(known).toMatchObject({
    ...{ text: 'Viale Giacomo Matteotti 12/B', latitude: 44.52, longitude: 11.35 },
    ...{ precision: 'house-number', code: '9002', source: 'prova' },
  })
  const [unknown] = await find('viale matteotti 99')
  expect(unknown).toMatchObject({
    text: 'Viale Giacomo Matteotti 99',
    latitude: 44.51,
    precision: 'street',
  })
  const [nowhere] = await find('corso garibaldi 5')
  expect(nowhere).toMatchObject({ latitude: null, longitude: null, precision: null })
})

test('what is hostile finds nothing and breaks nothing', async () => {
  for (const typed of [
    '',
    '%',
    '_',
    "'; drop table territory.gazetteer; --",
    '\\',
    'x'.repeat(300),
    '(((',
    '\u{1F600}',
  ])
    expect(await find(typed)).toEqual([])
})

test('a file again replaces what it holds, and nothing of another municipality or kind', async () => {
  await applyStreets(tools, placesOf('CODICE_COMUNE;ODONIMO\nL219;Via Nuova di Prova'), clock.now())
  expect(await texts('via roma')).toEqual(['Via Roma, Bologna'])
  expect(await texts('nuova di prova')).toContain('Via Nuova di Prova, Torino')
  const landmarks = await as(tools, clock, aPerson([]), null, (tx) =>
    landmarksOf(tx, ['A944', 'L219']),
  )
  expect(landmarks.map((one) => one.name)).toEqual(['Stazione di Bologna Prova'])
  await applyStreets(tools, placesOf(SMALL), clock.now())
})

test('boundaries are kept by municipality, and a file again changes them', async () => {
  const ring = [
    [11, 44],
    [12, 44],
    [12, 45],
    [11, 44],
  ] as [number, number][]
  const of = (source: string) => ({ source, municipalities: { A944: [ring] } })
  await applyBoundaries(tools, of('prima'), clock.now())
  expect(await applyBoundaries(tools, of('seconda'), clock.now())).toBe(1)
  const kept = await as(tools, clock, aPerson([]), null, (tx) => boundariesOf(tx, ['A944', 'L219']))
  expect(kept.source).toBe('seconda')
  expect([...kept.rings]).toEqual([['A944', [ring]]])
})

const FIRST =
  'Giovanni Antonio Francesco Giuseppe Luigi Carlo Pietro Paolo Maria Anna Elena Marco Aldo Bruno Dante Enrico Felice Guido Ivo Lino'.split(
    ' ',
  )
const SYLLABLES = 'ba ri to nel pi sco ve ga mo lu zan fer cri do tas'.split(' ')

function invented(at: number): string {
  const part = (step: number) => SYLLABLES[Math.floor(at / step) % SYLLABLES.length] ?? ''
  const surname = `${part(1)}${part(15)}${part(225)}${part(3375)}ni`
  return `Via ${FIRST[at % FIRST.length]} ${surname.slice(0, 1).toUpperCase()}${surname.slice(1)}`
}

test('among 20 000 streets each is found whole, by its beginning, its name, with a slip and with a number', async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `A944;${invented(at)}`)
  await applyStreets(tools, placesOf(['CODICE_COMUNE;ODONIMO', ...many].join('\n')), clock.now())
  const asked = many.flatMap((line, at) => {
    if (at % 500 !== 0) return []
    const name = line.slice(5)
    return [
      name,
      name.slice(0, 7),
      name.split(' ')[2] ?? '',
      `via ${name.split(' ')[2]?.replace(/(.)(.)(.)$/u, '$1$3$2')}`,
      `${name} 12/b`,
    ]
  })
  for (const typed of asked) expect((await find(typed)).length, typed).toBeGreaterThan(0)
}, 60_000)
