import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sameTransactionReactions } from '#apps/server/wiring.ts'
import { endGrant, giveGrant } from '#contexts/access/grant-store.ts'
import { changeStaff, lockStaff } from '#contexts/access/staff-store.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import { openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { eventsOf } from '#platform/server/log.ts'
import { TARGET_KIND } from './alarms.ts'
import { answerIntervention, decideTriage, handOnIntervention, openIntervention } from './public.ts'
import { lockFile } from './store.ts'
import { aHead, openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let administrator: PersonActor
let coordinator: PersonActor
let onCall: PersonActor

beforeAll(async () => {
  room = await openRoom(sameTransactionReactions)
  administrator = await room.person('administrator')
  const both = [await room.person('coordinator'), await room.person('coordinator')]
  const [first, second] = both.toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1))
  if (!first || !second) throw new Error('nobody')
  coordinator = first
  onCall = second
})
afterAll(() => room.close())

/** Ends the grants of somebody in a territory, as `by`. */
const end = (who: PersonActor, by = administrator, server = room.one, territory = room.here) =>
  room.as(
    by,
    async (tx) => {
      const grants = await tx
        .selectFrom('access.role_grant')
        .select('id')
        .where('staff_id', '=', who.staffId)
        .where('territory_id', '=', territory)
        .where('ended_at', 'is', null)
        .execute()
      for (const grant of grants) await endGrant(tx, grant.id)
    },
    server,
    territory,
  )

const deactivate = (who: PersonActor, server = room.one) =>
  room.as(
    administrator,
    async (tx) => {
      const staff = await lockStaff(tx, who.staffId)
      if (!staff) throw new Error('unknown')
      await changeStaff(tx, staff, { name: staff.name, isActive: false })
      return { territoryId: tx.work.territoryId }
    },
    server,
  )

const read = (id: InterventionId, by = coordinator) => room.as(by, (tx) => lockFile(tx, id))

const alarmOf = (id: InterventionId) =>
  room.as(coordinator, (tx) =>
    tx
      .selectFrom('platform.due')
      .select('due_at')
      .where('kind', '=', TARGET_KIND)
      .where('key', '=', id)
      .executeTakeFirst(),
  )

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  await work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof RefusalError) return error.code
      throw error
    },
  )

describe('who loses the last working grant', () => {
  it('leaves the open files to a coordinator, and those answered ring again', async () => {
    const leaver = await room.person('social-worker')
    const waiting = await room.open(leaver)
    const answered = await room.open(leaver)
    await room.as(leaver, (tx) => decideTriage(tx, answered, { classKey: 'urgenza', facts: {} }))
    await room.as(leaver, (tx) => answerIntervention(tx, answered))
    expect(await alarmOf(answered)).toBeUndefined()
    await end(leaver)
    for (const id of [waiting, answered])
      expect(await read(id)).toMatchObject({ ownerId: coordinator.staffId, answeredBy: null })
    const file = await read(answered)
    expect(file.state).toBe('waiting')
    expect((await alarmOf(answered))?.due_at).toEqual(file.targetAt)
    const events = await room.as(coordinator, (tx) => eventsOf(tx, answered))
    expect(events.at(-1)).toMatchObject({
      type: 'InterventionHandedOn',
      actor: `staff:${administrator.staffId}`,
      data: { from: leaver.staffId, to: coordinator.staffId, reason: 'incarico terminato' },
    })
  })

  it('leaves them to the coordinator who is on call, where one is', async () => {
    const { staffId } = onCall
    const now = room.clock.now()
    const turn = { startsAt: now, endsAt: now.add({ minutes: 1 }) }
    await room.as(onCall, (tx) => addTurn(tx, { staffId, role: 'coordinator', level: 1, ...turn }))
    const leaver = await room.person('operator')
    const id = await room.open(leaver)
    await end(leaver)
    expect((await read(id)).ownerId).toBe(staffId)
    room.clock.moveTo(turn.endsAt)
  })

  it('owns no report that was on its way: the coordinator does', async () => {
    const leaver = await room.person('operator')
    await end(leaver)
    expect((await read(await room.open(leaver))).ownerId).toBe(coordinator.staffId)
  })

  it('keeps them as long as another working grant holds', async () => {
    const stays = await room.person('operator')
    const id = await room.open(stays)
    const grant = await room.as(administrator, (tx) =>
      giveGrant(tx, { staffId: stays.staffId, role: 'social-worker', bodyId: null }),
    )
    await room.as(administrator, (tx) => endGrant(tx, grant))
    expect((await read(id)).ownerId).toBe(stays.staffId)
  })
})

describe('where nobody coordinates', () => {
  it('a social worker takes over, then who ends the grant if they work there, else it is refused', async () => {
    const boss = await room.person('administrator', room.elsewhere)
    const first = await room.person('social-worker', room.elsewhere)
    const leaver = await room.person('operator', room.elsewhere)
    const id = await room.open(leaver)
    await end(leaver, boss, room.one, room.elsewhere)
    expect((await read(id, first)).ownerId).toBe(first.staffId)
    expect(await codeOf(end(first, boss, room.one, room.elsewhere))).toBe('last-accountable-person')
    expect((await read(id, first)).ownerId).toBe(first.staffId)
    await room.as(boss, (tx) =>
      giveGrant(tx, { staffId: boss.staffId, role: 'operator', bodyId: null }),
    )
    await end(first, boss, room.one, room.elsewhere)
    expect((await read(id, first)).ownerId).toBe(boss.staffId)
  })
})

describe('who is deactivated', () => {
  it('leaves the files of each territory to somebody of that territory', async () => {
    const there = await room.person('coordinator', room.elsewhere)
    const leaver = await room.person('operator')
    const far = await inBoth(leaver.staffId, there)
    const near = await room.open(leaver)
    const after = await deactivate(leaver)
    expect(after.territoryId).toBe(room.here)
    expect((await read(near)).ownerId).toBe(coordinator.staffId)
    expect((await read(far, there)).ownerId).toBe(there.staffId)
  })

  it('cannot be where a file would be left to nobody', async () => {
    const third = await openTerritory(room.one, room.clock.now(), { key: 'terzo', name: 'Terzo' })
    const boss = await room.person('administrator', third)
    const leaver = await room.person('operator')
    const far = await inBoth(leaver.staffId, boss)
    const near = await room.open(leaver)
    expect(await codeOf(deactivate(leaver))).toBe('last-accountable-person')
    expect((await read(far, boss)).ownerId).toBe(leaver.staffId)
    expect((await read(near)).ownerId).toBe(leaver.staffId)
  })
})

/** Gives somebody work in the other territory too, and opens a file of theirs there. */
const inBoth = (staffId: StaffId, by: PersonActor): Promise<InterventionId> =>
  room.as(by, async (tx) => {
    await giveGrant(tx, { staffId, role: 'operator', bodyId: null })
    const opening = { head: aHead(), receivedAt: room.clock.now(), ownerId: staffId }
    return (await openIntervention(tx, opening)).id
  })

describe('at the same instant, on two servers', () => {
  it.each(['grant', 'person'] as const)(
    'ending the %s while a file is answered and another handed to them leaves no file behind (20 rounds)',
    async (what) => {
      for (let round = 0; round < 20; round += 1) {
        const leaver = await room.person('operator')
        const own = await room.open(leaver)
        const [answered, handed] = [await room.open(coordinator), await room.open(coordinator)]
        const [, answering, handing] = await Promise.all([
          what === 'grant' ? end(leaver, administrator, room.one) : deactivate(leaver, room.one),
          codeOf(room.as(leaver, (tx) => answerIntervention(tx, answered), room.two)),
          codeOf(
            room.as(
              coordinator,
              (tx) => handOnIntervention(tx, handed, leaver.staffId, 'fine turno'),
              room.two,
            ),
          ),
        ])
        for (const id of [own, answered, handed])
          expect((await read(id)).ownerId).toBe(coordinator.staffId)
        for (const code of [answering, handing])
          expect([undefined, 'not-of-territory']).toContain(code)
      }
    },
  )
})
