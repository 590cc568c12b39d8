import { expect, test } from 'vitest'
import {
  aFacility,
  cannotHold,
  EDUCATOR,
  FACILITY_MAILBOX,
  holdsPlace,
  onPlace,
  placeOf,
} from './deeds.ts'
import { type Night, night } from './night.ts'

// Places. A yes by telephone holds a bed for 45 minutes.

/** Somebody answers, and the last bed of the territory is held for the file. */
async function heldAt(hour: string): Promise<{ story: Night; facility: string }> {
  const story = await night(hour)
  const facility = await aFacility(story)
  await story.call()
  await story.does('operator', 'POST', 'answer')
  await holdsPlace(story, 'operator', facility)
  return { story, facility }
}

test('18 one second before the hold lapses the yes counts', async () => {
  const { story } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'operator', 'confirmation-link')
  await story.after(44, 59)
  await story.byLink(FACILITY_MAILBOX, 's', { answer: 'yes', ...EDUCATOR })
  expect((await placeOf(story)).state).toBe('confirmed')
  await story.until('08:00')
  expect((await placeOf(story)).state).toBe('confirmed')
})

test('19 one second after, with nothing running, the bed is another’s and the late yes is refused', async () => {
  const { story, facility } = await heldAt('2026-11-21 02:10')
  const first = story.file()
  await onPlace(story, 'operator', 'confirmation-link')
  const second = await story.call('emergenza', 'colleague')
  await story.does('colleague', 'POST', 'answer')
  expect(await cannotHold(story, 'colleague', facility)).toBe('no-bed-left')
  await story.nothingRunsUntil('02:55:01')
  await holdsPlace(story, 'colleague', facility)
  const late = await story.byLink(FACILITY_MAILBOX, 's', { answer: 'yes', ...EDUCATOR })
  expect(late.status).toBe(410)
  expect((await placeOf(story, first)).state).toBe('lapsed')
  expect((await placeOf(story, second)).state).toBe('held')
})

test('20 the facility says yes, then no by link: the file waits again with the same owner, the bed is free', async () => {
  const { story, facility } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'operator', 'confirmation-link')
  await story.after(20)
  await story.byLink(FACILITY_MAILBOX, 's', { answer: 'no', reason: 'rule', ...EDUCATOR })
  expect((await placeOf(story)).state).toBe('refused')
  expect(await story.stands()).toBe('waiting, operator')
  await story.call('emergenza', 'colleague')
  await story.does('colleague', 'POST', 'answer')
  await holdsPlace(story, 'colleague', facility)
  expect((await placeOf(story)).state).toBe('held')
})
