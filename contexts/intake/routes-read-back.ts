import { recordReading } from '#contexts/access/public.ts'
import { subjectOf } from '#contexts/interventions/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import {
  FileParams,
  ListenerQuery,
  ReadBackBody,
  ReadBackGiven,
  ReadBackReply,
  TriedReply,
} from './contract-read-back.ts'
import { recordTry } from './lost-call.ts'
import { giveNoReadBack, giveReadBack, readBackView } from './read-back.ts'

const about = aboutSubject(subjectOf)

/** What is told to who reported: the script, and that it was said. */
export const readBackRoutes: readonly Route[] = [
  route({
    id: 'intake.readBack',
    method: 'GET',
    path: '/api/interventions/:id/read-back',
    summary: 'Il riscontro a chi ha segnalato: il testo da leggere e quelli già dati',
    may: 'report.read',
    params: FileParams,
    query: ListenerQuery,
    reply: { 200: ReadBackReply },
    ...about,
    async run({ tx, params, query, may }) {
      const file = params.id as InterventionId
      await recordReading(tx, file)
      const { facts } = await subjectFor(tx, subjectOf, file)
      const { how, reporter } = query
      const listener = how === undefined || reporter === undefined ? null : { how, reporter }
      const view = await readBackView(tx, file, listener)
      return { status: 200, body: { ...view, can: { write: may('file.write', facts).allowed } } }
    },
  }),
  route({
    id: 'intake.giveReadBack',
    method: 'POST',
    path: '/api/interventions/:id/read-back',
    summary: 'Registra il riscontro dato: chi ha ascoltato, che cosa è stato detto',
    may: 'file.write',
    params: FileParams,
    body: ReadBackBody,
    reply: { 201: ReadBackGiven },
    ...about,
    async run({ tx, params, body }) {
      return {
        status: 201,
        body: { id: await giveReadBack(tx, params.id as InterventionId, body) },
      }
    },
  }),
  route({
    id: 'intake.noReadBack',
    method: 'POST',
    path: '/api/interventions/:id/read-back/nobody',
    summary: 'Registra che non c’è nessuno a cui dare il riscontro',
    may: 'file.write',
    params: FileParams,
    reply: { 201: ReadBackGiven },
    ...about,
    async run({ tx, params }) {
      return { status: 201, body: { id: await giveNoReadBack(tx, params.id as InterventionId) } }
    },
  }),
  route({
    id: 'intake.callBackTried',
    method: 'POST',
    path: '/api/interventions/:id/call-backs',
    summary: 'Registra che chi ha chiamato, richiamato, non ha risposto',
    may: 'file.write',
    params: FileParams,
    reply: { 201: TriedReply },
    ...about,
    async run({ tx, params }) {
      return { status: 201, body: { tries: await recordTry(tx, params.id as InterventionId) } }
    },
  }),
]
