import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Served, serve } from '../e2e/served.ts'
import type { Figure } from './figure.ts'
import { openSessions, percentile } from './world.ts'

const PENDING = 10_000
const OVERDUE = 100
const LOOK_MS = 3

type World = {
  readonly server: Served
  readonly db: pg.Client
  readonly cookie: string
  readonly territory: TerritoryId
}

/**
 * With ten thousand pages under way: from the reply to a grave report to the first try to reach somebody, and from
 * the death of the server to the first try for a page that fell due meanwhile.
 */
export async function paging(seconds: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'approdo-bench-'))
  chmodSync(folder, 0o755)
  const { openCluster } = await import('../scripts/postgres.mjs')
  const cluster = await openCluster({ dataDir: folder, fsync: true })
  process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl()
  const server = await serve(Temporal.Now.instant().toString())
  const db = new pg.Client({ connectionString: server.database.adminUrl })
  await db.connect()
  try {
    const world = await signedIn(server, db)
    await fill(world)
    const late: number[] = []
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) late.push(await toFirstTry(world))
    const resumed = await toResume(world)
    return [
      informative(`reports with ${PENDING} pages under way`, late.length, ''),
      informative('report to first try, p50', percentile(late, 0.5), 'ms'),
      limited('report to first try, p99', percentile(late, 0.99), 1000),
      limited('server killed to first try of a page that fell due', resumed, 10_000),
    ]
  } finally {
    await db.end()
    await server.close()
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function informative(what: string, value: number, unit: string): Figure {
  return { what, value, unit, limit: 'informative', holds: true }
}

function limited(what: string, value: number, limit: number): Figure {
  return { what, value, unit: 'ms', limit: `<= ${limit} ms`, holds: value <= limit }
}

async function signedIn(server: Served, db: pg.Client): Promise<World> {
  const { rows } = await db.query(
    `select g.territory_id, g.staff_id from access.role_grant g join territory.territory t on t.id = g.territory_id
      where t.key = 's1-anzio-nettuno' and g.role = 'operator' order by g.staff_id limit 1`,
  )
  const { territory_id: territory, staff_id: staffId } = rows[0]
  const [cookie = ''] = await openSessions(server.database.appUrl, territory, [staffId])
  return { server, db, cookie, territory }
}

/** Pages that fall due in an hour, each with its file and its alarm. */
async function fill({ db, territory }: World): Promise<void> {
  const now = Temporal.Now.instant()
  const nextAt = now.add({ hours: 1 }).toString()
  const steps = JSON.stringify([
    { role: 'social-worker', afterMinutes: 0, channels: ['voice'] },
    { role: 'coordinator', afterMinutes: 60, channels: ['voice', 'board'] },
  ])
  await db.query(
    `with file as (
       insert into interventions.intervention (territory_id, id, number, version, state, owner_id, received_at,
         class_key, class_rank, not_pertinent, authorities_due, is_protected, source_label)
       select $1, gen_random_uuid(), '25-' || lpad(n::text, 5, '0'), 1, 'waiting',
         (select staff_id from access.role_grant where territory_id = $1 and role = 'operator' limit 1), $2,
         'emergenza', 1, 'no', '{}', false, 'Prova' from generate_series(1, $3) n returning id),
     page as (
       insert into paging.page (territory_id, id, intervention_id, version, state, class_key, steps, step, round,
         asked, declined, empty, started_at, next_at)
       select $1, gen_random_uuid(), id, 1, 'pending', 'emergenza', $4::jsonb, 0, 1, '{}', '{}', '{}', $2, $5 from file
       returning id)
     insert into platform.due (territory_id, kind, key, due_at) select $1, 'paging-step', id, $5 from page`,
    [territory, now.toString(), PENDING, steps, nextAt],
  )
  await db.query('analyze paging.page, interventions.intervention, platform.due')
}

/** Takes a report of the gravest class and waits for the first try to reach somebody, in milliseconds. */
async function toFirstTry({ server, db, cookie }: World): Promise<number> {
  const reply = await fetch(`${server.origin}/api/reports`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      content: { placeText: 'Piazza di prova', happening: 'Prova' },
      decision: { classKey: 'emergenza' },
    }),
  })
  const start = performance.now()
  const { interventionId } = (await reply.json()) as { interventionId: string }
  await seen(db, 'intervention_id = $1', [interventionId])
  return performance.now() - start
}

async function seen(db: pg.Client, where: string, values: readonly unknown[]): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query(`select 1 from paging.attempt where ${where} limit 1`, [
      ...values,
    ])
    if (rowCount) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

/** Kills the server, lets pages fall due, starts it again: milliseconds to the first try for one of them. */
async function toResume({ server, db }: World): Promise<number> {
  const start = performance.now()
  // Before the hour at which the server started: it starts anew at the same.
  const due = Temporal.Now.instant().subtract({ hours: 1 }).toString()
  const { rows } = await db.query<{ key: string }>(
    `with late as (select id from paging.page where state = 'pending' and step = 0 and round = 1
       and not exists (select from paging.attempt a where a.page_id = page.id) limit ${OVERDUE}),
     page as (update paging.page set next_at = $1 where id in (select id from late) returning id)
     update platform.due set due_at = $1 where key in (select id::text from page) returning key`,
    [due],
  )
  await server.crash()
  await seen(db, 'page_id = any($1::uuid[])', [rows.map((row) => row.key)])
  return performance.now() - start
}
