import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputErrors } from './problem.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  word: z.string().min(3),
  offers: z.array(z.string()).min(1),
  count: z.int().min(1),
  most: z.int().max(60),
  above: z.number().positive(),
})

test('what is left empty is missing; only what was written can be too short', () => {
  const read = schema.safeParse({
    name: '  ',
    word: 'ab',
    offers: [],
    count: 0,
    most: 61,
    above: 0,
  })
  expect(inputErrors(read.error ?? new z.ZodError([])).errors).toEqual([
    { path: 'name', code: 'required' },
    { path: 'word', code: 'too-short' },
    { path: 'offers', code: 'required' },
    // A number has a least and a greatest.
    { path: 'count', code: 'too-small', facts: { limit: 1 } },
    { path: 'most', code: 'too-large', facts: { limit: 60 } },
    { path: 'above', code: 'too-small-for', facts: { limit: 0 } },
  ])
})

test('an address that is no address says what it should be', () => {
  const read = z.object({ email: z.email() }).safeParse({ email: 'centrale@' })
  expect(inputErrors(read.error ?? new z.ZodError([])).errors).toEqual([
    { path: 'email', code: 'invalid-email' },
  ])
})
