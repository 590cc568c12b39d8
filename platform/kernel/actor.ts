import type { BodyId, SessionId, StaffId, TerritoryId } from './ids.ts'

/** The roles of the real service (mission X1). */
export const ROLES = [
  'operator',
  'social-worker',
  'coordinator',
  'crew',
  'mediator',
  'psychologist',
  'facility',
  'accredited-reporter',
  'competent-service',
  'lead-municipality',
  'auditor',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

/** Roles by which somebody can own a file, professions first. Who is called in another one helps and cannot keep it. */
export const OWNING_ROLES: readonly Role[] = [
  'social-worker',
  'psychologist',
  'coordinator',
  'operator',
  'crew',
]

/** One role in one territory, for one person; a body when the person acts for an organisation. */
export type Grant = {
  readonly territoryId: TerritoryId
  readonly role: Role
  readonly bodyId: BodyId | null
}

/** A signed-in person at a desk. `desk` is the territory that new work is written to. */
export type PersonActor = {
  readonly kind: 'person'
  readonly staffId: StaffId
  readonly sessionId: SessionId
  readonly name: string
  readonly grants: readonly Grant[]
  readonly desk: TerritoryId | null
}

/** Work without a person: it has permission rows like anyone. */
export type SystemActor = { readonly kind: 'system'; readonly name: `system:${string}` }

/** Someone who has not signed in. */
export type GuestActor = { readonly kind: 'guest' }

export type Actor = PersonActor | SystemActor | GuestActor

/** How the log names an actor: an id, never a name. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `staff:${actor.staffId}`
    case 'system':
      return actor.name
    case 'guest':
      return 'guest'
  }
}

/** The roles a person holds in one territory. */
export function rolesIn(actor: Actor, territoryId: TerritoryId): readonly Role[] {
  if (actor.kind !== 'person') return []
  return actor.grants
    .filter((grant) => grant.territoryId === territoryId)
    .map((grant) => grant.role)
}

/** The territories where a person has any grant, each once. */
export function territoriesOf(actor: Actor): readonly TerritoryId[] {
  if (actor.kind !== 'person') return []
  return [...new Set(actor.grants.map((grant) => grant.territoryId))]
}
