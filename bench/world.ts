import { type ChildProcess, fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openSession, sessionCookie } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { openDatabase } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/work.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import type { FromServer, ToServer } from '../e2e/server.ts'

const SERVER = fileURLToPath(new URL('../e2e/server.ts', import.meta.url))

/** A running system for one benchmark, with fsync on, in a process of its own. */
export type BenchWorld = {
  readonly origin: string
  /** Superuser connection string: for the bare peer and for looking at rows. */
  readonly adminUrl: string
  readonly territoryId: TerritoryId
  /** Cookies of sessions opened straight in the database: sign-in is not what is measured. */
  readonly cookies: (count: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** Starts database, server and demo people. `key` names the territory that is worked in. */
export async function openBenchWorld(key: string, role: string): Promise<BenchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'approdo-bench-'))
  chmodSync(folder, 0o755)
  const { openCluster } = await import('../scripts/postgres.mjs')
  const cluster = await openCluster({ dataDir: folder, fsync: true })
  process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl()
  const child = fork(SERVER, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  // A benchmark that fails leaves nothing running.
  process.on('exit', () => child.kill('SIGKILL'))
  const ready = await started(child)
  const admin = new pg.Client({ connectionString: ready.database.adminUrl })
  await admin.connect()
  const { rows } = await admin.query<{ territory_id: TerritoryId; staff_id: StaffId }>(
    `select g.territory_id, g.staff_id from access.role_grant g join territory.territory t on t.id = g.territory_id
     where t.key = $1 and g.role = $2 order by g.staff_id`,
    [key, role],
  )
  await admin.end()
  const territoryId = rows[0]?.territory_id
  if (!territoryId) throw new Error(`no ${role} in ${key}`)
  return {
    origin: ready.origin,
    adminUrl: ready.database.adminUrl,
    territoryId,
    cookies: (count) =>
      openSessions(
        ready.database.appUrl,
        territoryId,
        Array.from({ length: count }, (_, n) => rows[n % rows.length]?.staff_id as StaffId),
      ),
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.send({ kind: 'stop' } satisfies ToServer)
      await gone
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function started(child: ChildProcess): Promise<FromServer & { kind: 'ready' }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.on('message', (message: FromServer) => {
      if (message.kind === 'ready') resolve(message)
    })
    child.send({ kind: 'start', at: Temporal.Now.instant().toString() } satisfies ToServer)
  })
}

/** Cookies of sessions of these people, opened straight in the database. */
export async function openSessions(
  appUrl: string,
  territoryId: TerritoryId,
  people: readonly StaffId[],
): Promise<readonly string[]> {
  const { db } = openDatabase(appUrl, 2)
  const tools = { db, random, vault: testVault, reactions: new Map() }
  const now = Temporal.Now.instant()
  const actor = { kind: 'system', name: 'system:bench' } as const
  const cookies: string[] = []
  for (const staffId of people) {
    const scope = { actor, now, read: [territoryId], write: territoryId }
    const { token } = await inTransaction(tools, scope, (tx) =>
      openSession(tx, { staffId, machine: now, deskId: territoryId }),
    )
    cookies.push(sessionCookie(token).split(';')[0] ?? '')
  }
  await db.destroy()
  return cookies
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
