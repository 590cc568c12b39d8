import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { progressOfOne } from './progress.ts'
import { readBacksOf, recordReadBack } from './read-back.ts'
import { lockFile } from './store.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let worker: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  stranger = await room.person('social-worker', room.elsewhere)
})
afterAll(() => room.close())

const words = { officer: 'Appuntato Segreto', lines: ['Riga segreta'] }

it('what was told is kept with who listened, and a waiting patrol is let go in the same act', async () => {
  const file = await room.open(worker, { patrolWaitingSince: room.clock.now().toString() })
  const give = () =>
    room.as(worker, (tx) => recordReadBack(tx, file, { words, isMailed: false, releases: true }))
  await give()
  const after = await room.as(worker, async (tx) => ({
    file: await lockFile(tx, file),
    given: await readBacksOf(tx, file),
    progress: await progressOfOne(tx, file),
  }))
  expect(after.given).toMatchObject([{ ...words, by: worker.staffId }])
  expect(after.file.head.patrolWaitingSince).toBeNull()
  expect(after.progress.isReadBack).toBe(true)
  await give()
  expect(await room.as(worker, (tx) => readBacksOf(tx, file))).toHaveLength(2)
})

it('neither the log nor another territory knows the words', async () => {
  const file = await room.open(worker)
  const given = { words, isMailed: false, releases: false }
  await room.as(worker, (tx) => recordReadBack(tx, file, given))
  const events = await room.as(worker, (tx) =>
    tx.selectFrom('platform.event').selectAll().where('intervention_id', '=', file).execute(),
  )
  expect(JSON.stringify(events)).not.toMatch(/segret/iu)
  expect(await room.as(stranger, (tx) => readBacksOf(tx, file))).toEqual([])
  await expect(room.as(stranger, (tx) => recordReadBack(tx, file, given))).rejects.toThrow(
    'not found',
  )
})
