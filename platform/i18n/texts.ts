// The Italian texts, compiled from messages/*.it.json by scripts/texts.mjs.
import * as messages from './generated/messages/_index.js'

/** Every text as a typed function: `m.intake_title()`. */
export { messages as m }

const byKey: Readonly<Record<string, unknown>> = messages

/** The text of a key known only at run time, such as `problem_` + code; undefined when there is none. */
export function textOf(
  key: string,
  inputs: Readonly<Record<string, unknown>> = {},
): string | undefined {
  const text = Object.hasOwn(byKey, key) ? byKey[key] : undefined
  return typeof text === 'function' ? String(text(inputs)) : undefined
}

/** True when the key has a text. */
export function hasText(key: string): boolean {
  return Object.hasOwn(byKey, key)
}
