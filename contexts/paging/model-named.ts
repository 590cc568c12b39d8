import type { Role } from '#platform/kernel/actor.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, minutesBetween } from '#platform/kernel/time.ts'
import { type Page, type PageEvent, repeatAfter, type Step, type Way, waitAfter } from './model.ts'

// One notion for both ways in which somebody is named: the file is handed on to them, or a call is.

type Named = { readonly staffId: StaffId; readonly role: Role }

/**
 * The file was handed on while somebody is called: its new owner is called at once, and the plan goes on from where it
 * was. Past the last step that one comes once more, so that the coordinator stays the last. Who was named before and not
 * called yet is its owner no more, and not called. Nothing when the page is over or is calling that person already.
 */
export function nameOwner(page: Page, named: Named, now: Instant): readonly PageEvent[] {
  if (page.state !== 'pending' || page.asked.includes(named.staffId)) return []
  const here = page.steps[page.step]
  const afterMinutes = here?.afterMinutes ?? page.steps[0]?.afterMinutes ?? 0
  return [{ type: 'OwnerNamed', data: withNamed(page, { ...named, afterMinutes }, now) }]
}

/** The plan with one step put in after the one that was taken. */
function withNamed(
  page: Page,
  { staffId, ...step }: Named & Pick<Step, 'afterMinutes' | 'from'>,
  now: Instant,
) {
  const done = page.steps.slice(0, page.step + 1)
  const left = page.steps.slice(page.step + 1).filter((one) => one.staffId === undefined)
  const here = done.at(-1)
  const later = movedBy(page)
  const rest = left.map((one) => ({ ...one, afterMinutes: one.afterMinutes + later }))
  const again =
    here === undefined ? [] : [{ ...here, afterMinutes: againAfter(page), isAgain: true as const }]
  const named: Step = { ...step, staffId, ...waysFor(page, step.role) }
  const steps = [...done, named, ...(left.length > 0 ? rest : again)]
  return { staffId, steps, nextAt: now.toString() }
}

/**
 * By which ways somebody named is called: by all by which the plan calls their role, and never by fewer than it has used until
 * now. A call that has woken one person wakes the one to whom it is handed.
 */
function waysFor({ step, steps }: Page, role: Role): Pick<Step, 'channels' | 'fallback'> {
  const like = steps.filter(
    (one, at) => at <= Math.max(step, 0) || (one.role === role && one.staffId === undefined),
  )
  const channels = [...new Set(like.flatMap((one) => one.channels))]
  const fallback = [...new Set(like.flatMap((one) => one.fallback ?? []))]
  return {
    channels: channels.length === 0 ? ['voice'] : channels,
    ...(fallback.length === 0 ? {} : { fallback }),
  }
}

function againAfter({ step, steps }: Page): number {
  return (steps[step]?.afterMinutes ?? 0) + repeatAfter(steps[step])
}

/** Minutes by which the plan makes room for the first name, before anybody was called: once, whoever is named after. */
function movedBy({ step, steps }: Page): number {
  return step < 0 && steps[0]?.staffId === undefined ? waitAfter(steps, 0) : 0
}

export type PassRefusal =
  | 'page-answered'
  | 'step-taken'
  | 'pass-self'
  | 'pass-asked'
  | 'pass-declined'

/**
 * Who is called hands the call on to somebody, who is called at once. The clock of the plan does not stop for it: the next
 * step comes when it would have come, and whoever handed on is asked no more. The last one stays the last, and is asked
 * again. Who said no before cannot be named, so that no two people hand a call to and fro. Refuses `step-taken` to who is
 * not called any more: of two at once the first one decides.
 */
export function passOn(
  page: Page,
  { from, way, ...named }: Named & { readonly from: StaffId; readonly way: Way },
  now: Instant,
): Decision<PageEvent, PassRefusal> {
  const { staffId } = named
  if (page.state !== 'pending') return refuse('page-answered')
  if (!page.asked.includes(from)) return refuse('step-taken')
  const cannot = passRefusal(page, { from, staffId })
  if (cannot) return refuse(cannot)
  const afterMinutes = nextAfter(page) - waitLeft(page, now)
  const plan = withNamed(page, { ...named, from, afterMinutes }, now)
  return accept({ type: 'CallPassedOn', data: { ...plan, from, way } })
}

/** Why this person cannot be named by who is called, as far as the page itself says; undefined: it says nothing. */
export function passRefusal(
  { asked, declined }: Page,
  { from, staffId }: { readonly from: StaffId; readonly staffId: StaffId },
): PassRefusal | undefined {
  if (staffId === from) return 'pass-self'
  if (asked.includes(staffId)) return 'pass-asked'
  return declined.includes(staffId) ? 'pass-declined' : undefined
}

/** Minutes of the plan at which the step after this one stands; of the last one, at which it comes again. */
function nextAfter(page: Page): number {
  const next = page.steps.slice(page.step + 1).find((one) => one.staffId === undefined)
  return next === undefined ? againAfter(page) : next.afterMinutes + movedBy(page)
}

/** Whole minutes until the plan goes on: never none, so that the telephone that rings can be answered. */
function waitLeft({ nextAt }: Page, now: Instant): number {
  return Math.max(1, Math.ceil(minutesBetween(now, nextAt)))
}
