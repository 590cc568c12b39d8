import { namesOf } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { isCarried } from '#platform/server/telephony.ts'
import type { ContactChannel } from './contact-store.ts'
import { type DrilledContact, DrillStartedReply, DrillsReply } from './contract-drill.ts'
import { type DrillNeeds, startDrill } from './drill.ts'
import { type DrillTry, newestDrill, triesSince } from './drill-store.ts'
import { nextDrill, pastOf } from './model-drill.ts'
import { lockRota } from './proposal-store.ts'
import { rolesHere } from './staff.ts'
import { territoryOf } from './store.ts'

const STARTED = { status: 201, body: { started: true } } as const
/** How far back the report looks. */
const SIGHT_HOURS = 26 * 7 * 24

/** The drills of the contacts: what came of them, and one begun by hand. */
export function drillRoutes(needs: DrillNeeds): readonly Route[] {
  const read = route({
    id: 'oncall.drills',
    method: 'GET',
    path: '/api/rota/drills',
    summary: 'Le prove di reperibilità: chi è raggiungibile, da quando, e chi non ha risposto',
    may: 'rota.staff',
    writes: 'desk',
    reply: { 200: DrillsReply },
    async run({ tx }) {
      return { status: 200, body: await drillsView(tx, needs) }
    },
  })
  const start = route({
    id: 'oncall.startDrill',
    method: 'POST',
    path: '/api/rota/drills',
    summary: 'Comincia adesso una prova di tutti i contatti: di giorno, e mai a chi riposa',
    may: 'rota.staff',
    writes: 'desk',
    reply: { 201: DrillStartedReply },
    async run({ tx, actor }) {
      await lockRota(tx)
      const by = actor.kind === 'person' ? actor.staffId : null
      await startDrill(tx, by, (await drillsView(tx, needs)).isRunning)
      return STARTED
    },
  })
  return [read, start]
}

async function drillsView(tx: Tx, needs: DrillNeeds): Promise<DrillsReply> {
  const { now } = tx.work
  const territoryId = territoryOf(tx)
  const { drill } = await readConfiguration(tx, territoryId)
  const newest = await newestDrill(tx, territoryId)
  const tries = await triesSince(tx, now.subtract({ hours: SIGHT_HOURS }))
  const ids = [...(await rolesHere(tx, territoryId)).keys()]
  const names = await namesOf(tx, ids)
  const of = (staffId: string, channel: ContactChannel) =>
    tries.filter((one) => one.staffId === staffId && one.channel === channel)
  return {
    startedAt: newest?.startedAt.toString() ?? null,
    isRunning: tries.some((one) => one.drillId === newest?.id && one.dueAt !== null),
    nextAt: drill.on ? nextDrill(drill, now).toString() : null,
    hasTelephone: isCarried(needs.telephone, 'sms'),
    people: ids
      .map((id) => ({
        ...{ id, name: names.get(id) ?? '' },
        phone: contactView(of(id, 'phone'), newest?.id),
        mail: contactView(of(id, 'mail'), newest?.id),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
  }
}

function contactView(
  tries: readonly (DrillTry & { readonly drillId: string })[],
  newestId: string | undefined,
): DrilledContact {
  const now = tries.find((one) => one.drillId === newestId)
  const past = pastOf(tries.map(({ state, changedAt }) => ({ state, at: changedAt })))
  return {
    state: now?.state ?? null,
    skippedFor: now?.skippedFor ?? null,
    at: now?.changedAt.toString() ?? null,
    lastAnswered: past.lastAnswered?.toString() ?? null,
    silentRunning: past.silentRunning,
  }
}
