import { expect, test } from 'vitest'
import {
  aFacility,
  EDUCATOR,
  FACILITY_MAILBOX,
  handoverOf,
  handsOver,
  holdsPlace,
  OFFICE_MAILBOX,
  officeSays,
  onPlace,
  placeOf,
} from './deeds.ts'
import { night } from './night.ts'

// Handovers. The office of Jesi opens on Mondays 08:30-13:30, on Tuesdays also 15:00-18:00.

const SAFE = { outcome: 'made-safe', reason: 'Accolta e affidata al servizio' }

test('21 call at 02:10, level 1 silent, level 2 at +5′ silent, coordinator at +10′; place held and taken; handover at 08:00, returned at 09:30', async () => {
  const story = await night('2026-11-23 02:10')
  const facility = await aFacility(story)
  story.phone('chief', { pressesAfter: 1 })
  await story.call()
  await story.until('02:21')
  expect(story.rung()).toEqual(['02:10 first', '02:15 second', '02:20 chief'])
  expect(await story.stands()).toBe('working, chief')

  await holdsPlace(story, 'chief', facility)
  await onPlace(story, 'chief', 'confirmation-link')
  await story.until('02:50')
  await story.byLink(FACILITY_MAILBOX, 's', { answer: 'yes', ...EDUCATOR })
  await story.until('03:40')
  await onPlace(story, 'chief', 'arrival')
  expect((await placeOf(story)).state).toBe('arrived')

  await story.until('08:00')
  await handsOver(story, 'chief')
  expect(await story.isRefused('chief', 'closing', SAFE)).toBe('handover-awaited')
  await story.until('09:30')
  await officeSays(story, 'returned', 'Risiede altrove')
  expect((await handoverOf(story)).state).toBe('returned')
  expect(await story.stands()).toBe('waiting, chief')
  expect(await story.isRefused('chief', 'closing', SAFE)).toBe('handover-missing')
})

test('22 the office receives, assigns and accepts: the file closes, and nobody chases any more', async () => {
  const story = await night('2026-11-23 02:10')
  await story.call()
  await story.does('first', 'POST', 'answer')
  await handsOver(story, 'first')
  await story.until('08:45')
  await officeSays(story, 'received')
  await officeSays(story, 'assigned')
  await officeSays(story, 'accepted')
  const letters = story.lettersTo(OFFICE_MAILBOX)
  await story.does('first', 'POST', 'closing', SAFE)
  expect(await story.stands()).toBe('closed, first')
  await story.until('18:00+1')
  expect(story.lettersTo(OFFICE_MAILBOX)).toBe(letters)
})

test('23 no office answers: chased up to the lead municipality, closed by the coordinator and by nobody else', async () => {
  const story = await night('2026-11-23 02:10')
  await story.call()
  await story.does('first', 'POST', 'answer')
  await story.until('08:00')
  await handsOver(story, 'first')
  const { id } = await handoverOf(story)
  const nobody = { reason: 'Nessuno ha risposto ai solleciti' }
  const giveUp = `handovers/${id}/unanswered`
  await story.until('12:00')
  expect(await story.isRefused('chief', giveUp, nobody)).toBe('handover-still-chased')
  await story.until('17:30+1')
  expect(await story.chased()).toEqual(['office', 'stand-in', 'lead', 'coordinator'])
  expect(await story.isRefused('first', giveUp, nobody)).toBe('not-allowed')
  // Jesi has no stand-in: that step was a call to the office, and nobody has made it yet.
  expect(await story.isRefused('chief', giveUp, nobody)).toBe('handover-call-due')
  await story.does('first', 'POST', `handovers/${id}/calls`, {
    level: 'office',
    result: 'no-answer',
  })
  await story.does('chief', 'POST', giveUp, nobody)
  expect((await handoverOf(story)).state).toBe('unanswered')
  expect(await story.isRefused('first', 'closing', SAFE)).toBe('coordinator-only')
  await story.does('chief', 'POST', 'closing', SAFE)
  expect(await story.stands()).toBe('closed, first')
})
