import { describe, expect, test } from 'vitest'
import { ApiProblem, problemFrom, wayProblem } from './problem.ts'

const problem = (status: number, code = 'some-code') =>
  new ApiProblem({ code, status, text: 'Una frase.', requestId: 'r' })

describe('what to do follows from what went wrong', () => {
  test.each([
    [500, 'again'],
    [503, 'again'],
    [400, 'mend'],
    [409, 'mend'],
    [422, 'mend'],
    [429, 'mend'],
    [403, 'ask'],
    [404, 'leave'],
  ] as const)('%i: %s', (status, advice) => {
    expect(problem(status).advice).toBe(advice)
  })

  test('a lost network asks to try again, a page older than its server to load it anew', () => {
    expect(wayProblem('offline', 0).advice).toBe('again')
    expect(wayProblem('unexpected-reply', 200).advice).toBe('reload')
    expect(wayProblem('unknown', 404).advice).toBe('reload')
  })
})

test('wrong fields and reasons asked for belong to the form, other refusals do not', () => {
  const bad = problemFrom(400, {
    code: 'bad-input',
    detail: 'Alcuni campi non vanno bene.',
    errors: [{ path: 'reason', code: 'required', detail: 'Manca questo dato.' }],
  })
  expect(bad.isAboutFields).toBe(true)
  expect(bad.fieldText('reason')).toBe('Manca questo dato.')
  const list = problemFrom(400, {
    code: 'bad-input',
    detail: 'Alcuni campi non vanno bene.',
    errors: [{ path: 'changes.1', code: 'invalid-hour', detail: 'Scrivi ore come 08:00.' }],
  })
  expect(list.fieldText('changes')).toBe('Scrivi ore come 08:00.')
  expect(list.fieldText('change')).toBeUndefined()
  expect(problem(409, 'reason-required').isAboutFields).toBe(true)
  expect(problem(409, 'already-answered').isAboutFields).toBe(false)
})
