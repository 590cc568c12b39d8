import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputErrors } from './problem.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  word: z.string().min(3),
  offers: z.array(z.string()).min(1),
  count: z.int().min(1),
})

test('what is left empty is missing; only what was written can be too short', () => {
  const read = schema.safeParse({ name: '  ', word: 'ab', offers: [], count: 0 })
  expect(inputErrors(read.error ?? new z.ZodError([])).errors).toEqual([
    { path: 'name', code: 'required' },
    { path: 'word', code: 'too-short' },
    { path: 'offers', code: 'required' },
    { path: 'count', code: 'too-short' },
  ])
})

test('an address that is no address says what it should be', () => {
  const read = z.object({ email: z.email() }).safeParse({ email: 'centrale@' })
  expect(inputErrors(read.error ?? new z.ZodError([])).errors).toEqual([
    { path: 'email', code: 'invalid-email' },
  ])
})
