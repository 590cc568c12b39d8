import { namesOf } from '#contexts/access/public.ts'
import { dutyAt } from '#contexts/oncall/public.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Colleague, OWNERS_STEPS } from './contract.ts'
import { isWorking, WORKING } from './people.ts'
import { type FileFacts, interventionPolicy } from './policy.ts'

/** What the owner of a file has to be able to do, step by step. */
const ACTIONS: Readonly<Record<(typeof OWNERS_STEPS)[number], string>> = {
  assess: 'assessment.sign',
  place: 'place.work',
  papers: 'document.issue',
  handover: 'handover.send',
  close: 'intervention.close',
}

/**
 * Those who work in the territory: their profession first among their roles, whether they are on call now, and which steps
 * of the file they could not take as its owner. Who is on call comes first, in the order in which they are called.
 */
export async function colleaguesFor(
  tx: Tx,
  file: Pick<FileFacts, 'territory_id' | 'is_protected'>,
  now: Instant,
): Promise<readonly Colleague[]> {
  const territoryId = file.territory_id as TerritoryId
  const rows = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'role'])
    .where('territory_id', '=', territoryId)
    .where('role', 'in', WORKING)
    .execute()
  const roles = Map.groupBy(rows, (row) => (row.staff_id ?? '') as StaffId)
  const names = await namesOf(tx, [...roles.keys()])
  const duty = (await dutyAt(tx, territoryId, now)).filter((one) => isWorking([one.role]))
  return [...names]
    .map(([id, name]): Colleague => {
      const own = (roles.get(id) ?? []).map((row) => row.role as Role)
      const level = duty.filter((one) => one.staffId === id).map((one) => one.level)
      return {
        id,
        name,
        roles: own.toSorted((a, b) => WORKING.indexOf(a) - WORKING.indexOf(b)),
        onCall: level.length === 0 ? null : Math.min(...level),
        cannot: stepsBeyond(id, name, own, file),
      }
    })
    .toSorted(byCall)
}

function byCall(a: Colleague, b: Colleague): number {
  const last = Number.POSITIVE_INFINITY
  const [one, other] = [a.onCall ?? last, b.onCall ?? last]
  return one === other ? a.name.localeCompare(b.name, 'it') : one - other
}

/** Asked of the permissions themselves, as if the person owned the file already. */
function stepsBeyond(
  staffId: StaffId,
  name: string,
  roles: readonly Role[],
  file: Pick<FileFacts, 'territory_id' | 'is_protected'>,
): Colleague['cannot'] {
  const territoryId = file.territory_id as TerritoryId
  const grants = roles.map((role) => ({ territoryId, role, bodyId: null }))
  const sessionId = staffId as string as SessionId
  const owner: PersonActor = { kind: 'person', staffId, sessionId, name, grants, desk: territoryId }
  const facts = { ...file, owner_id: staffId, state: 'working' }
  return OWNERS_STEPS.filter(
    (step) => !interventionPolicy.allow(owner, ACTIONS[step], facts).allowed,
  )
}
