import { expect, it } from 'vitest'
import { confirmingSteps } from './model-answer.ts'

it('a need that waits to be confirmed as not pertinent rings no crew, but who can confirm it, at the same minutes', () => {
  const mildest = [
    { role: 'crew', afterMinutes: 0, channels: ['board'] },
    { role: 'social-worker', afterMinutes: 30, channels: ['voice'] },
    { role: 'coordinator', afterMinutes: 240, channels: ['board'] },
  ] as const
  expect(confirmingSteps(mildest)).toEqual([
    { role: 'social-worker', afterMinutes: 0, channels: ['board'] },
    { role: 'social-worker', afterMinutes: 30, channels: ['voice'] },
    { role: 'coordinator', afterMinutes: 240, channels: ['board'] },
  ])
})
