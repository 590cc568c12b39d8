import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { accessPorts, createStaff, openSession } from '#contexts/access/public.ts'
import { routes as interventionRoutes } from '#contexts/interventions/public.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import { type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { runDue } from '#platform/server/due.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { type MovableClock, movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { dueKinds, forgetClosed, routes } from '../public.ts'

/** A reply as the tests read it. */
export type Reply = {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly text: string
}

/** Two territories, their people, and the routes of this room behind the real front door and permission sets. */
export type Desk = {
  readonly app: FastifyInstance
  readonly tools: TestTools
  readonly clock: MovableClock
  readonly database: TestDatabase
  readonly north: TerritoryId
  readonly south: TerritoryId
  readonly person: (
    name: string,
    territories: readonly TerritoryId[],
    role: Role,
  ) => Promise<PersonActor>
  readonly ask: (
    who: string | undefined,
    method: Method,
    url: string,
    /** As JSON; a text is sent as it is, for what JSON.stringify cannot write. */
    body?: object | string,
    key?: string,
  ) => Promise<Reply>
  readonly as: <T>(
    who: string,
    write: TerritoryId | null,
    run: (tx: Tx) => Promise<T>,
  ) => Promise<T>
  readonly runDue: () => Promise<number>
  /** Rows as the superuser sees them. */
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
  /** All that was logged so far. */
  readonly logged: () => string
  readonly close: () => Promise<void>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The invented mailbox of a person. */
export function mailboxOf(name: string): string {
  return `${name.replaceAll(/\W/gu, '.').toLowerCase()}@esempio.example`
}

/** Opens a desk at 02:40 of a Wednesday night in Italy. `north` is police only, `south` open to citizens. */
export async function openDesk(): Promise<Desk> {
  const database = await freshDatabase()
  const clock = movableClock(instant('2026-11-18T01:40:00Z'))
  const tools = testTools(database.appUrl, new Map([['InterventionClosed', [forgetClosed]]]))
  const north = await openTerritory(tools, clock.now(), { key: 'nord', name: 'Ambito Nord' })
  const south = await openTerritory(tools, clock.now(), {
    key: 'sud',
    name: 'Ambito Sud',
    access: {
      mode: 'open',
      entitled: [],
      refusalScript: 'Non possiamo.',
      guaranteedScript: 'Avviso il 112.',
      channels: [{ kind: 'number', label: 'Numero', value: '+390655509002', audience: [] }],
    },
  })
  const people = new Map<string, PersonActor>()
  const tokens = new Map<string, string>()
  const access = accessPorts({ db: tools.db, vault: tools.vault })
  let log = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk)
      done()
    },
  })
  const logger = pino({ level: 'debug' }, sink)
  const app = await buildHttp(
    {
      tools: { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true },
      log: logger,
      version: '0',
      publicOrigin: undefined,
    },
    [...routes, ...interventionRoutes],
    [],
  )
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const scope = (actor: PersonActor, write: TerritoryId | null) => ({
    actor,
    now: clock.now(),
    read: [...new Set(actor.grants.map((grant) => grant.territoryId))],
    write,
  })
  const system = { kind: 'system', name: 'system:test' } as const
  return {
    app,
    tools,
    clock,
    database,
    north,
    south,
    async person(name, territories, role) {
      const install = { actor: system, now: clock.now(), read: [], write: INSTALLATION }
      const token = await inTransaction(tools, install, async (tx) => {
        const staffId = await createStaff(tx, {
          name,
          email: mailboxOf(name),
          homeTerritoryId: territories[0] ?? INSTALLATION,
          grants: territories.map((territoryId) => ({ territoryId, role })),
        })
        return (await openSession(tx, { staffId, machine: clock.machine(), deskId: null })).token
      })
      const session = await access.authenticate(token, clock.machine())
      if (!session) throw new Error('the session does not hold')
      tokens.set(name, token)
      people.set(name, session.actor)
      return session.actor
    },
    async ask(who, method, url, body, key) {
      const reply = await app.inject({
        method,
        url,
        cookies: who ? { [SESSION_COOKIE]: tokens.get(who) ?? '' } : {},
        headers:
          method === 'GET'
            ? {}
            : {
                'idempotency-key': key ?? uuid7(clock.now(), tools.random),
                ...(body ? { 'content-type': 'application/json' } : {}),
              },
        ...(body ? { payload: body } : {}),
      })
      const text = reply.payload
      return { status: reply.statusCode, body: JSON.parse(text) as Record<string, unknown>, text }
    },
    async as(who, write, run) {
      const actor = people.get(who)
      if (!actor) throw new Error(`nobody called ${who}`)
      return await inTransaction(tools, scope(actor, write), run)
    },
    runDue: () =>
      runDue(tools, new Map(dueKinds.map((one) => [one.kind, one])), clock.now(), logger),
    rows: async (sql) => (await admin.query(sql)).rows,
    logged: () => log,
    async close() {
      await app.close()
      await tools.close()
      await admin.end()
      await database.drop()
    },
  }
}
