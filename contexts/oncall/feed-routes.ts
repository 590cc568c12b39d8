import { namesOf } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { answeredTurns } from './answered.ts'
import {
  ExchangeBody,
  ExchangeReply,
  FeedBody,
  FeedEndedReply,
  type FeedKind,
  FeedMadeReply,
  FeedParams,
  FeedsReply,
} from './contract-feed.ts'
import { endFeed, exchangeTerritory, feedInForce, makeFeed } from './feed-store.ts'
import { covers, type RotaTurn } from './model.ts'
import { reachesOf } from './reach-store.ts'
import { openHours } from './rota.ts'
import { territoryOf } from './store.ts'

const ENDED = { status: 200, body: { ended: true } } as const
/** How far ahead the next turn is looked for. */
const NEXT_HOURS = 7 * 24

function selfOf(actor: Actor): StaffId {
  if (actor.kind !== 'person') throw new RefusalError('not-allowed', { reason: 'no-grant' }, 403)
  return actor.staffId
}

/** Whose an address is: a person's own calendar, or nobody's for the exchange, which only who makes the rota may give out. */
function ownerOf(kind: FeedKind, actor: Actor, edits: boolean): StaffId | null {
  if (kind === 'calendar') return selfOf(actor)
  if (!edits) throw new RefusalError('not-allowed', { reason: 'no-grant' }, 403)
  return null
}

/** The secret addresses of the rota. `address`: scheme and host under which people reach this installation. */
export function feedRoutes({ address }: { readonly address: () => string }): readonly Route[] {
  const read = route({
    id: 'oncall.feeds',
    method: 'GET',
    path: '/api/rota/feeds',
    summary: 'Gli indirizzi segreti dei turni: il proprio calendario e quello del centralino',
    may: 'rota.swap',
    writes: 'desk',
    reply: { 200: FeedsReply },
    async run({ tx, actor, may }) {
      const territoryId = territoryOf(tx)
      const edits = may('rota.edit', { territoryId }).allowed
      const since = async (kind: FeedKind, staffId: StaffId | null) =>
        (await feedInForce(tx, territoryId, kind, staffId))?.madeAt.toString() ?? null
      const calendar = await since('calendar', selfOf(actor))
      const exchange = edits ? await since('exchange', null) : null
      return { status: 200, body: { calendar, exchange, can: { exchange: edits } } }
    },
  })
  const make = route({
    id: 'oncall.makeFeed',
    method: 'POST',
    path: '/api/rota/feeds',
    summary: 'Dà un nuovo indirizzo segreto dei turni; quello di prima non vale più',
    may: 'rota.swap',
    writes: 'desk',
    body: FeedBody,
    reply: { 201: FeedMadeReply },
    async run({ tx, body, actor, may }) {
      const edits = may('rota.edit', { territoryId: territoryOf(tx) }).allowed
      const token = await makeFeed(tx, body.kind, ownerOf(body.kind, actor, edits))
      const secret = body.kind === 'calendar' ? `${address()}/turni/${token}` : token
      return { status: 201, body: { secret } }
    },
  })
  const end = route({
    id: 'oncall.endFeed',
    method: 'DELETE',
    path: '/api/rota/feeds/:kind',
    summary: 'Toglie un indirizzo segreto dei turni',
    may: 'rota.swap',
    writes: 'desk',
    params: FeedParams,
    reply: { 200: FeedEndedReply },
    async run({ tx, params, actor, may }) {
      const edits = may('rota.edit', { territoryId: territoryOf(tx) }).allowed
      await endFeed(tx, params.kind, ownerOf(params.kind, actor, edits))
      return ENDED
    },
  })
  return [read, make, end, exchange]
}

const exchange = route({
  id: 'oncall.exchange',
  method: 'POST',
  path: '/api/exchange/on-call',
  summary:
    'Per il centralino telefonico: chi è reperibile adesso e chi viene dopo, con il numero, e quali ore nessuno copre; il corpo porta il token dato da chi coordina',
  may: 'public',
  writes: (tx, { body }) => exchangeTerritory(tx, body.token),
  body: ExchangeBody,
  reply: { 200: ExchangeReply },
  async run({ tx, now }) {
    return { status: 200, body: await exchangeView(tx, now) }
  },
})

async function exchangeView(tx: Tx, now: Instant): Promise<ExchangeReply> {
  const territoryId = territoryOf(tx)
  const until = now.add({ hours: NEXT_HOURS })
  const turns = await answeredTurns(tx, territoryId, now, until)
  const configuration = await readConfiguration(tx, territoryId)
  const { needed } = await openHours(tx, territoryId, configuration, turns, { from: now, until })
  const open = needed.flatMap(({ role, level, gaps }) =>
    gaps.map(({ startsAt, endsAt }) => ({ role, level, from: startsAt, until: endsAt })),
  )
  const running = turns.filter((turn) => covers(turn, now))
  const later = turns.filter((turn) => !covers(turn, now))
  const next = [...Map.groupBy(later, (turn) => `${turn.role} ${turn.level}`).values()].flatMap(
    (theirs) => theirs.slice(0, 1),
  )
  const ids = [...new Set([...running, ...next].map((turn) => turn.staffId))]
  const names = await namesOf(tx, ids)
  const reaches = await reachesOf(tx, territoryId, ids)
  const callee = (turn: RotaTurn) => ({
    ...{ role: turn.role, level: turn.level, name: names.get(turn.staffId) ?? '' },
    phone: reaches.get(turn.staffId)?.phone ?? null,
    from: turn.startsAt.toString(),
    until: turn.endsAt.toString(),
  })
  return { at: now.toString(), now: running.map(callee), next: next.map(callee), open }
}
