import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { handOnFor } from './page-following.ts'
import { accountableIn, lockOwners, worksIn } from './people.ts'
import { appendIntervention, lockFile } from './store.ts'

/**
 * Same-transaction reaction to `HandoverReturned`: in the same instant the file waits again for somebody who
 * answers, owned by who sent it, else by a coordinator; where neither works here any more its owner stays (I1).
 */
export async function handoverReturned(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.interventionId === null || event.territoryId === null) return
  const state = await lockFile(tx, event.interventionId)
  if (state.state === 'closed') return
  const to = await ownerAgain(tx, event.territoryId, event.data['sentBy'] as StaffId)
  await appendIntervention(tx, state.id, state, {
    type: 'InterventionHandedOn',
    data: {
      from: state.ownerId,
      to: to ?? state.ownerId,
      reason: m.handover_returned_reason(),
      ...(await handOnFor(tx, state, 'returned')),
    },
  })
}

/**
 * Same-transaction reaction to `PlaceRefused` by link: nobody was on the telephone, so the file waits again on the
 * board, with the same owner, until somebody answers. Said by voice, whoever heard it is already at work.
 */
export async function placementRefused(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.interventionId === null || event.data['way'] !== 'link') return
  const state = await lockFile(tx, event.interventionId)
  if (state.state !== 'working') return
  const { ownerId } = state
  await appendIntervention(tx, state.id, state, {
    type: 'InterventionHandedOn',
    data: {
      from: ownerId,
      to: ownerId,
      reason: m.places_refused_reason(),
      ...(await handOnFor(tx, state, 'place-refused')),
    },
  })
}

async function ownerAgain(
  tx: Tx,
  territoryId: TerritoryId,
  sender: StaffId,
): Promise<StaffId | undefined> {
  // Whoever ends a grant in this instant is waited for. It looks for files after this lock: a crossing is tried again.
  await lockOwners(tx, territoryId, 'shared')
  return (await worksIn(tx, territoryId, sender)) ? sender : await accountableIn(tx, territoryId)
}
