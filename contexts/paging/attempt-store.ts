import { sql } from 'kysely'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { cancelMessages, hangUp, takeBackUnsent } from '#platform/server/outbox.ts'
import { LATER } from '#platform/server/together.ts'
import type { AttemptChannel, AttemptState, AttemptView } from './contract.ts'
import type { Page, PageId } from './model.ts'
import { territoryOf } from './store.ts'

/** One try as it is written. */
export type NewAttempt = {
  /** Where it had to be known before. */
  readonly id?: string
  readonly staffId: StaffId
  readonly role: string
  readonly channel: AttemptChannel
  readonly state: AttemptState
  readonly messageId?: string
  /** When it belongs to a call that was made before. */
  readonly madeAt?: Instant
}

/** Writes tries of a page's present step. */
export async function addAttempts(
  tx: Tx,
  page: Page,
  attempts: readonly NewAttempt[],
): Promise<void> {
  if (attempts.length === 0) return
  const { now, random } = tx.work
  const territory_id = territoryOf(tx)
  await tx
    .insertInto('paging.attempt')
    .values(
      attempts.map(({ id, staffId, role, channel, state, messageId, madeAt }) => ({
        territory_id,
        id: id ?? uuid7(now, random),
        page_id: page.id,
        intervention_id: page.interventionId,
        round: page.round,
        step: page.step,
        staff_id: staffId,
        role,
        channel,
        state,
        message_id: messageId ?? null,
        made_at: madeAt ?? now,
        changed_at: now,
      })),
    )
    .modifyEnd(LATER)
    .execute()
}

/** States in which a try still waits for something. */
const OPEN: readonly AttemptState[] = ['queued', 'by-hand', 'delivered', 'opened', 'seen']

/** What was known of a message before it was cancelled. */
const CAME_TO = sql<
  string | null
>`case when state in ('delivered', 'opened', 'seen') then state end`

/** Says what came of a person's open tries; `channels` and `round` narrow them. */
export async function endAttempts(
  tx: Tx,
  pageId: PageId,
  staffId: StaffId,
  state: AttemptState,
  { channels, round }: { channels?: readonly AttemptChannel[]; round?: number } = {},
): Promise<void> {
  let query = tx
    .updateTable('paging.attempt')
    .set({ state, changed_at: tx.work.now, ...(state === 'cancelled' && { came_to: CAME_TO }) })
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('staff_id', '=', staffId)
    .where('state', 'in', [...OPEN])
  if (round !== undefined) query = query.where('round', '=', round)
  if (channels) query = query.where('channel', 'in', [...channels])
  await query.modifyEnd(LATER).execute()
}

/** Nobody needs to be reached any more: what has not left is taken back, what still rings is hung up. */
export async function cancelAttempts(tx: Tx, pageId: PageId): Promise<void> {
  const rows = await tx
    .selectFrom('paging.attempt')
    .select(['message_id', 'state'])
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('message_id', 'is not', null)
    .execute()
  const ringing = rows.filter((row) => OPEN.some((state) => state === row.state))
  await tx
    .updateTable('paging.attempt')
    .set({ state: 'cancelled', came_to: CAME_TO, changed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('state', 'in', [...OPEN])
    .modifyEnd(LATER)
    .execute()
  await cancelMessages(
    tx,
    rows.flatMap((row) => row.message_id ?? []),
  )
  // After it: a sender that takes a call now finds it taken back, one that took it before is seen here.
  await hangUp(
    tx,
    ringing.flatMap((row) => row.message_id ?? []),
  )
}

/**
 * Takes back messages of earlier calls that have not left: whoever is called again gets one, not all. A call that is just
 * leaving goes, and stays open: it can still be answered, and is hung up with the page.
 */
export async function cancelUnsent(tx: Tx, pageId: PageId): Promise<void> {
  const rows = await tx
    .selectFrom('paging.attempt')
    .select('message_id')
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('state', '=', 'queued')
    .where('message_id', 'is not', null)
    .execute()
  const taken = await takeBackUnsent(
    tx,
    rows.flatMap((row) => row.message_id ?? []),
  )
  if (taken.length === 0) return
  await tx
    .updateTable('paging.attempt')
    .set({ state: 'cancelled', changed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('state', '=', 'queued')
    .where('message_id', 'in', [...taken])
    .execute()
}

/** A try as it stands; `sent`: it has left, nothing more is known. */
export type Attempt = {
  readonly id: string
  readonly pageId: PageId
  readonly interventionId: InterventionId
  readonly step: number
  readonly round: number
  readonly staffId: StaffId
  readonly role: string
  readonly channel: AttemptChannel
  readonly state: AttemptState | 'sent'
  /** Of one that was cancelled, how far it had come. */
  readonly cameTo: AttemptView['cameTo']
  readonly madeAt: Instant
}

type AttemptRow = {
  id: string
  page_id: string
  intervention_id: string
  step: number
  round: number
  staff_id: string
  role: string
  channel: string
  state: string
  made_at: Instant
  message_state: string | null
  said: string | null
}

const SAID = sql<string | null>`case when a.state = 'cancelled'
  then coalesce(a.came_to, case when o.state = 'sent' then 'sent' end) end`

const attemptRows = (tx: Tx) =>
  tx
    .selectFrom('paging.attempt as a')
    .leftJoin('platform.outbox as o', 'o.id', 'a.message_id')
    .selectAll('a')
    .select(['o.state as message_state', SAID.as('said')])

function attemptOf(row: AttemptRow): Attempt {
  return {
    id: row.id,
    pageId: row.page_id as PageId,
    interventionId: row.intervention_id as InterventionId,
    step: row.step,
    round: row.round,
    staffId: row.staff_id as StaffId,
    role: row.role,
    channel: row.channel as AttemptChannel,
    state: stateOf(row),
    cameTo: row.said as AttemptView['cameTo'],
    madeAt: row.made_at,
  }
}

function stateOf({ state, message_state }: AttemptRow): Attempt['state'] {
  if (state !== 'queued') return state as AttemptState
  if (message_state === 'sent' || message_state === 'failed') return message_state
  return 'queued'
}

/** The tries of a page, newest first, at most `limit`. */
export async function attemptsOf(tx: Tx, pageId: PageId, limit = 60): Promise<readonly Attempt[]> {
  const rows = await attemptRows(tx)
    .where('a.page_id', '=', pageId)
    .orderBy('a.made_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(attemptOf)
}

/** The try that a message of the outbox carries. */
export async function attemptOfMessage(tx: Tx, messageId: string): Promise<Attempt | undefined> {
  const row = await attemptRows(tx).where('a.message_id', '=', messageId).executeTakeFirst()
  return row && attemptOf(row)
}

/** True when this page, or another of the same file, has called this person. */
export async function wasCalled(tx: Tx, pageId: string, staffId: StaffId): Promise<boolean> {
  const row = await tx
    .selectFrom('paging.page as p')
    .innerJoin('paging.attempt as a', 'a.intervention_id', 'p.intervention_id')
    .select('a.id')
    .where('p.id', '=', pageId)
    .where('a.staff_id', '=', staffId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Sets the state of one try, unless it is over, or no more in one of these states. */
export async function setAttempt(
  tx: Tx,
  id: string,
  state: AttemptState,
  from: readonly AttemptState[] = OPEN,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('paging.attempt')
    .set({ state, changed_at: tx.work.now })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Channels that carry the link. */
const WITH_LINK: readonly AttemptChannel[] = ['mail', 'sms', 'push']

/**
 * The link of somebody who is called was opened: by them, or by a scanner of their mailbox, so nobody has seen anything
 * yet. Which of the messages it came from is not known.
 */
export async function markOpened(tx: Tx, pageId: PageId, staffId: StaffId): Promise<void> {
  await tx
    .updateTable('paging.attempt')
    .set({ state: 'opened', changed_at: tx.work.now })
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', pageId)
    .where('staff_id', '=', staffId)
    .where('channel', 'in', [...WITH_LINK])
    .where('state', 'in', ['queued', 'delivered'])
    .execute()
}

/**
 * Somebody who is called has the call on the screen, signed in: said of the newest call, once, on the channel of the
 * room. Nothing when they were never called.
 */
export async function markSeen(tx: Tx, page: Page, staffId: StaffId): Promise<void> {
  const rows = await tx
    .selectFrom('paging.attempt')
    .select(['id', 'channel', 'state', 'made_at', 'role', 'round'])
    .where('territory_id', '=', territoryOf(tx))
    .where('page_id', '=', page.id)
    .where('staff_id', '=', staffId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const [newest] = rows
  if (newest === undefined) return
  const inRoom = rows.find((row) => row.channel === 'board' && row.round === newest.round)
  if (inRoom) {
    await setAttempt(tx, inRoom.id, 'seen', ['queued', 'delivered'])
    return
  }
  const tried = { staffId, role: newest.role, channel: 'board', state: 'seen' } as const
  await addAttempts(tx, { ...page, round: newest.round }, [{ ...tried, madeAt: newest.made_at }])
}
