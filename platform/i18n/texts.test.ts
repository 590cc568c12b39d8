import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hasText } from './texts.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

function sources(): readonly { name: string; text: string }[] {
  return ['platform', 'contexts', 'apps/server'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.|\/generated\/|\/testing\//u.test(name))
      .map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') })),
  )
}

/** What the server can answer: refusals thrown or decided, and problems named by the platform. */
const CODES = [
  /new RefusalError\(\s*'([a-z-]+)'/gu,
  /\brefuse\(\s*'([a-z-]+)'/gu,
  /\bproblem\(\d+, '([a-z-]+)'/gu,
]

/** Codes that fields can carry: named by a schema, or by the platform for Zod's own. */
const FIELD_CODES = [
  /error: '([a-z-]+)'/gu,
  /code: '([a-z]+-[a-z-]+)'/gu,
  /message: '([a-z-]+)'/gu,
  /\b[a-z]+_[a-z]+: '([a-z-]+)'/gu,
]

function codesIn(patterns: readonly RegExp[], where = /./u): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, text } of sources().filter((source) => where.test(source.name)))
    for (const pattern of patterns)
      for (const match of text.matchAll(pattern)) if (match[1]) found.set(match[1], name)
  return found
}

const key = (prefix: string, code: string) => `${prefix}_${code.replaceAll('-', '_')}`

test('every refusal and problem has an Italian text', () => {
  const codes = codesIn(CODES)
  expect(codes.size).toBeGreaterThan(20)
  const silent = [...codes].filter(([code]) => !hasText(key('problem', code)))
  expect(silent).toEqual([])
})

test('every field code has an Italian text', () => {
  const codes = codesIn(FIELD_CODES, /(?:contract|problem|idempotency)\.ts$/u)
  expect(codes.size).toBeGreaterThan(5)
  const silent = [...codes].filter(([code]) => !hasText(key('field', code)))
  expect(silent).toEqual([])
})

/** Words that hide who does what, from the guides to plain administrative Italian. */
const BUREAUCRATIC =
  /\b(effettu\w+|procedere a\w*|provvedere\w*|suddett\w+|nelle more|in essere|nominativ\w+|apposit\w+|utent[ei]|soggett[oi])\b/iu
const WORDS_A_SENTENCE = 25

function texts(): readonly { key: string; text: string }[] {
  const folder = join(ROOT, 'platform/i18n/messages')
  return readdirSync(folder).flatMap((file) => {
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
    return Object.entries(messages).flatMap(([name, value]) =>
      strings(value).map((text) => ({ key: name, text })),
    )
  })
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  if (typeof value !== 'object' || value === null) return []
  return 'match' in value ? strings(Object.values(value.match as object)) : []
}

test('texts are plain: no word of the office, no sentence over 25 words', () => {
  const hard = texts().filter(
    ({ text }) =>
      BUREAUCRATIC.test(text) ||
      text.split(/[.:;?!]\s/u).some((part) => part.split(/\s+/u).length > WORDS_A_SENTENCE),
  )
  expect(hard).toEqual([])
})

test('an apostrophe is typographic: on one screen there are not two kinds', () => {
  expect(texts().filter(({ text }) => text.includes("'"))).toEqual([])
})
