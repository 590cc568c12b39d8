import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { plansOf } from '#contexts/territory/escalation.ts'
import { whoIsInCharge } from '#contexts/territory/in-charge.ts'
import { namesByCode, readMunicipalities } from '#contexts/territory/municipality-list.ts'
import { readTerritoryFile } from '#contexts/territory/territory-file.ts'
import { answersOf, FACTS, questionOf, readTable } from './in-charge-table.ts'

const HERE = new URL('.', import.meta.url)
const FILES = readdirSync(HERE).filter((name) => name.endsWith('.yaml'))
const KNOWN = namesByCode(
  readMunicipalities(readFileSync(new URL('../municipalities/municipalities.csv', HERE), 'utf8')),
)
const TEXT = new Map(FILES.map((name) => [name, readFileSync(new URL(name, HERE), 'utf8')]))
const ROWS = readTable()

function textOf(file: string): string {
  return TEXT.get(file) ?? ''
}

function load(text: string, file = 'prova.yaml'): Configuration {
  const read = readTerritoryFile(text, file, KNOWN)
  if (!read.valid) throw new Error(JSON.stringify(read.issues))
  return read.configuration
}

const CONFIGURATIONS = new Map(FILES.map((name) => [name.slice(0, -5), load(textOf(name), name)]))

function configurationOf(territory: string): Configuration {
  const found = CONFIGURATIONS.get(territory)
  if (!found) throw new RangeError(`no territory file ${territory}`)
  return found
}

function answersWith(configuration: Configuration, line: number): readonly string[] {
  const row = ROWS.find((one) => one.line === line)
  if (!row) throw new RangeError(`no row at line ${line}`)
  return answersOf(whoIsInCharge(configuration, questionOf(row)))
}

test('the table asks twelve instants with four sets of facts in each of the five territories', () => {
  expect(CONFIGURATIONS.size).toBe(5)
  for (const territory of CONFIGURATIONS.keys()) {
    const rows = ROWS.filter((row) => row.territory === territory)
    expect(new Set(rows.map((row) => row.when)).size).toBe(12)
    expect(new Set(rows.map((row) => row.facts))).toEqual(new Set(Object.keys(FACTS)))
    expect(rows).toHaveLength(48)
  }
})

test.each(ROWS)('$territory, $when, $facts in $found', (row) => {
  const result = whoIsInCharge(configurationOf(row.territory), questionOf(row))
  expect(answersOf(result), `in-charge.md line ${row.line}`).toEqual(row.expected)
})

test('whatever is asked somebody answers, with a telephone and with reasons', () => {
  for (const row of ROWS) {
    const { answer, reasons } = whoIsInCharge(configurationOf(row.territory), questionOf(row))
    const phone = answer.who.kind === 'office' ? answer.who.office.phone : answer.who.answerer.phone
    expect(phone).toMatch(/^\+39/u)
    expect(reasons.map((reason) => reason.about)).toContain('answer')
    expect(reasons.map((reason) => reason.about)).toContain('competence')
  }
})

function firstLine(territory: string, when: string, facts: string): number {
  const row = ROWS.find(
    (one) => one.territory === territory && one.when.startsWith(when) && one.facts === facts,
  )
  return row?.line ?? 0
}

test('a later opening time in the file gives the on-call worker the call', () => {
  const line = firstLine('s3-valdera', '2026-11-19T08:00', 'violenza')
  const later = textOf('s3-valdera.yaml').replaceAll('08:00-14:00', '09:00-14:00')
  expect(answersWith(configurationOf('s3-valdera'), line)[0]).toContain('ufficio pontedera')
  expect(answersWith(load(later), line)[0]).toBe('on-call fino a 11-19 09:00')
})

test('another service mode in the file changes who answers', () => {
  const line = firstLine('s3-valdera', '2026-11-19T08:00', 'violenza')
  const always = textOf('s3-valdera.yaml').replace('mode: closing-hours', 'mode: always-on')
  expect(answersWith(load(always), line)[0]).toBe('on-call, sempre')
})

test('another access mode in the file changes who may report', () => {
  const line = firstLine('s3-valdera', '2026-11-22', 'affitto')
  const open = textOf('s3-valdera.yaml').replace('mode: police-only', 'mode: open')
  expect(answersWith(configurationOf('s3-valdera'), line)[1]).toBe('no, copione')
  expect(answersWith(load(open), line)[1]).toContain('sì entitled')
})

test('another target, class and office in the file change target, class and recipient', () => {
  const line = firstLine('s1-anzio-nettuno', '2026-11-22', 'freddo')
  const changed = textOf('s1-anzio-nettuno.yaml')
    .replace('acknowledgeMinutes: 2, arriveMinutes: 40', 'acknowledgeMinutes: 4, arriveMinutes: 55')
    .replace(
      'calendar: uffici-nettuno\n    office: nettuno',
      'calendar: uffici-nettuno\n    office: anzio',
    )
  expect(answersWith(load(changed), line).slice(2)).toEqual(['emergenza', '4/55', 'anzio'])
})

test('a patron saint moved in the file opens the office on the old day', () => {
  const line = firstLine('s4-canicatti', '2026-11-12', 'violenza')
  const moved = textOf('s4-canicatti.yaml').replace('"11-12"', '"11-13"')
  expect(answersWith(load(moved), line)[0]).toBe('ufficio canicatti fino a 11-12 14:00')
})

test('the five territories differ in mode, access, scale and rules', () => {
  const all = [...CONFIGURATIONS.values()]
  const modes = all.map(
    (one) => `${one.service.mode} ${one.access.mode} ${one.service.answers.kind}`,
  )
  expect(new Set(modes).size).toBeGreaterThanOrEqual(4)
  expect(new Set(all.map((one) => one.triage.classes.map((c) => c.name).join())).size).toBe(4)
  for (const one of all) {
    expect(one.triage.rules.length).toBeGreaterThanOrEqual(10)
    expect(one.triage.rules.length).toBeLessThanOrEqual(18)
  }
})

test('each territory has people for who answers, for every step of escalation and for its settings', () => {
  for (const [name, text] of TEXT) {
    const read = readTerritoryFile(text, name, KNOWN)
    const { people, configuration } = read.valid ? read : { people: [], configuration: undefined }
    const held = new Set(people.flatMap((person) => person.roles))
    const steps = configuration?.escalation.flatMap(plansOf).flatMap((plan) => plan.steps) ?? []
    const needed = ['coordinator', 'administrator', configuration?.service.answers.role] as const
    expect([...held], name).toEqual(expect.arrayContaining([...needed]))
    expect([...held], name).toEqual(expect.arrayContaining(steps.map((step) => step.role)))
  }
})

test('at night the gravest class of each territory is woken by a voice call, and a plan for the night is one of them', () => {
  const whens = [...TEXT].flatMap(([name, text]) => {
    const read = readTerritoryFile(text, name, KNOWN)
    expect(read.valid ? read.warnings : read, name).toEqual([])
    const policies = read.valid ? read.configuration.escalation : []
    return policies.flatMap((policy) => policy.bands.map((band) => band.when.kind))
  })
  expect(whens).toContain('clock')
})

test('people, telephones and mail addresses of the territory files are invented', () => {
  for (const text of TEXT.values()) {
    for (const phone of text.match(/\+\d+/gu) ?? []) {
      expect(phone).toMatch(/^\+39(065550\d{4}|300000\d{4})$/u)
    }
    for (const mail of text.match(/[\w.+-]+@[\w.-]+/gu) ?? [])
      expect(mail).toMatch(/example\.org$/u)
  }
})

test('no name of a territory or of its municipalities occurs in contexts or platform', () => {
  const names = [...CONFIGURATIONS.values()].flatMap((one) => [
    one.key,
    one.name,
    ...one.municipalities.map((each) => each.name).filter((name) => name.length > 4),
  ])
  const pattern = new RegExp(
    `\\b(${[...names, 'Monviso', 'Vallesina', 'Valdera', 'Canicatt'].join('|')})`,
    'u',
  )
  const root = new URL('../../', HERE)
  const found = ['contexts', 'platform'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|json|md|css|scss|html)$/u.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .filter((path) => !path.includes('/generated/'))
      .filter((path) => pattern.test(readFileSync(path, 'utf8'))),
  )
  expect(found).toEqual([])
})
