import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startRunning } from './testing/running.ts'

let running: Running

beforeAll(async () => {
  running = await startRunning('2026-11-21T01:40:00Z', ['s4-'])
})

afterAll(async () => {
  await running?.close()
})

/** A beat of another server, so many seconds ago. */
async function beat(secondsAgo: number): Promise<void> {
  const { db, clock } = running.server.tools
  await db
    .insertInto('platform.process')
    .values({
      id: crypto.randomUUID(),
      kind: 'server',
      beat_at: clock.machine().subtract({ seconds: secondsAgo }),
      clock_skew_ms: 0,
    })
    .execute()
}

async function servers(): Promise<unknown> {
  return (await running.server.app.inject({ url: '/status' })).json().servers
}

test('a server that was killed is not counted 15 seconds later', async () => {
  await expect.poll(servers, { timeout: 10_000 }).toBe(1)
  await beat(16)
  await beat(40)
  expect(await servers()).toBe(1)
  await beat(6)
  expect(await servers()).toBe(2)
})
