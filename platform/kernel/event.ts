import type { EventId, InterventionId, TerritoryId } from './ids.ts'
import type { Instant } from './time.ts'

/** One entry of the log as rooms write it: what happened, to what, when it happened. */
export type DomainEvent<T extends string = string, D = Readonly<Record<string, unknown>>> = {
  readonly type: T
  readonly data: D
}

/** An entry as it stands on the log. */
export type RecordedEvent<T extends string = string, D = Readonly<Record<string, unknown>>> = {
  readonly id: EventId
  readonly territoryId: TerritoryId | null
  readonly room: string
  readonly aggregateId: string
  readonly version: number
  readonly interventionId: InterventionId | null
  readonly at: Instant
  readonly recordedAt: Instant
  readonly actor: string
  readonly type: T
  readonly data: D
}
