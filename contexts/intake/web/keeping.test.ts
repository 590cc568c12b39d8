import { expect, test } from 'vitest'
import { emptyForm } from './form.ts'
import { keepingAtFirst, keepingShown } from './keeping.ts'

const AT = '2026-11-18T01:40:00Z'
const begin = {
  id: 'a',
  version: 3,
  startedAt: AT,
  form: { ...emptyForm(), happening: 'una donna' },
}

test('a full form never opens with nothing to save', () => {
  expect(keepingAtFirst({ ...begin, form: emptyForm() })).toEqual({ kind: 'nothing' })
  expect(keepingAtFirst({ ...begin, savedAt: AT })).toEqual({ kind: 'kept', at: AT })
  expect(keepingAtFirst({ ...begin, unsent: true })).toEqual({ kind: 'writing' })
  expect(keepingAtFirst(begin)).toEqual({ kind: 'only-here' })
})

test('the first key is something to save', () => {
  expect(keepingShown({ kind: 'nothing' }, begin.form)).toEqual({ kind: 'writing' })
  expect(keepingShown({ kind: 'nothing' }, emptyForm())).toEqual({ kind: 'nothing' })
  expect(keepingShown({ kind: 'kept', at: AT }, begin.form)).toEqual({ kind: 'kept', at: AT })
})
