import { createContext, use, useEffect, useSyncExternalStore } from 'react'
import { machineNow } from '../clock.ts'
import { readChoice } from '../preferences.ts'
import {
  advance,
  isPlain,
  isSameWord,
  type Match,
  pressesItself,
  strokeOf,
  takesText,
} from './keys.ts'
import { ownKeysOf, readOwnKeys } from './own-keys.ts'
import { type Command, createRegistry, type Registry } from './registry.ts'

/** The registry of this console. A page of components may put its own. */
export const RegistryContext = createContext<Registry>(
  createRegistry(({ keys, ids }) => {
    reportError(new Error(`Two commands on one key: ${keys}, ${ids.join(' and ')}`))
  }),
)

/** Offers commands while the calling component is on screen. Keep the array stable with useMemo. */
export function useCommands(commands: readonly Command[]): void {
  const registry = use(RegistryContext)
  useEffect(() => registry.add(commands), [registry, commands])
}

/** The commands present now. */
export function useCommandList(): readonly Command[] {
  const registry = use(RegistryContext)
  return useSyncExternalStore(registry.subscribe, registry.list)
}

/** Runs a command unless it is refused now; gives back the reason when it is. */
export function runCommand(command: Command, argument = ''): string | undefined {
  const reason = command.refused?.()
  if (reason === undefined) command.run(argument)
  return reason
}

/** Listens for keys on the whole document. `refused` is told why a key did nothing. */
export function useKeyboard(refused: (reason: string) => void): void {
  const registry = use(RegistryContext)
  useEffect(() => {
    let waiting: Match | undefined
    let wordMs: number | undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
      if (isSameWord(wordMs, strokeOf(event), machineNow())) {
        wordMs = machineNow()
        return
      }
      wordMs = undefined
      const allowed = bindingsFor(registry, event)
      waiting = advance(waiting, strokeOf(event), allowed, machineNow())
      if (waiting.kind !== 'found') return
      const command = registry.byKeys(waiting.keys, (keys) => ownKeysOf(readOwnKeys(), keys))
      if (command === undefined) return
      event.preventDefault()
      if (command.leaves === true && isPlain(waiting.keys)) wordMs = machineNow()
      const reason = runCommand(command)
      if (reason !== undefined) refused(reason)
    }
    // The second press of a sequence belongs to it, before a group in focus takes it for a key of its own.
    const onSecond = (event: KeyboardEvent): void => {
      if (waiting?.kind !== 'waiting') return
      onKey(event)
      if (event.defaultPrevented) event.stopPropagation()
    }
    document.addEventListener('keydown', onSecond, true)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onSecond, true)
      document.removeEventListener('keydown', onKey)
    }
  }, [registry, refused])
}

function isModifier(key: string): boolean {
  return key === 'Control' || key === 'Shift' || key === 'Alt' || key === 'Meta'
}

/** Plain keys are dead while someone writes, inside a dialog, and when the person has turned them off. */
function bindingsFor(registry: Registry, event: KeyboardEvent): ReadonlySet<string> {
  const target = event.target instanceof HTMLElement ? event.target : null
  const modal = document.querySelector('dialog:modal') !== null
  const plain = !takesText(target) && !modal && readChoice('keys') !== 'spenti'
  const given = readOwnKeys()
  const keys = registry
    .list()
    .flatMap((command) => (command.keys === undefined ? [] : ownKeysOf(given, command.keys)))
  return new Set(keys.filter((key) => (isPlain(key) ? plain && !isOwn(target, key) : !modal)))
}

function isOwn(target: HTMLElement | null, keys: string): boolean {
  return (keys === 'Spazio' || keys === 'Invio') && pressesItself(target, keys)
}
