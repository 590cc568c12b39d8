import { expect, test } from 'vitest'
import { EMPTY_REPORT } from '../model.ts'
import { changedFields, formOf, formOver, reportOf } from './form.ts'

const first = { ...EMPTY_REPORT, happening: 'Una signora sul pianerottolo', placeText: 'Scala B' }

test('a completion taken up again shows what others completed, and sends what was written here alone', () => {
  const form = { ...formOf(first), placeText: 'Scala C' }
  const now = { ...first, happening: 'Una signora e un cane', placeText: 'Scala D' }
  const shown = formOver({ version: 1, first, form }, now)
  expect([shown.happening, shown.placeText]).toEqual(['Una signora e un cane', 'Scala C'])
  expect(changedFields(first, reportOf(form))).toEqual({ placeText: 'Scala C' })
})

test('the questions are followed one by one', () => {
  const form = { ...formOf(first), answers: { homeless: 'yes' as const } }
  const shown = formOver(
    { version: 1, first, form },
    { ...first, answers: { immediateDanger: 'no' } },
  )
  expect(shown.answers).toEqual({ homeless: 'yes', immediateDanger: 'no' })
})
