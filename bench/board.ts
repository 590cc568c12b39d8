import type { Figure } from './figure.ts'
import { openBenchWorld, percentile } from './world.ts'

const BOARDS = 300

/** From the reply of a committed report to its row on 300 connected boards, in milliseconds. */
export async function board(seconds: number): Promise<readonly Figure[]> {
  const world = await openBenchWorld('s1-anzio-nettuno', 'operator')
  try {
    const cookies = await world.cookies(BOARDS)
    const sent = new Map<string, number>()
    const late: number[] = []
    const stops = await Promise.all(
      cookies.map((cookie) => follow(world.origin, cookie, sent, late)),
    )
    const rounds = Math.max(20, seconds * 5)
    for (let n = 0; n < rounds; n += 1) {
      const start = performance.now()
      const reply = await fetch(`${world.origin}/api/reports`, {
        method: 'POST',
        headers: { cookie: cookies[0] ?? '', 'content-type': 'application/json' },
        body: JSON.stringify({
          content: { placeText: `Piazza di prova ${n}`, happening: 'Prova' },
        }),
      })
      const { interventionId } = (await reply.json()) as { interventionId: string }
      sent.set(interventionId, Math.max(start, performance.now()))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const stop of stops) stop()
    const delivered = late.length / (rounds * BOARDS)
    const p99 = percentile(late, 0.99)
    return [
      {
        what: 'messages delivered',
        value: delivered * 100,
        unit: '%',
        limit: '100',
        holds: delivered === 1,
      },
      {
        what: 'commit to board, p50',
        value: percentile(late, 0.5),
        unit: 'ms',
        limit: 'informative',
        holds: true,
      },
      {
        what: `commit to board, p99 at ${BOARDS} boards`,
        value: p99,
        unit: 'ms',
        limit: '<= 250 ms',
        holds: p99 <= 250,
      },
    ]
  } finally {
    await world.close()
  }
}

/** Follows the stream like a board; notes for each new row how long after the reply it came. */
async function follow(
  origin: string,
  cookie: string,
  sent: ReadonlyMap<string, number>,
  late: number[],
): Promise<() => void> {
  const abort = new AbortController()
  const reply = await fetch(`${origin}/api/live`, { headers: { cookie }, signal: abort.signal })
  if (!reply.ok || !reply.body) throw new Error(`no stream: ${reply.status}`)
  const seen = new Set<string>()
  void read(reply.body, (id) => {
    if (seen.has(id)) return
    seen.add(id)
    const arrived = performance.now()
    // The row can come before the reply does: then it is not late at all.
    const note = () => late.push(Math.max(0, arrived - (sent.get(id) ?? arrived)))
    if (sent.has(id)) note()
    else setTimeout(note, 150)
  })
  return () => abort.abort()
}

async function read(body: ReadableStream<Uint8Array>, row: (id: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const data = part.includes('event: board') ? /^data: (.*)$/mu.exec(part)?.[1] : undefined
        if (data) for (const { id } of JSON.parse(data).upserts as { id: string }[]) row(id)
      }
    }
  } catch {
    // The stream was stopped.
  }
}
