// The Italian texts, compiled from messages/*.it.json by scripts/texts.mjs.
import { byKey } from './by-key.ts'
import * as messages from './generated/messages/_index.js'

/** Every text as a typed function: `m.intake_title()`. */
export { messages as m }

const all = /* @__PURE__ */ byKey(messages)

/**
 * The text of a key known only at run time, such as `problem_` + code; undefined when there is none. Write the key as a
 * template with its fixed part: the console then loads the texts it can mean, and all of them otherwise.
 */
export function textOf(
  key: string,
  inputs: Readonly<Record<string, unknown>> = {},
): string | undefined {
  return all.textOf(key, inputs)
}

/** True when the key has a text; the same of how the key is written. */
export function hasText(key: string): boolean {
  return all.hasText(key)
}
