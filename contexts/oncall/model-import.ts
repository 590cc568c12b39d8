import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter } from '#platform/kernel/time.ts'
import { atHour, LEVELS, type Level, type RotaRole, type Span, type Turn } from './model.ts'

/** What may be wrong with a line of a spreadsheet. */
export const IMPORT_FAULTS = [
  'columns',
  'start',
  'end',
  'order',
  'person',
  'person-twice',
  'role',
  'role-not-held',
  'level',
  'overlap',
] as const
export type ImportFault = (typeof IMPORT_FAULTS)[number]

/** Somebody whom a line can mean. */
export type Known = {
  readonly staffId: StaffId
  readonly name: string
  readonly roles: readonly string[]
}

/** A line of the spreadsheet: the turn that it means, or why it means none. */
export type ImportedLine = {
  readonly line: number
  readonly text: string
} & ({ readonly turn: Omit<Turn, 'id'> } | { readonly fault: ImportFault })

/** The columns, in this order, as the first line of the spreadsheet may name them. */
export const IMPORT_COLUMNS = ['inizio', 'fine', 'persona', 'ruolo', 'livello'] as const

const MOMENT =
  /^(?:(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{4})-(\d{2})-(\d{2}))[ T](\d{1,2})[:.](\d{2})(?::\d{2})?$/u

/**
 * The turns of a spreadsheet saved as CSV, line by line; separated by semicolons, tabs or commas. `roleOf` knows the names
 * of the roles. An hour is one of the wall clock in Italy; an empty level is the first.
 */
export function readRota(
  text: string,
  people: readonly Known[],
  roleOf: (name: string) => RotaRole | undefined,
): readonly ImportedLine[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u)
  const separator = [';', '\t', ','].find((one) => lines[0]?.includes(one)) ?? ';'
  const read = lines.flatMap((line, n): ImportedLine[] => {
    const cells = cellsOf(line, separator)
    if (cells.every((cell) => cell === '') || isHead(cells, n)) return []
    return [{ line: n + 1, text: line, ...meant(cells, people, roleOf) }]
  })
  return read.map((one, n) => (overlaps(one, read.slice(0, n)) ? faulty(one, 'overlap') : one))
}

function faulty({ line, text }: ImportedLine, fault: ImportFault): ImportedLine {
  return { line, text, fault }
}

/** Of one role and level never two at once, in the spreadsheet too. */
function overlaps(one: ImportedLine, before: readonly ImportedLine[]): boolean {
  if ('fault' in one) return false
  const { role, level, startsAt, endsAt } = one.turn
  return before.some(
    (other) =>
      'turn' in other &&
      other.turn.role === role &&
      other.turn.level === level &&
      !notAfter(other.turn.endsAt, startsAt) &&
      !notAfter(endsAt, other.turn.startsAt),
  )
}

/** The names of the columns, whatever they are called: of a first row without any figure where the times stand. */
function isHead(cells: readonly string[], row: number): boolean {
  const isWords = row === 0 && cells.length > 1 && !/\d/u.test(cells.slice(0, 2).join(''))
  return isWords || plain(cells[0] ?? '') === IMPORT_COLUMNS[0]
}

type Meant = { readonly turn: Omit<Turn, 'id'> } | { readonly fault: ImportFault }

function meant(
  cells: readonly string[],
  people: readonly Known[],
  roleOf: (name: string) => RotaRole | undefined,
): Meant {
  const [start = '', end = '', name = '', roleName = '', levelName = ''] = cells
  if (cells.length < IMPORT_COLUMNS.length - 1) return { fault: 'columns' }
  const span = spanOf(start, end)
  if ('fault' in span) return span
  const level = levelOf(levelName)
  if (level === undefined) return { fault: 'level' }
  const role = roleOf(plain(roleName))
  if (role === undefined) return { fault: 'role' }
  const found = whoIs(name, people)
  if ('fault' in found) return found
  if (!found.roles.includes(role)) return { fault: 'role-not-held' }
  return { turn: { staffId: found.staffId, role, level, ...span } }
}

function spanOf(start: string, end: string): Span | { readonly fault: ImportFault } {
  const startsAt = momentOf(start)
  if (startsAt === undefined) return { fault: 'start' }
  const endsAt = momentOf(end)
  if (endsAt === undefined) return { fault: 'end' }
  return notAfter(endsAt, startsAt) ? { fault: 'order' } : { startsAt, endsAt }
}

function whoIs(name: string, people: readonly Known[]): Known | { readonly fault: ImportFault } {
  // Offices write the surname first: the words count, not their order.
  const words = (text: string) => plain(text).split(' ').toSorted().join(' ')
  const [found, another] = people.filter((one) => words(one.name) === words(name))
  if (!found) return { fault: 'person' }
  return another ? { fault: 'person-twice' } : found
}

function levelOf(text: string): Level | undefined {
  return text === '' ? 1 : LEVELS.find((level) => String(level) === text)
}

function momentOf(text: string): Temporal.Instant | undefined {
  const [, day, month, year, isoYear, isoMonth, isoDay, hour = '', minute = ''] =
    MOMENT.exec(text) ?? []
  const date = year === undefined ? [isoYear, isoMonth, isoDay] : [year, month, day]
  if (date[0] === undefined) return undefined
  try {
    const [y = '', mo = '', d = ''] = date
    const on = Temporal.PlainDate.from(
      { year: Number(y), month: Number(mo), day: Number(d) },
      { overflow: 'reject' },
    )
    return atHour(on, `${hour.padStart(2, '0')}:${minute}`)
  } catch {
    return undefined
  }
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replaceAll(/\s+/gu, ' ')
}

/** The cells of a line; a quoted one may hold the separator. Quotes within quotes are lost: no name has them. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === separator && !isQuoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += letter
  }
  return [...cells, cell.trim()]
}
