import type { AccessPorts } from '#platform/server/access-ports.ts'
import type { Database } from '#platform/server/db.ts'
import type { Vault } from '#platform/server/vault.ts'
import { allow } from './judge.ts'
import { recordRefusal } from './reading-store.ts'
import { sessionOfToken, sessionsOfIds } from './session-store.ts'

/** What this room does for the platform. */
export function accessPorts(parts: { readonly db: Database; readonly vault: Vault }): AccessPorts {
  const { db, vault } = parts
  return {
    authenticate: (token, machine) => sessionOfToken(db, vault, token, machine),
    recheck: (ids, machine) => sessionsOfIds(db, vault, ids, machine),
    authorize: allow,
    recordRefusal,
  }
}
