import { expect, test } from 'vitest'
import { readStreetFile, streetText } from './street-file.ts'

const KNOWN = new Map([
  ['A944', 'Bologna'],
  ['L219', 'Torino'],
])
const ANNCSU =
  "CODICE_COMUNE;CODICE_ISTAT;PROGRESSIVO_NAZIONALE;CODICE_COMUNALE;ODONIMO;LOCALITA';DIZIONE_LINGUA1;DIZIONE_LINGUA2;PROGRESSIVO_ACCESSO;CODICE_COMUNALE_ACCESSO;CIVICO;ESPONENTE;SPECIFICITA;METRICO;PROGRESSIVO_SNC;COORD_X_COMUNE;COORD_Y_COMUNE;QUOTA;METODO"

const read = (...lines: string[]) => readStreetFile(lines.join('\r\n'), KNOWN)
const faults = (...lines: string[]) => {
  const file = read(...lines)
  return file.valid ? [] : file.issues.map(({ line, code }) => [line, code])
}

test('a file of ANNCSU is read: one street with its house numbers, capitals made readable', () => {
  const file = read(
    ANNCSU,
    'A944;037006;1001;1;VIA GIACOMO MATTEOTTI;;;;9001;;12;;;;;11,3412;44,5011;;3',
    'A944;037006;1001;1;VIA GIACOMO MATTEOTTI;;;;9002;;12;b;;;;11,3413;44,5012;;3',
    'A944;037006;1001;1;VIA GIACOMO MATTEOTTI;;;;9003;;SNC;;;;1;;;;',
    '',
  )
  expect(file).toMatchObject({ valid: true })
  expect(file.valid && file.places).toEqual([
    {
      ...{ municipality: 'A944', kind: 'street', name: 'Via Giacomo Matteotti', locality: null },
      ...{ nationalCode: '1001', source: 'ANNCSU' },
      point: { latitude: 44.5012, longitude: 11.3413 },
      numbers: [
        {
          ...{ number: 12, letter: '', nationalCode: '9001' },
          point: { latitude: 44.5011, longitude: 11.3412 },
        },
        {
          ...{ number: 12, letter: 'B', nationalCode: '9002' },
          point: { latitude: 44.5012, longitude: 11.3413 },
        },
      ],
    },
  ])
})

test('a small file with commas, quotes and landmarks is read too', () => {
  const file = read(
    'codice_comune,tipo,odonimo,lat,lon,fonte',
    '"L219",luogo,"Stazione, ""Porta"" di prova",45.06,7.67,dimostrazione',
    'L219,strada,Via di Prova,,,',
  )
  expect(
    file.valid && file.places.map(({ kind, name, point, source }) => [kind, name, point, source]),
  ).toEqual([
    [
      'landmark',
      'Stazione, "Porta" di prova',
      { latitude: 45.06, longitude: 7.67 },
      'dimostrazione',
    ],
    ['street', 'Via di Prova', null, 'file del Comune'],
  ])
})

test('what is wrong is told with its line, all of it at once', () => {
  expect(faults('una riga sola')).toEqual([[1, 'not-a-table']])
  expect(faults('CODICE_COMUNE;CIVICO')).toEqual([[1, 'column-missing']])
  expect(
    faults(
      'CODICE_COMUNE;ODONIMO;CIVICO;LAT;LON;TIPO',
      'Z999;Via Prima;;;;',
      'A944;;;;;',
      'A944;Via Terza;dodici;;;',
      'A944;Via Quarta;;44,5;;',
      'A944;Via Quinta;;44.5;nord;',
      'A944;Via Sesta;;11.3;44.5;',
      'A944;Via Settima;;;;ponte',
      'A944;"Via Ottava;;;;',
      `A944;${'x'.repeat(201)};;;;`,
    ),
  ).toEqual([
    [2, 'unknown-municipality'],
    [3, 'name-missing'],
    [4, 'number-wrong'],
    [5, 'coordinates-half'],
    [6, 'coordinates-wrong'],
    [7, 'coordinates-outside'],
    [8, 'unknown-kind'],
    [9, 'quote-open'],
    [10, 'name-too-long'],
  ])
})

test('an older program wrote the file: its accents are read', () => {
  expect(streetText(Uint8Array.from([0x4c, 0x69, 0x62, 0x65, 0x72, 0x74, 0xe0]))).toBe('Libertà')
  expect(streetText(new TextEncoder().encode('Libertà'))).toBe('Libertà')
})

test('hostile bytes are faults, never a failure', () => {
  for (const text of [
    '',
    ';;;',
    '\u0000;\u0000',
    `${ANNCSU}\n${';'.repeat(100_000)}`,
    `CODICE_COMUNE;ODONIMO\nA944;=cmd|calc`,
  ])
    expect(readStreetFile(text, KNOWN)).toBeDefined()
})
