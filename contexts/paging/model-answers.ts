import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { isAtTheTop, type Page, type PageEvent, type Way } from './model.ts'

export type PageRefusal = 'page-answered' | 'cannot-decline'

/** Somebody says yes: the first one wins. Refuses `page-answered`. */
export function acknowledge(
  page: Page,
  by: StaffId,
  way: Way,
): Decision<PageEvent, 'page-answered'> {
  if (page.state !== 'pending') return refuse('page-answered')
  return accept({ type: 'PageAcknowledged', data: { by, way } })
}

/**
 * Somebody cannot. Who is called by the step that repeats stays called (I1): a colleague records what they said on the
 * telephone, themselves they cannot decline. Refuses `page-answered`, `cannot-decline`.
 */
export function decline(page: Page, staffId: StaffId, way: Way): Decision<PageEvent, PageRefusal> {
  if (page.state !== 'pending') return refuse('page-answered')
  const isLast = isAtTheTop(page) && page.asked.includes(staffId)
  if (isLast && way !== 'hand') return refuse('cannot-decline')
  if (isLast) return accept({ type: 'CallEnded', data: { staffId, result: 'cannot' } })
  return accept({ type: 'PageDeclined', data: { staffId, way } })
}
