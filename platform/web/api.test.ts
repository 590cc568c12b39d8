import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { ask } from './api.ts'
import { ApiProblem } from './problem.ts'
import { onSignal } from './signals.ts'

const reply = z.object({ ok: z.boolean() })
const keys: (string | null)[] = []

/** Answers each request with the next of these; an Error is a network that fails. */
function serve(...answers: readonly (Response | Error)[]): void {
  const left = [...answers]
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'))
    const next = left.shift()
    if (next === undefined || next instanceof Error) throw next ?? new TypeError('no network')
    return next
  })
}

const ok = (): Response => Response.json({ ok: true })
const problem = (status: number, body: object): Response => Response.json(body, { status })
const failed = async (given: Promise<unknown>): Promise<ApiProblem> => {
  const error: unknown = await given.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ApiProblem) return error
  throw new Error('It did not fail as a problem')
}

beforeEach(() => {
  keys.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function withTimers<T>(given: Promise<T>): Promise<T> {
  given.catch(() => undefined)
  await vi.runAllTimersAsync()
  return given
}

describe('a command', () => {
  test('whose reply is lost is sent again with the same key', async () => {
    serve(new TypeError('cut'), problem(503, {}), ok())
    expect(await withTimers(ask({ method: 'POST', path: '/api/x', body: {}, reply }))).toEqual({
      ok: true,
    })
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(3)
  })

  test('that is refused is not sent again, and says why in the words of the server', async () => {
    serve(
      problem(409, {
        code: 'already-answered',
        detail: 'Già risponde M. Rossi.',
        facts: { by: 'M. Rossi' },
        errors: [
          { path: 'caller.phone', code: 'invalid', detail: 'Il numero ha una cifra in più.' },
        ],
      }),
    )
    const error = await failed(ask({ method: 'POST', path: '/api/x', reply }))
    expect(error).toMatchObject({
      code: 'already-answered',
      status: 409,
      facts: { by: 'M. Rossi' },
      passing: false,
    })
    expect(error.message).toBe('Già risponde M. Rossi.')
    expect(error.fieldText('caller.phone')).toBe('Il numero ha una cifra in più.')
    expect(keys).toHaveLength(1)
  })
})

describe('a way that does not work', () => {
  test('says that the server does not answer after the last attempt', async () => {
    serve()
    const error = await failed(withTimers(ask({ method: 'GET', path: '/api/x', reply })))
    expect(error).toMatchObject({ code: 'offline', passing: true })
    expect(keys).toEqual([null, null, null, null])
  })

  test('a reply outside its contract never reaches a screen', async () => {
    serve(Response.json({ ok: 'yes' }))
    expect((await failed(ask({ method: 'GET', path: '/api/x', reply }))).code).toBe(
      'unexpected-reply',
    )
  })

  test('a page of a proxy instead of a problem is still a problem', async () => {
    serve(new Response('<html>', { status: 404 }))
    expect((await failed(ask({ method: 'GET', path: '/api/x', reply }))).code).toBe('unknown')
  })
})

test.each([
  [401, 'session-ended'],
  [423, 'locked'],
] as const)('%d tells the whole console: %s', async (status, signal) => {
  const heard = vi.fn()
  const stop = onSignal(signal, heard)
  serve(problem(status, { code: 'x', detail: 'y' }))
  await failed(ask({ method: 'GET', path: '/api/x', reply }))
  stop()
  expect(heard).toHaveBeenCalledOnce()
})
