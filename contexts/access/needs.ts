import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'

/** What this room asks of those who put the server together. */
export type AccessNeeds = {
  /** Names of territories; without ids, of all. An unknown id is absent. */
  readonly territoryNames: (
    tx: Tx,
    ids?: readonly TerritoryId[],
  ) => Promise<ReadonlyMap<TerritoryId, string>>
  /** Scheme and host under which people reach this installation, for links in mails. */
  readonly address: () => string
}
