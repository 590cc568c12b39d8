import type { Logger } from 'pino'

/** A background loop: runs when woken, and every `pollMs` as a safety net; never twice at once. */
export type Loop = {
  readonly wake: () => void
  /** Waits for the run in progress and starts no other. */
  readonly stop: () => Promise<void>
}

/** Told each time a loop has gone round: one that hangs, or fails each time, is silent. */
export type Beat = () => void

/** Nobody listens. */
export const unheard: Beat = () => undefined

/**
 * Starts a loop. `run` answers how many milliseconds it may sleep at the most (undefined: a full poll).
 * Wakings within `restMs` of the last run make one run together, so that a busy hour is not spent on looking.
 * A fault is logged once per run and the loop goes on: a dead pager is the worst failure of the product.
 */
export function startLoop(
  name: string,
  pollMs: number,
  log: Logger,
  run: () => Promise<number | undefined>,
  restMs = 0,
): Loop {
  let stopped = false
  let woken = true
  let isResting = false
  let endSleep: (() => void) | undefined
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      endSleep = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const rest = async () => {
    isResting = true
    await sleep(restMs)
    isResting = false
  }
  const work = async () => {
    while (!stopped) {
      woken = false
      let pause: number | undefined
      try {
        pause = await run()
      } catch (error) {
        log.error({ loop: name, err: faultOf(error) }, 'loop failed')
      }
      if (!stopped && restMs > 0) await rest()
      if (!stopped && !woken) await sleep(Math.max(0, Math.min(pause ?? pollMs, pollMs) - restMs))
    }
  }
  const done = work()
  return {
    wake() {
      woken = true
      if (!isResting) endSleep?.()
    },
    async stop() {
      stopped = true
      endSleep?.()
      await done
    },
  }
}

/**
 * What of a fault may reach the log: its kind, its code and where it happened. Never its message, which can
 * quote a row or what somebody typed.
 */
export function faultOf(error: unknown): { name: string; code: string; stack: string } {
  if (!(error instanceof Error)) return { name: typeof error, code: '', stack: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { name: error.name, code, stack: frames.slice(0, 8).join('\n') }
}
