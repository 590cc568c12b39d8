import type * as z from 'zod'
import { recordReading } from '#contexts/access/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import {
  AssessmentBody,
  CorrectionBody,
  FileParams,
  NoteParams,
  ObservationBody,
  ObservationParams,
  TaskBody,
  TaskParams,
  WorkReply,
  Written,
} from './contract-work.ts'
import { rewriteNote } from './notes.ts'
import { findRoute } from './routes-find.ts'
import { subjectOf } from './subject.ts'
import { addTask, finishTask } from './tasks.ts'
import { type Hand, rewriteObservation, writeAssessment, writeObservation } from './work-store.ts'
import { workView } from './work-view.ts'

const about = aboutSubject(subjectOf)

/** Professions that evaluate, in the order in which somebody of several writes. */
const QUALIFIED = ['social-worker', 'psychologist'] as const

/** In which profession this person writes here: the qualified one first. */
function handOf(tx: Tx): Hand {
  const { grants } = personActing(tx)
  const here = grants.filter((one) => one.territoryId === tx.work.territoryId)
  const role = QUALIFIED.find((one) => here.some((grant) => grant.role === one))
  return { role: role ?? here[0]?.role ?? 'operator', isQualified: role !== undefined }
}

/** A command of the work on a file: it answers the id of what it wrote. */
function command<P extends z.ZodType<{ id: string }>, B extends z.ZodType>(spec: {
  readonly id: string
  readonly path: string
  readonly summary: string
  readonly may: string
  readonly params: P
  readonly body?: B
  readonly run: (tx: Tx, params: z.output<P>, body: z.output<B>) => Promise<string>
}): Route {
  return route({
    id: `interventions.${spec.id}`,
    method: 'POST',
    path: `/api/interventions/:id/${spec.path}`,
    summary: spec.summary,
    may: spec.may,
    params: spec.params,
    ...(spec.body ? { body: spec.body } : {}),
    reply: { 200: Written },
    ...about,
    async run({ tx, params, body }) {
      const id = await spec.run(tx, params as z.output<P>, body as never)
      return { status: 200, body: { id } }
    },
  })
}

const fileOf = (params: { readonly id: string }) => params.id as InterventionId

/** The operations of the work on a file: assessment, what was seen and said, tasks. */
export const workRoutes: readonly Route[] = [
  findRoute,
  route({
    id: 'interventions.work',
    method: 'GET',
    path: '/api/interventions/:id/work',
    summary: 'La valutazione, ciò che è stato visto e detto, i compiti',
    may: 'intervention.read-words',
    params: FileParams,
    reply: { 200: WorkReply },
    ...about,
    async run({ tx, params, now, may }) {
      const file = fileOf(params)
      await recordReading(tx, file)
      const { facts } = await subjectFor(tx, subjectOf, file)
      const view = await workView(tx, file, facts, now)
      const can = {
        write: may('file.write', facts).allowed,
        sign: may('assessment.sign', facts).allowed,
      }
      return { status: 200, body: { ...view, can } }
    },
  }),
  command({
    id: 'writeAssessment',
    path: 'assessments',
    summary: 'La prima valutazione, firmata da un assistente sociale o da uno psicologo',
    may: 'assessment.sign',
    params: FileParams,
    body: AssessmentBody,
    run: (tx, params, body) => writeAssessment(tx, fileOf(params), body, handOf(tx)),
  }),
  command({
    id: 'writeObservation',
    path: 'observations',
    summary: 'Un fatto visto, parole dette o una valutazione, anche inseriti dopo',
    may: 'file.write',
    params: FileParams,
    body: ObservationBody,
    run: (tx, params, body) => writeObservation(tx, fileOf(params), body, handOf(tx)),
  }),
  command({
    id: 'correctObservation',
    path: 'observations/:observationId/correction',
    summary: 'Corregge: quello che era scritto resta, barrato',
    may: 'file.write',
    params: ObservationParams,
    body: CorrectionBody,
    run: (tx, params, { text }) =>
      rewriteObservation(tx, fileOf(params), params.observationId, text, handOf(tx)),
  }),
  command({
    id: 'correctNote',
    path: 'notes/:noteId/correction',
    summary: 'Corregge una nota: quella di prima resta, barrata',
    may: 'file.write',
    params: NoteParams,
    body: CorrectionBody,
    async run(tx, params, { text }) {
      await rewriteNote(tx, fileOf(params), params.noteId, text)
      return params.noteId
    },
  }),
  command({
    id: 'addTask',
    path: 'tasks',
    summary: 'Un compito per una persona, entro quando',
    may: 'file.write',
    params: FileParams,
    body: TaskBody,
    run: (tx, params, body) => addTask(tx, fileOf(params), body),
  }),
  command({
    id: 'finishTask',
    path: 'tasks/:taskId/done',
    summary: 'Il compito è fatto',
    may: 'file.write',
    params: TaskParams,
    async run(tx, params) {
      await finishTask(tx, fileOf(params), params.taskId)
      return params.taskId
    },
  }),
]
