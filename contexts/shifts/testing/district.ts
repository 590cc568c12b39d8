import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { Answering } from '#contexts/territory/configuration.ts'
import { aConfiguration, openTerritory } from '#contexts/territory/testing/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { SignBody } from '../contract.ts'
import { followRota } from '../public.ts'
import { notesPage, standingOf } from '../reading.ts'
import { confirmNotes, signNotes } from '../signing.ts'

/** A territory with consegne, two social workers in turn, a coordinator and an operator. */
export type District = {
  readonly id: TerritoryId
  readonly anna: PersonActor
  readonly bruno: PersonActor
  readonly boss: PersonActor
  readonly operator: PersonActor
}

/** The change of the tests: 08:00 of the wall. */
export const CHANGE = instant('2026-11-22T07:00:00Z')
export const minutes = (n: number) => CHANGE.add({ minutes: n })

/** The room of a test where the rota is followed. */
export async function openShifts(): Promise<TestRoom> {
  const moves = ['TurnAdded', 'TurnRemoved', 'RotaPublished', 'TurnTakenOver', 'SwapAnswered']
  return await openRoom(new Map(moves.map((type) => [type, [followRota]])))
}

let districts = 0

/** A territory of its own, with a room or with who is on call at home. */
export async function district(
  room: TestRoom,
  kind: Answering = 'operations-room',
): Promise<District> {
  districts += 1
  const { service } = aConfiguration()
  const id = await openTerritory(room.one, room.clock.now(), {
    key: `turni-${districts}`,
    name: `Territorio ${districts}`,
    service: { ...service, answers: { ...service.answers, kind } },
    shiftNotes: {
      roles: ['social-worker'],
      writeHours: 6,
      confirmMinutes: 30,
      inventory: [{ key: 'chiavi', label: 'Mazzo di chiavi' }],
    },
  })
  return {
    id,
    anna: await room.person('social-worker', id),
    bruno: await room.person('social-worker', id),
    boss: await room.person('coordinator', id),
    operator: await room.person('operator', id),
  }
}

/** Anna until the change, Bruno after her; it is five hours before. */
export async function twoTurns(room: TestRoom, { anna, bruno }: District): Promise<void> {
  room.clock.moveTo(CHANGE.subtract({ hours: 5 }))
  await room.as(anna, async (tx) => {
    const turn = { role: 'social-worker', level: 1 } as const
    const before = { startsAt: CHANGE.subtract({ hours: 12 }), endsAt: CHANGE }
    const after = { startsAt: CHANGE, endsAt: CHANGE.add({ hours: 12 }) }
    await addTurn(tx, { ...turn, ...before, staffId: anna.staffId })
    await addTurn(tx, { ...turn, ...after, staffId: bruno.staffId })
  })
}

const body = (over: Partial<SignBody>): SignBody => ({
  role: 'social-worker',
  at: CHANGE.toString(),
  lines: [],
  things: [{ key: 'chiavi', state: 'missing', note: 'una sola copia' }],
  words: 'Notte calma.',
  ...over,
})

/** What people do with consegne in a room. */
export function handsIn(room: TestRoom) {
  return {
    sign: (who: PersonActor, over: Partial<SignBody> = {}, server = room.one) =>
      room.as(who, (tx) => signNotes(tx, who, body(over)), server),
    confirm: (who: PersonActor, id: string, remark: string | null = null, server = room.one) =>
      room.as(who, (tx) => confirmNotes(tx, who, id, remark), server),
    page: (who: PersonActor) => room.as(who, (tx) => notesPage(tx, who, room.clock.now())),
    standing: (who: PersonActor, at: Instant = room.clock.now()) =>
      room.as(who, (tx) => standingOf(tx, who, at)),
  }
}
