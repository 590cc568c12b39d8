import { expect, test } from 'vitest'
import { m } from '#platform/i18n/texts.ts'
import { leaves } from './deeds.ts'
import { night } from './night.ts'

// Nights in which the clocks, the servers or the people change.

test('12 the night with two hours between two and three: ten minutes stay ten minutes', async () => {
  const story = await night('2026-10-25 01:55')
  await story.call()
  await story.after(10)
  expect(story.rung()).toEqual(['01:55 first', '02:00 second', '02:05 chief'])
  // 02:05, 02:15 … 02:55, then 02:05 once more, before it is 03:05.
  await story.until('03:05')
  expect(story.rung()).toHaveLength(2 + 13)
  expect(story.rung().filter((call) => call.startsWith('02:15'))).toHaveLength(2)
  expect(await story.page()).toBe('03:15')
})

test('13 the night without two o’clock: the next call is five minutes later, at three', async () => {
  const story = await night('2027-03-28 01:55')
  await story.call()
  await story.after(11)
  expect(story.rung()).toEqual(['01:55 first', '03:00 second', '03:05 chief'])
  expect(await story.page()).toBe('03:15')
})

test('14 nothing runs for an hour: one step is taken, and the next wait counts from it', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.nothingRunsUntil('03:12')
  await story.after(1)
  expect(story.rung()).toEqual(['02:10 first', '03:12 second'])
  expect(await story.page()).toBe('03:17')
  await story.until('03:20')
  expect(story.rung().at(-1)).toBe('03:17 chief')
})

test('15 two servers take each step once; one is stopped in between and the other goes on', async () => {
  const story = await night('2026-11-21 02:10')
  await story.house.addServer()
  await story.call()
  await story.until('02:16')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second'])
  await story.house.stopServer()
  story.phone('chief', { pressesAfter: 2 })
  await story.until('02:23')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second', '02:20 chief'])
  expect(await story.stands()).toBe('working, chief')
})

test('16 the grant of the owner ends at night: the file has another owner at once, and is still called for', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.after(3)
  await leaves(story, 'operator')
  const owner = await story.stands()
  expect(['waiting, chief', 'waiting, deputy']).toContain(owner)
  await story.until('02:21')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second', '02:20 chief'])
})

test('17 who is on call leaves after the telephone rang: her yes counts no more, the next one is called', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.after(1)
  await leaves(story, 'first')
  const late = await story.byLink(story.people.first.mailbox, 'r', { answer: 'yes' })
  expect(late.status).toBe(410)
  expect(await story.stands()).toBe('waiting, operator')
  story.phone('second', { pressesAfter: 1 })
  await story.until('02:30')
  expect(await story.stands()).toBe('working, second')
  await leaves(story, 'second')
  expect(await story.stands()).not.toContain('second')
})

test('25 who left presses 1 all the same: she is told so, the next one is called at once', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('first', { pressesAfter: 3 })
  await story.call()
  await story.after(1)
  await leaves(story, 'first')
  await story.until('02:14')
  expect(story.told('first')).toEqual([m.paging_voice_gone()])
  expect(await story.stands()).toBe('waiting, operator')
  await story.until('02:16')
  expect(story.rung()).toEqual(['02:10 first', '02:13 second'])
})
