import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { isCoded, snakeCase } from '#contexts/interventions/web/entry-text.ts'
import { hasText } from '#platform/i18n/texts.ts'

const HERE = new URL('.', import.meta.url)
const MESSAGES = new URL('../../platform/i18n/messages/', HERE)

/** The sentences of all events, by key: `places_event_stay_ended`. */
function sentences(): ReadonlyMap<string, string> {
  const files = readdirSync(MESSAGES).filter((name) => name.endsWith('.json'))
  return new Map(
    files.flatMap((name) => {
      const texts: Record<string, unknown> = JSON.parse(
        readFileSync(new URL(name, MESSAGES), 'utf8'),
      )
      const said = Object.entries(texts).filter(([key]) => /^[a-z]+_event_/u.test(key))
      return said.map(([key, text]) => [key, JSON.stringify(text)] as const)
    }),
  )
}

type Field = { readonly event: string; readonly field: string; readonly codes: readonly string[] }

/** The fields of every event that hold one of some codes, as the compiler reads `AnyEvent`. */
function choices(): readonly Field[] {
  const wiring = fileURLToPath(new URL('wiring.ts', HERE))
  const root = fileURLToPath(new URL('../../tsconfig.json', HERE))
  const { config } = ts.readConfigFile(root, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    fileURLToPath(new URL('../../', HERE)),
  )
  const program = ts.createProgram([wiring], options)
  const checker = program.getTypeChecker()
  const alias = program
    .getSourceFile(wiring)
    ?.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === 'AnyEvent')
  if (!alias) throw new Error('no AnyEvent')
  const membersOf = (type: ts.Type) => (type.isUnion() ? type.types : [type])
  const codesOf = (type: ts.Type) =>
    membersOf(type).flatMap((one) => (one.isStringLiteral() ? [one.value] : []))
  return membersOf(checker.getTypeAtLocation(alias)).flatMap((one) => {
    const [type, data] = ['type', 'data'].map((name) => {
      const property = one.getProperty(name)
      return property && checker.getTypeOfSymbol(property)
    })
    const [event] = type ? codesOf(type) : []
    if (event === undefined || !data) return []
    return data.getProperties().flatMap((field) => {
      const codes = codesOf(checker.getTypeOfSymbol(field))
      return codes.length === 0 ? [] : [{ event, field: field.name, codes }]
    })
  })
}

it('every code that a sentence of the timeline shows is said in words', () => {
  const said = sentences()
  const all = choices()
  expect(all.length).toBeGreaterThan(30)
  const shown = all.flatMap(({ event, field, codes }) =>
    [...said].flatMap(([key, sentence]) => {
      const room = key.slice(0, key.indexOf('_event_'))
      const isShown = key === `${room}_event_${snakeCase(event)}` && sentence.includes(`{${field}}`)
      const prefix = `${room}_${snakeCase(field)}`
      return isShown ? codes.map((code) => ({ field, key: `${prefix}_${snakeCase(code)}` })) : []
    }),
  )
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.filter(({ field, key }) => !(isCoded(field) && hasText(key)))).toEqual([])
}, 60_000)
