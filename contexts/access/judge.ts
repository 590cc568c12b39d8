import type { Actor, Grant } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts, Verdict } from '#platform/server/access-ports.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { isAction } from './actions.ts'
import { type Condition, permissionsFor } from './permissions.ts'

/** The facts of the platform and what this room adds to the vocabulary. */
export type PolicyFacts = Facts & {
  /** An emergency access of this person to this file is open. */
  readonly isEmergencyOpen?: boolean
}

export type Denial =
  | 'unknown-action'
  | 'bar'
  | 'no-grant'
  | 'role'
  | 'protected'
  | 'not-owner'
  | 'other-body'
  | 'closed'
  | 'other-role'

/** A grant counts in its territory; the installation's administrator is one everywhere. */
export function grantsIn(actor: Actor, territoryId: TerritoryId): readonly Grant[] {
  if (actor.kind !== 'person') return []
  return actor.grants.filter(
    (grant) =>
      grant.territoryId === territoryId ||
      (grant.territoryId === INSTALLATION && grant.role === 'administrator'),
  )
}

function holds(condition: Condition, actor: Actor, grant: Grant, facts: PolicyFacts): boolean {
  switch (condition) {
    case 'owner':
      return actor.kind === 'person' && facts.ownerId === actor.staffId
    case 'own-body':
      return grant.bodyId !== null && facts.bodyId === grant.bodyId
    case 'not-protected':
      return facts.isProtected !== true
    case 'emergency-open':
      return facts.isEmergencyOpen === true
    case 'not-closed':
      return facts.state !== 'closed'
    case 'own-role':
      return facts.ofRole === grant.role
  }
}

const REASONS: Readonly<Record<Condition, Denial>> = {
  owner: 'not-owner',
  'own-body': 'other-body',
  'not-protected': 'protected',
  'emergency-open': 'protected',
  'not-closed': 'closed',
  'own-role': 'other-role',
}

/**
 * May this actor do this to what these facts describe? Denied unless a row permits it; a bar beats every row.
 * Refuses with `unknown-action`, `bar`, `no-grant` (nothing in this territory), `role`, or the condition
 * that was missing in the first row of the role.
 */
export function allow(actor: Actor, action: string, facts: PolicyFacts): Verdict {
  if (!isAction(action)) return deny('unknown-action')
  if (facts.isBarred === true) return deny('bar')
  const grants = grantsIn(actor, facts.territoryId)
  if (grants.length === 0) return deny('no-grant')
  let reason: Denial = 'role'
  for (const row of permissionsFor(action)) {
    for (const grant of grants) {
      if (grant.role !== row.role) continue
      const missing = row.when.find((condition) => !holds(condition, actor, grant, facts))
      if (missing === undefined) return { allowed: true }
      if (reason === 'role') reason = REASONS[missing]
    }
  }
  return deny(reason)
}

function deny(reason: Denial): Verdict {
  return { allowed: false, reason }
}
