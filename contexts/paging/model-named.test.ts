import { expect, test } from 'vitest'
import type { Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant, plusMinutes } from '#platform/kernel/time.ts'
import { climb, type Page, type PageEvent, type Step, start } from './model.ts'
import { evolve } from './model-evolve.ts'
import { nameOwner } from './model-named.ts'

const at = instant('2026-11-22T01:10:00Z')
const [first, second] = ['prima', 'seconda'] as StaffId[] as [StaffId, StaffId]

function applied(page: Page | undefined, events: readonly PageEvent[], now = at): Page {
  const frame = {
    ...{ id: 'e', territoryId: 't', room: 'paging', aggregateId: 'p', actor: 'system:test' },
    interventionId: 'i' as InterventionId,
  }
  let next = page
  for (const event of events) {
    const version = (next?.version ?? 0) + 1
    const recorded = { ...frame, version, at: now, recordedAt: now, ...event }
    next = evolve(next, recorded)
  }
  if (next === undefined) throw new Error('no page')
  return next
}

const begun = (steps: readonly Step[]) => applied(undefined, [start(steps, 'emergenza', at)])
const climbed = (page: Page, now = at) =>
  applied(
    page,
    climb(page, now, () => [first]),
    now,
  )

test('who is named is called by every way by which their role is called, and never by fewer than were used so far', () => {
  const plan: readonly Step[] = [
    { role: 'operator', afterMinutes: 0, channels: ['board'] },
    { role: 'social-worker', afterMinutes: 3, channels: ['voice', 'push'], fallback: ['sms'] },
    { role: 'coordinator', afterMinutes: 6, channels: ['voice', 'board'] },
  ]
  const calledAs = (page: Page, role: Role) => {
    const next = applied(page, nameOwner(page, { staffId: second, role }, at))
    const { channels, fallback } = next.steps.find((step) => step.staffId === second) ?? {}
    return { channels: [...(channels ?? [])].toSorted(), fallback }
  }
  const onFirst = climbed(begun(plan))
  const onSecond = climbed(onFirst, plusMinutes(at, 3))
  expect(calledAs(onFirst, 'social-worker')).toEqual({
    channels: ['board', 'push', 'voice'],
    fallback: ['sms'],
  })
  expect(calledAs(begun(plan), 'coordinator').channels).toEqual(['board', 'voice'])
  // Nobody of their role is in the plan: as whoever was called until now.
  expect(calledAs(onFirst, 'crew').channels).toEqual(['board'])
  expect(calledAs(onSecond, 'crew')).toEqual({
    channels: ['board', 'push', 'voice'],
    fallback: ['sms'],
  })
  expect(calledAs(onSecond, 'operator').channels).toEqual(['board', 'push', 'voice'])
})
