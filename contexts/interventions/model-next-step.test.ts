import { expect, test } from 'vitest'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Intervention } from './model.ts'
import { evolve } from './model-evolve.ts'
import { NO_PROGRESS, nextStep, type Progress } from './model-next-step.ts'

const AT = instant('2026-11-22T01:40:00Z')
const LATER = instant('2026-11-22T02:25:00Z')
const ID = '00000000-0000-7000-8000-000000000001' as InterventionId
const WHO = '00000000-0000-7000-8000-000000000002' as StaffId

const opened: Intervention = evolve(undefined, {
  aggregateId: ID,
  version: 1,
  at: AT,
  type: 'InterventionOpened',
  data: {
    number: '26-0001',
    receivedAt: AT.toString(),
    ownerId: WHO,
    head: {
      placeLabel: 'Stazione',
      municipality: null,
      peopleLabel: null,
      needLabel: null,
      sourceLabel: 'Carabinieri',
      isProtected: false,
      patrolWaitingSince: null,
      sourceCheck: null,
    },
  },
})
const waiting: Intervention = { ...opened, state: 'waiting', classKey: 'emergenza', classRank: 1 }
const working: Intervention = { ...waiting, state: 'working', answeredBy: WHO, answeredAt: AT }
const toConfirm: Intervention = { ...waiting, state: 'to-confirm', confirmBy: LATER }
const withPatrol = { ...working, head: { ...working.head, patrolWaitingSince: AT.toString() } }
const keyOf = (state: Intervention, progress: Partial<Progress> = {}) =>
  nextStep(state, { ...NO_PROGRESS, ...progress }).key

const ASSESSED = { hasPeople: true, needsPlace: true } as const
const PLACED = { ...ASSESSED, place: 'arrived', isReadBack: true } as const

test.each([
  ['nothing decided', opened, {}, 'choose-class'],
  ['a lost call is answered first', opened, { unheard: 'to-call', page: 'pending' }, 'wait-page'],
  ['nobody answers for a lost call', opened, { unheard: 'to-call' }, 'answer'],
  ['its caller was not heard', { ...working, classKey: null }, { unheard: 'to-call' }, 'call-back'],
  ['a class does not stand for hearing them', working, { unheard: 'to-call' }, 'call-back'],
  [
    'its caller did not answer, and is called again',
    { ...working, classKey: null },
    { unheard: 'to-call', callBackAt: AT },
    'call-back',
  ],
  ['no number showed', { ...working, classKey: null }, { unheard: 'withheld' }, 'call-withheld'],
  ['danger comes first', { ...opened, authoritiesDue: ['118'] }, {}, 'call-authority'],
  ['nobody is called', waiting, {}, 'answer'],
  ['somebody is being called', waiting, { page: 'pending' }, 'wait-page'],
  ['the target passed', { ...waiting, targetMissedAt: AT }, { page: 'pending' }, 'answer-late'],
  ['a task is late and nobody answers', waiting, { taskDueAt: AT }, 'task'],
  [
    'a task is late while somebody is called',
    waiting,
    { taskDueAt: AT, page: 'pending' },
    'wait-page',
  ],
  [
    'a task is late and so is the answer',
    { ...waiting, targetMissedAt: AT },
    { taskDueAt: AT },
    'answer-late',
  ],
  ['a task fell due before the review', { ...working, reviewAt: LATER }, { taskDueAt: AT }, 'task'],
  ['the review came before the task', { ...working, reviewAt: AT }, { taskDueAt: LATER }, 'review'],
  ['to be confirmed', toConfirm, {}, 'confirm-not-pertinent'],
  ['to be confirmed over a promised place', toConfirm, { place: 'confirmed' }, 'place-arrival'],
  ['who is it about', working, {}, 'people'],
  ['not assessed', working, { hasPeople: true }, 'assess'],
  ['a place is needed', working, ASSESSED, 'place'],
  ['held, not in writing', working, { ...ASSESSED, place: 'held' }, 'place-confirm'],
  ['the hold lapsed', working, { ...ASSESSED, place: 'lapsed' }, 'place-lapsed'],
  ['the hold lapsed, nobody answers', waiting, { place: 'lapsed' }, 'place-lapsed'],
  [
    'lapsed though no place seemed needed',
    working,
    { hasPeople: true, needsPlace: false, place: 'lapsed' },
    'place-lapsed',
  ],
  [
    'confirmed, nobody came',
    working,
    { ...ASSESSED, place: 'confirmed', isArrivalLate: true },
    'place-arrival-late',
  ],
  ['the stay is ending', working, { ...PLACED, stay: 'ending' }, 'place-stay'],
  ['the stay is over', waiting, { ...PLACED, stay: 'over' }, 'place-stay'],
  [
    'the stay is over, a service has it',
    working,
    { ...PLACED, hasPapers: true, stay: 'over', handover: 'settled', isTaken: true },
    'close',
  ],
  [
    'the stay is over, and no service has it: none was due, or none answered',
    working,
    { ...PLACED, hasPapers: true, stay: 'over', handover: 'settled' },
    'place-stay',
  ],
  ['confirmed', working, { ...ASSESSED, place: 'confirmed' }, 'place-arrival'],
  ['a patrol waits', withPatrol, { ...ASSESSED, place: 'confirmed' }, 'read-back'],
  ['no place here', working, { ...ASSESSED, place: 'unmet' }, 'place-elsewhere'],
  ['no place here, a patrol waits', withPatrol, { ...ASSESSED, place: 'unmet' }, 'read-back'],
  [
    'no place anywhere',
    working,
    { ...ASSESSED, place: 'unmet', isElsewhereAsked: true, isReadBack: true },
    'papers',
  ],
  ['arrived, and the patrol still waits', withPatrol, PLACED, 'patrol-release'],
  [
    'told that no place is needed, and the patrol still waits',
    withPatrol,
    { hasPeople: true, needsPlace: false, isReadBack: true },
    'patrol-release',
  ],
  ['refuses the place', working, { ...ASSESSED, place: 'declined' }, 'read-back'],
  ['no place needed', working, { hasPeople: true, needsPlace: false }, 'read-back'],
  ['arrived and told', working, PLACED, 'papers'],
  ['papers made', working, { ...PLACED, hasPapers: true }, 'handover'],
  ['sent', working, { ...PLACED, hasPapers: true, handover: 'pending' }, 'handover-wait'],
  ['sent without papers', working, { ...PLACED, handover: 'pending' }, 'handover-wait'],
  [
    'to be rung',
    working,
    { ...PLACED, hasPapers: true, handover: 'pending', callAt: LATER },
    'handover-call',
  ],
  ['a call is due', working, { isCallDue: true }, 'handover-call'],
  ['given back', working, { ...PLACED, hasPapers: true, handover: 'returned' }, 'handover'],
  ['accepted', working, { ...PLACED, hasPapers: true, handover: 'settled' }, 'close'],
  ['closed', { ...working, state: 'closed' as const }, {}, 'nothing'],
] as const)('%s', (_, state, progress, expected) => {
  expect(keyOf(state, progress)).toBe(expected)
})

test('a step says by when: the hold, the page and the chase', () => {
  const due = (progress: Partial<Progress>, state = working) =>
    nextStep(state, { ...NO_PROGRESS, ...progress }).dueAt
  expect(due({ ...ASSESSED, place: 'held', holdUntil: LATER })).toBe(LATER)
  expect(due({ page: 'pending', pageNextAt: LATER }, waiting)).toBe(LATER)
  expect(due({ ...PLACED, hasPapers: true, handover: 'pending', chaseAt: LATER })).toBe(LATER)
})
