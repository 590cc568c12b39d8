import { namesOf, recordReading } from '#contexts/access/public.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, type SubjectPort, subjectFor } from '#platform/server/subject.ts'
import {
  AllWritten,
  CorrectBody,
  FileParams,
  KnownBody,
  PeopleReply,
  PersonParams,
  type PersonView,
  Written,
} from './contract.ts'
import type { Known } from './model.ts'
import {
  correctPerson,
  strikePerson,
  type Version,
  versionsOf,
  writePerson,
  writeSaid,
} from './store.ts'

/** What the rooms above are asked: whose file it is, and the people as its reports tell them. */
export type PeopleNeeds = {
  readonly subjectOf: SubjectPort
  readonly saidOf: (tx: Tx, file: InterventionId) => Promise<readonly Known[]>
}

/** The operations of this room. Who may read the words of a file may read who its people are. */
export function peopleRoutes({ subjectOf, saidOf }: PeopleNeeds): readonly Route[] {
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
        const write = may('file.write', facts).allowed
        const isEmpty = people.every((one) => one.isStruck)
        const said = write && isEmpty ? (await saidOf(tx, file)).map(bodyOf) : []
        return { status: 200, body: { people, said, can: { write } } }
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
      id: 'people.writeSaid',
      method: 'POST',
      path: '/api/interventions/:id/people/said',
      summary: 'Scrive le persone come le dice la segnalazione',
      may: 'file.write',
      params: FileParams,
      reply: { 201: AllWritten },
      ...about,
      async run({ tx, params }) {
        const file = params.id as InterventionId
        const ids = await writeSaid(tx, file, () => saidOf(tx, file))
        return { status: 201, body: { ids: [...ids] } }
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

function bodyOf(one: Known): KnownBody {
  return { ...one, needs: [...one.needs], words: { ...one.words } }
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
