import { lockFile } from '#contexts/interventions/store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { eventsOf } from '#platform/server/log.ts'
import { type Answered, answerPage } from '../commands.ts'
import { newestPage } from '../store.ts'
import type { PagedRoom } from './paged.ts'

/** What fifty yeses at once came to. */
export type Pressed = {
  readonly answers: readonly Answered[]
  readonly ownerId: string
  readonly acknowledged: number
}

/** Fifty yeses to the page of a file, on two servers. */
export async function pressAll(
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
