import fc from 'fast-check'
import { expect, it } from 'vitest'
import { questionsFor } from '../model-facts.ts'
import { emptyForm, reportOf } from './form.ts'
import { steadyOrder } from './steady.ts'

it('a row that an answer brings comes below those that are there', () => {
  const before = questionsFor(reportOf({ ...emptyForm(), involved: ['woman'] }))
  const answers = { violence: 'yes' } as const
  const asked = questionsFor(reportOf({ ...emptyForm(), involved: ['woman'], answers }))
  expect(asked.indexOf('pregnant')).not.toBe(before.indexOf('pregnant'))
  const after = steadyOrder(before, asked)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.slice(before.length)).toContain('strangulation')
})

it('asks what is asked, each once, whatever stood there before', () => {
  const rows = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
  fc.assert(
    fc.property(rows, rows, (shown, asked) => {
      const after = steadyOrder(shown, asked)
      expect(after.toSorted()).toEqual(asked.toSorted())
      const stay = shown.filter((one) => asked.includes(one))
      expect(after.slice(0, stay.length)).toEqual(stay)
    }),
  )
})
