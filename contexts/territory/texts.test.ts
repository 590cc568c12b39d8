import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hasText } from '#platform/i18n/texts.ts'
import { ACCESS_MODES, REPORTER_CATEGORIES } from './access-policy.ts'
import { SERVICE_MODES } from './configuration.ts'
import { nationalHolidays } from './holidays.ts'
import { STREET_FAULTS } from './street-file.ts'
import { readTerritoryFile } from './territory-file.ts'
import { faultText } from './texts.ts'

const HERE = new URL('.', import.meta.url)

/** The members of the string unions with these names, as they stand in the sources of the room. */
function membersOf(...types: readonly string[]): readonly string[] {
  const sources = readdirSync(HERE)
    .filter((name) => name.endsWith('.ts') && !name.includes('test'))
    .map((name) => readFileSync(new URL(name, HERE), 'utf8'))
    .join('\n')
  return types.flatMap((type) => {
    const body = new RegExp(`type ${type} =([^=]*?)\\n(?:\\n|/\\*\\*|export)`, 'u').exec(
      sources,
    )?.[1]
    const members = [...(body ?? '').matchAll(/'([a-z0-9-]+)'/gu)].map((match) => match[1] ?? '')
    if (members.length === 0) throw new RangeError(`no members of ${type} found`)
    return members
  })
}

const key = (prefix: string, code: string) => `${prefix}_${code.replaceAll('-', '_')}`
const without = (prefix: string, codes: readonly string[]) =>
  codes.map((code) => key(prefix, code)).filter((text) => !hasText(text))

test('every reason of an answer, of access and of competence has its Italian sentence', () => {
  const codes = membersOf(
    'AnswerReason',
    'DayReason',
    'AccessOutcome',
    'CompetenceReason',
    'GuaranteedNeed',
  )
  expect(codes.length).toBeGreaterThan(20)
  expect(without('territory_reason', codes)).toEqual([])
})

test('every fault of a configuration has its Italian sentence, in a file and on the screen', () => {
  const codes = membersOf('FaultCode', 'BreachCode')
  expect(without('territory_fault', codes)).toEqual([])
  expect(
    without(
      'field',
      codes.filter((code) => code !== 'no-voice-call-first'),
    ),
  ).toEqual([])
})

test('holidays, reporters, modes and access have their Italian names', () => {
  const holidays = nationalHolidays(2026).map((one) => one.code)
  expect(without('territory_holiday', holidays)).toEqual([])
  expect(without('territory_reporter', REPORTER_CATEGORIES)).toEqual([])
  expect(without('territory_mode', SERVICE_MODES)).toEqual([])
  expect(without('territory_access', ACCESS_MODES)).toEqual([])
})

test('every fault of a street file has its Italian sentence', () => {
  expect(
    without(
      'territory_fault',
      STREET_FAULTS.map((code) => `street-${code}`),
    ),
  ).toEqual([])
})

test.each([
  ['a: 1\na: 2\n', 'due volte'],
  ['a:\n\tb: 1\n', 'tabulazione'],
  ['a: "b\n', 'manca un segno'],
  ['a: b: c\n', 'stessa riga'],
  ['a: @b\n', 'segno riservato'],
  ['a: *nessuno\n', 'un rimando'],
  ['%NO 1\n---\na: &x &y 1\n', 'riga non vale'],
])(
  'a slip in the writing of %j is said in Italian, without the parser’s own code',
  (text, says) => {
    const read = readTerritoryFile(text, 'prova.yaml', new Map())
    const told = read.valid ? [] : read.issues.map(faultText)
    expect(told.join(' ')).toContain(says)
    expect(told.join(' ')).not.toMatch(/[A-Z]{3,}_|undefined/u)
  },
)
