import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { SEARCH_SECONDS } from './contract-proposal.ts'
import type { Turn } from './model.ts'
import { type Asking, knownStretch } from './model-proposal.ts'
import type { SearchDesk } from './proposal-desk.ts'
import { askingOf, orderOf } from './proposal-order.ts'
import { claimSearch, lockProposal, markOf } from './proposal-store.ts'
import { judgedRules } from './rules.ts'
import { comingTurns, territoryOf } from './store.ts'

/** The alarm of a search that waits for a server. */
export const SEARCH_KIND = 'rota-search'

/** The view that the sweeper compares with the alarms. */
export const dueView = 'oncall.v_due'

/** Whichever server hears the alarm takes the search and runs it beside its own work. */
export function searchDueKind(desk: SearchDesk, machine: () => Instant): DueKind {
  return {
    kind: SEARCH_KIND,
    async run(tx, id, now) {
      const found = await lockProposal(tx, id, machine()).catch((error: unknown) => {
        if (error instanceof NotFoundError) return undefined
        throw error
      })
      if (!found) return
      const territoryId = territoryOf(tx)
      const { asking: body } = found
      const { turns, around } = await turnsFor(tx, territoryId, askingOf(body))
      const claim = await claimSearch(tx, id, markOf(around), machine())
      if (claim === undefined) return
      const configuration = await readConfiguration(tx, territoryId)
      const rules = await judgedRules(tx, territoryId, configuration.rota)
      const order = orderOf(body, { configuration, rules }, turns, now, SEARCH_SECONDS)
      // Before the commit: a search whose claim did not stand finds so at its first beat, and ends.
      desk.begin({ id, territoryId, claim, order })
    },
  }
}

/** The turns that say something about these days: of the year so far, and of the days around them. */
export async function turnsFor(
  tx: Tx,
  territoryId: TerritoryId,
  asking: Asking,
): Promise<{ readonly turns: readonly Turn[]; readonly around: readonly Turn[] }> {
  const { from, until } = knownStretch(asking)
  const year = asking.from.with({ month: 1, day: 1 }).toZonedDateTime('Europe/Rome').toInstant()
  const begins = Temporal.Instant.compare(year, from) < 0 ? year : from
  const turns = await comingTurns(tx, territoryId, begins, until)
  return { turns, around: turns.filter((one) => Temporal.Instant.compare(one.endsAt, from) > 0) }
}

/** The people of an asking, once each. */
export function peopleOf({ people }: { readonly people: readonly { staffId: string }[] }) {
  return [...new Set(people.map((one) => one.staffId as StaffId))]
}
