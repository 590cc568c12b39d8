import { expect, it } from 'vitest'
import { territoriesToWrite } from './who.ts'

const grants = [
  { territoryId: 'here', role: 'social-worker' },
  { territoryId: 'here', role: 'coordinator' },
  { territoryId: 'there', role: 'crew' },
  { territoryId: 'elsewhere', role: 'lead-municipality' },
]

it('a form is held at hand of the territories in which this person may write, and of no other', () => {
  expect(territoriesToWrite({ desk: null, grants })).toEqual(['here', 'there'])
  expect(territoriesToWrite({ desk: { id: 'there' }, grants })).toEqual(['there'])
  expect(territoriesToWrite({ desk: { id: 'elsewhere' }, grants })).toEqual([])
})
