import { GatewayError } from '#platform/gateways/mail.ts'

/** Seconds to wait after each failed attempt; after the last one the message is failed. */
const BACKOFF_SECONDS = [5, 20, 60, 300, 900, 3600, 10_800]

/**
 * Seconds until a message is tried again after so many attempts, not sooner than its provider asks; undefined: it is
 * given up.
 */
export function waitAfter(error: unknown, attempts: number): number | undefined {
  const asked = error instanceof GatewayError ? error : undefined
  const wait = BACKOFF_SECONDS[attempts - 1]
  if (asked?.retryable === false || wait === undefined) return undefined
  return Math.max(wait, Math.min(asked?.afterSeconds ?? 0, BACKOFF_SECONDS.at(-1) ?? wait))
}
