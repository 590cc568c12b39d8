import { m } from '#platform/i18n/texts.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { readSet } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import type { GrantView, StaffView } from './contract.ts'
import { grantsOfTerritories, type HeldGrant } from './grant-store.ts'
import { allow } from './judge.ts'
import type { AccessNeeds } from './needs.ts'
import { grantPolicy, staffPolicy } from './policy.ts'
import { peopleWithCredential, type Staff, staffOfTerritories } from './staff-store.ts'

/** Territories by name, as this person may name them. */
export type Named = ReadonlyMap<TerritoryId, string>

/** The territories this person administers at this desk: all, for the installation's administrator. */
export async function administered(tx: Tx, actor: Actor, needs: AccessNeeds): Promise<Named> {
  const whole = allow(actor, 'staff.manage', { territoryId: INSTALLATION }).allowed
  if (whole && actor.kind === 'person' && (actor.desk === null || actor.desk === INSTALLATION)) {
    const all = await needs.territoryNames(tx)
    return new Map([[INSTALLATION, m.access_installation()], ...all])
  }
  const own = actor.kind === 'person' ? readSet(actor) : []
  const may = own.filter((id) => allow(actor, 'staff.manage', { territoryId: id }).allowed)
  return await needs.territoryNames(tx, may)
}

/** One territory as a screen names it. */
export function placeOf(names: Named, id: TerritoryId): { id: string; name: string } {
  return { id, name: names.get(id) ?? m.access_other_territory() }
}

/** A grant as this person sees it. */
export function grantView(actor: Actor, names: Named, grant: HeldGrant): GrantView {
  return {
    id: grant.id,
    staffId: grant.staffId,
    territory: placeOf(names, grant.territoryId),
    role: grant.role,
    bodyId: grant.bodyId,
    can: { end: grantPolicy.allow(actor, 'grant.manage', grant).allowed },
  }
}

/**
 * The people of these territories with the grants they have in them: what somebody does in another territory
 * stays unknown here.
 */
export async function staffViews(
  tx: Tx,
  actor: Actor,
  names: Named,
): Promise<readonly StaffView[]> {
  const territories = [...names.keys()]
  const people = await staffOfTerritories(tx, territories)
  const grants = Map.groupBy(await grantsOfTerritories(tx, territories), (one) => one.staffId)
  const signing = await peopleWithCredential(
    tx,
    people.map((one) => one.id),
  )
  return people.map((staff) => staffView(actor, names, staff, grants.get(staff.id) ?? [], signing))
}

function staffView(
  actor: Actor,
  names: Named,
  staff: Staff,
  grants: readonly HeldGrant[],
  signing: ReadonlySet<StaffId>,
): StaffView {
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    isActive: staff.isActive,
    hasSignIn: signing.has(staff.id),
    version: staff.version,
    home: placeOf(names, staff.homeTerritoryId),
    grants: grants.map((grant) => grantView(actor, names, grant)),
    can: { change: staffPolicy.allow(actor, 'staff.manage', staff).allowed },
  }
}

/** Is this person one whom the actor's territories keep or employ? Others are as if they were not. */
export async function isWithinSight(tx: Tx, names: Named, staffId: StaffId): Promise<boolean> {
  const people = await staffOfTerritories(tx, [...names.keys()])
  return people.some((one) => one.id === staffId)
}
