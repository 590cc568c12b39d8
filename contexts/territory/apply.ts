import type { TerritoryId } from '#platform/kernel/ids.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { unwrap } from '#platform/server/errors.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'
import type { Configuration } from './configuration.ts'
import { adopt, type Section, type Territory } from './model.ts'
import type { ListedMunicipality } from './municipality-list.ts'
import { lockTerritory, recordTerritory, territoryIdOf, writeMunicipalities } from './store.ts'

/** What applying a territory file did. */
export type Applied = {
  readonly territoryId: TerritoryId
  readonly outcome: 'opened' | 'changed' | 'unchanged'
  readonly version: number
  readonly sections: readonly Section[]
}

const ACTOR = { kind: 'system', name: 'system:territory-file' } as const

/** Brings the table of municipalities up to the list; answers how many rows changed (0 the second time). */
export async function applyMunicipalities(
  tools: WorkTools,
  list: readonly ListedMunicipality[],
  now: Instant,
): Promise<number> {
  const scope = { actor: ACTOR, now, read: [], write: null }
  return await inTransaction(tools, scope, (tx) => writeMunicipalities(tx, list))
}

/**
 * Applies a validated configuration: opens the territory or changes what differs, one event and one new
 * version; the same file twice changes nothing. The municipalities must have been applied before.
 */
export async function applyTerritory(
  tools: WorkTools,
  configuration: Configuration,
  now: Instant,
): Promise<Applied> {
  const known = await inTransaction(tools, { actor: ACTOR, now, read: [], write: null }, (tx) =>
    territoryIdOf(tx, configuration.key),
  )
  const territoryId = known ?? uuid7<TerritoryId>(now, tools.random)
  const scope = { actor: ACTOR, now, read: [territoryId], write: territoryId }
  return await inTransaction(tools, scope, async (tx) => {
    const state = await lockTerritory(tx, territoryId)
    let current: Territory | undefined = state
    let sections: readonly Section[] = []
    for (const event of unwrap(adopt(state, configuration))) {
      if (event.type === 'ConfigurationChanged') sections = event.data.sections
      current = await recordTerritory(tx, territoryId, current, event)
    }
    const changed = current?.version !== state?.version
    const outcome = state ? (changed ? 'changed' : 'unchanged') : 'opened'
    return { territoryId, outcome, version: current?.version ?? 0, sections }
  })
}
