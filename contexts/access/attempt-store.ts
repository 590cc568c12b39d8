import { sql } from 'kysely'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database } from '#platform/server/db.ts'
import type { Vault } from '#platform/server/vault.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { ATTEMPT_RULES, type AttemptRule, pauseBefore, SLOW_RULE } from './model.ts'
import { emailForm } from './staff-store.ts'

/** One key under a limit. */
export type Bucket = { readonly key: Buffer; readonly rule: AttemptRule }

/** Who tries: for which account, from where, and the browser when it is known to that account. */
export type Guess = {
  readonly account: string
  readonly peer: string
  readonly device: string | undefined
}

const PURPOSE = 'attempt'

function bucket(vault: Vault, name: string, rule: AttemptRule): Bucket {
  return { key: vault.fingerprint(INSTALLATION, PURPOSE, name), rule }
}

/**
 * What a password counts against. A known browser has a limit of its own, so that what strangers do, also from
 * behind the same proxy, never keeps its person out.
 */
export function passwordBuckets(vault: Vault, guess: Guess): readonly Bucket[] {
  const account = emailForm(guess.account)
  if (guess.device !== undefined)
    return [bucket(vault, `device:${guess.device}:${account}`, ATTEMPT_RULES.place)]
  return [
    bucket(vault, `place:${guess.peer}:${account}`, ATTEMPT_RULES.place),
    bucket(vault, `peer:${guess.peer}`, ATTEMPT_RULES.peer),
  ]
}

/** What a one-time code counts against beside its own sign-in. */
export function codeBucket(vault: Vault, guess: Guess): Bucket {
  return guess.device === undefined
    ? bucket(vault, `codes:${emailForm(guess.account)}`, ATTEMPT_RULES.codes)
    : bucket(vault, `device-codes:${guess.device}`, ATTEMPT_RULES.place)
}

/** The codes of one sign-in. */
export function signInBucket(vault: Vault, signInId: string): Bucket {
  return bucket(vault, `sign-in:${signInId}`, ATTEMPT_RULES.codesOfSignIn)
}

function accountBucket(vault: Vault, account: string): Bucket {
  return bucket(vault, `account:${emailForm(account)}`, SLOW_RULE)
}

type Counted = { readonly failures: number; readonly window_started_at: Instant }

async function count(db: Database, { key, rule }: Bucket, machine: Instant): Promise<Counted> {
  const start = machine.subtract({ minutes: rule.windowMinutes })
  const { rows } = await sql<Counted>`
    insert into access.attempt as a (bucket, failures, window_started_at) values (${key}, 1, ${machine})
    on conflict (bucket) do update set
      failures = case when a.window_started_at <= ${start} then 1 else least(a.failures, 1000000) + 1 end,
      window_started_at = case when a.window_started_at <= ${start} then ${machine} else a.window_started_at end
    returning failures, window_started_at`.execute(db)
  return rows[0] ?? { failures: 1, window_started_at: machine }
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
  for (const one of buckets) {
    const { failures, window_started_at } = await count(db, one, machine)
    if (failures <= one.rule.attempts) continue
    const until = window_started_at.add({ minutes: one.rule.windowMinutes })
    wait = Math.max(wait, Math.ceil((until.epochMilliseconds - machine.epochMilliseconds) / 1000))
  }
  return wait
}

/** Counts one code of a sign-in before it is judged; answers how many it has had with this one. */
export async function countCode(
  db: Database,
  vault: Vault,
  signInId: string,
  machine: Instant,
): Promise<number> {
  return (await count(db, signInBucket(vault, signInId), machine)).failures
}

/** Counts one password for the account as a whole; answers the milliseconds to hold its answer back. */
export async function countForAccount(
  db: Database,
  vault: Vault,
  guess: Guess,
  machine: Instant,
): Promise<number> {
  if (guess.device !== undefined) return 0
  return pauseBefore((await count(db, accountBucket(vault, guess.account), machine)).failures)
}

/** After a right answer: what was counted for it is given back. */
export async function giveBack(db: Database, buckets: readonly Bucket[]): Promise<void> {
  for (const { key } of buckets)
    await sql`update access.attempt set failures = greatest(failures - 1, 0) where bucket = ${key}`.execute(
      db,
    )
}

/** After a right password: this place starts anew, the account and the peer get this attempt back. */
export async function forgivePlace(db: Database, vault: Vault, guess: Guess): Promise<void> {
  const [place, ...others] = passwordBuckets(vault, guess)
  if (place) await db.deleteFrom('access.attempt').where('bucket', '=', place.key).execute()
  const account = guess.device === undefined ? [accountBucket(vault, guess.account)] : []
  await giveBack(db, [...others, ...account])
}

/** Forgets windows that are long over. */
export async function forgetOldAttempts(db: Database, machine: Instant): Promise<void> {
  await db
    .deleteFrom('access.attempt')
    .where('window_started_at', '<', machine.subtract({ hours: 24 }))
    .execute()
}
