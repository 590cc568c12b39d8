import { namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SupportKind, SupportTry } from './model-support.ts'

/** How often each person was called in a stretch of time, once for each step of each page, and how often they answered. */
export async function callsOf(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<ReadonlyMap<StaffId, { readonly calls: number; readonly answered: number }>> {
  const rows = await tx
    .selectFrom('paging.attempt')
    .select(['staff_id', 'page_id', 'round', 'step', 'state'])
    .where('territory_id', '=', territoryId)
    .where('made_at', '>=', from)
    .where('made_at', '<', until)
    .execute()
  const theirs = Map.groupBy(rows, (row) => row.staff_id as StaffId)
  return new Map(
    [...theirs].map(([id, tries]) => [
      id,
      {
        calls: new Set(tries.map((one) => `${one.page_id} ${one.round} ${one.step}`)).size,
        answered: new Set(tries.filter((one) => one.state === 'answered').map((one) => one.page_id))
          .size,
      },
    ]),
  )
}

type Helped = { readonly name: string; readonly role: SupportKind; readonly minutes: number }

/** The minutes for which mediators, psychologists and services under contract helped, by when they ended. */
export async function helpOf(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly Helped[]> {
  const rows = await tx
    .selectFrom('paging.support')
    .select(['kind', 'tries'])
    .where('territory_id', '=', territoryId)
    .where('asked_at', '<', until)
    .execute()
  const helped = rows.flatMap((row) =>
    (row.tries as unknown as readonly SupportTry[])
      .filter(({ at, minutes }) => minutes !== null && isWithin(instant(at), from, until))
      .map(({ callee, minutes }) => ({
        role: row.kind as SupportKind,
        callee,
        minutes: minutes ?? 0,
      })),
  )
  const ids = helped.flatMap(({ callee }) => (callee.kind === 'staff' ? [callee.staffId] : []))
  const names = await namesOf(tx, ids)
  const named = helped.map(({ callee, role, minutes }) => ({
    ...{ role, minutes },
    name: callee.kind === 'staff' ? (names.get(callee.staffId) ?? '') : callee.name,
  }))
  return [...Map.groupBy(named, ({ role, name }) => `${role} ${name}`).values()].flatMap((own) => {
    const [first] = own
    const minutes = own.reduce((sum, one) => sum + one.minutes, 0)
    return first === undefined ? [] : [{ ...first, minutes }]
  })
}

function isWithin(at: Instant, from: Instant, until: Instant): boolean {
  return notAfter(from, at) && !notAfter(until, at)
}
