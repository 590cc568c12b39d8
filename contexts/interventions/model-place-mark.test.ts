import { expect, it } from 'vitest'
import { NO_PROGRESS, type Progress } from './model-next-step.ts'
import { placeMark } from './model-place-mark.ts'

it.each<[string, Partial<Progress>, string | null]>([
  ['nothing', {}, null],
  ['a place that is held', { place: 'held' }, null],
  ['a hold that lapsed', { place: 'lapsed' }, 'lapsed'],
  ['an arrival that nobody recorded', { place: 'confirmed', isArrivalLate: true }, 'arrival-late'],
  ['a stay that is ending', { place: 'arrived', stay: 'ending' }, 'stay-ending'],
  ['a stay that is over', { place: 'arrived', stay: 'over' }, 'stay-over'],
  [
    'the stay of who was accepted',
    { place: 'arrived', stay: 'over', handover: 'settled', isTaken: true },
    null,
  ],
  [
    'the stay of whom no service took',
    { place: 'arrived', stay: 'over', handover: 'settled' },
    'stay-over',
  ],
])('%s', (_, progress, mark) => {
  expect(placeMark({ ...NO_PROGRESS, ...progress })).toBe(mark)
})
