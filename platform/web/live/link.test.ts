import { describe, expect, test } from 'vitest'
import { holdLink, type LinkWorld, waitBefore } from './link.ts'
import type { LiveMessage } from './messages.ts'

interface Asked {
  readonly lastEventId: string | null
}

/** A server that answers each connection with the next script; after the last one the page leaves. */
function world(scripts: readonly (string | number)[]) {
  const asked: Asked[] = []
  const waits: number[] = []
  const leave = new AbortController()
  const made: LinkWorld = {
    address: '/api/live',
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('ended')))
        // The watch over silence never ends here; the waits between attempts end at once.
        if (ms >= 25_000) return
        waits.push(ms)
        resolve()
      }),
    fetch: async (_address, init) => {
      const script = scripts[asked.length]
      asked.push({ lastEventId: new Headers(init?.headers).get('last-event-id') })
      if (script === undefined) {
        leave.abort()
        throw new TypeError('no network')
      }
      return typeof script === 'number'
        ? new Response(null, { status: script })
        : new Response(script)
    },
  }
  return { made, asked, waits, signal: leave.signal }
}

const hello = (position: number): string =>
  `event: hello\ndata: {"position":${position},"now":"2026-11-21T01:40:00Z"}\n\n`

const rows = (position: number): string =>
  `id: ${position}\nevent: board\ndata: {"position":${position},"upserts":[],"gone":[]}\n\n`

async function run(scripts: readonly (string | number)[]) {
  const { made, asked, waits, signal } = world(scripts)
  const heard: LiveMessage[] = []
  await holdLink(made, signal, (message) => heard.push(message))
  return {
    heard: heard.map((message) => message.kind),
    asked: asked.map((each) => each.lastEventId),
    waits,
  }
}

describe('a link that is cut', () => {
  test('comes back from the last position it heard', async () => {
    const { asked, heard } = await run([rows(4) + rows(5), rows(6)])
    expect(asked).toEqual([null, '5', '6'])
    expect(heard).toEqual(['rows', 'rows', 'rows'])
  })

  test('cut again before it was told what it missed, asks from where it stood and not from the greeting', async () => {
    const { asked } = await run([hello(3) + rows(4), hello(9), hello(9) + rows(8)])
    expect(asked).toEqual([null, '4', '4', '8'])
  })

  test('greets a stream that begins anew, and only shows life on one that goes on', async () => {
    const { heard } = await run([hello(3), hello(3) + rows(4)])
    expect(heard).toEqual(['hello', 'beat', 'rows'])
  })

  test('waits longer after each failure and starts short again after a message', async () => {
    const { waits } = await run([500, 500, 500, rows(1)])
    expect(waits).toEqual([500, 1_000, 2_000, 500])
  })

  test('after a reset no position is claimed', async () => {
    const { asked } = await run([`${rows(4)}event: reset\ndata: {}\n\n`])
    expect(asked).toEqual([null, null])
  })
})

describe('a link that is over', () => {
  test.each([
    ['a lock', 'event: closed\ndata: {"reason":"locked"}\n\n'],
    ['the end of the sign-in', 401],
    ['a locked desk', 423],
  ])('%s is not tried again', async (_name, script) => {
    const { asked, heard } = await run([script])
    expect(asked).toHaveLength(1)
    expect(heard).toEqual(['closed'])
  })

  test('a change of what may be seen reads everything anew', async () => {
    const { heard, asked } = await run(['event: closed\ndata: {"reason":"changed"}\n\n'])
    expect(heard).toEqual(['closed', 'reset'])
    expect(asked).toHaveLength(2)
  })
})

test('waits double up to fifteen seconds, spread by a fifth', () => {
  expect([0, 1, 2, 5, 30].map((attempt) => waitBefore(attempt, 0.5))).toEqual([
    500, 1_000, 2_000, 15_000, 15_000,
  ])
  expect([waitBefore(0, 0), waitBefore(0, 1)]).toEqual([400, 600])
})
