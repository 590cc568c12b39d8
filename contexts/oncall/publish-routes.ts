import type { StaffId } from '#platform/kernel/ids.ts'
import { type Route, route } from '#platform/server/route.ts'
import { TurnParams } from './contract.ts'
import {
  DraftDiscardedReply,
  DraftReply,
  KeptReply,
  PublishBody,
  PublishedReply,
} from './contract-publish.ts'
import { discardDraft, keep } from './drafting.ts'
import { lockRota } from './proposal-store.ts'
import { draftView, publish } from './publishing.ts'
import { territoryOf } from './store.ts'

const DISCARDED = { status: 200, body: { discarded: true } } as const
const KEPT = { status: 200, body: { kept: true } } as const

const readDraft = route({
  id: 'oncall.draft',
  method: 'GET',
  path: '/api/rota/draft',
  summary: 'Che cosa cambia con la prossima pubblicazione, e che cosa guardare prima',
  may: 'rota.edit',
  writes: 'desk',
  reply: { 200: DraftReply },
  async run({ tx }) {
    return { status: 200, body: await draftView(tx, territoryOf(tx)) }
  },
})

const publishDraft = route({
  id: 'oncall.publish',
  method: 'POST',
  path: '/api/rota/publish',
  summary: 'Pubblica la bozza: da qui si chiama chi è nei turni pubblicati',
  may: 'rota.edit',
  writes: 'desk',
  body: PublishBody,
  reply: { 200: PublishedReply },
  async run({ tx, body, actor }) {
    await lockRota(tx)
    const by = (actor.kind === 'person' ? actor.staffId : '') as StaffId
    return { status: 200, body: await publish(tx, body, by) }
  },
})

const discard = route({
  id: 'oncall.discardDraft',
  method: 'DELETE',
  path: '/api/rota/draft',
  summary: 'Butta la bozza; i turni pubblicati restano',
  may: 'rota.edit',
  writes: 'desk',
  reply: { 200: DraftDiscardedReply },
  async run({ tx }) {
    await lockRota(tx)
    await discardDraft(tx)
    return DISCARDED
  },
})

const keepTurn = route({
  id: 'oncall.keepTurn',
  method: 'POST',
  path: '/api/rota/turns/:turnId/keep',
  summary: 'Tiene un turno pubblicato che era segnato da togliere',
  may: 'rota.edit',
  writes: 'desk',
  params: TurnParams,
  reply: { 200: KeptReply },
  async run({ tx, params }) {
    await lockRota(tx)
    await keep(tx, params.turnId)
    return KEPT
  },
})

/** A rota drafted, looked at and published. */
export const publishRoutes: readonly Route[] = [readDraft, publishDraft, discard, keepTurn]
