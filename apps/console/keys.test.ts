import * as fs from 'node:fs'
import { expect, test } from 'vitest'
import { isPlain } from '#platform/web/keyboard/keys.ts'
import { TAKEN_KEYS } from '#platform/web/keyboard/own-keys.ts'
import { clashesOf } from '#platform/web/keyboard/registry.ts'
import { shellCommands } from '#platform/web/shell/shell-commands.ts'
import { pages } from './pages.ts'

test('the commands present on every page have a key each', () => {
  const nothing = (): void => undefined
  const everywhere = [
    ...shellCommands(pages.of('route'), nothing, nothing),
    ...pages.of('command').flatMap((slot) => slot.commands(nothing)),
  ]
  expect(everywhere.length).toBeGreaterThan(10)
  expect(clashesOf(everywhere)).toEqual([])
})

test('the keys that nobody may choose for something else are those that the pages offer', () => {
  const sources = fs
    .globSync('{contexts,platform,apps/console}/**/*.{ts,tsx}')
    .filter((file) => !/stories|test|dist|own-keys/u.test(file))
    .map((file) => fs.readFileSync(file, 'utf8'))
  const offered = sources.flatMap((text) => [...text.matchAll(/\bkeys(?:: |=)['"]([^'"]+)['"]/gu)])
  const plain = [...new Set(offered.map((found) => found[1] ?? ''))].filter(isPlain)
  // The digits are the territory's classes, which no source names.
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
  expect([...TAKEN_KEYS].toSorted()).toEqual([...plain, ...digits].toSorted())
})
