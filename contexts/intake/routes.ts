import { allow } from '#contexts/access/public.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  ContextQuery,
  ContextReply,
  DeletedReply,
  DraftsReply,
  IdParams,
  KeepDraftBody,
  KeptDraft,
} from './contract.ts'
import { dropDraft, keepDraft, ownDrafts, territoryOfOwnDraft } from './draft-store.ts'
import { dutyAt, readTerritoryId, territoryInForce } from './duty.ts'
import { contactRoutes } from './routes-contact.ts'
import { readBackRoutes } from './routes-read-back.ts'
import { personActor, reportRoutes } from './routes-report.ts'

const drafts = route({
  id: 'intake.listDrafts',
  method: 'GET',
  path: '/api/drafts',
  summary: 'Le proprie bozze, mai quelle di altri.',
  may: 'draft.own',
  reply: { 200: DraftsReply },
  writes: 'none',
  async run({ tx, actor }) {
    const own = await ownDrafts(tx, personActor(actor).staffId)
    const views = own.map((draft) => ({
      ...draft,
      startedAt: draft.startedAt.toString(),
      savedAt: draft.savedAt.toString(),
    }))
    return { status: 200, body: { drafts: views } }
  },
})

const keep = route({
  id: 'intake.keepDraft',
  method: 'PUT',
  path: '/api/drafts/:id',
  summary: 'Salva una bozza. Solo chi la scrive può rileggerla.',
  may: 'draft.own',
  params: IdParams,
  body: KeepDraftBody,
  reply: { 200: KeptDraft },
  writes: async (tx, { params, body }) =>
    (await territoryOfOwnDraft(tx, params.id, personActor(tx.work.actor).staffId)) ??
    readTerritoryId(tx.work.actor, body.territoryId),
  async run({ tx, now, params, body }) {
    const version = await keepDraft(tx, {
      id: params.id,
      version: body.version,
      startedAt: instant(body.startedAt),
      content: body.content,
    })
    return { status: 200, body: { id: params.id, version, savedAt: now.toString() } }
  },
})

const drop = route({
  id: 'intake.dropDraft',
  method: 'DELETE',
  path: '/api/drafts/:id',
  summary: 'Cancella una propria bozza.',
  may: 'draft.own',
  params: IdParams,
  reply: { 200: DeletedReply },
  writes: (tx, { params }) =>
    territoryOfOwnDraft(tx, params.id, personActor(tx.work.actor).staffId),
  async run({ tx, params }) {
    return { status: 200, body: { deleted: await dropDraft(tx, params.id) } }
  },
})

const context = route({
  id: 'intake.readContext',
  method: 'GET',
  path: '/api/intake/context',
  summary:
    'Ciò che serve per prendere una chiamata: chi risponde, chi può segnalare, testi e numeri.',
  may: 'report.register',
  query: ContextQuery,
  reply: { 200: ContextReply },
  writes: (tx, { query }) => Promise.resolve(readTerritoryId(tx.work.actor, query.territory)),
  async run({ tx, actor, now, query }) {
    const { id, configuration } = await territoryInForce(tx)
    const mayVerify = allow(actor, 'verification.record', { territoryId: id }).allowed
    const body = contextOf(id, configuration, query.municipality ?? null, now)
    // The list of numbers to call back is for who calls back.
    return { status: 200, body: mayVerify ? body : { ...body, accredited: [] } }
  },
})

function contextOf(
  id: string,
  configuration: Configuration,
  municipality: string | null,
  now: Instant,
) {
  const duty = dutyAt(configuration, municipality, now)
  const day = italianDay(now).toString()
  return {
    territory: { id, name: configuration.name },
    inCharge: { ...duty, untilAt: duty.untilAt?.toString() ?? null },
    access: {
      mode: configuration.access.mode,
      entitled: [...configuration.access.entitled],
      refusalScript: configuration.access.refusalScript,
      guaranteedScript: configuration.access.guaranteedScript,
    },
    municipalities: configuration.municipalities
      .filter((one) => (one.from ?? day) <= day && day <= (one.to ?? day))
      .map((one) => ({ code: one.code, name: one.name })),
    accredited: configuration.accredited.map((one) => ({
      key: one.key,
      name: one.name,
      category: one.category,
      phones: [...one.phones],
      hasWord: one.protocol !== null,
    })),
    classes: configuration.triage.classes.map((one) => ({
      key: one.key,
      name: one.name,
      meaning: one.meaning,
      rank: one.rank,
      sign: one.sign,
      token: one.colour,
      digit: one.digit,
    })),
    languages: [...configuration.languages],
    numbers: configuration.access.channels
      .filter((channel) => channel.kind === 'number')
      .map((channel) => ({ label: channel.label, value: channel.value })),
    now: now.toString(),
  }
}

/** Every operation of this room. */
export const routes: readonly Route[] = [
  ...reportRoutes,
  ...contactRoutes,
  ...readBackRoutes,
  context,
  drafts,
  keep,
  drop,
]
