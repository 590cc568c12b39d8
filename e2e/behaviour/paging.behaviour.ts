import { expect, test } from 'vitest'
import { m } from '#platform/i18n/texts.ts'
import { night } from './night.ts'

// Calls and telephones. The gravest class calls `first` at 0′, `second` at 5′, `chief` at 10′ and then every 10′.

test('01 nobody answers, to the end of the night: the coordinator is called every ten minutes', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.until('02:21')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second', '02:20 chief'])
  await story.until('06:00')
  expect(story.rung()).toHaveLength(2 + 23)
  expect(await story.page()).toBe('06:10')
  expect(await story.stands()).toBe('waiting, operator')
})

test('02 level 1 is silent, level 2 answers after a minute: the owner is level 2, nobody else rings', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('second', { pressesAfter: 1 })
  await story.call()
  await story.until('02:15')
  expect(await story.stands()).toBe('waiting, operator')
  await story.until('02:16')
  expect(await story.stands()).toBe('working, second')
  await story.until('06:00')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second'])
})

test('03 presses 1 twice: one answer, and the second press is thanked like the first', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('first', { pressesAfter: 2, times: 2 })
  await story.call()
  await story.until('02:40')
  expect(await story.stands()).toBe('working, first')
  expect(await story.page()).toBe('answered by first')
  expect(await story.answers('first')).toBe(1)
  expect(story.told('first')).toEqual([m.paging_voice_thanks(), m.paging_voice_thanks()])
  expect(story.rung()).toEqual(['02:10 first'])
})

test('04 presses late, after another has answered: the first one keeps it', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('first', { pressesAfter: 9 })
  story.phone('second', { pressesAfter: 2 })
  await story.call()
  await story.until('02:17')
  expect(await story.stands()).toBe('working, second')
  await story.until('03:00')
  expect(await story.stands()).toBe('working, second')
  expect(await story.answers('first')).toBe(0)
  expect(story.told('first')).toEqual([m.paging_voice_late()])
})

test('05 the operator answers first: who is on call is called all the same, and takes it by a late press', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('first', { pressesAfter: 3 })
  await story.call()
  await story.after(2)
  await story.does('operator', 'POST', 'answer')
  expect(await story.stands()).toBe('working, operator')
  await story.until('02:13')
  expect(await story.page()).toBe('answered by first')
  await story.until('04:00')
  expect(await story.stands()).toBe('working, first')
  expect(story.rung()).toEqual(['02:10 first'])
})

test('05b the operator answers and nobody else does: the coordinator is called like the others', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.does('operator', 'POST', 'answer')
  await story.until('02:31')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second', '02:20 chief', '02:30 chief'])
  await story.does('second', 'POST', 'answer')
  await story.until('04:00')
  expect(await story.stands()).toBe('working, second')
  expect(story.rung()).toHaveLength(4)
})

test('06 called by hand: the first cannot, the second is called at once and answers', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.after(2)
  await story.saysByHand('first', 'cannot')
  expect(story.rung()).toEqual(['02:10 first', '02:12 second'])
  await story.saysByHand('second', 'answers')
  expect(await story.stands()).toBe('working, second')
  await story.until('03:00')
  expect(story.rung()).toHaveLength(2)
})

test('07 a step without anybody is passed over at once; without a rota every coordinator is called', async () => {
  const alone = await night('2026-11-21 02:10', { rota: ['chief'] })
  await alone.call()
  expect(alone.rung()).toEqual(['02:10 chief'])
  expect(await alone.page()).toBe('02:20')
  const nobody = await night('2026-11-21 02:10', { rota: 'nobody' })
  await nobody.call()
  await nobody.after(30)
  expect(await nobody.called()).toEqual(['chief', 'deputy'])
  expect(await nobody.page()).toBe('02:50')
})

test('08 closed as opened by mistake while the telephone rings: the page ends, the press finds nothing', async () => {
  const story = await night('2026-11-21 02:10')
  story.phone('first', { pressesAfter: 4 })
  await story.call()
  await story.after(3)
  const reason = 'Prova della linea'
  await story.does('chief', 'POST', 'closing', { outcome: 'wrong', reason })
  expect(await story.page()).toBe('answered by nobody')
  await story.until('04:00')
  expect(await story.stands()).toBe('closed, operator')
  expect(story.told('first')).toEqual([m.paging_voice_settled()])
  expect(story.rung()).toEqual(['02:10 first'])
})

test('09 a graver class while somebody is called: its own steps begin, one page at a time', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call('urgenza')
  expect(await story.page()).toBe('02:40')
  // Also the milder class rings at night: a notice on a telephone wakes nobody.
  expect(story.rung()).toEqual(['02:10 first'])
  await story.after(4)
  await story.does('operator', 'POST', 'triage-decisions', {
    ...{ classKey: 'emergenza', reason: 'Ora c’è un pericolo' },
  })
  expect(story.rung()).toEqual(['02:10 first', '02:14 first'])
  expect(await story.page()).toBe('02:19')
  await story.until('02:25')
  expect(story.rung()).toEqual(['02:10 first', '02:14 first', '02:19 second', '02:24 chief'])
})

test('10 the provider takes no call all night: the page climbs, and the link in the mail says yes', async () => {
  const story = await night('2026-11-21 02:10')
  for (const who of ['first', 'second', 'chief'] as const) story.phone(who, 'broken')
  await story.call()
  await story.until('02:31')
  expect(story.rung()).toEqual([])
  expect(await story.page()).toBe('02:40')
  const { status } = await story.byLink(story.people.second.mailbox, 'r', { answer: 'yes' })
  expect(status).toBe(200)
  expect(await story.stands()).toBe('working, second')
  await story.until('04:00')
  expect(await story.page()).toBe('answered by second')
})

test('11 two links: the first says that she cannot, the second says yes, the coordinator is never rung', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call()
  await story.after(1)
  await story.byLink(story.people.first.mailbox, 'r', { answer: 'no' })
  expect(story.rung()).toEqual(['02:10 first', '02:11 second'])
  await story.byLink(story.people.second.mailbox, 'r', { answer: 'yes' })
  await story.byLink(story.people.first.mailbox, 'r', { answer: 'yes' })
  expect(await story.stands()).toBe('working, second')
  await story.until('03:00')
  expect(story.rung()).toHaveLength(2)
})

test('24 the link of the lower class, opened after the class was raised, still says yes to the file', async () => {
  const story = await night('2026-11-21 02:10')
  await story.call('urgenza')
  await story.after(4)
  const first = story.linkTo(story.people.first.mailbox, 'r')
  await story.does('operator', 'POST', 'triage-decisions', {
    ...{ classKey: 'emergenza', reason: 'Ora c’è un pericolo' },
  })
  await story.until('02:20')
  const shown = await story.opens(first)
  expect(shown.text).toContain('value="yes"')
  await story.sends(first, { answer: 'yes' })
  expect(await story.stands()).toBe('working, first')
  expect((await story.opens(first)).text).not.toContain('value="yes"')
})
