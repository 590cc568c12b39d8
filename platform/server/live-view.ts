import type { PersonActor } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from './db.ts'

/** A list that boards follow: which of these files a class of sight sees now, as rows. */
export type LiveView = {
  /** Name of the message on the stream. */
  readonly topic: string
  /** The list's own rows for these interventions, by the list's own permission function. */
  readonly rows: (
    tx: Tx,
    actor: PersonActor,
    interventionIds: readonly string[],
  ) => Promise<readonly { readonly id: string }[]>
  /** Those who may see these files otherwise than their class of sight does, such as their owners. */
  readonly apart?: (tx: Tx, interventionIds: readonly string[]) => Promise<readonly StaffId[]>
}

/** A room whose events belong to no file: who follows lists here is told that something moved, and reads their own again. */
export type LiveNudge = {
  readonly room: string
  readonly topic: string
  /** True of what everybody here may know, whether they follow a list or not. */
  readonly isForAll?: boolean
}
