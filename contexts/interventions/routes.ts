import type { z } from 'zod'
import { namesOf, recordReading } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { DecisionBody, EmergencyCallBody, RejectionBody } from '#contexts/triage/contract.ts'
import {
  classViews,
  emergencyCalls,
  evaluationOf,
  factsKnown,
  proposalFor,
  readSheet,
  sheetView,
} from '#contexts/triage/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  boardRow,
  boardRows,
  boardTerritories,
  fileRow,
  newestPosition,
  openFiles,
  rowNow,
  surroundingsOf,
} from './board.ts'
import { handedView } from './closing-facts.ts'
import { colleaguesFor } from './colleagues.ts'
import {
  answerIntervention,
  closeIntervention,
  confirmNotPertinent,
  decideTriage,
  handOnIntervention,
  recordEmergencyCall,
  rejectNotPertinent,
  releaseWaitingPatrol,
} from './commands.ts'
import {
  BoardQuery,
  BoardReply,
  CloseBody,
  HandOnBody,
  InterventionParams,
  InterventionView,
  NoteBody,
  RowReply,
  TimelineQuery,
  WallReply,
} from './contract.ts'
import { noteIntervention } from './notes.ts'
import { interventionPolicy } from './policy.ts'
import { presenceRoute } from './presence.ts'
import { workRoutes } from './routes-work.ts'
import { territoryOfIntervention } from './store.ts'
import { timelineOf } from './timeline.ts'
import { wallView } from './wall.ts'

const idOf = (params: { id: string }): InterventionId => params.id as InterventionId

const writesToFile = async (tx: Tx, { params }: { params: { id: string } }) =>
  await territoryOfIntervention(tx, idOf(params))

const factsOfFile = async (
  tx: Tx,
  { params }: { params: { id: string } },
): Promise<Facts | undefined> => interventionPolicy.facts(await fileRow(tx, idOf(params)))

const board = route({
  id: 'interventions.board',
  method: 'GET',
  path: '/api/board',
  summary: 'Gli interventi aperti, nell’ordine della sala',
  may: 'board.read',
  writes: 'none',
  query: BoardQuery,
  reply: { 200: BoardReply },
  async run({ tx, actor, now, query }) {
    const position = await newestPosition(tx)
    const files = await openFiles(tx, actor, { territoryId: query.territory })
    return {
      status: 200,
      body: {
        rows: await boardRows(tx, actor, files),
        territories: await boardTerritories(tx, now, query.territory),
        position,
        now: now.toString(),
      },
    }
  },
})

const outings = route({
  id: 'interventions.outings',
  method: 'GET',
  path: '/api/outings',
  summary: 'Gli interventi aperti assegnati a chi guarda, per chi non ha la sala',
  may: 'outing.list',
  writes: 'none',
  reply: { 200: BoardReply },
  async run({ tx, actor, now }) {
    const position = await newestPosition(tx)
    const files = await openFiles(tx, actor)
    const mine = files.filter((row) => actor.kind === 'person' && row.owner_id === actor.staffId)
    return {
      status: 200,
      body: {
        rows: await boardRows(tx, actor, mine),
        territories: await boardTerritories(tx, now),
        position,
        now: now.toString(),
      },
    }
  },
})

const wall = route({
  id: 'interventions.wall',
  method: 'GET',
  path: '/api/wall',
  summary: 'Lo schermo di sala: numeri e coda, senza nomi',
  may: 'wall.read',
  writes: 'none',
  reply: { 200: WallReply },
  async run({ tx, actor, now }) {
    return { status: 200, body: await wallView(tx, actor, now) }
  },
})

const file = route({
  id: 'interventions.file',
  method: 'GET',
  path: '/api/interventions/:id',
  summary: 'Un intervento: testata, triage e cronologia. La lettura resta sul registro',
  may: 'intervention.read',
  writes: writesToFile,
  facts: factsOfFile,
  about: idOf,
  params: InterventionParams,
  query: TimelineQuery,
  reply: { 200: InterventionView },
  async run({ tx, actor, now, params, query }) {
    await recordReading(tx, idOf(params))
    const view = await fileView(tx, actor, idOf(params), query.before)
    return { status: 200, body: { ...view, now: now.toString() } }
  },
})

async function fileView(
  tx: Tx,
  actor: Actor,
  id: InterventionId,
  before: string | undefined,
): Promise<Omit<InterventionView, 'now'>> {
  const row = await fileRow(tx, id)
  const territoryId = row.territory_id as TerritoryId
  const { triage } = await readConfiguration(tx, territoryId)
  const mayReadWords = interventionPolicy.allow(actor, 'intervention.read-words', row).allowed
  const sheet = mayReadWords ? await readSheet(tx, id) : undefined
  const decidedBy = sheet && (await namesOf(tx, [sheet.decidedBy])).get(sheet.decidedBy)
  const timeline = await timelineOf(tx, territoryId, id, before, mayReadWords ? 'words' : 'outline')
  return {
    row: boardRow(actor, row, await surroundingsOf(tx, [row])),
    sheet: sheet ? sheetView(triage, sheet, await emergencyCalls(tx, id), decidedBy ?? '') : null,
    proposal:
      mayReadWords && !sheet
        ? evaluationOf(triage, await proposalFor(triage, await factsKnown(tx, id)))
        : null,
    classes: classViews(triage),
    timeline: timeline.entries,
    before: timeline.before,
    colleagues: [...(await colleaguesFor(tx, row, tx.work.now))],
    ...(await handedView(tx, id, territoryId, mayReadWords)),
  }
}

/** A command on one file: its permission is judged on the file, its reply is the row as it then stands. */
function command<B extends z.ZodType | undefined = undefined>(spec: {
  readonly id: string
  readonly verb: string
  readonly summary: string
  readonly may: string
  readonly body?: B
  readonly run: (
    tx: Tx,
    id: InterventionId,
    body: B extends z.ZodType ? z.output<B> : undefined,
  ) => Promise<unknown>
}): Route {
  return route({
    id: `interventions.${spec.id}`,
    method: 'POST',
    path: `/api/interventions/:id/${spec.verb}`,
    summary: spec.summary,
    may: spec.may,
    writes: writesToFile,
    facts: factsOfFile,
    about: idOf,
    params: InterventionParams,
    ...(spec.body ? { body: spec.body } : {}),
    reply: { 200: RowReply },
    async run({ tx, actor, params, body }) {
      await spec.run(tx, idOf(params), body as never)
      return { status: 200, body: { row: await rowNow(tx, actor, idOf(params)) } }
    },
  })
}

const commands: readonly Route[] = [
  command({
    id: 'decideTriage',
    verb: 'triage-decisions',
    summary: 'La classe decisa da una persona, con i fatti noti in quel minuto',
    may: 'triage.decide',
    body: DecisionBody,
    run: decideTriage,
  }),
  command({
    id: 'recordEmergencyCall',
    verb: 'emergency-calls',
    summary: 'Passaggio al 112, al 118 o a un altro servizio',
    may: 'emergency.hand-on',
    body: EmergencyCallBody,
    run: recordEmergencyCall,
  }),
  command({
    id: 'confirmNotPertinent',
    verb: 'not-pertinent/confirmation',
    summary: 'Conferma di un bisogno non pertinente da parte di un assistente sociale',
    may: 'triage.confirm-not-pertinent',
    run: confirmNotPertinent,
  }),
  command({
    id: 'rejectNotPertinent',
    verb: 'not-pertinent/rejection',
    summary: 'Il bisogno è pertinente: torna in coda, con il motivo',
    may: 'triage.confirm-not-pertinent',
    body: RejectionBody,
    run: (tx, id, { reason }) => rejectNotPertinent(tx, id, reason),
  }),
  command({
    id: 'answer',
    verb: 'answer',
    summary: 'Rispondo io',
    may: 'intervention.answer',
    run: answerIntervention,
  }),
  command({
    id: 'handOn',
    verb: 'owner',
    summary: 'Passa l’intervento a una persona del territorio',
    may: 'intervention.hand-on',
    body: HandOnBody,
    run: (tx, id, { toId, reason }) => handOnIntervention(tx, id, toId as StaffId, reason),
  }),
  command({
    id: 'addNote',
    verb: 'notes',
    summary: 'Una nota nella cronologia',
    may: 'intervention.note',
    body: NoteBody,
    run: (tx, id, { text, happenedAt }) =>
      noteIntervention(tx, id, text, happenedAt === undefined ? tx.work.now : instant(happenedAt)),
  }),
  command({
    id: 'releasePatrol',
    verb: 'patrol-release',
    summary: 'La pattuglia in attesa può andare',
    may: 'intervention.answer',
    run: releaseWaitingPatrol,
  }),
  command({
    id: 'close',
    verb: 'closing',
    summary: 'Chiude con un esito',
    may: 'intervention.close',
    body: CloseBody,
    run: (tx, id, { outcome, reason, reviewAt, duplicateOf }) =>
      closeIntervention(tx, id, {
        outcome,
        reason: reason ?? null,
        reviewAt: reviewAt === undefined ? null : instant(reviewAt),
        duplicateOf,
      }),
  }),
]

export const routes: readonly Route[] = [
  board,
  outings,
  wall,
  file,
  presenceRoute,
  ...commands,
  ...workRoutes,
]
