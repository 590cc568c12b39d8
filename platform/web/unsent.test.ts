import { afterEach, expect, it, vi } from 'vitest'
import { askBeforeLeaving, expectUnsent, mayLeave, setUnsent } from './unsent.ts'

afterEach(() => {
  setUnsent(0)
  vi.useRealTimers()
})

it('nothing waits: the desk is left at once', async () => {
  expect(await mayLeave()).toBe(true)
})

it('who presses before this machine was looked at waits for that, and is asked', async () => {
  vi.resetModules()
  const fresh = await import('./unsent.ts')
  const asked = vi.fn()
  fresh.askBeforeLeaving(asked)
  fresh.expectUnsent()
  const leaving = fresh.mayLeave()
  fresh.setUnsent(1)
  expect(await leaving).toBe(false)
  expect(asked).toHaveBeenCalledOnce()
})

it('a machine that never answers keeps nobody at the desk', async () => {
  vi.useFakeTimers()
  expectUnsent()
  const leaving = mayLeave()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await leaving).toBe(true)
})

it('what waits is asked about each time', async () => {
  const asked = vi.fn()
  const stop = askBeforeLeaving(asked)
  setUnsent(2)
  expect(await mayLeave()).toBe(false)
  expect(await mayLeave()).toBe(false)
  expect(asked).toHaveBeenCalledTimes(2)
  stop()
})
