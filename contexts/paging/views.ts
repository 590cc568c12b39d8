import { namesOf } from '#contexts/access/public.ts'
import { reachesOf } from '#contexts/oncall/public.ts'
import { OWNING_ROLES, type Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Attempt, attemptsOf } from './attempt-store.ts'
import { peopleAt } from './calling.ts'
import type { CallForMe, PageView, StepView, ToCall } from './contract.ts'
import { hasAskedEverybody, isAtTheTop, nextStepOf, type Page, planOf } from './model.ts'
import type { PagingNeeds } from './ports.ts'
import { newestPage, pagesCalling, pendingOf, territoryOf } from './store.ts'

/** What the board shows of a pending page: whom it calls, and whom next and when. */
export type PageMark = {
  readonly role: Role | null
  readonly name: string | null
  readonly isAtTheTop: boolean
  readonly nextRole: Role
  readonly nextAt: Instant
}

/** The marks of these files; a file that calls nobody is absent. */
export async function pageMarks(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PageMark>> {
  const pages = await pendingOf(tx, ids)
  const names = await namesOf(
    tx,
    pages.flatMap((page) => page.asked),
  )
  return new Map(
    pages.map((page) => [
      page.interventionId,
      {
        role: page.steps[page.step]?.role ?? null,
        name: page.asked.length === 1 ? (names.get(page.asked[0] as StaffId) ?? null) : null,
        isAtTheTop: hasAskedEverybody(page),
        nextRole: nextStepOf(page).role,
        nextAt: page.nextAt,
      },
    ]),
  )
}

/** The newest page of a file as screens show it, null when there was none. */
export async function pageView(tx: Tx, id: InterventionId): Promise<PageView | null> {
  const page = await newestPage(tx, id)
  if (!page) return null
  const attempts = await attemptsOf(tx, page.id)
  const ids = [...attempts.map((one) => one.staffId), ...page.asked]
  const answeredBy = page.answeredBy
  const named = page.steps.flatMap((step) => step.from ?? [])
  const answered = answeredBy === null ? [] : [answeredBy]
  const names = await namesOf(tx, [...ids, ...named, ...answered])
  return {
    id: page.id,
    isPending: page.state === 'pending',
    startedAt: page.startedAt.toString(),
    nextAt: page.nextAt.toString(),
    nextRole: nextStepOf(page).role,
    round: page.round,
    isAtTheTop: isAtTheTop(page),
    hasAskedEverybody: hasAskedEverybody(page),
    answeredBy: answeredBy === null ? null : (names.get(answeredBy) ?? ''),
    steps: page.steps.map((step, index) => ({
      role: step.role,
      state: stateOf(page, index),
      people: calledAt(index, attempts, names),
      from: step.from === undefined ? null : (names.get(step.from) ?? ''),
      mayOwn: OWNING_ROLES.includes(step.role),
    })),
    attempts: attempts.map((one) => ({
      id: one.id,
      name: names.get(one.staffId) ?? '',
      channel: one.channel,
      state: one.state,
      cameTo: one.cameTo,
      at: one.madeAt.toString(),
    })),
  }
}

/** True of who is called by the step that a file is at. */
export async function isAsked(tx: Tx, id: InterventionId, staffId: StaffId): Promise<boolean> {
  const page = await newestPage(tx, id)
  return page?.state === 'pending' && page.asked.includes(staffId)
}

function stateOf(page: Page, index: number): StepView['state'] {
  if (page.empty.includes(index)) return 'empty'
  if (index < page.step) return 'done'
  if (index === page.step) return page.state === 'pending' ? 'now' : 'done'
  if (page.state !== 'pending') return 'unneeded'
  return index === page.step + 1 ? 'next' : 'later'
}

function calledAt(
  index: number,
  attempts: readonly Attempt[],
  names: ReadonlyMap<StaffId, string>,
): string[] {
  const called = attempts.filter((one) => one.step === index).map((one) => one.staffId)
  return [...new Set(called)].map((id) => names.get(id) ?? '')
}

/** Whom to call by hand, in the order of the plan, each person once: those on call now, then the coordinators. */
export async function toCallNow(tx: Tx, id: InterventionId, now: Instant): Promise<ToCall[]> {
  const page = (await newestPage(tx, id)) ?? { steps: planOf([]), declined: [] }
  const people = await peopleAt(tx, page, now)
  const seen = new Map<StaffId, Role>()
  for (const [index, step] of page.steps.entries())
    for (const staffId of people(index)) if (!seen.has(staffId)) seen.set(staffId, step.role)
  const ids = [...seen.keys()]
  const names = await namesOf(tx, ids)
  const reaches = await reachesOf(tx, territoryOf(tx), ids)
  return ids.map((staffId) => ({
    staffId,
    name: names.get(staffId) ?? '',
    role: seen.get(staffId) ?? 'coordinator',
    phone: reaches.get(staffId)?.phone ?? null,
  }))
}

type Ordered = { readonly call: CallForMe; readonly rank: number }

function compareCalls(a: Ordered, b: Ordered): number {
  return (
    Number(!a.call.ringsNow) - Number(!b.call.ringsNow) ||
    a.rank - b.rank ||
    b.call.startedAt.localeCompare(a.call.startedAt) ||
    b.call.number.localeCompare(a.call.number)
  )
}

/** The pending pages that call a person: what rings now first, the gravest and newest of it before the rest. */
export async function pagesFor(tx: Tx, needs: PagingNeeds, staffId: StaffId): Promise<CallForMe[]> {
  const calls: Ordered[] = []
  for (const page of await pagesCalling(tx, staffId)) {
    const brief = await needs.briefOf(tx, page.interventionId)
    if (!brief) continue
    const { number, className, municipality, people, need, rank } = brief
    const call = {
      pageId: page.id,
      interventionId: page.interventionId,
      ...{ number, className, municipality, people, need },
      ringsNow: page.asked.includes(staffId),
      startedAt: page.startedAt.toString(),
      mayDecline: !isAtTheTop(page),
    }
    calls.push({ call, rank })
  }
  return calls.toSorted(compareCalls).map(({ call }) => call)
}
