import pg from 'pg'
import type { Figure } from './figure.ts'
import { openBenchWorld, percentile } from './world.ts'

const PRESSING = 50

/** Fifty people answer one page at the same instant, again and again: one wins each time, and how long all wait. */
export async function contention(seconds: number): Promise<readonly Figure[]> {
  const world = await openBenchWorld('s1-anzio-nettuno', 'social-worker')
  const db = new pg.Client({ connectionString: world.adminUrl })
  await db.connect()
  try {
    const cookies = await world.cookies(PRESSING)
    const took: number[] = []
    const winners: number[] = []
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) {
      const pageId = await pagedFile(world.origin, cookies[0] ?? '', db)
      const path = `${world.origin}/api/pages/${pageId}/acknowledgement`
      await Promise.all(cookies.map((cookie) => press(path, cookie, took)))
      const { rows } = await db.query(
        `select count(*)::int as n from platform.event where aggregate_id = $1 and type = 'PageAcknowledged'`,
        [pageId],
      )
      winners.push(rows[0].n)
    }
    const isFair = winners.every((n) => n === 1)
    return [
      {
        what: `rounds of ${PRESSING} answers to one page`,
        value: winners.length,
        unit: '',
        limit: 'one winner in each',
        holds: isFair,
      },
      {
        what: 'answer, p50',
        value: percentile(took, 0.5),
        unit: 'ms',
        limit: 'informative',
        holds: true,
      },
      {
        what: 'answer, p99',
        value: percentile(took, 0.99),
        unit: 'ms',
        limit: 'informative',
        holds: true,
      },
    ]
  } finally {
    await db.end()
    await world.close()
  }
}

/** A new file whose page is under way; answers the page. */
async function pagedFile(origin: string, cookie: string, db: pg.Client): Promise<string> {
  const reply = await fetch(`${origin}/api/reports`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      content: { placeText: 'Piazza di prova', happening: 'Prova' },
      decision: { classKey: 'emergenza' },
    }),
  })
  const { interventionId } = (await reply.json()) as { interventionId: string }
  const { rows } = await db.query('select id from paging.page where intervention_id = $1', [
    interventionId,
  ])
  return rows[0].id
}

async function press(path: string, cookie: string, took: number[]): Promise<void> {
  const start = performance.now()
  const reply = await fetch(path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  })
  took.push(performance.now() - start)
  await reply.body?.cancel()
  if (reply.status !== 200 && reply.status !== 409) throw new Error(`answered ${reply.status}`)
}
