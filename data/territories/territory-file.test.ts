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
  return S3.slice(0, S3.indexOf(text)).split('\n').length
}

type Slip = readonly [what: string, from: string, to: string, code: string, at: string]

const SLIPS: readonly Slip[] = [
  [
    'a key that does not exist',
    'mode: closing-hours',
    'mood: closing-hours',
    'unknown-key',
    'mode: closing-hours',
  ],
  [
    'a mode that does not exist',
    'mode: police-only',
    'mode: police',
    'not-one-of',
    'mode: police-only',
  ],
  [
    'hours of another form',
    "monday: ['08:30-13:00']",
    "monday: ['8.30-13']",
    'form-window',
    "monday: ['08:30-13:00']",
  ],
  [
    'a telephone of another form',
    "phone: '+390655503201'",
    "phone: '0655503201'",
    'form-phone',
    "phone: '+390655503201'",
  ],
  [
    'an unknown calendar',
    'code: G254, name: Palaia, calendar: servizi-valle',
    'code: G254, name: Palaia, calendar: servizi-monte',
    'unknown-reference',
    'code: G254',
  ],
  [
    'an unknown Belfiore code',
    'code: G254, name: Palaia',
    'code: Z999, name: Palaia',
    'unknown-municipality',
    'code: G254',
  ],
  [
    'a name that is not of that code',
    'code: G254, name: Palaia',
    'code: G254, name: Palaja',
    'municipality-name-differs',
    'code: G254',
  ],
  [
    'a rule with an unknown class',
    'when: { trafficking: true }, class: emergenza',
    'when: { trafficking: true }, class: rosso',
    'unknown-reference',
    'id: tratta',
  ],
  [
    'a rule on an unknown fact',
    'when: { trafficking: true }',
    'when: { traficking: true }',
    'unknown-key',
    'id: tratta',
  ],
  [
    'an office that stands in for itself',
    'standIn: ponsacco',
    'standIn: pontedera',
    'stand-in-to-itself',
    'standIn: ponsacco',
  ],
  [
    'windows that overlap',
    "tuesday: ['08:00-14:00', '15:00-18:00']",
    "tuesday: ['08:00-14:00', '13:00-18:00']",
    'windows-overlap',
    "tuesday: ['08:00-14:00', '15:00-18:00']",
  ],
  [
    'an empty list of reporters',
    'entitled: [police, municipal-police]',
    'entitled: []',
    'closed-list-empty',
    'entitled:',
  ],
  [
    'a mark of YAML left open',
    "phone: '+390655503201'",
    "phone: '+390655503201",
    'yaml',
    "phone: '+390655503201'",
  ],
  [
    'a mail address of another form',
    'email: sociale.peccioli@example.org',
    'email: sociale.peccioli',
    'form-email',
    'email: sociale.peccioli@example.org',
  ],
]

test.each(SLIPS)('%s is refused with file and line', (_what, from, to, code, at) => {
  const issues = issuesAfter(from, to)
  const found = issues.find((issue) => issue.code === code)
  expect(issues.map((issue) => issue.code)).toContain(code)
  expect(found?.file).toBe('s3.yaml')
  if (code !== 'yaml') expect(found?.line).toBe(lineOf(at))
})

test('the file as committed has no fault', () => {
  expect(readTerritoryFile(S3, 's3.yaml', KNOWN).valid).toBe(true)
})

const SWITCHED_OFF: readonly (readonly [what: string, from: string, to: string, code: string])[] = [
  [
    'a cold person called not pertinent',
    "when: { hypothermiaRisk: true }, class: emergenza, authorities: ['118']",
    'when: { hypothermiaRisk: true }, class: non-pertinente',
    'guaranteed-need-not-pertinent',
  ],
  [
    'everything else called not pertinent and the rule on confused people taken away',
    'otherwise: urgenza',
    'otherwise: non-pertinente',
    'guaranteed-need-not-pertinent',
  ],
  [
    'the class of emergencies called not pertinent',
    'meaning: emergency',
    'meaning: not-pertinent',
    'guaranteed-need-not-pertinent',
  ],
  [
    'the target of the emergencies taken away',
    '        - { acknowledgeMinutes: 5, arriveMinutes: 60 }',
    '        []',
    'guaranteed-need-without-target',
  ],
  [
    'the script for the others without 112',
    'Prendo nota della situazione e avviso io il 112, che',
    'Prendo nota della situazione e',
    'guaranteed-script-without-112',
  ],
  [
    'hours without anybody outside them',
    'mode: closing-hours',
    'mode: hours',
    'guaranteed-need-without-answer',
  ],
]

test.each(SWITCHED_OFF)(
  'the guaranteed needs cannot be switched off: %s',
  (_what, from, to, code) => {
    const text =
      code === 'guaranteed-need-not-pertinent' && from.startsWith('otherwise')
        ? S3.replace(/^.*id: (freddo|adulto-senza-dimora|poverta-estrema).*\n/gmu, '').replace(
            from,
            to,
          )
        : S3.replace(from, to)
    expect(text).not.toBe(S3)
    const read = readTerritoryFile(text, 's3.yaml', KNOWN)
    expect(read.valid ? [] : read.issues.map((issue) => issue.code)).toContain(code)
  },
)
