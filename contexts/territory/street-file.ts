import { cleanLine } from '#platform/kernel/text.ts'
import { readableName } from './street-words.ts'

// A municipality's street file in the column shape of ANNCSU (`INDIR_…csv`: one line for each house number, or one for
// each street). Columns beyond ANNCSU: TIPO (`strada`, the usual one, or `luogo` for a landmark) and FONTE.

export type PlaceKind = 'street' | 'landmark'

/** A point in WGS84. */
export type Point = { readonly latitude: number; readonly longitude: number }

export type HouseNumber = {
  readonly number: number
  readonly letter: string
  readonly nationalCode: string | null
  readonly point: Point | null
}

/** A street or a landmark as the file has it, with the house numbers of all its lines. */
export type FiledPlace = {
  readonly municipality: string
  readonly kind: PlaceKind
  readonly name: string
  readonly locality: string | null
  readonly nationalCode: string | null
  readonly point: Point | null
  readonly source: string
  readonly numbers: readonly HouseNumber[]
}

export const STREET_FAULTS = [
  'not-a-table',
  'column-missing',
  'quote-open',
  'unknown-municipality',
  'name-missing',
  'name-too-long',
  'unknown-kind',
  'number-wrong',
  'letter-too-long',
  'code-too-long',
  'coordinates-half',
  'coordinates-wrong',
  'coordinates-outside',
] as const
export type StreetFault = (typeof STREET_FAULTS)[number]

/** One fault, with the line (from 1) where it stands and what stands there. */
export type StreetIssue = {
  readonly line: number
  readonly code: StreetFault
  readonly what: string
}

export type StreetFile =
  | { readonly valid: true; readonly places: readonly FiledPlace[] }
  | { readonly valid: false; readonly issues: readonly StreetIssue[] }

/** More faults than this help nobody. */
const MOST_ISSUES = 20
const NAME_LIMIT = 200

const REQUIRED = ['CODICE_COMUNE', 'ODONIMO'] as const

class Fault extends Error {
  readonly issue: Omit<StreetIssue, 'line'>
  constructor(code: StreetFault, what = '') {
    super(code)
    this.issue = { code, what: cleanLine(what).slice(0, 60) }
  }
}

type Row = (column: string) => string

/** Reads the bytes of a file: UTF-8, or Windows-1252 as older programs write it. */
export function streetText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads a street file. `known`: names of the municipalities of Italy by Belfiore code. */
export function readStreetFile(text: string, known: ReadonlyMap<string, string>): StreetFile {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)
  const header = lines[0] ?? ''
  const separator = [';', '\t', ','].find((one) => header.includes(one)) ?? ''
  if (separator === '')
    return { valid: false, issues: [{ line: 1, code: 'not-a-table', what: '' }] }
  const columns = header
    .split(separator)
    .map((name) => name.replaceAll('"', '').trim().toUpperCase())
  const missing = REQUIRED.filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    return {
      valid: false,
      issues: missing.map((what) => ({ line: 1, code: 'column-missing', what })),
    }
  }
  return readLines(lines, separator, columns, known)
}

function readLines(
  lines: readonly string[],
  separator: string,
  columns: readonly string[],
  known: ReadonlyMap<string, string>,
): StreetFile {
  const issues: StreetIssue[] = []
  const entries = new Map<string, Gathered>()
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.trim() === '' || issues.length >= MOST_ISSUES) continue
    try {
      const cells = cellsOf(line, separator)
      const row: Row = (column) => cleanLine(cells[columns.indexOf(column)] ?? '')
      gather(entries, row, known)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      issues.push({ line: at + 1, ...error.issue })
    }
  }
  if (issues.length > 0) return { valid: false, issues }
  return { valid: true, places: [...entries.values()].map(settled) }
}

/** The cells of one line; a cell in quotes may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at]
    if (sign === '"' && isQuoted && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += sign ?? ''
  }
  if (isQuoted) throw new Fault('quote-open')
  return [...cells, cell]
}

type Gathered = Omit<FiledPlace, 'numbers' | 'point'> & {
  point: Point | null
  readonly numbers: Map<string, HouseNumber>
}

function gather(
  entries: Map<string, Gathered>,
  row: Row,
  known: ReadonlyMap<string, string>,
): void {
  const read = entryOf(row, known)
  const key = [read.municipality, read.kind, read.name, read.locality ?? ''].join('|').toLowerCase()
  const point = pointOf(row('COORD_Y_COMUNE') || row('LAT'), row('COORD_X_COMUNE') || row('LON'))
  const house = numberOf(row, point)
  const entry = entries.get(key) ?? { ...read, numbers: new Map(), point: null }
  entries.set(key, entry)
  if (house) entry.numbers.set(`${house.number}/${house.letter}`, house)
  else entry.point = point ?? entry.point
}

function entryOf(row: Row, known: ReadonlyMap<string, string>) {
  const municipality = row('CODICE_COMUNE').toUpperCase()
  if (!known.has(municipality)) throw new Fault('unknown-municipality', municipality)
  const locality = row("LOCALITA'") || row('LOCALITA')
  const nationalCode = codeOf(row('PROGRESSIVO_NAZIONALE'))
  return {
    municipality,
    kind: kindOf(row('TIPO')),
    name: nameOf(row('ODONIMO')),
    locality: locality === '' ? null : readableName(locality).slice(0, NAME_LIMIT),
    nationalCode,
    source: row('FONTE').slice(0, 120) || (nationalCode === null ? 'file del Comune' : 'ANNCSU'),
  }
}

function kindOf(said: string): PlaceKind {
  const kind = said.toLowerCase()
  if (kind === '' || kind === 'strada') return 'street'
  if (kind === 'luogo') return 'landmark'
  throw new Fault('unknown-kind', said)
}

function nameOf(raw: string): string {
  if (raw === '') throw new Fault('name-missing')
  if (raw.length > NAME_LIMIT) throw new Fault('name-too-long', raw)
  return readableName(raw)
}

function codeOf(raw: string): string | null {
  if (raw.length > 20) throw new Fault('code-too-long', raw)
  return raw || null
}

/** No number, and SNC (*senza numero civico*), are lines of the street itself. */
function numberOf(row: Row, point: Point | null): HouseNumber | undefined {
  const civic = row('CIVICO')
  if (civic === '' || /^(?:0+|s\.?n\.?c\.?)$/iu.test(civic)) return undefined
  const [, digits, tail = ''] = /^(\d{1,5})(?:\s*[/-]?\s*(\p{L}[\p{L}\d]*))?$/u.exec(civic) ?? []
  if (digits === undefined) throw new Fault('number-wrong', civic)
  const letter = (row('ESPONENTE') || tail).toUpperCase()
  if (letter.length > 20) throw new Fault('letter-too-long', letter)
  return { number: Number(digits), letter, nationalCode: codeOf(row('PROGRESSIVO_ACCESSO')), point }
}

function pointOf(y: string, x: string): Point | null {
  if (y === '' && x === '') return null
  if (y === '' || x === '') throw new Fault('coordinates-half', y || x)
  const [latitude, longitude] = [degrees(y), degrees(x)]
  const isInside = latitude >= 35 && latitude <= 48 && longitude >= 6 && longitude <= 19
  if (!isInside) throw new Fault('coordinates-outside', `${y} ${x}`)
  return { latitude, longitude }
}

function degrees(raw: string): number {
  const value = /^-?\d{1,10}(?:[.,]\d{1,15})?$/u.test(raw)
    ? Number(raw.replace(',', '.'))
    : Number.NaN
  if (Number.isNaN(value)) throw new Fault('coordinates-wrong', raw)
  return value
}

/** A street whose own line has no point stands where the middle one of its house numbers does. */
function settled(entry: Gathered): FiledPlace {
  const numbers = [...entry.numbers.values()]
  const points = numbers.flatMap(({ point }) => (point ? [point] : []))
  return { ...entry, numbers, point: entry.point ?? points[Math.floor(points.length / 2)] ?? null }
}
