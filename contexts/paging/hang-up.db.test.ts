import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cancelAttempts } from './attempt-store.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom

beforeAll(async () => {
  room = await openPagedRoom()
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

it('a call that leaves while it is taken back is hung up', async () => {
  const operator = await room.person('operator')
  await room.onCall('social-worker', 1)
  const id = await room.page(operator)
  await room.due()
  const call = await room.two.db
    .selectFrom('platform.outbox')
    .select('id')
    .where('channel', '=', 'voice')
    .executeTakeFirstOrThrow()
  let taking: Promise<void> = Promise.resolve()
  await room.two.db.transaction().execute(async (sender) => {
    const leased_until = room.clock.machine().add({ seconds: 15 })
    await sender
      .updateTable('platform.outbox')
      .set({ leased_until })
      .where('id', '=', call.id)
      .execute()
    taking = room.as(operator, async (tx) => {
      const page = await newestPage(tx, id)
      if (page) await cancelAttempts(tx, page.id)
    })
    await somebodyWaits()
  })
  await taking
  const orders = await room.two.db
    .selectFrom('platform.outbox')
    .select('channel')
    .where('channel', '=', 'hang-up')
    .execute()
  expect(orders).toHaveLength(1)
})
