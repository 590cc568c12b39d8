import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { generate } from 'otplib'
import { pino } from 'pino'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { buildHttp, SESSION_COOKIE } from '#platform/server/http.ts'
import type { Route } from '#platform/server/route.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { newTotpSecret } from '../codes.ts'
import { pages } from '../pages/pages.ts'
import { accessPorts } from '../ports.ts'
import { accessRoutes } from '../routes.ts'
import { openSession } from '../session-store.ts'
import { createStaff } from '../staff.ts'

export const PASSWORD = 'quattro cavalli corrono piano'

/** A person of a test, with all that they would have in their hands. */
export type TestPerson = {
  readonly id: StaffId
  readonly name: string
  readonly email: string
  readonly totpSecret: string
}

/** A server of this room alone on a database of its own, with both clocks in the test's hands. */
export type FrontDoor = {
  readonly app: FastifyInstance
  readonly serving: ServeTools
  readonly database: TestDatabase
  readonly clock: { readonly now: () => Instant; advance: (by: Temporal.DurationLike) => void }
  readonly as: <T>(territory: TerritoryId, run: (tx: Tx) => Promise<T>) => Promise<T>
  readonly person: (grants: readonly [TerritoryId, Role][]) => Promise<TestPerson>
  readonly session: (person: TestPerson, desk?: TerritoryId) => Promise<string>
  readonly code: (person: TestPerson) => Promise<string>
  readonly ask: (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    given?: { who?: string | undefined; body?: object; peer?: string },
  ) => Promise<LightMyRequestResponse>
  readonly form: (
    url: string,
    fields: Record<string, string>,
    given?: { who?: string | undefined; peer?: string; cookies?: Record<string, string> },
  ) => Promise<LightMyRequestResponse>
  readonly eventTypes: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** Opens a front door with the routes of this room and those given. */
export async function openFrontDoor(
  names: ReadonlyMap<TerritoryId, string>,
  more: readonly Route[] = [],
): Promise<FrontDoor> {
  const database = await freshDatabase()
  const tools: TestTools = testTools(database.appUrl)
  let at = instant('2026-11-21T01:00:00Z')
  const clock = {
    now: () => at,
    machine: () => at,
    advance(by: Temporal.DurationLike) {
      at = at.add(by)
    },
  }
  const access = accessPorts(tools)
  const serving = { ...tools, clock, access, afterCommit: () => undefined, checkReplies: true }
  const needs = {
    territoryNames: async (_tx: Tx, ids?: readonly TerritoryId[]) =>
      new Map([...names].filter(([id]) => ids === undefined || ids.includes(id))),
    address: () => 'http://localhost:3000',
  }
  const app = await buildHttp(
    { tools: serving, log: pino({ level: 'silent' }), version: '0', publicOrigin: undefined },
    [...accessRoutes(needs), ...more],
    pages,
  )
  const as = <T>(territory: TerritoryId, run: (tx: Tx) => Promise<T>) =>
    inTransaction(
      tools,
      { actor: { kind: 'system', name: 'system:test' }, now: at, read: [], write: territory },
      run,
    )
  let people = 0
  return {
    app,
    serving,
    database,
    clock,
    as,
    async person(grants) {
      people += 1
      const name = `Persona Inventata ${people}`
      const email = `persona${people}@esempio.example`
      const totpSecret = newTotpSecret()
      const home = grants[0]?.[0] ?? INSTALLATION
      const id = await as(INSTALLATION, (tx) =>
        createStaff(tx, {
          name,
          email,
          homeTerritoryId: home,
          credential: { password: PASSWORD, totpSecret },
          grants: grants.map(([territoryId, role]) => ({ territoryId, role })),
        }),
      )
      return { id, name, email, totpSecret }
    },
    session: async (person, desk) =>
      (
        await as(INSTALLATION, (tx) =>
          openSession(tx, { staffId: person.id, machine: at, deskId: desk ?? null }),
        )
      ).token,
    code: (person) =>
      generate({ secret: person.totpSecret, epoch: Math.floor(at.epochMilliseconds / 1000) }),
    ask: (method, url, { who, body, peer } = {}) =>
      app.inject({
        method,
        url,
        remoteAddress: peer ?? '127.0.0.1',
        ...(who ? { cookies: { [SESSION_COOKIE]: who } } : {}),
        ...(body ? { payload: body } : {}),
      }),
    form: (url, fields, { who, peer, cookies } = {}) =>
      app.inject({
        method: 'POST',
        url,
        remoteAddress: peer ?? '127.0.0.1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
        cookies: { ...cookies, ...(who ? { [SESSION_COOKIE]: who } : {}) },
      }),
    eventTypes: async () => {
      const rows = await tools.db
        .selectFrom('platform.unsealed')
        .select('type')
        .where('room', '=', 'access')
        .orderBy('seq')
        .execute()
      return rows.map((row) => row.type)
    },
    async close() {
      await app.close()
      await tools.close()
      await database.drop()
    },
  }
}

/** The value of a hidden field of a page. */
export function hiddenField(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(page)?.[1] ?? ''
}

/** The token in a reply's cookie. */
export function tokenOf(reply: LightMyRequestResponse): string {
  return reply.cookies.find((cookie) => cookie.name === SESSION_COOKIE)?.value ?? ''
}
