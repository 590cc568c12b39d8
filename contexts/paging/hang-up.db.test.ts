import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { attemptOfMessage, cancelAttempts } from './attempt-store.ts'
import { settlePages } from './commands.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
})
afterAll(() => room.close())

/** Answers once a statement of this database waits for the lock of another. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } =
      await sql`select 1 from pg_locks where not granted and pid <> pg_backend_pid()`.execute(
        room.two.db,
      )
    if (rows.length > 0) return
  }
}

/** While a sender takes the only call that waits, somebody else does this and waits for it. */
async function whileItLeaves(act: () => Promise<void>): Promise<string> {
  let acting: Promise<void> = Promise.resolve()
  const call = await room.two.db.transaction().execute(async (sender) => {
    const leased_until = room.clock.machine().add({ seconds: 15 })
    const taken = await sender
      .updateTable('platform.outbox')
      .set({ leased_until })
      .where('channel', '=', 'voice')
      .where('state', '=', 'waiting')
      .where('leased_until', 'is', null)
      .returning('id')
      .executeTakeFirstOrThrow()
    acting = act()
    await somebodyWaits()
    return taken.id
  })
  await acting
  return call
}

async function hungUp(): Promise<number> {
  const orders = await room.two.db
    .selectFrom('platform.outbox')
    .select('channel')
    .where('channel', '=', 'hang-up')
    .execute()
  return orders.length
}

const stateOf = async (messageId: string) =>
  await room.as(operator, async (tx) => (await attemptOfMessage(tx, messageId))?.state)

it('a call that leaves while it is taken back is hung up', async () => {
  await room.onCall('social-worker', 1)
  const id = await room.page(operator)
  await room.due()
  await whileItLeaves(() =>
    room.as(operator, async (tx) => {
      const page = await newestPage(tx, id)
      if (page) await cancelAttempts(tx, page.id)
    }),
  )
  expect(await hungUp()).toBe(1)
})

it('a call that leaves while the next one is made goes on, can be answered, and is hung up with the page', async () => {
  const before = await hungUp()
  const id = await room.page(operator)
  await room.due()
  room.clock.advance({ minutes: 5 })
  const call = await whileItLeaves(() => room.due())
  expect(await stateOf(call)).toBe('queued')
  await room.two.db
    .updateTable('platform.outbox')
    .set({
      state: 'sent',
      leased_until: null,
      next_attempt_at: null,
      settled_at: room.clock.now(),
      sealed_payload: null,
    })
    .where('id', '=', call)
    .execute()
  await room.as(operator, (tx) => settlePages(tx, id, 'closed', null))
  expect(await stateOf(call)).toBe('cancelled')
  expect(await hungUp()).toBe(before + 1)
})

it('a call that has not left when the next one is made never rings', async () => {
  const id = await room.page(operator)
  await room.due()
  const first = await room.two.db
    .selectFrom('platform.outbox')
    .select('id')
    .where('channel', '=', 'voice')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  room.clock.advance({ minutes: 5 })
  await room.due()
  expect(await stateOf(first.id)).toBe('cancelled')
  await room.as(operator, (tx) => settlePages(tx, id, 'closed', null))
})
