import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { hasAdministrator } from './grant-store.ts'
import { invite } from './invitation-store.ts'

/**
 * The single-use link (24 hours) that makes the first administrator, undefined when somebody administers
 * already. Each call ends the link made before.
 */
export async function firstAdministratorLink(
  tools: ServeTools,
  address: string,
): Promise<string | undefined> {
  const actor = { kind: 'system', name: 'system:first-administrator' } as const
  const scope = { actor, now: tools.clock.now(), read: [], write: INSTALLATION }
  return await inTransaction(tools, scope, async (tx) => {
    if (await hasAdministrator(tx)) return undefined
    const token = await invite(tx, { kind: 'first-administrator', staffId: null })
    return `${address}/primo-accesso/${token}`
  })
}
