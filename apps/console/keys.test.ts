import { expect, test } from 'vitest'
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
