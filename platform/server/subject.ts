import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts } from './access-ports.ts'
import type { Tx } from './db.ts'
import { NotFoundError } from './errors.ts'

/** What a room on a lower floor may know of the file that it serves. */
export type Subject = {
  /** What permissions about the file are judged by. */
  readonly facts: Facts
  readonly number: string
  readonly isClosed: boolean
}

/** Asks the room of the files, under the actor's own sight; `apps/server` plugs it. Undefined: unknown or unseen. */
export type SubjectPort = (tx: Tx, id: InterventionId) => Promise<Subject | undefined>

/** The parts of a route about the file `:id` that every room writes alike: territory, facts, and whose log it is. */
export function aboutSubject(subjectOf: SubjectPort) {
  type Input = { readonly params: { readonly id: string } }
  const idOf = (params: { readonly id: string }) => params.id as InterventionId
  return {
    writes: async (tx: Tx, { params }: Input): Promise<TerritoryId | undefined> =>
      (await subjectOf(tx, idOf(params)))?.facts.territoryId,
    facts: async (tx: Tx, { params }: Input): Promise<Facts | undefined> =>
      (await subjectOf(tx, idOf(params)))?.facts,
    about: idOf,
  }
}

/** The subject of a command that must have one. Throws NotFoundError. */
export async function subjectFor(
  tx: Tx,
  subjectOf: SubjectPort,
  id: InterventionId,
): Promise<Subject> {
  const subject = await subjectOf(tx, id)
  if (!subject) throw new NotFoundError('intervention')
  return subject
}
