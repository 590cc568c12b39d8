import { useSyncExternalStore } from 'react'
import { serverNowMs } from './clock.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

function tick(): void {
  for (const listener of listeners) listener()
  plan()
}

function plan(): void {
  timer = listeners.size === 0 ? undefined : setTimeout(tick, 1000 - (serverNowMs() % 1000) + 5)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) plan()
  return () => {
    listeners.delete(listener)
  }
}

const seconds = (): number => Math.floor(serverNowMs() / 1000)
const minutes = (): number => Math.floor(serverNowMs() / 60_000)

/** Whole seconds of the server's time; renders again at each second, all callers together. */
export function useServerSeconds(): number {
  return useSyncExternalStore(subscribe, seconds)
}

/** Whole minutes of the server's time, for what need not move every second. */
export function useServerMinutes(): number {
  return useSyncExternalStore(subscribe, minutes)
}
