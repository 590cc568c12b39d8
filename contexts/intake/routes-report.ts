import { recordReading } from '#contexts/access/public.ts'
import type { Actor, PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, SignedOutError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { completeAgain, completeAndDecide } from './complete-again.ts'
import {
  CompleteBody,
  IdParams,
  OwnReportsReply,
  RegisterBody,
  RegisterReply,
  ReportsQuery,
  ReportsReply,
  ReportView,
  RespondersReply,
} from './contract.ts'
import { ownReports, respondersFor } from './own-reports.ts'
import { reportPolicy } from './policy.ts'
import { refuseBeyondRole, registerReport } from './register.ts'
import { findReport, type ReportInFile, reportsOf } from './report-store.ts'
import { reportView } from './views.ts'

/** The person behind a route that nobody else may call. */
export function personActor(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new SignedOutError()
  return actor
}

async function reportInSight(tx: Tx, id: string): Promise<ReportInFile> {
  const row = await findReport(tx, id)
  if (!row) throw new NotFoundError('report')
  return row
}

const territoryOfReport = async (tx: Tx, input: { params: { id: string } }) =>
  (await findReport(tx, input.params.id))?.territory_id as TerritoryId | undefined

const factsOfReport = async (
  tx: Tx,
  input: { params: { id: string } },
): Promise<Facts | undefined> => {
  const row = await findReport(tx, input.params.id)
  return row && factsInFile(row)
}

/** What a report is judged by, with its file: a denial is written on the file's log. */
function factsInFile(row: ReportInFile): Facts {
  return { ...reportPolicy.facts(row), interventionId: row.intervention_id as InterventionId }
}

const register = route({
  id: 'intake.registerReport',
  method: 'POST',
  path: '/api/reports',
  summary:
    'Registra una segnalazione: contatto, intervento con il suo assegnatario, classe se scelta.',
  may: 'report.register',
  body: RegisterBody,
  reply: { 200: RegisterReply, 201: RegisterReply },
  writes: 'desk',
  async run({ tx, actor, body }) {
    refuseBeyondRole(tx, personActor(actor), body)
    const done = await registerReport(tx, personActor(actor), body)
    const again = done.isNew
      ? { version: 1, isClassKept: false }
      : await completeAgain(tx, personActor(actor), done, body)
    const sight = done.sight ?? (await reportInSight(tx, done.reportId))
    const may = (action: string) => reportPolicy.allow(actor, action, sight).allowed
    const reply = {
      reportId: done.reportId,
      contactId: done.contactId,
      interventionId: done.interventionId,
      number: done.number,
      access: done.access,
      ...again,
      can: { read: may('report.read'), edit: may('report.edit'), page: may('page.read') },
    }
    return done.isNew ? { status: 201, body: reply } : { status: 200, body: reply }
  },
})

const read = route({
  id: 'intake.readReport',
  method: 'GET',
  path: '/api/reports/:id',
  summary: 'Legge una segnalazione. La lettura resta nel registro.',
  may: 'report.read',
  params: IdParams,
  reply: { 200: ReportView },
  writes: territoryOfReport,
  facts: factsOfReport,
  async run({ tx, actor, params }) {
    const row = await reportInSight(tx, params.id)
    await recordReading(tx, row.intervention_id as InterventionId)
    return { status: 200, body: await reportView(tx, actor, row) }
  },
})

const ofIntervention = route({
  id: 'intake.listReports',
  method: 'GET',
  path: '/api/reports',
  summary: 'Legge le segnalazioni di un intervento. La lettura resta nel registro.',
  may: 'report.read',
  query: ReportsQuery,
  reply: { 200: ReportsReply },
  writes: async (tx, { query }) =>
    (await reportsOf(tx, query.intervention))[0]?.territory_id as TerritoryId | undefined,
  facts: async (tx, { query }) => {
    const [row] = await reportsOf(tx, query.intervention)
    return row && factsInFile(row)
  },
  async run({ tx, actor, query }) {
    const rows = await reportsOf(tx, query.intervention)
    await recordReading(tx, query.intervention as InterventionId)
    const reports = []
    for (const row of rows) reports.push(await reportView(tx, actor, row))
    return { status: 200, body: { reports } }
  },
})

const completion = route({
  id: 'intake.completeReport',
  method: 'PATCH',
  path: '/api/reports/:id',
  summary:
    'Completa una segnalazione, campo per campo, con la classe se si sceglie ora. La lettura resta nel registro.',
  may: 'report.edit',
  params: IdParams,
  body: CompleteBody,
  reply: { 200: ReportView },
  writes: territoryOfReport,
  facts: factsOfReport,
  async run({ tx, actor, params, body }) {
    const row = await reportInSight(tx, params.id)
    await completeAndDecide(tx, personActor(actor), row, body)
    await recordReading(tx, row.intervention_id as InterventionId)
    return { status: 200, body: await reportView(tx, actor, await reportInSight(tx, params.id)) }
  },
})

const own = route({
  id: 'intake.listOwnReports',
  method: 'GET',
  path: '/api/own-reports',
  summary: 'Le proprie segnalazioni: numero, ora, stato e chi risponde. Nulla del fascicolo.',
  may: 'report.follow',
  reply: { 200: OwnReportsReply },
  writes: 'none',
  async run({ tx, actor, now }) {
    return { status: 200, body: await ownReports(tx, personActor(actor), now) }
  },
})

const responders = route({
  id: 'intake.listResponders',
  method: 'GET',
  path: '/api/intake/responders',
  summary: 'Chi risponde adesso e a quale numero, per ogni proprio territorio.',
  may: 'territory.read',
  reply: { 200: RespondersReply },
  writes: 'none',
  async run({ tx, actor, now }) {
    return { status: 200, body: await respondersFor(tx, personActor(actor), now) }
  },
})

/** Reports: taking, reading, completing, following one's own. */
export const reportRoutes: readonly Route[] = [
  register,
  read,
  ofIntervention,
  completion,
  own,
  responders,
]
