import type { EnginePart } from './engine.ts'
import { message } from './live-messages.ts'

/** What boards are told of the engine. */
export type LiveHealth = {
  /** The log or due work is behind. */
  readonly late: boolean
  /** Something stands still on every server since then (ISO, business time). */
  readonly stillSince: string | null
  /** What stands still is what calls people, or nobody knows. */
  readonly callsNobody: boolean
  /** What stands still. */
  readonly still: readonly EnginePart[]
}

/** A server of which nothing bad is known. */
export const WELL: LiveHealth = { late: false, stillSince: null, callsNobody: false, still: [] }

/** What is written on the streams. */
export type HealthTelling = {
  readonly text: () => string
  /** The same when it has become another since it was last asked; else nothing. */
  readonly changes: () => string
}

/** Tells boards how the engine stands. */
export function healthTelling(told: () => LiveHealth): HealthTelling {
  const text = () => message('health', told())
  let last = message('health', WELL)
  return {
    text,
    changes() {
      const now = text()
      if (now === last) return ''
      last = now
      return now
    },
  }
}
