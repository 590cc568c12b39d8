import type * as z from 'zod'
import { machineNow, noteServerInstant } from './clock.ts'
import { ApiProblem, problemFrom, wayProblem } from './problem.ts'
import { raiseSignal } from './signals.ts'

/** What is asked of the server. `reply` is the room's contract: what does not fit it never reaches a screen. */
export interface Ask<S extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly reply: S
  /** Kept by the caller across its own retries; made here when missing. Writes only. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

const WAITS = [400, 1_500, 4_000]

/**
 * Asks the server and gives back the reply as its contract reads it; throws `ApiProblem` otherwise.
 * Lost replies and 502 to 504 are asked again with the same Idempotency-Key, so nothing happens twice.
 */
export async function ask<S extends z.ZodType>(asked: Ask<S>): Promise<z.output<S>> {
  const init = requestOf(asked)
  const url = addressOf(asked)
  for (let attempt = 0; ; attempt += 1) {
    const problem = await once(url, init, asked.reply).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if ('value' in problem) return problem.value
    const wait = WAITS[attempt]
    if (wait === undefined || !mayPass(problem.error)) throw problem.error
    await pause(wait, asked.signal)
  }
}

function addressOf(asked: Ask<z.ZodType>): string {
  const given = Object.entries(asked.query ?? {}).filter(([, value]) => value !== undefined)
  if (given.length === 0) return asked.path
  return `${asked.path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`
}

function requestOf(asked: Ask<z.ZodType>): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  const init: RequestInit = {
    method: asked.method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
  }
  if (asked.method !== 'GET')
    headers['idempotency-key'] = asked.idempotencyKey ?? crypto.randomUUID()
  if (asked.body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(asked.body)
  }
  if (asked.signal !== undefined) init.signal = asked.signal
  return init
}

async function once<S extends z.ZodType>(
  url: string,
  init: RequestInit,
  reply: S,
): Promise<z.output<S>> {
  const sentAt = machineNow()
  const response = await fetch(url, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw wayProblem('offline', 0)
  })
  const now = response.headers.get('approdo-now')
  if (now !== null) noteServerInstant(now, sentAt, machineNow())
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null)
  if (!response.ok) throw refused(response.status, body)
  const read = reply.safeParse(body)
  if (!read.success) throw wayProblem('unexpected-reply', response.status)
  return read.data
}

function refused(status: number, body: unknown): ApiProblem {
  const problem = problemFrom(status, body)
  if (status === 401) raiseSignal('session-ended')
  if (status === 423) raiseSignal('locked')
  return problem
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false
  return error.code === 'offline' || (error.status >= 502 && error.status <= 504)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
