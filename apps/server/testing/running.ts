import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createStaff, openSession, sessionCookie } from '#contexts/access/public.ts'
import { bodyIdsOf } from '#contexts/territory/public.ts'
import type { Messenger } from '#platform/gateways/messenger.ts'
import type { PushGateway } from '#platform/gateways/push.ts'
import type { TelephoneGateway } from '#platform/gateways/telephone.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { freshDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import { compose, type Server } from '../compose.ts'
import { listenOn } from '../listen.ts'
import { applyTerritoryFiles } from '../territory-files.ts'

const TERRITORIES = fileURLToPath(new URL('../../../data/territories', import.meta.url))

/** The whole product on a database of its own, listening, with its log and its messages in the test's hands. */
export type Running = {
  readonly server: Server
  readonly address: string
  /** Territories by the key of their file. */
  readonly territories: ReadonlyMap<string, TerritoryId>
  /** Every line of the log so far, at the finest level. */
  readonly logged: () => string
  readonly mailed: () => string
  /** A signed-in person: their cookie and who they are. */
  readonly person: (
    territory: TerritoryId,
    role: Role,
    /** Key of the body that the grant is for. */
    body?: string,
  ) => Promise<{ cookie: string; staffId: StaffId; name: string }>
  readonly close: () => Promise<void>
}

/** Starts all rooms at an instant, from which time runs on, with the territories whose files begin with these words. */
export async function startRunning(
  at: string,
  files: readonly string[],
  telephone?: TelephoneGateway,
  push?: PushGateway,
  messengers: readonly Messenger[] = [],
): Promise<Running> {
  const database = await freshDatabase()
  const lines: string[] = []
  const mails: string[] = []
  const now = instant(at)
  const machine = () => Temporal.Now.instant()
  const offset = machine().until(now)
  const filesFolder = mkdtempSync(join(tmpdir(), 'approdo-files-'))
  let address = ''
  const server = await compose({
    databaseUrl: database.appUrl,
    poolSize: 8,
    clock: { machine, now: () => machine().add(offset) },
    random,
    vault: testVault,
    mail: { send: async (mail) => void mails.push(JSON.stringify(mail)) },
    telephone,
    push,
    messengers,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    version: 'prova',
    publicOrigin: undefined,
    address: () => address,
    filesFolder,
    extraPages: [],
  })
  const { tools } = server
  const paths = readdirSync(TERRITORIES)
    .filter((name) => files.some((file) => name.startsWith(file)) && name.endsWith('.yaml'))
    .map((name) => join(TERRITORIES, name))
  const applied = await applyTerritoryFiles(tools, paths, now)
  address = await listenOn(server.app, 0, undefined)
  await server.startWork()
  let people = 0
  return {
    server,
    address,
    territories: new Map(applied.map((one) => [one.key, one.territoryId])),
    logged: () => lines.join(''),
    mailed: () => mails.join('\n'),
    async person(territory, role, body) {
      people += 1
      const name = `Persona Inventata ${people}`
      const actor = { kind: 'system', name: 'system:test' } as const
      const scope = { actor, now, read: [territory, INSTALLATION], write: territory }
      return await inTransaction(tools, scope, async (tx) => {
        const bodyId =
          body === undefined ? null : ((await bodyIdsOf(tx, territory)).get(body) ?? null)
        const staffId = await createStaff(tx, {
          name,
          email: `persona${people}@esempio.example`,
          homeTerritoryId: territory,
          grants: [{ territoryId: territory, role, bodyId }],
        })
        const { token } = await openSession(tx, { staffId, machine: machine(), deskId: territory })
        return { staffId, name, cookie: sessionCookie(token).split(';')[0] ?? '' }
      })
    },
    async close() {
      await server.stop()
      await database.drop()
      rmSync(filesFolder, { recursive: true, force: true })
    },
  }
}
