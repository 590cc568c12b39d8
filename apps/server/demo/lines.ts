import { makeFeed } from '#contexts/oncall/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { inTransaction } from '#platform/server/work.ts'
import type { Server } from '../compose.ts'
import { allTerritories } from '../ports.ts'
import type { Line } from './telephone-words.ts'

/** The numbers of the service that ring whoever is on call, each with a token of its own that the demo's exchange shows. */
export async function linesOf({ tools }: Server): Promise<readonly Line[]> {
  const lines: Line[] = []
  for (const territoryId of await allTerritories(tools.db)) {
    const actor = { kind: 'system', name: 'system:demo' } as const
    const scope = { actor, now: tools.clock.now(), read: [territoryId], write: territoryId }
    const line = await inTransaction(tools, scope, async (tx) => {
      const { name, switchboard } = await readConfiguration(tx, territoryId)
      if (!switchboard.rings) return undefined
      return { name, token: await makeFeed(tx, 'exchange', null) }
    })
    if (line) lines.push(line)
  }
  return lines
}
