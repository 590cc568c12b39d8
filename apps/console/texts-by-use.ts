// Each screen loads the texts it uses: every text is a module, and a key made at run time brings those it can mean.
import { readFileSync } from 'node:fs'
import { type Plugin, parseSync, Visitor } from 'vite'

const TEXT = 'approdo-text:'
const FAMILY = 'approdo-texts:'
const ALL = 'approdo-all-texts'
const BY_USE = /\0approdo-/u

/** One text as `scripts/texts.mjs` compiles it. */
const COMPILED = /^export const (?<key>[a-z0-9_]+) = .*?^\};$/gmsu

const ASKED: readonly string[] = ['textOf', 'hasText']

/** A module that asks texts by key. */
const ASKING = /\b(?:textOf|hasText)\b.*from\s*['"]#platform\/i18n\/texts\.ts['"]/u

/** The texts that stand in this folder, a module each; one language, without the choice of a language around them. */
export function textsByUse(i18n: string): Plugin {
  const italian = `${i18n}/generated/messages/it.js`
  const registry = JSON.stringify(`${i18n}/generated/registry.js`)
  const asking = JSON.stringify(`${i18n}/by-key.ts`)
  const texts = new Map<string, string>()
  return {
    name: 'approdo-texts-by-use',
    // Before the sources are compiled, and before anything else finds the texts.
    enforce: 'pre',
    buildStart() {
      const compiled = readFileSync(italian, 'utf8')
      this.addWatchFile(italian)
      texts.clear()
      for (const found of compiled.matchAll(COMPILED))
        texts.set(found.groups?.['key'] ?? '', found[0])
      const written = compiled.match(/^export const /gmu)?.length
      if (texts.size !== written) this.error(`${texts.size} of ${written} texts read`)
    },
    resolveId(id) {
      if (id.endsWith('/generated/messages/_index.js')) return `\0${ALL}`
      return id.startsWith(TEXT) || id.startsWith(FAMILY) ? `\0${id}` : null
    },
    load(id) {
      if (!BY_USE.test(id)) return null
      return { code: codeOf(id.slice(1)), moduleSideEffects: false }
    },
    transform(code, id) {
      if (id.includes('/node_modules/') || !ASKING.test(code)) return null
      return withFamilies(id, code)
    },
  }

  function codeOf(id: string): string {
    if (id === ALL) return exportsOf([...texts.keys()])
    if (id.startsWith(FAMILY)) return family(id.slice(FAMILY.length))
    const text = texts.get(id.slice(TEXT.length)) ?? ''
    return text.includes('registry.') ? `import * as registry from ${registry}\n${text}` : text
  }

  function family(pattern: string): string {
    const form = new RegExp(`^${pattern}$`, 'u')
    const keys = [...texts.keys()].filter((key) => form.test(key))
    const imports = keys.map((key) => `import { ${key} } from '${TEXT}${key}'`)
    const table = `/* @__PURE__ */ byKey({ ${keys.join(', ')} })`
    return [`import { byKey } from ${asking}`, ...imports, `export const asked = ${table}`].join(
      '\n',
    )
  }
}

function exportsOf(keys: readonly string[]): string {
  return keys.map((key) => `export { ${key} } from '${TEXT}${key}'`).join('\n')
}

type Asking = { readonly start: number; readonly pattern: string }

/** Every `textOf` and `hasText` of this module whose key has a fixed part, with the form its keys can have. */
function askingsIn(id: string, code: string): readonly Asking[] {
  const found: Asking[] = []
  new Visitor({
    CallExpression({ callee, arguments: [key] }) {
      if (callee.type !== 'Identifier' || !ASKED.includes(callee.name)) return
      if (key?.type !== 'TemplateLiteral') return
      const fixed = key.quasis.map((part) => part.value.raw)
      found.push({ start: callee.start, pattern: patternOf(fixed) })
    },
  }).visit(parseSync(id, code).program)
  return found
}

/** What stands for the parts that are known at run time; the first of a key is a room, of one word. */
function patternOf([first = '', ...fixed]: readonly string[]): string {
  return first === '' ? `[a-z]+${fixed.join('.+')}` : [first, ...fixed].join('.+')
}

/** The module with each `textOf` and `hasText` turned to the texts that its key can mean. */
export function withFamilies(id: string, code: string): string {
  const askings = askingsIn(id, code)
  const patterns = [...new Set(askings.map(({ pattern }) => pattern))]
  const imports = patterns.map(
    (pattern, at) => `import { asked as family${at} } from '${FAMILY}${pattern}'\n`,
  )
  const turned = askings
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, pattern }) =>
        `${text.slice(0, start)}family${patterns.indexOf(pattern)}.${text.slice(start)}`,
      code,
    )
  return imports.join('') + turned
}
