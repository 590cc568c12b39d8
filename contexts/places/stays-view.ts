import { allow } from '#contexts/access/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'
import type { TonightView } from './contract-facility.ts'
import { endingOf } from './placement-store.ts'
import { territoryOf } from './written-in.ts'

/** What the list of stays asks of those above. */
export type StaysNeeds = {
  readonly subjectOf: SubjectPort
  readonly acceptedBy: (tx: Tx, file: InterventionId) => Promise<string | null>
}

/** Stays that were warned of, whatever became of their file, as far as this person may read it; the first to end first. */
export async function endingStays(
  tx: Tx,
  actor: Actor,
  { subjectOf, acceptedBy }: StaysNeeds,
): Promise<TonightView['stays']> {
  const rows: TonightView['stays'] = []
  for (const one of await endingOf(tx, territoryOf(tx))) {
    const { id, interventionId, facility, stayUntil } = one
    const subject = await subjectOf(tx, interventionId)
    if (!subject || stayUntil === null) continue
    if (!allow(actor, 'place.read', subject.facts).allowed) continue
    const followedBy = await acceptedBy(tx, interventionId)
    const { number } = subject
    const isOverrun = one.overrunAt !== null
    rows.push({
      ...{ id, interventionId, number, facility, isOverrun, followedBy },
      stayUntil: stayUntil.toString(),
    })
  }
  return rows
}
