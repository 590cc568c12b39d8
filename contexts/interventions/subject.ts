import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Subject } from '#platform/server/subject.ts'
import { interventionPolicy } from './policy.ts'

/** What rooms on lower floors are told of a file: by what its permissions are judged, its number, whether it is closed. */
export async function subjectOf(tx: Tx, id: InterventionId): Promise<Subject | undefined> {
  const row = await tx
    .selectFrom('interventions.intervention')
    .select(['territory_id', 'owner_id', 'is_protected', 'state', 'number'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    facts: { ...interventionPolicy.facts(row), interventionId: id },
    number: row.number,
    isClosed: row.state === 'closed',
  }
}
