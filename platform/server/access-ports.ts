import type { Actor, PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId, SessionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from './db.ts'

/** What a permission is judged by beside the role: the resource mapped on the closed vocabulary. */
export type Facts = {
  readonly territoryId: TerritoryId
  readonly ownerId?: string | null
  readonly bodyId?: string | null
  readonly isProtected?: boolean
  readonly isBarred?: boolean
  readonly state?: string
  /** The role whose matter it is, as consegne are of the role that changes. */
  readonly ofRole?: Role
  /** The file it belongs to, where the path names something else: a denial is written on that file's log. */
  readonly interventionId?: InterventionId
}

/** Yes, or no with the code of the reason. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: string }

/** A sign-in that holds. */
export type Session = {
  readonly actor: PersonActor
  /** The desk is locked: only unlocking and signing out are possible. */
  readonly locked: boolean
}

/** What the room `access` does for the platform, plugged in by `apps/server`. */
export type AccessPorts = {
  /** The session of a cookie value, or undefined when it does not hold (any more). */
  readonly authenticate: (token: string, machine: Instant) => Promise<Session | undefined>
  /** The sessions of these ids as they stand now: what has ended is absent. */
  readonly recheck: (
    ids: readonly SessionId[],
    machine: Instant,
  ) => Promise<ReadonlyMap<SessionId, Session>>
  /** Permission is denied by default. */
  readonly authorize: (actor: Actor, action: string, facts: Facts) => Verdict
  /** Writes a denial or refusal on the log; called in a transaction of its own after the rollback. */
  readonly recordRefusal: (tx: Tx, entry: RefusalEntry) => Promise<void>
}

/** A denial or refusal as it is recorded: codes and ids only. */
export type RefusalEntry = {
  readonly operation: string
  readonly code: string
  readonly interventionId: InterventionId | null
}

/** Classes of sight: two actors of one class see the same rows of every list. */
export function classOfSight(actor: PersonActor): string {
  const grants = actor.grants.map((g) => `${g.territoryId}:${g.role}:${g.bodyId ?? ''}`).sort()
  return `${actor.desk ?? 'all'}|${[...new Set(grants)].join(',')}`
}

/** The territories a person reads: where there is a grant, narrowed by the desk. */
export function readSet(actor: PersonActor): readonly TerritoryId[] {
  const all = [...new Set(actor.grants.map((grant) => grant.territoryId))]
  return actor.desk === null ? all : all.filter((id) => id === actor.desk)
}
