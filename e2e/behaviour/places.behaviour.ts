import { expect, test } from 'vitest'
import {
  aFacility,
  cannotHold,
  EDUCATOR,
  EVERYBODY,
  FACILITY_MAILBOX,
  handsOver,
  holdsPlace,
  OFFICE_MAILBOX,
  officeSays,
  onPlace,
  placeOf,
} from './deeds.ts'
import { type Night, night } from './night.ts'

// Places. A yes by telephone holds a bed for 45 minutes.

/** Somebody answers, and the last bed of the territory is held for the file. */
async function heldAt(
  hour: string,
  stayLimit: string | null = null,
): Promise<{ story: Night; facility: string }> {
  const story = await night(hour)
  const facility = await aFacility(story, 1, stayLimit)
  await story.call()
  await story.does('first', 'POST', 'answer')
  await holdsPlace(story, 'first', facility)
  return { story, facility }
}

test('18 one second before the hold lapses the yes counts', async () => {
  const { story } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'first', 'confirmation-link')
  await story.after(44, 59)
  await story.byLink(FACILITY_MAILBOX, 's', { answer: 'yes', ...EDUCATOR })
  expect((await placeOf(story)).state).toBe('confirmed')
  await story.until('08:00')
  expect((await placeOf(story)).state).toBe('confirmed')
})

test('19 one second after, with nothing running, the bed is another’s and the late yes is refused', async () => {
  const { story, facility } = await heldAt('2026-11-21 02:10')
  const first = story.file()
  await onPlace(story, 'first', 'confirmation-link')
  const second = await story.call('emergenza', 'colleague')
  await story.does('second', 'POST', 'answer')
  expect(await cannotHold(story, 'second', facility)).toBe('no-bed-left')
  await story.nothingRunsUntil('02:55:01')
  await holdsPlace(story, 'second', facility)
  const late = await story.byLink(FACILITY_MAILBOX, 's', { answer: 'yes', ...EDUCATOR })
  expect(late.status).toBe(410)
  expect((await placeOf(story, first)).state).toBe('lapsed')
  expect((await placeOf(story, second)).state).toBe('held')
})

test('20 the facility says yes, then no by link: the file waits again with the same owner, the bed is free', async () => {
  const { story, facility } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'first', 'confirmation-link')
  await story.after(20)
  await story.byLink(FACILITY_MAILBOX, 's', { answer: 'no', reason: 'rule', ...EDUCATOR })
  expect((await placeOf(story)).state).toBe('refused')
  expect(await story.stands()).toBe('waiting, first')
  await story.call('emergenza', 'colleague')
  await story.does('second', 'POST', 'answer')
  await holdsPlace(story, 'second', facility)
  expect((await placeOf(story)).state).toBe('held')
})

test('26 a hold that lapses puts the file back on the board of its owner, with the place to look for again', async () => {
  const { story } = await heldAt('2026-11-21 02:10')
  expect(await story.stands()).toBe('working, first')
  await story.after(44, 59)
  expect(await story.stands()).toBe('working, first')
  await story.after(0, 1)
  expect(await story.stands()).toBe('waiting, first')
  expect(await stepOf(story)).toBe('place-lapsed')
})

test('27 an arrival that nobody records comes back to the owner, then to the coordinator', async () => {
  const { story } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'first', 'confirmation', { ...EDUCATOR, arrivesIn: 40 })
  await story.after(39, 59)
  expect(await story.stands()).toBe('working, first')
  await story.after(0, 1)
  expect(await story.stands()).toBe('waiting, first')
  expect(await stepOf(story)).toBe('place-arrival-late')
  await story.after(30)
  expect(await story.stands()).toMatch(/^waiting, (?:chief|deputy)$/u)
  expect(await stepOf(story)).toBe('place-arrival-late')
  await onPlace(story, 'chief', 'no-show')
  expect((await placeOf(story)).state).toBe('no-show')
})

test('28 whoever says a later hour waits in peace until then', async () => {
  const { story } = await heldAt('2026-11-21 02:10')
  await onPlace(story, 'first', 'confirmation', { ...EDUCATOR, arrivesIn: 40 })
  await story.after(20)
  await onPlace(story, 'first', 'expected', { arrivesIn: 60 })
  await story.after(59, 59)
  expect(await story.stands()).toBe('working, first')
  await story.after(0, 1)
  expect(await story.stands()).toBe('waiting, first')
  await onPlace(story, 'first', 'arrival')
  await story.after(60)
  expect(await story.stands()).toBe('working, first')
})

test('29 a stay that is ending, and one that is over, come back to the board while the file is open', async () => {
  const { story } = await heldAt('2026-11-21 02:10', 'pronta-accoglienza')
  await onPlace(story, 'first', 'arrival')
  await story.after(96 * 60 - 1)
  expect(await stepOf(story)).not.toBe('place-stay')
  await story.after(1)
  expect([await story.stands(), await stepOf(story)]).toEqual(['waiting, first', 'place-stay'])
  await story.does('first', 'POST', 'answer')
  await story.after(24 * 60)
  expect([await story.stands(), await stepOf(story)]).toEqual(['waiting, first', 'place-stay'])
  await onPlace(story, 'first', 'ending', { reason: 'moved-on' })
  expect(await stepOf(story)).not.toBe('place-stay')
})

test('34 a stay that came back before its service accepted: the acceptance ends the wait, nobody has to press anything', async () => {
  const { story } = await heldAt('2026-11-21 02:10', 'pronta-accoglienza')
  await onPlace(story, 'first', 'arrival')
  await handsOver(story, 'first')
  await story.after(96 * 60)
  expect(await story.stands()).toBe('waiting, first')
  await officeSays(story, 'received')
  expect(await story.stands()).toBe('waiting, first')
  await officeSays(story, 'accepted')
  expect(await story.stands()).toBe('working, first')
  // What is over is the service’s too: it does not come back.
  await story.after(24 * 60)
  expect([await story.stands(), await stepOf(story)]).not.toContain('place-stay')
  expect(await story.stands()).toBe('working, first')
})

test('31 the stay of a file that a service has accepted: it is told, and the list says whose it is', async () => {
  const { story } = await heldAt('2026-11-23 02:10', 'pronta-accoglienza')
  await onPlace(story, 'first', 'arrival')
  await handsOver(story, 'first')
  await story.until('08:45')
  await officeSays(story, 'accepted')
  await story.does('chief', 'POST', 'closing', { outcome: 'made-safe', reason: 'Accolta' })
  const before = story.lettersTo(OFFICE_MAILBOX)
  await story.until('02:11+3')
  expect(story.lettersTo(OFFICE_MAILBOX)).toBe(before + 1)
  const { stays } = (await story.does('first', 'GET', '/api/facilities')) as {
    stays: { followedBy: string }[]
  }
  expect(stays).toMatchObject([{ isOverrun: false, followedBy: expect.stringContaining('Jesi') }])
  await story.until('02:11')
  expect(story.lettersTo(OFFICE_MAILBOX)).toBe(before + 2)
  expect(await story.stands()).toMatch(/^closed/u)
})

test('30 a place nobody could authorise waits to be ratified from the next morning of work on, until somebody does', async () => {
  // A Saturday: the offices open on Monday.
  const story = await night('2026-11-21 02:10')
  await story.does('chief', 'POST', '/api/facilities', {
    ...{ name: 'Albergo Inventato', kind: 'hotel', capacity: 'by-phone', hasAgreement: false },
    ...{ municipality: 'E388', admission: EVERYBODY, phone: '+39 06 5550 4108' },
  })
  const [hotel] = await story.house.books.ask<{ id: string }>('select id from places.facility')
  await story.call()
  await story.does('first', 'POST', 'answer')
  await holdsPlace(story, 'first', hotel?.id ?? '')
  await onPlace(story, 'first', 'authorisation', {
    ...{ mode: 'to-ratify', words: 'Il funzionario non risponde alle 2:20' },
  })
  await onPlace(story, 'first', 'arrival')
  await story.until('23:59+1')
  expect(await reminded(story)).toEqual([])
  const [row] = (await story.does('chief', 'GET', '/api/placements/to-ratify'))['rows'] as object[]
  expect(row).toMatchObject({ can: { ratify: true } })
  const asked = `placements/${(await placeOf(story)).id}/ratification`
  expect(await story.does('chief', 'GET', asked)).toEqual({
    why: 'Il funzionario non risponde alle 2:20',
  })
  await story.until('12:00')
  expect(await reminded(story)).toHaveLength(1)
  await story.until('12:00')
  expect(await reminded(story)).toHaveLength(2)
  expect(await story.stands()).toBe('working, first')
  await onPlace(story, 'chief', 'ratification', {
    ...{ decision: 'not-ratified', words: 'La spesa va chiesta al Comune di residenza' },
  })
  expect(await story.stands()).toBe('waiting, first')
  await story.until('12:00')
  expect(await reminded(story)).toHaveLength(2)
  expect((await story.does('chief', 'GET', '/api/placements/to-ratify'))['rows']).toEqual([])
  const { id } = await placeOf(story)
  const again = { decision: 'ratified', words: 'Determina 12' }
  expect(await story.isRefused('chief', `placements/${id}/ratification`, again)).toBe(
    'nothing-to-ratify',
  )
})

/** When who ratifies was reminded. */
async function reminded(story: Night) {
  return await story.house.books.ask(
    "select at from platform.event where intervention_id = $1 and type = 'RatificationAwaited'",
    [story.file()],
  )
}

/** What the file says is to be done next. */
async function stepOf(story: Night): Promise<string> {
  const { row } = (await story.does('chief', 'GET', '')) as { row: { nextStep: { key: string } } }
  return row.nextStep.key
}

test('32 nobody takes them: at the hour that was said the file is back with its owner to look again', async () => {
  const { story } = await nobodyAt('2026-11-21 02:10')
  expect(await stepOf(story)).toBe('place-elsewhere')
  await story.after(59, 59)
  expect(await story.stands()).toBe('working, first')
  await story.after(0, 1)
  expect(await story.stands()).toBe('waiting, first')
  await story.does('first', 'POST', 'answer')
  expect(await stepOf(story)).toBe('place')
})

test('32 also where they had declined a place before: the newer word counts', async () => {
  const { story, facility } = await nobodyAt('2026-11-23 02:10')
  await holdsPlace(story, 'first', facility)
  await onPlace(story, 'first', 'release', { reason: 'declined' })
  expect(await stepOf(story)).not.toBe('place')
  await story.does('first', 'POST', 'places/unmet', { note: 'Ora vorrebbe', againIn: 60 })
  await story.after(60)
  expect(await story.stands()).toBe('waiting, first')
  await story.does('first', 'POST', 'answer')
  expect(await stepOf(story)).toBe('place')
})

test('33 who found a place meanwhile is not called back, and a newer word takes the place of the hour before', async () => {
  const { story, facility } = await nobodyAt('2026-11-21 02:10')
  await holdsPlace(story, 'first', facility)
  await onPlace(story, 'first', 'confirmation', { ...EDUCATOR, arrivesIn: 240 })
  await story.after(60)
  expect(await story.stands()).toBe('working, first')
  const other = await nobodyAt('2026-11-22 02:10')
  // Two words of one instant have no order.
  await other.story.after(1)
  await other.story.does('first', 'POST', 'places/unmet', { note: 'Basta', againIn: null })
  // Nobody looks any more: nobody outside is asked either.
  expect(await stepOf(other.story)).not.toBe('place-elsewhere')
  await other.story.after(90)
  expect(await other.story.stands()).toBe('working, first')
})

/** A file whose people need a place, that nobody gives: to be looked for again in an hour. */
async function nobodyAt(hour: string): Promise<{ story: Night; facility: string }> {
  const story = await night(hour)
  const facility = await aFacility(story, 1)
  await story.call()
  await story.does('first', 'POST', 'answer')
  await story.does('first', 'POST', 'people', {
    ...{ part: 'helped', tie: 'self', sex: 'male', age: 50, ageFrom: 'said', isMinor: false },
    ...{ document: 'unknown', language: null, needs: [] },
    words: { name: '', health: '', note: '' },
  })
  await story.does('first', 'POST', 'assessments', {
    ...{ version: 0, needsPlace: true, network: 'no', danger: 'no', need: 'Un letto' },
    ...{ risk: '', resources: '', safeContact: '' },
  })
  await story.does('first', 'PUT', 'places/need', { people: [{ sex: 'male', age: 50 }] })
  await story.does('first', 'POST', 'places/unmet', { note: 'In stazione', againIn: 60 })
  return { story, facility }
}
