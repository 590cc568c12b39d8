import { useSyncExternalStore } from 'react'

/** What a person chooses for this desk. Never personal data: kept in clear on the machine. */
const CHOICES = {
  theme: ['auto', 'dispositivo', 'chiaro', 'notte'],
  density: ['comoda', 'compatta'],
  dim: ['no', 'si'],
  keys: ['accesi', 'spenti'],
  guide: ['schermo', 'guidata', 'completa'],
} as const

type Choices = typeof CHOICES
export type ChoiceName = keyof Choices
export type Choice<N extends ChoiceName> = Choices[N][number]

const listeners = new Set<() => void>()

/** The choice made on this desk, or the first of its kind. */
export function readChoice<N extends ChoiceName>(name: N): Choice<N> {
  const allowed: readonly Choice<N>[] = CHOICES[name]
  const kept = keptText(name)
  return allowed.find((value) => value === kept) ?? firstOf(allowed)
}

function firstOf<T>(values: readonly T[]): T {
  const [first] = values
  if (first === undefined) throw new Error('A choice without values')
  return first
}

function keptText(name: ChoiceName): string | null {
  try {
    return localStorage.getItem(`approdo.${name}`)
  } catch {
    return null
  }
}

/** Keeps a choice and tells every component that reads it. A browser that keeps nothing keeps it until it closes. */
export function keepChoice<N extends ChoiceName>(name: N, value: Choice<N>): void {
  try {
    localStorage.setItem(`approdo.${name}`, value)
  } catch {
    // A browser that refuses storage still works: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A choice and how to change it. */
export function useChoice<N extends ChoiceName>(
  name: N,
): readonly [Choice<N>, (value: Choice<N>) => void] {
  const value = useSyncExternalStore(subscribe, () => readChoice(name))
  return [value, (chosen) => keepChoice(name, chosen)]
}
