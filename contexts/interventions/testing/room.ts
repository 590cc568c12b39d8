import { createStaff } from '#contexts/access/public.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId, SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Reaction, Tx } from '#platform/server/db.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { type MovableClock, movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { as, type TestTools, testTools } from '#platform/testing/tools.ts'
import type { Head } from '../model.ts'
import { openIntervention } from '../public.ts'

/** A file as it stands, for the tests of the rooms below. */
export { lockFile } from '../store.ts'

/** Two servers on one database, two territories, people in them, a clock in the test's hands. */
export type TestRoom = {
  readonly database: TestDatabase
  readonly one: TestTools
  readonly two: TestTools
  readonly clock: MovableClock
  readonly here: TerritoryId
  readonly elsewhere: TerritoryId
  readonly person: (role: Role, territory?: TerritoryId) => Promise<PersonActor>
  /** Runs as a person who writes in a territory (theirs, when not said). */
  readonly as: <T>(
    who: PersonActor,
    run: (tx: Tx) => Promise<T>,
    server?: TestTools,
    write?: TerritoryId | null,
  ) => Promise<T>
  readonly open: (who: PersonActor, over?: Partial<Head>) => Promise<InterventionId>
  readonly close: () => Promise<void>
}

/** Words of a file for tests: nobody's. */
export function aHead(over: Partial<Head> = {}): Head {
  return {
    placeLabel: 'Stazione, binario 1',
    municipality: 'A944',
    peopleLabel: 'donna, 2 figli',
    needLabel: 'violenza',
    sourceLabel: 'Polizia locale',
    isProtected: false,
    patrolWaitingSince: null,
    sourceCheck: null,
    ...over,
  }
}

/** Opens the room of a test, with what follows events there (nothing, when not said). */
export async function openRoom(
  reactions: ReadonlyMap<string, readonly Reaction[]> = new Map(),
): Promise<TestRoom> {
  const database = await freshDatabase()
  const one = testTools(database.appUrl, reactions)
  const two = testTools(database.appUrl, reactions)
  const clock = movableClock(instant('2026-11-22T01:40:00Z'))
  const here = await openTerritory(one, clock.now())
  const elsewhere = await openTerritory(one, clock.now(), { key: 'altrove', name: 'Altrove' })
  const acting: TestRoom['as'] = (who, run, server = one, write) =>
    as(server, clock, who, write === undefined ? (who.grants[0]?.territoryId ?? null) : write, run)
  let people = 0
  return {
    database,
    one,
    two,
    clock,
    here,
    elsewhere,
    async person(role, territory = here) {
      people += 1
      const scope = {
        actor: { kind: 'system', name: 'system:test' } as const,
        now: clock.now(),
        read: [],
        write: INSTALLATION,
      }
      const name = `Persona Inventata ${people}`
      const staffId: StaffId = await inTransaction(one, scope, (tx) =>
        createStaff(tx, {
          name,
          email: `persona${people}@esempio.example`,
          homeTerritoryId: territory,
          grants: [{ territoryId: territory, role }],
        }),
      )
      const grants = [{ territoryId: territory, role, bodyId: null }]
      const sessionId = crypto.randomUUID() as SessionId
      return { kind: 'person', staffId, sessionId, name, grants, desk: territory }
    },
    as: acting,
    open: async (who, over = {}) =>
      (
        await acting(who, (tx) =>
          openIntervention(tx, {
            head: aHead(over),
            receivedAt: clock.now(),
            ownerId: who.staffId,
          }),
        )
      ).id,
    async close() {
      await one.close()
      await two.close()
      await database.drop()
    },
  }
}
