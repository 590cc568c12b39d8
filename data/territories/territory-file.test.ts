import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namesByCode, readMunicipalities } from '#contexts/territory/municipality-list.ts'
import { type FileIssue, readTerritoryFile } from '#contexts/territory/territory-file.ts'

const HERE = new URL('.', import.meta.url)
const KNOWN = namesByCode(
  readMunicipalities(readFileSync(new URL('../municipalities/municipalities.csv', HERE), 'utf8')),
)
const S3 = readFileSync(new URL('s3-valdera.yaml', HERE), 'utf8')

/** The issues of the file after one text is put in place of another, which must be there. */
function issuesAfter(from: string, to: string): readonly FileIssue[] {
  if (!S3.includes(from)) throw new RangeError(`not in the file: ${from}`)
  const read = readTerritoryFile(S3.replace(from, to), 's3.yaml', KNOWN)
  return read.valid ? [] : read.issues
}

function lineOf(text: string): number {
  return S3.slice(0, S3.indexOf(text) + text.length).split('\n').length
}

type Slip = readonly [what: string, from: string, to: string, code: string, at: string]

const ONE_STEP = 'steps: [{ role: coordinator, afterMinutes: 0, channels: [voice] }]'

// `at` ends on the line where the fault stands.
const SLIPS: readonly Slip[] = [
  ['a key that does not exist', 'mode: closing', 'mood: closing', 'unknown-key', 'mode: closing'],
  ['a mode that does not exist', 'police-only', 'police', 'not-one-of', 'mode: police-only'],
  ['hours of another form', '"08:30-13:00"', '"8.30-13"', 'form-window', 'monday: ["08:30-13:00"]'],
  ['a telephone of another form', '+390655503201', '0655503201', 'form-phone', '+390655503201'],
  [
    'an unknown calendar',
    'name: Palaia\n    calendar: servizi-valle',
    'name: Palaia\n    calendar: servizi-monte',
    'unknown-reference',
    'name: Palaia\n    calendar',
  ],
  ['an unknown Belfiore code', 'code: G254', 'code: Z999', 'unknown-municipality', 'code: G254'],
  [
    'a name that is not of that code',
    'name: Palaia',
    'name: Palaja',
    'municipality-name-differs',
    'name: Palaia',
  ],
  [
    'a rule with an unknown class',
    'trafficking: true }\n      class: emergenza',
    'trafficking: true }\n      class: rosso',
    'unknown-reference',
    'trafficking: true }\n      class',
  ],
  [
    'a rule on an unknown fact',
    'trafficking: true',
    'traficking: true',
    'unknown-key',
    'when: { trafficking',
  ],
  [
    'an office that stands in for itself',
    'standIn: ponsacco',
    'standIn: pontedera',
    'stand-in-to-itself',
    'standIn: ponsacco',
  ],
  [
    'a last step that would call again every minute',
    '  - class: urgenza\n    steps:',
    '  - class: urgenza\n    repeatMinutes: 1\n    steps:',
    'too-small',
    '  - class: urgenza\n    steps',
  ],
  [
    'a plan for hours that the file does not name',
    '  - class: urgenza\n    steps:',
    `  - class: urgenza\n    bands: [{ when: { kind: clock, band: sera }, ${ONE_STEP} }]\n    steps:`,
    'unknown-reference',
    '  - class: urgenza\n    steps',
  ],
  ['windows that overlap', '"15:00-18:00"', '"13:00-18:00"', 'windows-overlap', '"15:00-18:00"'],
  [
    'an empty list of reporters',
    'entitled: [police, municipal-police]',
    'entitled: []',
    'closed-list-empty',
    'entitled:',
  ],
  ['a term of no days', 'contactDays: 30', 'contactDays: 0', 'too-small', 'contactDays: 30'],
  ['a term without end', 'contactDays: 30', 'contactDays: 99999', 'too-big', 'contactDays: 30'],
  ['a term in words', 'contactDays: 30', 'contactDays: mai', 'wrong-type', 'contactDays: 30'],
  ['a chase of no wait', 'leadMinutes: 240', 'leadMinutes: 0', 'too-small', 'leadMinutes: 240'],
  ['a chase in words', 'officeMinutes: 120', 'officeMinutes: poi', 'wrong-type', 'officeMinutes'],
  [
    'a step that is no step',
    'leadMinutes: 240',
    'bossMinutes: 240',
    'unknown-key',
    'leadMinutes: 240',
  ],
  ['a hold of no minutes', 'holdMinutes: 45', 'holdMinutes: 0', 'too-small', 'holdMinutes: 45'],
  ['a wait in words', 'arrivalMinutes: 90', 'arrivalMinutes: poi', 'wrong-type', 'arrivalMinutes'],
  [
    'a role that ratifies nothing',
    'ratifiedBy: coordinator',
    'ratifiedBy: operator',
    'not-one-of',
    'ratifiedBy: coordinator',
  ],
  [
    'a neighbour written twice',
    'key: zona-oltre',
    'key: zona-vicina',
    'duplicate-key',
    'key: zona-oltre',
  ],
  ['an address of another form', 'peccioli@example', 'peccioli', 'form-email', 'peccioli@example'],
]

test.each(SLIPS)('%s is refused with file and line', (_what, from, to, code, at) => {
  const issues = issuesAfter(from, to)
  const found = issues.find((issue) => issue.code === code)
  expect(issues.map((issue) => issue.code)).toContain(code)
  expect(found?.file).toBe('s3.yaml')
  expect(found?.line).toBe(lineOf(at))
})

test('a quotation mark left open is refused as YAML that cannot be read', () => {
  const issues = issuesAfter('+390655503201"', '+390655503201')
  expect(issues.map((issue) => issue.code)).toContain('yaml')
  expect(issues[0]?.line).toBeGreaterThanOrEqual(lineOf('phone: "+390655503201'))
})

test('the file as committed has no fault', () => {
  expect(readTerritoryFile(S3, 's3.yaml', KNOWN).valid).toBe(true)
})

type Change = readonly [what: string, from: string | RegExp, to: string, code: string]

const SWITCHED_OFF: readonly Change[] = [
  [
    'a freezing person called not pertinent',
    /hypothermiaRisk: true \}\n {6}class: emergenza/u,
    'hypothermiaRisk: true }\n      class: non-pertinente',
    'guaranteed-need-not-pertinent',
  ],
  [
    'no rule on extreme poverty and everything else not pertinent',
    /otherwise: urgenza([^]*?) {4}- id: poverta-estrema\n( {6}.*\n)+/u,
    'otherwise: non-pertinente$1',
    'guaranteed-need-not-pertinent',
  ],
  [
    'the class of emergencies called not pertinent',
    'meaning: emergency',
    'meaning: not-pertinent',
    'guaranteed-need-not-pertinent',
  ],
  [
    'the target of emergencies taken away',
    /targets:\n +- \{ acknowledgeMinutes: 5, arriveMinutes: 60 \}/u,
    'targets: []',
    'guaranteed-need-without-target',
  ],
  [
    'the words for the others without 112',
    'avviso io il 112',
    'ne parlo domani',
    'guaranteed-script-without-112',
  ],
  [
    'hours of service without anybody outside them',
    'mode: closing-hours',
    'mode: hours',
    'guaranteed-need-without-answer',
  ],
]

test.each(SWITCHED_OFF)(
  'the guaranteed needs cannot be switched off: %s',
  (_what, from, to, code) => {
    const text = S3.replace(from, to)
    expect(text).not.toBe(S3)
    const read = readTerritoryFile(text, 's3.yaml', KNOWN)
    expect(read.valid ? [] : read.issues.map((issue) => issue.code)).toContain(code)
  },
)
