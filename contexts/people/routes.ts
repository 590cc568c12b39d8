import { namesOf, recordReading } from '#contexts/access/public.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, type SubjectPort, subjectFor } from '#platform/server/subject.ts'
import {
  CorrectBody,
  FileParams,
  KnownBody,
  PeopleReply,
  PersonParams,
  type PersonView,
  Written,
} from './contract.ts'
import { correctPerson, strikePerson, type Version, versionsOf, writePerson } from './store.ts'

/** The operations of this room. Who may read the words of a file may read who its people are. */
export function peopleRoutes({ subjectOf }: { readonly subjectOf: SubjectPort }): readonly Route[] {
  const about = aboutSubject(subjectOf)
  return [
    route({
      id: 'people.list',
      method: 'GET',
      path: '/api/interventions/:id/people',
      summary: 'Le persone di un intervento, con quello che era scritto prima',
      may: 'intervention.read-words',
      params: FileParams,
      reply: { 200: PeopleReply },
      ...about,
      async run({ tx, params, may }) {
        const file = params.id as InterventionId
        await recordReading(tx, file)
        const { facts } = await subjectFor(tx, subjectOf, file)
        const people = await peopleView(tx, file)
        return { status: 200, body: { people, can: { write: may('file.write', facts).allowed } } }
      },
    }),
    route({
      id: 'people.write',
      method: 'POST',
      path: '/api/interventions/:id/people',
      summary: 'Scrive una persona, anche con poco',
      may: 'file.write',
      params: FileParams,
      body: KnownBody,
      reply: { 201: Written },
      ...about,
      async run({ tx, params, body }) {
        const id = await writePerson(tx, params.id as InterventionId, body)
        return { status: 201, body: { id } }
      },
    }),
    route({
      id: 'people.correct',
      method: 'PUT',
      path: '/api/interventions/:id/people/:personId',
      summary: 'Corregge una persona: quello che era scritto resta',
      may: 'file.write',
      params: PersonParams,
      body: CorrectBody,
      reply: { 200: Written },
      ...about,
      async run({ tx, params, body }) {
        await correctPerson(tx, params.id as InterventionId, params.personId, body)
        return { status: 200, body: { id: params.personId } }
      },
    }),
    route({
      id: 'people.strike',
      method: 'POST',
      path: '/api/interventions/:id/people/:personId/strike',
      summary: 'Toglie una persona scritta per errore: resta barrata',
      may: 'file.write',
      params: PersonParams,
      reply: { 200: Written },
      ...about,
      async run({ tx, params }) {
        await strikePerson(tx, params.id as InterventionId, params.personId)
        return { status: 200, body: { id: params.personId } }
      },
    }),
  ]
}

async function peopleView(tx: Tx, file: InterventionId): Promise<PeopleReply['people']> {
  const versions = await versionsOf(tx, file)
  const writers = [...new Set(versions.map((one) => one.writtenBy as StaffId))]
  const names = await namesOf(tx, writers)
  const views = versions.map((one) => viewOf(one, names.get(one.writtenBy as StaffId) ?? ''))
  return [...Map.groupBy(views, (one) => one.id).values()].flatMap(([newest, ...before]) =>
    newest ? [{ ...newest, before }] : [],
  )
}

function viewOf(one: Version, writtenBy: string): PersonView {
  return {
    ...one,
    needs: [...one.needs],
    words: { ...one.words },
    writtenBy,
    writtenAt: one.writtenAt.toString(),
  }
}
