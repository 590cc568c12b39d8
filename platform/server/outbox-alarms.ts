import type { Transaction } from 'kysely'
import type { DB } from '#db/types.ts'
import type { Instant } from '#platform/kernel/time.ts'

/** The alarm that says that a message was given up; its key is the message. */
export const FAILED_KIND = 'message-failed'

/** The same of a message about a file that is somebody's task when it does not leave. */
export const NOTICE_FAILED_KIND = 'notice-failed'

/** The same of a call for which a person of the service waits. */
export const CONNECT_FAILED_KIND = 'connect-failed'

/** The alarm that says that a message does not leave: it is tried on, and whoever wrote it may go another way meanwhile. */
export const STUCK_KIND = 'message-stuck'

/** The alarm that says that a message has not left by its hour: it was held up, and leaves no more. */
export const LAPSED_KIND = 'message-lapsed'

/** The try after whose failure a message is stuck: half a minute after the first. */
export const STUCK_AFTER = 3

/** A message as far as its writer is to be told of it. */
export type Written = {
  readonly id: string
  readonly territory_id: string
  readonly channel: string
  readonly notice_of: string | null
}

/** By which alarm the writer of a message learns that it was given up. */
export function failedKind({ channel, notice_of }: Written): string {
  if (channel === 'connect') return CONNECT_FAILED_KIND
  return notice_of === null ? FAILED_KIND : NOTICE_FAILED_KIND
}

/** Sets the alarm by which whoever wrote a message is told what became of it. */
export async function tellWriter(
  tx: Transaction<DB>,
  { id, territory_id }: Written,
  kind: string,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto('platform.due')
    .values({ territory_id, kind, key: id, due_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
}
