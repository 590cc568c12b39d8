import { sql } from 'kysely'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database } from '#platform/server/db.ts'
import type { Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { ATTEMPT_RULES, type AttemptRule } from './model.ts'
import { emailForm } from './staff-store.ts'

/** One key under a limit. */
export type Bucket = { readonly key: Buffer; readonly rule: AttemptRule }

const PURPOSE = 'attempt'

/** What an attempt to sign in counts against. */
export function bucketsOf(vault: Vault, account: string, peer: string): readonly Bucket[] {
  const print = (name: string) => vault.fingerprint(INSTALLATION, PURPOSE, name)
  return [
    { key: print(`account:${emailForm(account)}`), rule: ATTEMPT_RULES.account },
    { key: print(`peer:${peer}`), rule: ATTEMPT_RULES.peer },
  ]
}

/**
 * Counts one attempt before it is judged, so that guesses at the same time cannot pass the limit. Answers the
 * seconds to wait when it was one too many, else 0.
 */
export async function countAttempt(
  db: Database,
  buckets: readonly Bucket[],
  machine: Instant,
): Promise<number> {
  let wait = 0
  for (const { key, rule } of buckets) {
    const start = machine.subtract({ minutes: rule.windowMinutes })
    const { rows } = await sql<{ failures: number; window_started_at: Instant }>`
      insert into access.attempt as a (bucket, failures, window_started_at) values (${key}, 1, ${machine})
      on conflict (bucket) do update set
        failures = case when a.window_started_at <= ${start} then 1 else least(a.failures, 1000000) + 1 end,
        window_started_at = case when a.window_started_at <= ${start} then ${machine} else a.window_started_at end
      returning failures, window_started_at`.execute(db)
    const row = rows[0]
    if (!row || row.failures <= rule.attempts) continue
    const until = row.window_started_at.add({ minutes: rule.windowMinutes })
    wait = Math.max(wait, Math.ceil((until.epochMilliseconds - machine.epochMilliseconds) / 1000))
  }
  return wait
}

/** After a right answer: the account starts anew, the peer gets its attempts back. */
export async function forgiveAttempts(
  db: Database,
  buckets: readonly Bucket[],
  attempts: number,
): Promise<void> {
  const [account, ...others] = buckets
  if (account) await db.deleteFrom('access.attempt').where('bucket', '=', account.key).execute()
  for (const { key } of others)
    await sql`update access.attempt set failures = greatest(failures - ${attempts}, 0) where bucket = ${key}`.execute(
      db,
    )
}

/** Forgets windows that are long over. */
export async function forgetOldAttempts(db: Database, machine: Instant): Promise<void> {
  await db
    .deleteFrom('access.attempt')
    .where('window_started_at', '<', machine.subtract({ hours: 24 }))
    .execute()
}
