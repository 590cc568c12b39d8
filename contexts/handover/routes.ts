import { allow, namesOf, recordReading } from '#contexts/access/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import { type InterventionId, type StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import { declareNotDue, declareUnanswered, recordAnswer, sendHandover } from './commands.ts'
import {
  AnswerBody,
  FileParams,
  HandoverParams,
  HandoverReply,
  HandoversReply,
  ListQuery,
  OutboxReply,
  type OutboxRow,
  PreviewBody,
  PreviewReply,
  ReasonBody,
  SendBody,
} from './contract.ts'
import { type Letter, lettersOf } from './letter-store.ts'
import { type Handover, isExhausted, PENDING } from './model.ts'
import type { HandoverNeeds } from './needs.ts'
import { handoverPolicy } from './policy.ts'
import { previewOf } from './preview.ts'
import { chaseRoutes } from './routes-chase.ts'
import { receivedRoutes } from './routes-received.ts'
import { AnswerWords, openWords } from './sealing.ts'
import { handoverOf } from './store.ts'
import { handoversView, isStuck, isUndelivered, nextOf } from './views.ts'

const MOST_ROWS = 200

const replyOf = ({ id, state }: Handover) => ({ id, state })

/** The operations of this room. */
export function handoverRoutes(needs: HandoverNeeds): readonly Route[] {
  return [...fileRoutes(needs), outbox, ...receivedRoutes(needs.documents)]
}

function fileRoutes(needs: HandoverNeeds): readonly Route[] {
  const { writes, facts, about } = aboutSubject(needs.subjectOf)
  const list = route({
    id: 'handover.list',
    method: 'GET',
    path: '/api/interventions/:id/handovers',
    summary: 'I passaggi di un intervento al servizio competente, dal più recente',
    may: 'intervention.read-words',
    writes,
    facts,
    about,
    params: FileParams,
    reply: { 200: HandoversReply },
    async run({ tx, params, may }) {
      const id = params.id as InterventionId
      await recordReading(tx, id)
      const subject = await subjectFor(tx, needs.subjectOf, id)
      return { status: 200, body: await handoversView(tx, needs, id, subject.facts, may) }
    },
  })
  const send = route({
    id: 'handover.send',
    method: 'POST',
    path: '/api/interventions/:id/handovers',
    summary: 'Passa l’intervento al servizio competente, con la pagina uno e i documenti',
    may: 'handover.send',
    writes,
    facts,
    about,
    params: FileParams,
    body: SendBody,
    reply: { 201: HandoverReply },
    async run({ tx, params, body }) {
      const interventionId = params.id as InterventionId
      const sent = await sendHandover(tx, needs, { interventionId, ...body })
      return { status: 201, body: replyOf(sent) }
    },
  })
  const preview = route({
    id: 'handover.preview',
    method: 'POST',
    path: '/api/interventions/:id/handovers/preview',
    summary:
      'Che cosa partirebbe con un passaggio: pagina uno, servizio e caselle. Non invia nulla',
    may: 'handover.send',
    writes,
    facts,
    about,
    params: FileParams,
    body: PreviewBody,
    reply: { 200: PreviewReply },
    async run({ tx, params, body }) {
      const interventionId = params.id as InterventionId
      await recordReading(tx, interventionId)
      const shown = await previewOf(tx, needs, { interventionId, ...body })
      return { status: 200, body: { ...shown, mailboxes: [...shown.mailboxes] } }
    },
  })
  const notDue = route({
    id: 'handover.notDue',
    method: 'POST',
    path: '/api/interventions/:id/handovers/none',
    summary: 'Registra perché nessun passaggio è dovuto',
    may: 'handover.send',
    writes,
    facts,
    about,
    params: FileParams,
    body: ReasonBody,
    reply: { 201: HandoverReply },
    async run({ tx, params, body }) {
      const done = await declareNotDue(tx, needs, params.id as InterventionId, body.reason)
      return { status: 201, body: replyOf(done) }
    },
  })
  const answer = route({
    id: 'handover.answer',
    method: 'POST',
    path: '/api/interventions/:id/handovers/:handoverId/answer',
    summary: 'Registra ciò che il servizio competente ha risposto a voce',
    may: 'handover.send',
    writes,
    facts,
    about,
    params: HandoverParams,
    body: AnswerBody,
    reply: { 200: HandoverReply },
    async run({ tx, now, params, body }) {
      const { kind, at, ...said } = body
      const words = { ...said, to: kind === 'assigned' ? said.to : '' }
      const done = await recordAnswer(tx, params.id as InterventionId, params.handoverId, {
        kind,
        how: 'voice',
        at: at === undefined ? now : instant(at),
        words,
      })
      return { status: 200, body: replyOf(done) }
    },
  })
  const unanswered = route({
    id: 'handover.unanswered',
    method: 'POST',
    path: '/api/interventions/:id/handovers/:handoverId/unanswered',
    summary: 'Passaggio senza riscontro, dopo tutti i solleciti',
    may: 'handover.settle',
    writes,
    facts,
    about,
    params: HandoverParams,
    body: ReasonBody,
    reply: { 200: HandoverReply },
    async run({ tx, params, body }) {
      const of = params.id as InterventionId
      const done = await declareUnanswered(tx, of, params.handoverId, body.reason)
      return { status: 200, body: replyOf(done) }
    },
  })
  return [list, preview, send, notDue, answer, unanswered, ...chaseRoutes({ writes, facts, about })]
}

const outbox = route({
  id: 'handover.outbox',
  method: 'GET',
  path: '/api/handovers',
  summary: 'I passaggi dei territori in vista: chi deve ancora rispondere viene prima',
  may: 'handover.outbox',
  writes: 'none',
  query: ListQuery,
  reply: { 200: OutboxReply },
  async run({ tx, actor, query }) {
    return { status: 200, body: { rows: [...(await outboxRows(tx, actor, query.territory))] } }
  },
})

/** The handovers that this person may see, those that wait first. Reasons why none is due are left out. */
export async function outboxRows(
  tx: Tx,
  actor: Actor,
  territoryId?: string,
): Promise<readonly OutboxRow[]> {
  const rows = await tx
    .selectFrom('handover.handover as h')
    .selectAll('h')
    .where((e) =>
      e.or([
        handoverPolicy.where(actor, 'handover.list', 'h'),
        // What was sent to oneself by name stands in one's list, also where it is read by link alone.
        e.and([
          e('h.to_staff', 'is not', null),
          e('h.to_staff', '=', staffIn(actor)),
          e('h.territory_id', 'in', servedBy(actor)),
        ]),
      ]),
    )
    .where('h.state', '<>', 'not-due')
    .$if(territoryId !== undefined, (q) => q.where('h.territory_id', '=', String(territoryId)))
    .orderBy((e) => e('h.state', 'in', [...PENDING]), 'desc')
    .orderBy((e) => e.fn.coalesce(e('h.to_staff', '=', staffIn(actor)), e.lit(false)), 'desc')
    .orderBy('h.sent_at', 'desc')
    .limit(MOST_ROWS)
    .execute()
  const all = rows.map(handoverOf)
  const territories = new Map(rows.map((row) => [row.id, row.territory_id]))
  const may = (action: string) =>
    new Set(
      rows
        .filter((row) => allow(actor, action, handoverPolicy.facts(row)).allowed)
        .map((row) => row.id),
    )
  const opens = may('board.read')
  const receives = may('handover.receive')
  const names = await namesOf(
    tx,
    all.map((one) => one.sentBy),
  )
  const letters = await lettersOf(
    tx,
    all.map((one) => one.id),
  )
  return all.map((one) =>
    rowView(
      one,
      names,
      {
        can: { open: opens.has(one.id), receive: receives.has(one.id) },
        isMine: one.toStaff !== null && one.toStaff === staffIn(actor),
        assignedTo:
          opens.has(one.id) || receives.has(one.id) ? assignedTo(tx, one, territories) : '',
      },
      letters.filter((letter) => letter.handoverId === one.id),
      tx.work.now,
    ),
  )
}

/** Nobody who acts without an account has anything in their name. */
function staffIn(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.staffId : null
}

/** Where somebody works for a competent service; a list that is never empty, as SQL asks for. */
function servedBy(actor: Actor): readonly string[] {
  const grants = actor.kind === 'person' ? actor.grants : []
  const served = grants.filter(({ role }) => role === 'competent-service')
  return [NOWHERE, ...served.flatMap(({ territoryId }) => (territoryId ? [territoryId] : []))]
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** To whom of the office it was assigned; empty where it is not. */
function assignedTo(
  tx: Tx,
  { id, state, sealedAnswer }: Handover,
  territories: ReadonlyMap<string, string>,
): string {
  if (state !== 'assigned') return ''
  return openWords(tx, AnswerWords, territories.get(id) ?? '', sealedAnswer)?.to ?? ''
}

function firstCall({ calls }: Handover): string | null {
  const [first] = calls.map(({ dueAt }) => dueAt).toSorted(Temporal.Instant.compare)
  return first?.toString() ?? null
}

function rowView(
  one: Handover,
  names: ReadonlyMap<StaffId, string>,
  own: Pick<OutboxRow, 'can' | 'isMine' | 'assignedTo'>,
  letters: readonly Letter[],
  now: Instant,
): OutboxRow {
  return {
    id: one.id,
    interventionId: one.interventionId,
    fileNumber: one.fileNumber,
    officeName: one.officeName,
    state: one.state,
    sentAt: one.sentAt.toString(),
    sentBy: names.get(one.sentBy) ?? '',
    chased: one.step,
    next: nextOf(one),
    answeredAt: one.answeredAt?.toString() ?? null,
    isExhausted: isExhausted(one),
    isUndelivered: isUndelivered(letters),
    isStuck: isStuck(letters, now),
    callAt: firstCall(one),
    leads: one.leads,
    ...own,
  }
}
