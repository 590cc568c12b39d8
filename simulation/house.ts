import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { compose, type Server } from '#apps/server/compose.ts'
import { applyTerritoryFiles } from '#apps/server/territory-files.ts'
import { createStaff, openSession, sessionCookie } from '#contexts/access/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { type DueKind, runDue } from '#platform/server/due.ts'
import { mailCarrier, sendWaiting, telephoneCarrier } from '#platform/server/outbox.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { type MovableClock, movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import { type Books, openBooks } from './books.ts'
import { openTelephones, type Telephones } from './telephones.ts'

const TERRITORY = fileURLToPath(new URL('../data/territories/s0-vallesina.yaml', import.meta.url))

/** Somebody of the story, signed in. */
export type Person = {
  readonly staffId: StaffId
  readonly cookie: string
  readonly phone: string
  readonly mailbox: string
}

/** The composed servers of one story on a database of its own: nothing runs but when the story says so. */
export type House = {
  readonly clock: MovableClock
  readonly books: Books
  readonly telephones: Telephones
  readonly territoryId: TerritoryId
  /** Those that run; stopping one takes it off. */
  readonly servers: Server[]
  readonly addServer: () => Promise<void>
  readonly stopServer: () => Promise<void>
  readonly person: (name: string, role: Role, number: number) => Promise<Person>
  /** Works on every server all that is due at this instant, and carries what waits to leave. */
  readonly workNow: () => Promise<void>
  /** The next instant at which anything happens by itself. */
  readonly nextAt: () => Promise<Instant | undefined>
  readonly close: () => Promise<void>
}

/** Opens a house at an instant, with the territory whose sheet is the national one. */
export async function openHouse(at: Instant): Promise<House> {
  const database = await freshDatabase()
  const clock = movableClock(at)
  const telephones = openTelephones(clock.now)
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const filesFolder = mkdtempSync(join(tmpdir(), 'approdo-behaviour-'))
  const composeOne = () =>
    compose({
      ...{ databaseUrl: database.appUrl, poolSize: 4, clock, random, vault: testVault, log },
      ...{ mail: telephones.mail, telephone: telephones.gateway, filesFolder },
      ...{ version: 'prova', publicOrigin: undefined, address: () => 'https://pis.example' },
      extraPages: [],
    })
  const servers = [await composeOne()]
  const first = firstOf(servers)
  const [applied] = await applyTerritoryFiles(first.tools, [TERRITORY], at)
  if (!applied) throw new Error('no territory')
  const books = await openBooks(database.adminUrl)
  return {
    ...{ clock, books, telephones, servers, territoryId: applied.territoryId },
    async addServer() {
      servers.push(await composeOne())
    },
    async stopServer() {
      await servers.shift()?.stop()
    },
    person: (name, role, number) =>
      makePerson(firstOf(servers), applied.territoryId, name, role, number),
    async workNow() {
      await Promise.all(
        servers.map((server) => runDue(server.tools, kindsOf(server), clock.now(), log)),
      )
      await carry(firstOf(servers), clock, telephones)
      if (faults.length > 0) throw new Error(faults.join(' '))
    },
    nextAt: () => nextAt(books, telephones),
    close: () => closeAll(servers, books, database, filesFolder),
  }
}

/** The server that answers requests. Throws when all were stopped. */
export function firstOf(servers: readonly Server[]): Server {
  const [server] = servers
  if (!server) throw new Error('no server runs')
  return server
}

function kindsOf({ rooms }: Server): ReadonlyMap<string, DueKind> {
  return new Map(rooms.flatMap((room) => room.dueKinds ?? []).map((kind) => [kind.kind, kind]))
}

/** A message that a provider does not take is no fault: it is tried again. */
const NO_LOG = pino({ level: 'silent' })

async function carry({ tools }: Server, clock: MovableClock, { gateway, mail }: Telephones) {
  for (const carrier of [mailCarrier(mail), telephoneCarrier(gateway)])
    await sendWaiting(tools.db, tools.vault, carrier, clock, NO_LOG)
}

async function nextAt(books: Books, telephones: Telephones): Promise<Instant | undefined> {
  const [row] = await books.ask<{ at: string | null }>(`select ceil(1000 * extract(epoch from least(
    (select min(due_at) from platform.due),
    (select min(next_attempt_at) from platform.outbox where state = 'waiting'))))::text as at`)
  const inTables = row?.at ? Temporal.Instant.fromEpochMilliseconds(Number(row.at)) : undefined
  return [inTables, telephones.nextReportAt()]
    .filter((one) => one !== undefined)
    .toSorted(Temporal.Instant.compare)[0]
}

async function makePerson(
  { tools }: Server,
  territoryId: TerritoryId,
  name: string,
  role: Role,
  number: number,
): Promise<Person> {
  const mailbox = `${name}@esempio.example`
  const actor = { kind: 'system', name: 'system:test' } as const
  const now = tools.clock.now()
  const scope = { actor, now, read: [territoryId, INSTALLATION], write: territoryId }
  return await inTransaction(tools, scope, async (tx) => {
    const staffId = await createStaff(tx, {
      name: `Persona ${name}`,
      email: mailbox,
      homeTerritoryId: territoryId,
      grants: [{ territoryId, role, bodyId: null }],
    })
    const machine = Temporal.Now.instant()
    const { token } = await openSession(tx, { staffId, machine, deskId: territoryId })
    const cookie = sessionCookie(token).split(';')[0] ?? ''
    return { staffId, cookie, mailbox, phone: `+39300000${String(9000 + number)}` }
  })
}

async function closeAll(
  servers: readonly Server[],
  books: Books,
  database: TestDatabase,
  filesFolder: string,
) {
  await Promise.all(servers.map((server) => server.stop()))
  await books.close()
  await database.drop()
  rmSync(filesFolder, { recursive: true, force: true })
}
