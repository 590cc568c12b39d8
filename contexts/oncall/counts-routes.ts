import { namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { CountsQuery, CountsReply } from './contract-counts.ts'
import { type Calls, countsOf, type Help, withHelp } from './model-counts.ts'
import { spanOfMonth } from './model-month.ts'
import { presentIn } from './model-swap.ts'
import { absencesIn } from './staff-store.ts'
import { publishedTurns, territoryOf } from './store.ts'

/** How often each person was called in a stretch of time: the rooms above know. */
export type CallsOf = (
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
) => Promise<ReadonlyMap<StaffId, Calls>>

/** Minutes for which somebody helped with a file in a stretch of time, of the staff or of a service: for the invoice. */
export type HelpOf = (
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
) => Promise<readonly Help[]>

/** The counts for pay, and the minutes for the invoice. */
export function countsRoutes(callsOf: CallsOf, helpOf: HelpOf): readonly Route[] {
  const read = route({
    id: 'oncall.counts',
    method: 'GET',
    path: '/api/rota/counts',
    summary: 'I conteggi di un mese per chi paga: turni, ore, notti, festivi e chiamate',
    may: 'rota.staff',
    writes: 'desk',
    query: CountsQuery,
    reply: { 200: CountsReply },
    async run({ tx, query }) {
      const territoryId = territoryOf(tx)
      const span = spanOfMonth(query.month)
      const absences = await absencesIn(tx, territoryId, wallClock(span.startsAt).toPlainDate())
      // Hours in which somebody was away were worked by nobody, or by a substitute who has them.
      const turns = (await publishedTurns(tx, territoryId, span.startsAt, span.endsAt)).flatMap(
        (turn) => presentIn(turn, absences),
      )
      const calls = await callsOf(tx, territoryId, span.startsAt, span.endsAt)
      const counts = countsOf(turns, span)
      const names = await namesOf(
        tx,
        counts.map((one) => one.staffId),
      )
      const told = counts.map(({ staffId, ...one }) => ({
        ...one,
        name: names.get(staffId) ?? '',
        minutes: 0,
        calls: calls.get(staffId)?.calls ?? 0,
        answered: calls.get(staffId)?.answered ?? 0,
      }))
      const help = await helpOf(tx, territoryId, span.startsAt, span.endsAt)
      const byName = withHelp(told, help).toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
      return { status: 200, body: { month: query.month, counts: byName } }
    },
  })
  return [read]
}
