import { expect, it } from 'vitest'
import { servicesDue } from './services-due.ts'

it('stand in the order of the protocol, and none before it has answered', () => {
  expect(servicesDue({ authorities: ['118', '112', '1522'] })).toEqual(['118', '112'])
  expect(servicesDue({ authorities: ['112', '118'] })).toEqual(['112', '118'])
  expect(servicesDue(undefined)).toEqual([])
})
