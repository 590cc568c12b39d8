import { useSyncExternalStore } from 'react'
import { isPlain } from './keys.ts'
import type { Command } from './registry.ts'

/** The keys that a person gave to what has another one by default: default keys, then theirs. */
export type OwnKeys = ReadonlyMap<string, string>

/**
 * Every key that some page gives a command, without Ctrl or Alt. A chosen key may be none of them: what is free on this
 * page may be taken on the next. A test keeps it equal to what the rooms offer.
 */
export const TAKEN_KEYS: readonly string[] = [
  ...['I', 'N', 'T', 'E', 'S', 'J', 'K', 'L', 'F', 'Z', 'D', 'M', 'C', '?', 'Spazio', 'Invio'],
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ...['A', 'B', 'E', 'F', 'I', 'L', 'N', 'O', 'P', 'R', 'S', 'T', 'U', 'V', 'W'].map(
    (page) => `G ${page}`,
  ),
]

/** Why a press cannot be the new key: it is another command's (`by`: which, where it is known), or it is no key to choose. */
export type KeyRefusal =
  | { readonly why: 'taken'; readonly by: string | undefined }
  | { readonly why: 'ctrl' }
  | { readonly why: 'moves' }

const MOVES: readonly string[] = [
  ...['Tab', 'Invio', 'Spazio', 'Giù', 'Su', 'ArrowLeft', 'ArrowRight', 'Home', 'End'],
  ...['PageUp', 'PageDown', 'Backspace', 'Delete'],
]

/** Whether this press may stand for what has the keys `from`; undefined: it may. */
export function keyRefusal(
  own: OwnKeys,
  from: string,
  stroke: string,
  commands: readonly Command[],
): KeyRefusal | undefined {
  if (stroke === from) return undefined
  if (stroke.includes('Ctrl')) return { why: 'ctrl' }
  if (MOVES.includes(stroke)) return { why: 'moves' }
  const shown = commands.flatMap(({ keys }) => keys ?? [])
  const others = [...new Set([...TAKEN_KEYS, ...shown])].filter((keys) => keys !== from)
  const taken = others.find((keys) => meets(own.get(keys) ?? keys, stroke))
  if (taken === undefined) return undefined
  return { why: 'taken', by: commands.findLast((one) => one.keys === taken)?.title }
}

/** True when one is pressed on the way to the other. */
function meets(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)
}

const NAME = 'approdo.own-keys'
const listeners = new Set<() => void>()
let kept: { readonly text: string | null; readonly own: OwnKeys } = { text: null, own: new Map() }

/** The keys chosen on this desk. */
export function readOwnKeys(): OwnKeys {
  const text = keptText()
  if (text !== kept.text) kept = { text, own: ownIn(text) }
  return kept.own
}

function keptText(): string | null {
  try {
    return localStorage.getItem(NAME)
  } catch {
    return kept.text
  }
}

/** What was kept, without what is no pair of keys; what somebody wrote by hand may not take a page down. */
export function ownIn(text: string | null): OwnKeys {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    if (typeof value !== 'object' || value === null) return new Map()
    return new Map(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    return new Map()
  }
}

/** Gives a command's key another one on this desk; without one, its own comes back. */
export function keepOwnKey(keys: string, stroke: string | undefined): void {
  const own = new Map(readOwnKeys())
  if (stroke === undefined || stroke === keys) own.delete(keys)
  else own.set(keys, stroke)
  const text = JSON.stringify(Object.fromEntries(own))
  kept = { text, own }
  try {
    localStorage.setItem(NAME, text)
  } catch {
    // A browser that refuses storage still works: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The keys chosen on this desk, for what shows keys. */
export function useOwnKeys(): OwnKeys {
  return useSyncExternalStore(subscribe, readOwnKeys)
}

/** The keys to press for what has these by default. */
export function ownKeysOf(own: OwnKeys, keys: string): string {
  return own.get(keys) ?? keys
}

/** True for a key that letters in a field would press: those can be changed. */
export function mayChange(keys: string): boolean {
  return isPlain(keys)
}
