import { expect, it } from 'vitest'
import { declaredText } from './words.ts'

it('an availability says the day on which it was checked: an hour of yesterday is not taken for today’s', () => {
  const facility = (declaredAt: string | null) => ({ capacity: 'beds', declaredAt }) as const
  expect(declaredText(facility('2026-11-21T12:30:00Z'))).toBe('verificata sab 21 nov, 13:30')
  expect(declaredText(facility(null))).toBe('disponibilità mai dichiarata')
})
