import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'

/** A call that nobody answered, for who makes a file of it. */
export type LostCall = {
  readonly cameAt: Instant
  /** E.164; null: withheld. */
  readonly number: string | null
}

/** What this room asks of those who put the server together. */
export type SwitchboardNeeds = {
  /** Opens a file of a lost call, with its owner, and calls whoever is on call. Undefined where nobody works. */
  readonly reportLost: (tx: Tx, call: LostCall) => Promise<InterventionId | undefined>
  /** Who speaks with that caller now owns the file of their lost call, unless somebody answered it already. */
  readonly takeLost: (tx: Tx, file: InterventionId, by: StaffId) => Promise<void>
  /** Those of these files for which somebody answers already, or which are closed. */
  readonly answeredAmong: (
    tx: Tx,
    files: readonly InterventionId[],
  ) => Promise<ReadonlySet<InterventionId>>
}
