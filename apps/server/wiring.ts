import type { AccessEvent } from '#contexts/access/model.ts'
import { type AccessNeeds, accessRoutes, pages as accessPages } from '#contexts/access/public.ts'
import type { TerritoryEvent } from '#contexts/territory/model.ts'
import { routes as territoryRoutes } from '#contexts/territory/public.ts'
import type { Reaction } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import type { LiveView } from '#platform/server/live.ts'
import type { Page } from '#platform/server/page.ts'
import type { Route } from '#platform/server/route.ts'

/** What a room brings to the server. */
export type Room = {
  readonly name: string
  readonly routes: readonly Route[]
  readonly pages?: readonly Page[]
  readonly dueKinds?: readonly DueKind[]
  /** The view that says what falls due, for the sweeper. */
  readonly dueView?: string
  readonly liveViews?: readonly LiveView[]
}

/** The rooms, lower floors first. */
export function roomsOf(needs: AccessNeeds): readonly Room[] {
  return [
    { name: 'territory', routes: territoryRoutes },
    { name: 'access', routes: accessRoutes(needs), pages: accessPages },
  ]
}

type AnyEvent = TerritoryEvent | AccessEvent

/** What follows an event: in its transaction (what an invariant needs), or after the commit (all else). */
type Follows = {
  readonly sameTransaction: readonly Reaction[]
  readonly afterCommit: readonly Reaction[]
}

const NOTHING: Follows = { sameTransaction: [], afterCommit: [] }

/** Every event type of every room appears here, maybe with nothing: forgetting one does not compile. */
export const WIRING: Readonly<Record<AnyEvent['type'], Follows>> = {
  TerritoryOpened: NOTHING,
  ConfigurationChanged: NOTHING,
} as never

function table(pick: (follows: Follows) => readonly Reaction[]) {
  return new Map(Object.entries<Follows>(WIRING).map(([type, follows]) => [type, pick(follows)]))
}

export const sameTransactionReactions = table((follows) => follows.sameTransaction)
export const afterCommitReactions = table((follows) => follows.afterCommit)
