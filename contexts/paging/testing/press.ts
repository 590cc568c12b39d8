import { lockFile } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { eventsOf } from '#platform/server/log.ts'
import { type Answered, answerPage } from '../commands.ts'
import { newestPage } from '../store.ts'
import { openPagedRoom, type PagedRoom } from './paged.ts'

/** A room with two on call and ten more who could say yes. */
export type Pressing = {
  readonly room: PagedRoom
  readonly operator: PersonActor
  readonly people: readonly PersonActor[]
}

/** Opens it. */
export async function openPressing(): Promise<Pressing> {
  const room = await openPagedRoom()
  const operator = await room.person('operator')
  await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
  const people: PersonActor[] = []
  for (let n = 0; n < 10; n += 1) people.push(await room.person('social-worker'))
  return { room, operator, people }
}

/** So many times fifty say yes at once to a new page: what each round came to. */
export async function pressRounds(
  { room, operator, people }: Pressing,
  rounds: number,
): Promise<readonly Pressed[]> {
  const pressed: Pressed[] = []
  for (let round = 0; round < rounds; round += 1) {
    const id = await room.page(operator)
    await room.due()
    pressed.push(await pressAll(room, operator, people, id))
  }
  return pressed
}

/** What fifty yeses at once came to. */
export type Pressed = {
  readonly answers: readonly Answered[]
  readonly ownerId: string
  readonly acknowledged: number
}

/** Fifty yeses to the page of a file, on two servers. */
async function pressAll(
  room: PagedRoom,
  asker: PersonActor,
  people: readonly PersonActor[],
  id: InterventionId,
): Promise<Pressed> {
  const page = await room.as(asker, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const who = people[n % people.length] ?? asker
      const server = n % 2 === 0 ? room.one : room.two
      const yes = answerPage
      return room.as(who, (tx) => yes(tx, room.needs, page.id, who.staffId, 'link'), server)
    }),
  )
  const { ownerId } = await room.as(asker, (tx) => lockFile(tx, id))
  const events = await room.as(asker, (tx) => eventsOf(tx, page.id))
  const acknowledged = events.filter((event) => event.type === 'PageAcknowledged').length
  return { answers, ownerId, acknowledged }
}
