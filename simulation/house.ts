import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import { compose, type Server } from '#apps/server/compose.ts'
import { applyTerritoryFiles } from '#apps/server/territory-files.ts'
import { createStaff, openSession, sessionCookie } from '#contexts/access/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { Random, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { mailCarrier, telephoneCarrier } from '#platform/server/carriers.ts'
import { type DueKind, kindTable, runDue } from '#platform/server/due.ts'
import { sendWaiting } from '#platform/server/outbox.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { type MovableClock, movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random as anyRandom, testVault } from '#platform/testing/tools.ts'
import { type Books, openBooks } from './books.ts'
import { type Listener, openTelephones, type Telephones } from './telephones.ts'

const TERRITORIES = new URL('../data/territories/', import.meta.url)

/** What a house can have beside its hour. `territories`: the first is where the story is told. */
type Setting = {
  readonly territories?: readonly string[]
  readonly random?: Random
  readonly listener?: Listener
}

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
  /** The others of the installation, in the order they were given. */
  readonly neighbours: readonly TerritoryId[]
  readonly database: TestDatabase
  readonly person: (
    name: string,
    roles: Role | readonly Role[],
    number: number,
    territoryId?: TerritoryId,
  ) => Promise<Person>
  /** Works on every server all that is due at this instant, and carries what waits to leave. */
  readonly workNow: () => Promise<void>
  readonly log: Logger
  /** What servers wrote down as faults since the last time. */
  readonly takeFaults: () => readonly string[]
  /** The next instant at which anything happens by itself. */
  readonly nextAt: () => Promise<Instant | undefined>
  readonly close: () => Promise<void>
}

/** Opens a house at an instant, with the territory whose sheet is the national one unless others are named. */
export async function openHouse(
  at: Instant,
  { territories = ['s0-vallesina'], random = anyRandom, listener }: Setting = {},
): Promise<House> {
  const database = await freshDatabase()
  const clock = movableClock(at)
  const telephones = openTelephones(clock.now, listener)
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
  const files = territories.map((name) => fileURLToPath(new URL(`${name}.yaml`, TERRITORIES)))
  const [applied, ...others] = await applyTerritoryFiles(first.tools, files, at)
  if (!applied) throw new Error('no territory')
  const books = await openBooks(database.adminUrl)
  return {
    ...{ log, clock, books, telephones, servers, database },
    territoryId: applied.territoryId,
    neighbours: others.map((one) => one.territoryId),
    async addServer() {
      servers.push(await composeOne())
    },
    async stopServer() {
      await servers.shift()?.stop()
    },
    person: (name, roles, number, territoryId = applied.territoryId) =>
      makePerson(
        firstOf(servers),
        territoryId,
        name,
        typeof roles === 'string' ? [roles] : roles,
        number,
      ),
    async workNow() {
      await Promise.all(
        servers.map((server) => runDue(server.tools, kindsOf(server), clock.now(), log)),
      )
      await carry(firstOf(servers), clock, telephones)
      if (faults.length > 0) throw new Error(faults.join(' '))
    },
    takeFaults: () => faults.splice(0),
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

/** What falls due in the rooms of a server, by kind. */
export function kindsOf({ rooms }: Pick<Server, 'rooms'>): ReadonlyMap<string, DueKind> {
  return kindTable(rooms.flatMap((room) => room.dueKinds ?? []))
}

/** A message that a provider does not take is no fault: it is tried again. */
const NO_LOG = pino({ level: 'silent' })

/** Carries what waits to leave, by mail and by telephone. */
export async function carry(
  { tools }: Server,
  clock: MovableClock,
  { gateway, mail }: Telephones,
): Promise<void> {
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
  roles: readonly Role[],
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
      grants: roles.map((role) => ({ territoryId, role, bodyId: null })),
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
