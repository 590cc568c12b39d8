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
  // Only who was called may answer: here that is everybody.
  await db.query(
    `insert into paging.attempt (territory_id, id, page_id, intervention_id, round, step, staff_id, role, channel, state,
                                 made_at, changed_at)
     select distinct on (g.staff_id) p.territory_id, gen_random_uuid(), p.id, p.intervention_id, 1, 0, g.staff_id,
            g.role, 'hand', 'delivered', p.started_at, p.started_at
       from paging.page p join access.v_grant g using (territory_id) where p.id = $1`,
    [rows[0].id],
  )
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
