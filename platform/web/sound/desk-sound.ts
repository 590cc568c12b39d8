import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'

const CALL = 'approdo.chiamata'
const VOICE = 'approdo.suono'
const VOLUME = 'approdo.volume'
const TRIED = 'approdo.suono-provato'

/** The volumes of a desk, from the lowest. */
export const VOLUMES = [0.15, 0.35, 0.6, 1] as const
const USUAL = 2

const listeners = new Set<() => void>()

function kept(store: () => Storage, key: string): string | null {
  try {
    return store().getItem(key)
  } catch {
    return null
  }
}

function keep(store: () => Storage, key: string, value: string): void {
  try {
    store().setItem(key, value)
  } catch {
    // A browser that keeps nothing asks again at the next page.
  }
  for (const listener of listeners) listener()
}

function useKept<T>(read: () => T): T {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, read)
}

function step(): number {
  const number = Number(kept(() => localStorage, VOLUME) ?? USUAL)
  return Number.isInteger(number) && number >= 0 && number < VOLUMES.length ? number : USUAL
}

/** How loud this desk is, from 0 to 1. */
export function deskVolume(): number {
  return VOLUMES[step()] ?? 1
}

/** Which of the volumes this desk has, and how to choose another. */
export function useVolumeStep(): readonly [number, (chosen: number) => void] {
  const at = useKept(step)
  return [at, (chosen) => keep(() => localStorage, VOLUME, String(chosen))]
}

/** What was chosen for this window: sound, silence, or nothing yet. */
export type Tried = 'si' | 'senza' | undefined

function triedNow(): Tried {
  const text = kept(() => sessionStorage, TRIED)
  return text === 'si' || text === 'senza' ? text : undefined
}

/** Whether the sound was tried, or done without, since this window was opened. */
export function useTried(): readonly [Tried, (how: 'si' | 'senza') => void] {
  const tried = useKept(triedNow)
  return [tried, (how) => keep(() => sessionStorage, TRIED, how)]
}

/** Takes a lock of this browser until the answer is called; `onHeld` when it is given. */
function hold(name: string, mode: LockMode, onHeld: () => void): () => void {
  const stop = new AbortController()
  let release: (() => void) | undefined
  const held = navigator.locks.request(name, { mode, signal: stop.signal }, () => {
    onHeld()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  })
  // Given up before it was given: that is how waiting for it ends.
  held.catch(() => undefined)
  return () => {
    stop.abort()
    release?.()
  }
}

/** While it is mounted there is a call on this desk, in whichever window: no sound over a voice (Q56). */
export function useCallOnDesk(): void {
  useEffect(() => hold(CALL, 'shared', () => undefined), [])
}

/** Answers whether this window speaks for the desk: one of those that may, or sounds would come from each of them. */
export function useDeskVoice(isOn: boolean): () => boolean {
  const speaks = useRef(false)
  useEffect(() => {
    if (!isOn) return undefined
    const release = hold(VOICE, 'exclusive', () => {
      speaks.current = true
    })
    return () => {
      speaks.current = false
      release()
    }
  }, [isOn])
  return useCallback(() => speaks.current, [])
}

/** True when a call is on this desk, in whichever window. */
export async function isCallOnDesk(): Promise<boolean> {
  const { held } = await navigator.locks.query()
  return held?.some((lock) => lock.name === CALL) ?? false
}
